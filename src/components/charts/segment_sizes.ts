/** How large the segments are, as bars. Runs in browsers. */

import type { Profile } from "../../../pipeline/profile/segment_profile.ts";
import { barX, text } from "@observablehq/plot";
import { type Caption, fitTitles, segmentTitle, spoken } from "./frame/caption.js";
import { countOf, formatNumber, formatShare } from "../kit/words/format.js";
import { shownShare, weightingWords } from "../kit/words/weighting.js";
import { widestText } from "../kit/drawing/measure.js";
import { segmentColor } from "../kit/drawing/palette.js";
import { plotChart } from "./frame/plot_drawing.js";

/** A segment as this chart needs it. */
export type SizedSegment = Pick<
  Profile["segments"][number],
  "name" | "size" | "share" | "weighted"
>;

/** Options of {@link segmentSizes}. */
export interface SegmentSizesOptions {
  /** Pixels. */
  readonly width: number;
  /** What shares are weighted by; absent where all respondents count alike. */
  readonly weighting?: Profile["weighting"];
}

const ROW = 44;
/** Two pixels longer than the share, so that the smallest bar shows. */
const BAR = { insetTop: 20, insetBottom: 10, insetRight: -2, rx: 2 };

/** The caption of {@link segmentSizes}.
 * @param weighting What shares are weighted by, if they are.
 */
export function describeSizes(
  segments: readonly SizedSegment[],
  weighting?: Profile["weighting"],
): Caption {
  const n = segments.reduce((sum, { size }) => sum + size, 0);
  const shares = segments.map(shownShare).sort((a, b) => b - a);
  const sizes = shares.map(formatShare);
  const last = sizes.length - 1;
  const title = last === 0
    ? "One segment holds everybody"
    : `Segments from ${sizes[0]} down to ${sizes[last]} of respondents`;
  return {
    title,
    subtitle: weighting === undefined
      ? `Share of respondents and how many, n = ${formatNumber(n)}`
      : `Weighted share of respondents and how many there are unweighted, n = ${formatNumber(n)}`,
    ...(weighting === undefined ? {} : { note: `Shares are ${weightingWords(weighting)}.` }),
    filename: "segment-sizes",
  };
}

/** Draws one bar a segment, its name above and its share and size behind.
 * @param segments In the order of their numbers.
 */
export function segmentSizes(
  segments: readonly SizedSegment[],
  { width, weighting }: SegmentSizesOptions,
): HTMLElement {
  const names = segments.map(({ name }) => name);
  const fitted = fitTitles(names, width, { weight: 600 });
  const rows = segments.map((segment, y) => {
    const { size } = segment;
    const share = shownShare(segment);
    const title = segmentTitle(y, names);
    const fact = `${formatShare(share)} · ${formatNumber(size)}`;
    const told = `${title}: ${formatShare(share)}, ${countOf(size, "respondent")}`;
    return { y, share, fact, told, name: fitted[y] };
  });
  const room = width - widestText(rows.map(({ fact }) => fact)) - 12;
  return plotChart({
    width,
    height: rows.length * ROW,
    finding: `${spoken(describeSizes(segments, weighting))} ${
      rows.map(({ told }) => told).join("; ")
    }`,
    x: { axis: null, range: [0, room] },
    y: { axis: null, padding: 0 },
    marks: [
      barX(rows, { x: "share", y: "y", ...BAR, fill: ({ y }) => segmentColor(y), title: "told" }),
      text(rows, { y: "y", frameAnchor: "left", dy: -13, text: "name", fontWeight: 600 }),
      text(rows, { x: "share", y: "y", textAnchor: "start", dx: 9, dy: 5, text: "fact" }),
    ],
  });
}
