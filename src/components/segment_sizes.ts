/** How large the segments are, as bars. Runs in browsers. */

import type { Profile } from "../../pipeline/types.ts";
import { type Caption, segmentTitle, spoken } from "./caption.js";
import { countOf, formatNumber, formatShare } from "./format.js";
import { drawing, label, rect, svg } from "./ink.js";
import { fitText, textWidth } from "./measure.js";
import { segmentColor } from "./palette.js";

/** A segment as this chart needs it. */
export type SizedSegment = Pick<Profile["segments"][number], "name" | "size" | "share">;

/** Options of {@link segmentSizes}. */
export interface SegmentSizesOptions {
  /** Pixels. */
  readonly width: number;
}

const ROW = 44;
const BAR = 14;

/** The caption of {@link segmentSizes}. */
export function describeSizes(segments: readonly SizedSegment[]): Caption {
  const n = segments.reduce((sum, { size }) => sum + size, 0);
  const sizes = segments.map(({ share }) => formatShare(share));
  const last = sizes.length - 1;
  const title = last === 0
    ? "One segment holds everybody"
    : `Segments from ${sizes[0]} down to ${sizes[last]} of respondents`;
  return {
    title,
    subtitle: `Share of respondents and how many, n = ${formatNumber(n)}`,
    filename: "segment-sizes",
  };
}

/** Draws one bar a segment, its name above and its share and size behind.
 * @param segments In the order of their numbers.
 */
export function segmentSizes(
  segments: readonly SizedSegment[],
  { width }: SegmentSizesOptions,
): HTMLElement {
  const texts = segments.map(({ share, size }) => `${formatShare(share)} · ${formatNumber(size)}`);
  const room = width - Math.max(0, ...texts.map((text) => textWidth(text))) - 10;
  const most = Math.max(...segments.map(({ share }) => share));
  const rows = segments.map(({ name, share, size }, g) => {
    const title = segmentTitle(g, segments.map((segment) => segment.name));
    const length = most > 0 ? Math.max(2, share / most * room) : 0;
    return svg("g", [
      svg("title", `${title}: ${formatShare(share)}, ${countOf(size, "respondent")}`),
      label(fitText(title, width, { weight: 600 }), { x: 0, y: 9, weight: 600 }),
      rect([0, 20, length, BAR], { fill: segmentColor(g), rx: 2 }),
      label(texts[g], { x: length + 7, y: 20 + BAR / 2 }),
    ], { transform: `translate(0 ${g * ROW})`, "data-segment": name });
  });
  const host = document.createElement("div");
  host.className = "chart-host";
  host.append(drawing(rows, {
    width,
    height: segments.length * ROW,
    label: `${spoken(describeSizes(segments))} ${
      segments.map(({ name }, g) => `${g + 1} ${name}: ${texts[g]}`).join("; ")
    }`,
  }));
  return host;
}
