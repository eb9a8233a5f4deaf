/** The marks of the map: points on canvas or as shapes, outlines, densities. Runs in browsers. */

import type { MapView } from "../../../../pipeline/view/types.ts";
import {
  blur2,
  type ContourMultiPolygon,
  contours,
  polygonHull,
  symbol,
  symbolCircle,
  symbolCross,
  symbolDiamond2,
  symbolSquare,
  symbolStar,
  symbolTimes,
  symbolTriangle,
  type SymbolType,
  symbolWye,
} from "d3";
import { svg } from "../../kit/elements.js";
import { penOf } from "../../kit/drawing/canvas.js";
import { entryOf, largest } from "../../kit/lists.js";
import { segmentColor, segmentShape } from "../../kit/drawing/palette.js";

/** From the map's numbers to pixels. */
export interface Projection {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

/** Respondents with a place. */
export type MapPoints = NonNullable<MapView["points"]>;

/** More points than this are drawn on canvas: shapes would make the page slow. */
export const MOST_SHAPES = 1500;

const TYPES: Readonly<Record<ReturnType<typeof segmentShape>, SymbolType>> = {
  circle: symbolCircle,
  square: symbolSquare,
  triangle: symbolTriangle,
  diamond: symbolDiamond2,
  star: symbolStar,
  cross: symbolCross,
  wye: symbolWye,
  plus: symbolTimes,
};
/** Drawn by their strokes alone. */
const STROKED = new Set<SymbolType>([symbolTimes]);
const OPACITY = 0.72;
const FADED = 0.12;
/** Share of a segment within its outline: the few beyond would make all outlines overlap. */
const WITHIN = 0.95;
const LEVELS = [0.08, 0.25, 0.5, 0.75];

/** How points are drawn. */
export interface PointsOptions extends Projection {
  /** Rows that stand out; null where none is chosen. */
  readonly selected: ReadonlySet<number> | null;
}

/** Area of a point's shape in square pixels: smaller where there are many. */
function areaOf(n: number): number {
  return n > 2500 ? 16 : n > 800 ? 24 : 34;
}

/** Draws each respondent as a shape of its segment. */
export function drawShapes(
  points: MapPoints,
  { x, y, selected }: PointsOptions,
): SVGElement[] {
  const shapes = shapesOf(points);
  return points.x.map((_, i) => {
    const { path, isStroked } = entryOf(shapes, points.segment[i]);
    const color = segmentColor(points.segment[i]);
    return svg("path", [], {
      d: path,
      transform: `translate(${x(points.x[i]).toFixed(1)} ${y(points.y[i]).toFixed(1)})`,
      fill: isStroked ? "none" : color,
      stroke: isStroked ? color : null,
      "stroke-width": isStroked ? 1.4 : null,
      opacity: selected === null || selected.has(points.row[i]) ? OPACITY : FADED,
    });
  });
}

/** Draws each respondent on a canvas of so many pixels, at the screen's own density. */
export function paintPoints(
  canvas: HTMLCanvasElement,
  points: MapPoints,
  { x, y, selected }: PointsOptions,
): void {
  const density = Math.max(1, globalThis.devicePixelRatio);
  const [width, height] = [parseFloat(canvas.style.width), parseFloat(canvas.style.height)];
  canvas.width = Math.round(width * density);
  canvas.height = Math.round(height * density);
  const pen = penOf(canvas);
  const shapes = new Map(
    [...shapesOf(points)].map(([segment, { path, isStroked }]) =>
      [segment, { path: new Path2D(path), isStroked }] as const
    ),
  );
  pen.lineWidth = 1.4;
  for (let i = 0; i < points.x.length; i++) {
    const [left, top] = [x(points.x[i]), y(points.y[i])];
    if (left < -9 || top < -9 || left > width + 9 || top > height + 9) continue;
    const { path, isStroked } = entryOf(shapes, points.segment[i]);
    pen.setTransform(density, 0, 0, density, left * density, top * density);
    pen.globalAlpha = selected === null || selected.has(points.row[i]) ? OPACITY : FADED;
    pen.fillStyle = pen.strokeStyle = segmentColor(points.segment[i]);
    if (isStroked) pen.stroke(path);
    else pen.fill(path);
  }
}

function shapesOf(points: MapPoints): Map<number, { path: string; isStroked: boolean }> {
  const area = areaOf(points.x.length);
  return new Map([...new Set(points.segment)].map((segment) => {
    const type = segment < 0 ? symbolCircle : TYPES[segmentShape(segment)];
    const path = symbol(type, area * (STROKED.has(type) ? 1.4 : 1))() ?? "";
    return [segment, { path, isStroked: STROKED.has(type) }];
  }));
}

/** Draws the outline of each segment: the convex hull of its 95 % nearest to the centre. */
export function drawHulls(
  points: MapPoints,
  { x, y, centers }: Projection & Pick<MapView, "centers">,
): SVGElement[] {
  return centers.flatMap((center, segment) => {
    if (center === null) return [];
    const [cx, cy] = center;
    const near = points.x
      .flatMap((px, i) => points.segment[i] === segment ? [[px, points.y[i]] as const] : [])
      .map(([px, py]) => ({
        at: [x(px), y(py)] as [number, number],
        far: (px - cx) ** 2 + (py - cy) ** 2,
      }))
      .sort((a, b) => a.far - b.far);
    const hull = polygonHull(near.slice(0, Math.ceil(near.length * WITHIN)).map(({ at }) => at));
    if (hull === null) return [];
    return [svg("path", [], {
      d: `M${hull.map((at) => at.map((value) => value.toFixed(1)).join()).join("L")}Z`,
      fill: segmentColor(segment),
      "fill-opacity": 0.18,
      stroke: segmentColor(segment),
      "stroke-width": 1.5,
      "stroke-linejoin": "round",
      "data-hull": segment,
    })];
  });
}

/** Draws how many respondents of each segment stand where, as areas of rising density. */
export function drawDensity(
  { grid, centers }: Pick<MapView, "grid" | "centers">,
  { x, y }: Projection,
): SVGElement[] {
  const { cells, xDomain, yDomain, counts } = grid;
  // A margin of empty cells lets areas close beyond the outermost respondents.
  const side = cells + 4;
  const at = (cell: number, [low, high]: readonly [number, number]) =>
    low + (cell - 2) / cells * (high - low);
  return centers.flatMap((_, segment) => {
    const values = new Float64Array(side * side);
    for (const [column, row, own, count] of counts) {
      if (own === segment) values[(row + 2) * side + column + 2] += count;
    }
    const { data } = blur2({ data: values, width: side, height: side }, 1.1);
    const smooth = Array.from(data);
    const most = largest(smooth);
    if (most === 0) return [];
    const shapes = contours().size([side, side]).thresholds(LEVELS.map((level) => level * most))(
      smooth,
    );
    return shapes.map((shape) =>
      svg("path", [], {
        d: outline(shape, (column) => x(at(column, xDomain)), (row) => y(at(row, yDomain))),
        fill: segmentColor(segment),
        "fill-opacity": 0.2,
        "data-density": segment,
      })
    );
  });
}

function outline(
  { coordinates }: ContourMultiPolygon,
  x: (column: number) => number,
  y: (row: number) => number,
): string {
  return coordinates.flatMap((rings) =>
    rings.map((ring) =>
      `M${ring.map(([column, row]) => `${x(column).toFixed(1)},${y(row).toFixed(1)}`).join("L")}Z`
    )
  ).join("");
}
