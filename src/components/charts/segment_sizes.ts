/** How large the segments are, as bars. Runs in browsers. */

import type { Profile } from "../../../pipeline/profile/segment_profile.ts";
import { type Caption, fitTitles, segmentTitle, spoken } from "./frame/caption.js";
import { countOf, formatNumber, formatShare } from "../kit/words/format.js";
import { shownShare, weightingWords } from "../kit/words/weighting.js";
import { widestText } from "../kit/drawing/measure.js";
import { segmentColor } from "../kit/drawing/palette.js";
import { drawing, label, rect } from "../kit/drawing/shapes.js";
import { svg } from "../kit/elements.js";

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
const BAR_TOP = 20;
const BAR_HEIGHT = 14;
/** Bars are so much longer than the share, so that the smallest one shows. */
const LEAST_BAR = 2;

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
): SVGSVGElement {
  const names = segments.map(({ name }) => name);
  const titles = segments.map((_, i) => segmentTitle(i, names));
  const fitted = fitTitles(names, width, { weight: 600 });
  const facts = segments.map((segment) =>
    `${formatShare(shownShare(segment))} · ${formatNumber(segment.size)}`
  );
  const told = segments.map((segment, i) =>
    `${titles[i]}: ${formatShare(shownShare(segment))}, ${countOf(segment.size, "respondent")}`
  );
  const largest = segments.reduce((most, segment) => Math.max(most, shownShare(segment)), 0);
  const room = width - widestText(facts) - 12;
  const rows = segments.map((segment, i) => {
    const length = room * shownShare(segment) / largest + LEAST_BAR;
    return svg("g", [
      svg("title", told[i]),
      label(fitted[i], { x: 0, y: ROW / 2 - 13, weight: 600 }),
      rect([0, BAR_TOP, length, BAR_HEIGHT], { fill: segmentColor(i), rx: 2 }),
      label(facts[i], { x: length + 7, y: ROW / 2 + 5 }),
    ], { transform: `translate(0 ${i * ROW})` });
  });
  return drawing(rows, {
    width,
    height: segments.length * ROW,
    label: `${spoken(describeSizes(segments, weighting))} ${told.join("; ")}`,
  });
}
