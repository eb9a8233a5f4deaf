/** What the pointer tells on the map: who is nearest. Runs in browsers. */

import { segmentTitle } from "../frame/caption.js";
import { formatNumber } from "../../kit/words/format.js";
import { tooltip, type TooltipLine } from "../../kit/tooltip.js";
import { cornerOf } from "./choose.js";
import type { Scales } from "./frame.js";
import { type NearestIndex, nearestIndex } from "./nearest.js";
import type { MapPoints } from "./points.js";

/** Pixels from the pointer within which a respondent is told. */
const REACH = 18;

/** Tells who is nearest to the pointer, or to where a finger taps.
 * @param options `lines` gives more about a respondent by row.
 */
export function nearestRow(
  host: HTMLElement,
  points: MapPoints,
  { scales, drawn, names, lines }: {
    scales: () => Scales;
    drawn: SVGSVGElement;
    names: readonly string[];
    lines: ((row: number) => readonly TooltipLine[]) | undefined;
  },
): void {
  const tip = tooltip(host);
  let index: NearestIndex | null = null;
  const tell = (event: MouseEvent) => {
    index ??= nearestIndex(points.x, points.y);
    const [px, py] = cornerOf(drawn, event);
    const { x, y } = scales();
    // Axes have scales of their own, so pixels decide.
    const far = (i: number) => Math.hypot(x(points.x[i]) - px, y(points.y[i]) - py);
    const found = index.find(
      [x.invert(px - REACH), y.invert(py + REACH), x.invert(px + REACH), y.invert(py - REACH)],
      far,
    );
    if (found < 0 || event.buttons > 0 || far(found) > REACH) return tip.hide();
    const row = points.row[found];
    const identifier = points.identifier?.[found] ?? "";
    tip.show([
      `Row ${formatNumber(row)}${identifier === "" ? "" : ` · ${identifier}`}`,
      segmentTitle(points.segment[found], names),
      ...(lines?.(row) ?? []),
    ], { x: px, y: py });
  };
  drawn.addEventListener("pointermove", tell);
  // A finger has left by the time its tap arrives: what it told stays until the next.
  drawn.addEventListener("click", tell);
  for (const event of ["pointerleave", "blur", "wheel"]) {
    drawn.addEventListener(event, () => tip.hide(), { passive: true });
  }
}
