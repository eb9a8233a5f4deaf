/** What the pointer does on the map: who is nearest, and who is within the box. Runs in browsers. */

import { quadtree } from "d3";
import { segmentTitle } from "../frame/caption.js";
import { formatNumber } from "../../kit/words/format.js";
import { rect } from "../../kit/drawing/shapes.js";
import { FOCUS } from "../../kit/drawing/theme.js";
import { chartButton } from "../../kit/buttons.js";
import type { MapPoints } from "./marks.js";
import { tooltip, type TooltipLine } from "../../kit/tooltip.js";

interface Scale {
  (value: number): number;
  invert(pixel: number): number;
}

/** The map's scales as they are now. */
export type CurrentScales = () => { readonly x: Scale; readonly y: Scale };

/** Pixels from the pointer within which a respondent is told. */
const REACH = 18;
const LEAST_BOX = 4;

/** Tells who is nearest to the pointer, or to where a finger taps.
 * @param options `lines` gives more about a respondent by row.
 */
export function nearestRow(
  host: HTMLElement,
  points: MapPoints,
  { scales, drawn, names, lines }: {
    scales: CurrentScales;
    drawn: SVGSVGElement;
    names: readonly string[];
    lines: ((row: number) => readonly TooltipLine[]) | undefined;
  },
): void {
  const tip = tooltip(host);
  const tree = quadtree<number>()
    .x((i) => points.x[i]).y((i) => points.y[i])
    .addAll(points.x.map((_, i) => i));
  const tell = (event: MouseEvent) => {
    const at = pixel(drawn, event);
    const { x, y } = scales();
    // Axes have scales of their own, so the search is wide and pixels decide.
    const [cx, cy] = [x.invert(at.x), y.invert(at.y)];
    const radius = Math.max(
      Math.abs(x.invert(at.x + REACH) - cx),
      Math.abs(y.invert(at.y + REACH) - cy),
    );
    const found = tree.find(cx, cy, radius);
    if (
      found === undefined || event.buttons > 0 ||
      Math.hypot(x(points.x[found]) - at.x, y(points.y[found]) - at.y) > REACH
    ) return tip.hide();
    const row = points.row[found];
    const identifier = points.identifier?.[found] ?? "";
    tip.show([
      `Row ${formatNumber(row)}${identifier === "" ? "" : ` · ${identifier}`}`,
      segmentTitle(points.segment[found], names),
      ...(lines?.(row) ?? []),
    ], at);
  };
  drawn.addEventListener("pointermove", tell);
  // A finger has left by the time its tap arrives: what it told stays until the next.
  drawn.addEventListener("click", tell);
  for (const event of ["pointerleave", "blur"]) drawn.addEventListener(event, () => tip.hide());
}

/** Lets a box be drawn, with Shift or after the button was pressed.
 * @returns The button, and whether it is on.
 */
export function brushRows(
  drawn: SVGSVGElement,
  points: MapPoints,
  { scales, onSelect }: {
    scales: CurrentScales;
    onSelect: (rows: readonly number[]) => void;
  },
): { button: HTMLButtonElement; isOn: () => boolean } {
  const isOn = () => button.getAttribute("aria-pressed") === "true";
  const button = chartButton("Select", {
    title: "Draw a box around respondents (or hold Shift); Escape undoes it",
    onClick: () => {
      button.setAttribute("aria-pressed", String(!isOn()));
      drawn.style.cursor = isOn() ? "crosshair" : "";
      drawn.style.touchAction = isOn() ? "none" : "pan-x pan-y";
    },
  });
  button.setAttribute("aria-pressed", "false");
  let from: { x: number; y: number } | null = null;
  const box = rect([0, 0, 0, 0], {
    fill: FOCUS,
    "fill-opacity": 0.12,
    stroke: FOCUS,
    display: "none",
    "pointer-events": "none",
    "data-page-only": "",
  });
  drawn.append(box);
  drawn.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !(event.shiftKey || isOn())) return;
    event.preventDefault();
    drawn.setPointerCapture(event.pointerId);
    from = pixel(drawn, event);
  });
  drawn.addEventListener("pointermove", (event) => {
    if (from === null) return;
    const to = pixel(drawn, event);
    box.removeAttribute("display");
    box.setAttribute("x", String(Math.min(from.x, to.x)));
    box.setAttribute("y", String(Math.min(from.y, to.y)));
    box.setAttribute("width", String(Math.abs(to.x - from.x)));
    box.setAttribute("height", String(Math.abs(to.y - from.y)));
  });
  drawn.addEventListener("pointerup", (event) => {
    if (from === null) return;
    const to = pixel(drawn, event);
    const isBox = Math.abs(to.x - from.x) > LEAST_BOX && Math.abs(to.y - from.y) > LEAST_BOX;
    onSelect(isBox ? rowsWithin(points, from, { to, scales }) : []);
    from = null;
    box.setAttribute("display", "none");
  });
  drawn.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") onSelect([]);
  });
  return { button, isOn };
}

interface Pixel {
  readonly x: number;
  readonly y: number;
}

function pixel(drawn: SVGSVGElement, { clientX, clientY }: MouseEvent): Pixel {
  const { left, top } = drawn.getBoundingClientRect();
  return { x: clientX - left, y: clientY - top };
}

function rowsWithin(
  points: MapPoints,
  from: Pixel,
  { to, scales }: { to: Pixel; scales: CurrentScales },
): number[] {
  const { x, y } = scales();
  const isBetween = (value: number, a: number, b: number) =>
    value >= Math.min(a, b) && value <= Math.max(a, b);
  return points.row.filter((_, i) =>
    isBetween(x(points.x[i]), from.x, to.x) && isBetween(y(points.y[i]), from.y, to.y)
  );
}
