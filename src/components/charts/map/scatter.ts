/** The map of respondents, by segment. Runs in browsers. */

import type { MapView } from "../../../../pipeline/view/types.ts";
import { type ScaleLinear, scaleLinear, select, zoom, zoomIdentity, type ZoomTransform } from "d3";
import { type Caption, segmentTitle, spoken } from "../frame/caption.js";
import { countOf, formatNumber } from "../../kit/words/format.js";
import { drawing, label, line, rect } from "../../kit/drawing/shapes.js";
import { html, svg, uniqueId } from "../../kit/elements.js";
import { MUTED, TICK_SIZE } from "../../kit/drawing/theme.js";
import { chartButton } from "../../kit/buttons.js";
import { fitText } from "../../kit/drawing/measure.js";
import { brushRows, nearestRow } from "./pointer.js";
import { placeNames } from "./labels.js";
import {
  drawDensity,
  drawHulls,
  drawShapes,
  type MapPoints,
  MOST_SHAPES,
  paintPoints,
} from "./marks.js";
import type { TooltipLine } from "../../kit/tooltip.js";

/** What the map shows. */
export type ScatterMode = "points" | "hull" | "density";

/** Options of {@link scatter}. */
export interface ScatterOptions {
  /** Pixels. */
  readonly width: number;
  readonly mode: ScatterMode;
  /** One a segment. */
  readonly names: readonly string[];
  /** Called with the rows of the respondents within the box drawn; none when the choice is undone. */
  readonly onSelect?: (rows: readonly number[]) => void;
  /** Rows that stand out. */
  readonly selected?: readonly number[];
  /** Lines about a respondent under its row and segment. */
  readonly tooltip?: (row: number) => readonly TooltipLine[];
}

/** Pixels around the frame. */
const MARGIN = { top: 8, right: 10, bottom: 36, left: 40 };
const MOST_ZOOM = 20;
const ZOOM_STEP = 1.5;

/** The caption of {@link scatter}; the page's own headline makes a better title. */
export function describeMap(map: MapView, mode: ScatterMode): Caption {
  const drawn = map.points?.x.length ?? 0;
  const n = formatNumber(map.n);
  const shown = modeOf(map, mode);
  const counted = shown === "density" || drawn === map.n
    ? `n = ${countOf(map.n, "respondent")}`
    : `${formatNumber(drawn)} of ${n} respondents drawn`;
  const what = {
    points: "Each mark is a respondent, near to those who answer alike",
    hull: "Outlines hold the 95 % of each segment nearest to its centre",
    density: "The stronger the colour, the more respondents of a segment",
  }[shown];
  return {
    title: `${countOf(map.centers.length, "segment")} on the map of respondents`,
    subtitle: `${what}; ${counted}`,
    filename: "map",
  };
}

/** Without published respondents only densities can be drawn. */
function modeOf({ points }: MapView, mode: ScatterMode): ScatterMode {
  return points === null ? "density" : mode;
}

/** Draws the map. It zooms with Ctrl and the wheel, two fingers, the buttons or + and -, moves by
 * dragging or arrow keys, and a box drawn with Shift (or after "Select") chooses respondents.
 */
export function scatter(map: MapView, options: ScatterOptions): HTMLElement {
  const { width, names, onSelect } = options;
  const { points } = map;
  const mode = modeOf(map, options.mode);
  const height = Math.round(Math.max(260, Math.min(540, width * 0.68)));
  const base = baseScales(map, { width, height });
  const isOnCanvas = mode === "points" && points !== null && points.x.length > MOST_SHAPES;
  const canvas = isOnCanvas
    ? html("canvas", [], { class: "scatter-canvas", "aria-hidden": "true" })
    : null;
  const parts = makeParts(map, { width, height, mode });
  const plot = html("div", [canvas, parts.drawn], { class: "chart-host scatter-plot" });
  const selected = options.selected === undefined || options.selected.length === 0
    ? null
    : new Set(options.selected);
  let scales = base;
  const paint = (transform: ZoomTransform) => {
    scales = { x: transform.rescaleX(base.x), y: transform.rescaleY(base.y) };
    const marks = { x: scales.x, y: scales.y, selected };
    parts.axes.replaceChildren(...axes(map, { scales, width, height }));
    parts.names.replaceChildren(...nameMarks(map, { scales, names, width, height }));
    if (points === null || mode === "density") {
      parts.marks.replaceChildren(...drawDensity(map, marks));
    } else if (mode === "hull") {
      parts.marks.replaceChildren(...drawHulls(points, { ...marks, centers: map.centers }));
    } else if (canvas === null) parts.marks.replaceChildren(...drawShapes(points, marks));
    else paintInFrame(canvas, points, { ...marks, width, height });
  };
  paint(zoomIdentity);
  const tools = html("div", [], { class: "scatter-tools", "data-page-only": "" });
  const brush = mode === "density" || points === null || onSelect === undefined
    ? null
    : brushRows(parts.drawn, points, { scales: () => scales, onSelect });
  if (brush !== null) tools.append(brush.button);
  addZoom(parts.drawn, { tools, paint, width, height, isBrushing: () => brush?.isOn() ?? false });
  if (points !== null) {
    nearestRow(plot, points, {
      scales: () => scales,
      drawn: parts.drawn,
      names,
      lines: options.tooltip,
    });
  }
  return html("div", [tools, plot, unpublished(map)], { class: "scatter" });
}

/** Says why points are absent. */
function unpublished({ points }: MapView): HTMLElement | null {
  if (points !== null) return null;
  return html("p", "This site publishes no respondents: densities stand for points.", {
    class: "scatter-reason",
  });
}

interface Scales {
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function baseScales({ grid }: MapView, { width, height }: Size): Scales {
  const padded = ([low, high]: readonly [number, number]): [number, number] => {
    const room = high > low ? (high - low) * 0.04 : 1;
    return [low - room, high + room];
  };
  return {
    x: scaleLinear(padded(grid.xDomain), [MARGIN.left, width - MARGIN.right]),
    y: scaleLinear(padded(grid.yDomain), [height - MARGIN.bottom, MARGIN.top]),
  };
}

function makeParts(
  map: MapView,
  { width, height, mode }: Size & { mode: ScatterMode },
) {
  const id = uniqueId("scatter-frame");
  const [axesPart, marks, names] = [svg("g"), svg("g"), svg("g", [], { "pointer-events": "none" })];
  const { top, right, bottom, left } = MARGIN;
  const frame = [left, top, width - left - right, height - top - bottom] as const;
  const drawn = drawing([
    svg("defs", [svg("clipPath", [rect(frame)], { id })]),
    rect(frame, { fill: "none", "pointer-events": "all" }),
    axesPart,
    svg("g", [marks], { "clip-path": `url(#${id})` }),
    names,
  ], { width, height, label: spoken(describeMap(map, mode)), role: "group" });
  drawn.setAttribute("tabindex", "0");
  drawn.classList.add("scatter-drawing");
  return { drawn, axes: axesPart, marks, names };
}

function paintInFrame(
  canvas: HTMLCanvasElement,
  points: MapPoints,
  { x, y, selected, width, height }: Scales & Size & { selected: ReadonlySet<number> | null },
): void {
  const { top, right, bottom, left } = MARGIN;
  canvas.style.left = `${left}px`;
  canvas.style.top = `${top}px`;
  canvas.style.width = `${width - left - right}px`;
  canvas.style.height = `${height - top - bottom}px`;
  paintPoints(canvas, points, {
    x: (value) => x(value) - left,
    y: (value) => y(value) - top,
    selected,
  });
}

function axes(
  { xLabel, yLabel }: MapView,
  { scales: { x, y }, width, height }: Size & { scales: Scales },
): SVGElement[] {
  const { top, right, bottom, left } = MARGIN;
  const tickText = (value: number) =>
    formatNumber(value, Number.isInteger(value) ? 0 : Math.abs(value) < 0.1 ? 2 : 1);
  const ticks = { size: TICK_SIZE, color: MUTED };
  const under = height - bottom;
  return [
    ...x.ticks(Math.max(3, width / 130)).flatMap((tick) => [
      line([x(tick), top, x(tick), under]),
      label(tickText(tick), { x: x(tick), y: under + 11, anchor: "middle", ...ticks }),
    ]),
    ...y.ticks(Math.max(3, height / 90)).flatMap((tick) => [
      line([left, y(tick), width - right, y(tick)]),
      label(tickText(tick), { x: left - 5, y: y(tick), anchor: "end", ...ticks }),
    ]),
    label(fitText(xLabel, width - left - right, { size: TICK_SIZE }), {
      x: width - right,
      y: height - 7,
      anchor: "end",
      size: TICK_SIZE,
    }),
    label(fitText(yLabel, under - top, { size: TICK_SIZE }), {
      x: 6,
      y: top,
      anchor: "end",
      turn: -90,
      size: TICK_SIZE,
    }),
  ];
}

/** Outside of every frame. */
const NOWHERE: readonly [number, number] = [-Infinity, -Infinity];

function nameMarks(
  { centers }: MapView,
  { scales: { x, y }, names, width, height }: Size & { scales: Scales; names: readonly string[] },
): SVGElement[] {
  const { top, right, bottom, left } = MARGIN;
  // A segment without a place has no name on the map.
  const placed = placeNames(centers.map((at) => at === null ? NOWHERE : [x(at[0]), y(at[1])]), {
    names,
    left,
    top,
    right: width - right,
    bottom: height - bottom,
  });
  return placed.map(({ segment, text, x: at, y: middle }) =>
    svg("g", [
      svg("title", segmentTitle(segment, names)),
      label(text, { x: at, y: middle, anchor: "middle", weight: 700, hasHalo: true }),
    ], { "data-name": segment })
  );
}

/** Adds zooming and moving by wheel, fingers, buttons and keys. */
function addZoom(
  drawn: SVGSVGElement,
  { tools, paint, width, height, isBrushing }: Size & {
    tools: HTMLElement;
    paint: (transform: ZoomTransform) => void;
    isBrushing: () => boolean;
  },
): void {
  const behaviour = zoom<SVGSVGElement, unknown>()
    .scaleExtent([1, MOST_ZOOM])
    .extent([[MARGIN.left, MARGIN.top], [width - MARGIN.right, height - MARGIN.bottom]])
    .translateExtent([[MARGIN.left, MARGIN.top], [width - MARGIN.right, height - MARGIN.bottom]])
    // A bare wheel and one finger scroll the page.
    .filter((event) => {
      if (event.type === "wheel") return event.ctrlKey || event.metaKey;
      if (event.touches !== undefined) return event.touches.length > 1;
      return !event.shiftKey && !isBrushing() && event.button === 0;
    })
    .on("zoom", ({ transform }) => {
      paint(transform);
      drawn.style.cursor = transform.k > 1 ? "grab" : "";
    });
  const selection = select(drawn).call(behaviour).on("dblclick.zoom", null);
  drawn.style.touchAction = "pan-x pan-y";
  const scale = (by: number) => behaviour.scaleBy(selection, by);
  const reset = () => behaviour.transform(selection, zoomIdentity);
  const moves: Readonly<Record<string, () => void>> = {
    "+": () => scale(ZOOM_STEP),
    "=": () => scale(ZOOM_STEP),
    "-": () => scale(1 / ZOOM_STEP),
    "0": reset,
    ArrowLeft: () => behaviour.translateBy(selection, 40, 0),
    ArrowRight: () => behaviour.translateBy(selection, -40, 0),
    ArrowUp: () => behaviour.translateBy(selection, 0, 40),
    ArrowDown: () => behaviour.translateBy(selection, 0, -40),
  };
  drawn.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || moves[event.key] === undefined) return;
    event.preventDefault();
    moves[event.key]();
  });
  const button = (text: string, name: string, onClick: () => void) =>
    chartButton(text, { label: name, title: name, onClick });
  tools.append(
    button("+", "Zoom in", () => scale(ZOOM_STEP)),
    button("−", "Zoom out", () => scale(1 / ZOOM_STEP)),
    button("Reset", "Reset to the whole map", reset),
  );
}
