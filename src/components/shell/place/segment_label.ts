/** A segment as the pages of placing name it: its number on its colour, and its name. Runs in browsers. */

import { html } from "../../kit/elements.js";
import { segmentColor } from "../../kit/drawing/palette.js";
import { inkOn } from "../../kit/drawing/theme.js";

/** Makes the label.
 * @param segment From 1.
 */
export function segmentLabel(segment: number, name: string): HTMLElement {
  const color = segmentColor(segment - 1);
  return html("span", [
    html("span", String(segment), {
      class: "segment-badge",
      style: `background:${color};color:${inkOn(color)}`,
    }),
    html("span", name),
  ], { class: "place-segment" });
}

/** A bar of a segment's colour.
 * @param share Of the whole width, 0..1.
 */
export function segmentBar(segment: number, share: number): HTMLElement {
  const width = `${(100 * share).toFixed(1)}%`;
  return html("span", [
    html("span", [], { style: `width:${width};background:${segmentColor(segment - 1)}` }),
  ], { class: "place-bar", "aria-hidden": "true" });
}
