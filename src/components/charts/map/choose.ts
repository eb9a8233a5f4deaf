/** Choosing respondents on the map: a box, a loop drawn by hand, or a segment from a list. Runs in browsers. */

import { polygonContains } from "d3";
import { segmentTitle } from "../frame/caption.js";
import { html, svg } from "../../kit/elements.js";
import { countOf } from "../../kit/words/format.js";
import { FOCUS } from "../../kit/drawing/theme.js";
import { chartButton } from "../../kit/buttons.js";
import type { MapPoints } from "./points.js";
import type { Scales } from "./frame.js";

/** Smaller figures are slips of the hand. */
const LEAST_SIDE = 4;
/** Pixels between corners of a loop. */
const LOOP_STEP = 3;

type Corner = [number, number];
type Tool = "box" | "loop";

/** What choosing needs and does. */
export interface ChooseOptions {
  readonly points: MapPoints;
  readonly names: readonly string[];
  readonly scales: () => Scales;
  /** Called with a 1 for each chosen position among the points; null when the choice is undone. */
  readonly onChoose: (chosen: Uint8Array | null) => void;
}

/** The tools, and whether one of them is at work instead of moving. */
export interface Chooser {
  readonly tools: readonly HTMLElement[];
  isDrawing(): boolean;
}

/** Lets respondents be chosen: a box with Shift or after "Box", a loop after "Lasso", a segment by the list,
 * which works by keyboard alone; Escape undoes.
 */
export function chooser(drawn: SVGSVGElement, options: ChooseOptions): Chooser {
  const { points, names, onChoose } = options;
  const state = html("span", "", { class: "scatter-chosen", role: "status" });
  const tell = (chosen: Uint8Array | null) => {
    const count = chosen?.reduce((sum, one) => sum + one, 0) ?? 0;
    state.textContent = count === 0 ? "" : `${countOf(count, "respondent")} chosen`;
    clear.hidden = count === 0;
    onChoose(count === 0 ? null : chosen);
  };
  let tool: Tool | null = null;
  const buttons = TOOLS.map(([kind, text, title]) => {
    const button = chartButton(text, {
      title,
      onClick: () => {
        tool = tool === kind ? null : kind;
        for (const [i, each] of buttons.entries()) {
          each.setAttribute("aria-pressed", String(TOOLS[i][0] === tool));
        }
        drawn.style.cursor = tool === null ? "" : "crosshair";
        drawn.style.touchAction = tool === null ? "pan-x pan-y" : "none";
      },
    });
    button.setAttribute("aria-pressed", "false");
    return button;
  });
  const undo = () => {
    list.value = "";
    tell(null);
  };
  const clear = chartButton("Clear", { title: "Undo the choice (Escape)", onClick: undo });
  clear.hidden = true;
  const list = segmentList(points, names, (segment) => {
    tell(segment === null ? null : Uint8Array.from(points.segment, (own) => +(own === segment)));
  });
  trackFigure(drawn, {
    toolFor: (event) => event.shiftKey ? "box" : tool,
    onFigure: (corners) => {
      list.value = "";
      tell(corners === null ? null : chosenWithin(points, corners, options.scales()));
    },
  });
  drawn.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") undo();
  });
  return { tools: [state, clear, list, ...buttons], isDrawing: () => tool !== null };
}

const TOOLS: readonly (readonly [Tool, string, string])[] = [
  ["box", "Box", "Draw a box around respondents (or hold Shift); Escape undoes it"],
  ["loop", "Lasso", "Draw a line around respondents; Escape undoes it"],
];

function segmentList(
  points: MapPoints,
  names: readonly string[],
  onPick: (segment: number | null) => void,
): HTMLSelectElement {
  const present = new Set<number>();
  for (let i = 0; i < points.segment.length; i++) present.add(points.segment[i]);
  const list = html("select", [
    html("option", "Choose a segment", { value: "" }),
    ...[...present].sort((a, b) => a - b).map((segment) =>
      html("option", segmentTitle(segment, names), { value: segment })
    ),
  ], {
    class: "scatter-list",
    "aria-label": "Choose the respondents of a segment",
    onchange: () => onPick(list.value === "" ? null : Number(list.value)),
  });
  return list;
}

/** Follows the pointer as it draws.
 * @param options `onFigure` gets the corners; null where nothing was drawn.
 */
function trackFigure(
  drawn: SVGSVGElement,
  { toolFor, onFigure }: {
    toolFor: (event: PointerEvent) => Tool | null;
    onFigure: (corners: Corner[] | null) => void;
  },
): void {
  const shape = svg("path", [], {
    fill: FOCUS,
    "fill-opacity": 0.12,
    stroke: FOCUS,
    display: "none",
    "pointer-events": "none",
    "data-page-only": "",
  });
  drawn.append(shape);
  let under: { tool: Tool; corners: Corner[] } | null = null;
  drawn.addEventListener("pointerdown", (event) => {
    const tool = event.button === 0 ? toolFor(event) : null;
    if (tool === null) return;
    event.preventDefault();
    drawn.focus({ preventScroll: true });
    drawn.setPointerCapture(event.pointerId);
    under = { tool, corners: [cornerOf(drawn, event)] };
  });
  drawn.addEventListener("pointermove", (event) => {
    if (under === null) return;
    const { tool, corners } = under;
    const at = cornerOf(drawn, event);
    if (tool === "box") under.corners = boxBetween(corners[0], at);
    else if (distance(corners[corners.length - 1], at) >= LOOP_STEP) corners.push(at);
    shape.removeAttribute("display");
    shape.setAttribute("d", `M${under.corners.map((corner) => corner.join()).join("L")}Z`);
  });
  const end = (isDone: boolean) => {
    if (under === null) return;
    const { corners } = under;
    under = null;
    shape.setAttribute("display", "none");
    const sides = [0, 1].map((axis) => {
      const values = corners.map((corner) => corner[axis]).sort((a, b) => a - b);
      return values[values.length - 1] - values[0];
    });
    const isFigure = corners.length > 2 && sides.every((side) => side > LEAST_SIDE);
    if (isDone) onFigure(isFigure ? corners : null);
  };
  drawn.addEventListener("pointerup", () => end(true));
  drawn.addEventListener("pointercancel", () => end(false));
}

function chosenWithin(points: MapPoints, corners: Corner[], { x, y }: Scales): Uint8Array {
  const chosen = new Uint8Array(points.x.length);
  const [xs, ys] = [0, 1].map((axis) =>
    corners.map((corner) => corner[axis]).sort((a, b) => a - b)
  );
  const [right, bottom] = [xs[xs.length - 1], ys[ys.length - 1]];
  for (let i = 0; i < chosen.length; i++) {
    const [left, top] = [x(points.x[i]), y(points.y[i])];
    if (left < xs[0] || left > right || top < ys[0] || top > bottom) continue;
    if (polygonContains(corners, [left, top])) chosen[i] = 1;
  }
  return chosen;
}

function boxBetween([x1, y1]: Corner, [x2, y2]: Corner): Corner[] {
  return [[x1, y1], [x2, y1], [x2, y2], [x1, y2]];
}

function distance([x1, y1]: Corner, [x2, y2]: Corner): number {
  return Math.hypot(x2 - x1, y2 - y1);
}

/** Where an event is in a drawing, in pixels. */
export function cornerOf(drawn: SVGSVGElement, { clientX, clientY }: MouseEvent): Corner {
  const { left, top } = drawn.getBoundingClientRect();
  return [clientX - left, clientY - top];
}
