/** The map of respondents, by segment. Runs in browsers. */

import type { MapView } from "../../../../pipeline/view/types.ts";
import { zoomIdentity, type ZoomTransform } from "d3";
import { spoken } from "../frame/caption.js";
import { drawSharp } from "../../kit/drawing/canvas.js";
import { drawing, rect } from "../../kit/drawing/shapes.js";
import { html, svg, uniqueId } from "../../kit/elements.js";
import type { TooltipLine } from "../../kit/tooltip.js";
import { chooser } from "./choose.js";
import { type Crowd, crowdOf } from "./crowd.js";
import { describeMap, isImageOf, modeOf, MOST_SHAPES, type ScatterMode } from "./describe_map.js";
import {
  affineOf,
  drawAxes,
  type Frame,
  frameOf,
  heightFor,
  movedScales,
  type Scales,
  type Size,
  wholeScales,
} from "./frame.js";
import { type PlacedNames, placeNames } from "./labels.js";
import { areaOf, drawDensity, drawHulls, shapeLayer } from "./marks.js";
import { nameList, nameMarks } from "./name_marks.js";
import { nearestRow } from "./pointer.js";
import { type MapPoints, pointsOf } from "./points.js";
import { PointsImage } from "./points_image.js";
import { addZoom } from "./zoom.js";

/** Options of {@link scatter}. */
export interface ScatterOptions {
  /** Pixels. */
  readonly width: number;
  readonly mode: ScatterMode;
  /** One a segment. */
  readonly names: readonly string[];
  /** Called with the rows of the respondents that were chosen; none when the choice is undone. */
  readonly onSelect?: (rows: readonly number[]) => void;
  /** Rows that stand out at first. */
  readonly selected?: readonly number[];
  /** Lines about a respondent under its row and segment. */
  readonly tooltip?: (row: number) => readonly TooltipLine[];
}

/** Draws the map of all respondents. It zooms with Ctrl and the wheel, two fingers, a double click, the
 * buttons or + and -, moves by dragging or arrow keys, and respondents are chosen by a box, a loop or
 * the list of segments.
 */
export function scatter(map: MapView, options: ScatterOptions): HTMLElement {
  const { width, names, onSelect } = options;
  const points = pointsOf(map);
  const mode = modeOf(map, options.mode);
  const size = { width, height: heightFor(width) };
  const frame = frameOf(map, size);
  const parts = makeParts(map, { ...size, frame, mode });
  const plot = html("div", [parts.canvas, parts.drawn], { class: "chart-host scatter-plot" });
  const picture = new MapPicture(map, { points, mode, names, frame, parts });
  picture.choose(points === null ? null : positionsOf(points, options.selected ?? []));
  const choosing = mode === "density" || points === null || onSelect === undefined
    ? null
    : chooser(parts.drawn, {
      points,
      names,
      scales: () => picture.scales,
      onChoose: (chosen) => {
        picture.choose(chosen);
        onSelect(chosen === null ? [] : rowsOf(points, chosen));
      },
    });
  const buttons = addZoom(parts.drawn, plot, {
    frame,
    paint: (transform, isUnderWay) => picture.paint(transform, isUnderWay),
    isDrawing: () => choosing?.isDrawing() ?? false,
  });
  const tools = html("div", [...(choosing?.tools ?? []), ...buttons], {
    class: "scatter-tools",
    "data-page-only": "",
  });
  if (points !== null) {
    nearestRow(plot, points, {
      scales: () => picture.scales,
      drawn: parts.drawn,
      names,
      lines: options.tooltip,
    });
  }
  const list = picture.isNumbers ? nameList(names, { width }) : null;
  return html("div", [tools, plot, list, unpublished(map)], { class: "scatter" });
}

/** Says why points are absent. */
function unpublished({ points }: MapView): HTMLElement | null {
  if (points !== null) return null;
  return html("p", "This site publishes no respondents: densities stand for points.", {
    class: "scatter-reason",
  });
}

function positionsOf({ row }: MapPoints, rows: readonly number[]): Uint8Array | null {
  if (rows.length === 0) return null;
  const wanted = new Set(rows);
  return Uint8Array.from(row, (own) => wanted.has(own) ? 1 : 0);
}

function rowsOf({ row }: MapPoints, chosen: Uint8Array): number[] {
  const rows: number[] = [];
  for (let i = 0; i < chosen.length; i++) if (chosen[i] === 1) rows.push(row[i]);
  return rows;
}

/** The layers of the drawing, from the lowest. */
interface Parts {
  readonly canvas: HTMLCanvasElement;
  readonly drawn: SVGSVGElement;
  readonly axes: SVGElement;
  readonly marks: SVGElement;
  readonly names: SVGElement;
}

function makeParts(
  map: MapView,
  { width, height, frame, mode }: Size & { frame: Frame; mode: ScatterMode },
): Parts {
  const { left, top, right, bottom } = frame;
  const canvas = html("canvas", [], {
    class: "scatter-canvas",
    "aria-hidden": "true",
    style: `left:${left}px;top:${top}px;width:${right - left}px;height:${bottom - top}px`,
  });
  const id = uniqueId("scatter-frame");
  const [axes, marks, names] = [svg("g"), svg("g"), svg("g", [], { "pointer-events": "none" })];
  const area = [left, top, right - left, bottom - top] as const;
  const drawn = drawing([
    svg("defs", [svg("clipPath", [rect(area)], { id })]),
    rect(area, { fill: "none", "pointer-events": "all" }),
    axes,
    svg("g", [marks], { "clip-path": `url(#${id})` }),
    names,
  ], { width, height, label: spoken(describeMap(map, mode)), role: "group" });
  drawn.setAttribute("tabindex", "0");
  drawn.classList.add("scatter-drawing");
  return { canvas, drawn, axes, marks, names };
}

/** What the map is drawn from. */
interface PictureOptions {
  readonly points: MapPoints | null;
  readonly mode: ScatterMode;
  readonly names: readonly string[];
  readonly frame: Frame;
  readonly parts: Parts;
}

/** What the map shows as it is moved. */
class MapPicture {
  scales: Scales;
  isNumbers = false;
  readonly #map: MapView;
  readonly #options: PictureOptions;
  readonly #whole: Scales;
  readonly #drawMarks: (selected: Uint8Array | null) => void;
  #transform: ZoomTransform = zoomIdentity;
  #selected: Uint8Array | null = null;
  #placed: PlacedNames = { names: [], isNumbers: false };

  constructor(map: MapView, options: PictureOptions) {
    this.#map = map;
    this.#options = options;
    this.#whole = wholeScales(map, options.frame);
    this.scales = this.#whole;
    this.#drawMarks = this.#markDrawer();
  }

  /** Makes those chosen stand out, a 1 each; null for none. */
  choose(selected: Uint8Array | null): void {
    this.#selected = selected;
    this.paint(this.#transform, false);
  }

  /** Draws the map moved so; names keep their places at their segments while it moves. */
  paint(transform: ZoomTransform, isUnderWay: boolean): void {
    const { frame, names, parts } = this.#options;
    this.#transform = transform;
    this.scales = movedScales(this.#whole, transform);
    parts.axes.replaceChildren(...drawAxes(this.#map, { scales: this.scales, frame }));
    this.#drawMarks(this.#selected);
    this.#placed = isUnderWay ? this.#carryNames() : this.#placeNames();
    parts.names.replaceChildren(...nameMarks(this.#placed.names, names));
    this.isNumbers ||= this.#placed.isNumbers;
  }

  #markDrawer(): (selected: Uint8Array | null) => void {
    const { points, mode, frame, parts } = this.#options;
    const map = this.#map;
    const draw = (shapes: readonly SVGElement[]) => parts.marks.replaceChildren(...shapes);
    const isImage = mode === "points" && points !== null && isImageOf(points.x.length);
    if (!isImage) parts.canvas.remove();
    if (points === null || mode === "density") return () => draw(drawDensity(map, this.scales));
    if (mode === "hull") {
      return () => draw(drawHulls(points, { ...this.scales, centers: map.centers }));
    }
    if (!isImage) {
      const { shapes, place } = shapeLayer(points);
      draw(shapes);
      return (selected) => place(this.scales, selected);
    }
    const [width, height] = [frame.right - frame.left, frame.bottom - frame.top];
    const image = new PointsImage(parts.canvas, points, { width, height });
    if (points.x.length <= MOST_SHAPES) {
      drawSharp(parts.canvas, () => {
        const { shapes, place } = shapeLayer(points);
        const { x, y } = this.scales;
        place({ x: (at) => x(at) - frame.left, y: (at) => y(at) - frame.top }, this.#selected);
        return shapes;
      });
    }
    return (selected) =>
      image.paint({
        x: affineOf(this.scales.x, frame.left),
        y: affineOf(this.scales.y, frame.top),
        area: areaOf(points.x.length / this.#transform.k ** 2),
        selected,
      });
  }

  #placeNames(): PlacedNames {
    const { frame, names } = this.#options;
    const { x, y } = this.scales;
    const centers = this.#map.centers.map((at) => at && [x(at[0]), y(at[1])] as const);
    return placeNames(centers, { names, frame, crowd: this.#crowd() });
  }

  #carryNames(): PlacedNames {
    const { x, y } = this.scales;
    const { left, top, right, bottom } = this.#options.frame;
    const names = this.#placed.names.flatMap((name) => {
      const at = this.#map.centers[name.segment];
      if (at === null) return [];
      const center = [x(at[0]), y(at[1])] as const;
      const [dx, dy] = [center[0] - name.center[0], center[1] - name.center[1]];
      const moved = { ...name, left: name.left + dx, top: name.top + dy, center };
      const isInside = moved.left >= left && moved.left + moved.width <= right &&
        moved.top >= top && moved.top + moved.height <= bottom;
      return isInside ? [moved] : [];
    });
    return { ...this.#placed, names };
  }

  #crowd(): Crowd {
    const { frame: { left, top, right, bottom }, points } = this.#options;
    const { x, y } = this.scales;
    const { cells, xDomain, yDomain, counts } = this.#map.grid;
    return crowdOf({ left, top, width: right - left, height: bottom - top }, (add) => {
      if (points !== null) {
        for (let i = 0; i < points.x.length; i++) add(x(points.x[i]), y(points.y[i]), 1);
        return;
      }
      const at = (cell: number, [low, high]: readonly [number, number]) =>
        low + (cell + 0.5) / cells * (high - low);
      for (const [column, row, , count] of counts) {
        add(x(at(column, xDomain)), y(at(row, yDomain)), count);
      }
    });
  }
}
