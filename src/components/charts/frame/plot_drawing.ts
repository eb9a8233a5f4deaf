/** Observable Plot in the type, colours and words of all charts. Runs in browsers. */

import { plot, type PlotOptions } from "@observablehq/plot";
import { html } from "../../kit/elements.js";
import {
  FONT,
  HAIRLINE,
  INK,
  LABEL_SIZE,
  MUTED,
  PAPER,
  TICK_SIZE,
} from "../../kit/drawing/theme.js";
import { textWidth, type TypeOptions } from "../../kit/drawing/measure.js";

/** Text that explains: the smaller size, muted. */
export const REMARK = { fontSize: TICK_SIZE, fill: MUTED } as const;
/** Text that stands on marks: a halo keeps it apart from them. */
export const HALO = { fill: INK, stroke: PAPER, strokeWidth: 4 } as const;
/** Lines of a grid. */
export const GRID = { stroke: HAIRLINE, strokeOpacity: 1 } as const;
/** An axis of numbers that stand by themselves. */
export const SCALE_AXIS = {
  fontSize: TICK_SIZE,
  color: MUTED,
  tickSize: 0,
  tickPadding: 6,
  label: null,
} as const;
/** An axis below the marks, its numbers as they are; its name, if it has one, stands at its right end. */
export const BASE_AXIS = {
  ...SCALE_AXIS,
  color: INK,
  tickFormat: String,
  labelAnchor: "right",
  labelArrow: "none",
} as const;
/** An axis of names of rows. */
export const NAME_AXIS = {
  ...SCALE_AXIS,
  fontSize: LABEL_SIZE,
  color: INK,
  tickPadding: 8,
} as const;

/** What Plot is told, and the finding for those who hear the page. Margins are 0 unless told. */
export interface PlotDrawingOptions extends PlotOptions {
  readonly finding: string;
}

/** Makes a chart of one drawing by Plot, or of several below one another. */
export function plotChart(...drawings: readonly PlotDrawingOptions[]): HTMLElement {
  return html("div", drawings.map(plotDrawing), { class: "chart-host" });
}

/** Makes a chart that says why nothing is drawn. */
export function chartWords(text: string): HTMLElement {
  return html("div", [html("p", text)], { class: "chart-host" });
}

/** Where a text about `x` must be held so that it stays within 0 and `width`, all in pixels. */
export function anchorWithin(
  x: number,
  { text, width, ...type }: TypeOptions & { readonly text: string; readonly width: number },
): "start" | "middle" | "end" {
  const half = textWidth(text, type) / 2;
  if (x < half) return "start";
  return x > width - half ? "end" : "middle";
}

function plotDrawing({ finding, ...options }: PlotDrawingOptions): Element {
  const drawn = plot({ margin: 0, ...options, className: "chart-drawing", ariaLabel: finding });
  // Plot's own rules would reach every other drawing of the page.
  drawn.querySelector("style")?.remove();
  // Groups have no role, and then may have no name: it only tells which mark they are of.
  for (const group of drawn.querySelectorAll("g[aria-label]")) {
    group.setAttribute("data-mark", group.getAttribute("aria-label") ?? "");
    group.removeAttribute("aria-label");
  }
  drawn.setAttribute("role", "img");
  drawn.setAttribute("font-family", FONT);
  drawn.setAttribute("font-size", String(LABEL_SIZE));
  return drawn;
}
