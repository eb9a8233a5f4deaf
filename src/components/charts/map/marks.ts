/** The marks of the map as shapes: respondents, outlines, densities. Runs in browsers. */

import type { MapView } from "../../../../pipeline/view/types.ts";
import { blur2, type ContourMultiPolygon, contours, polygonHull, symbol } from "d3";
import { svg } from "../../kit/elements.js";
import { largest } from "../../kit/lists.js";
import { segmentColor } from "../../kit/drawing/palette.js";
import type { MapPoints } from "./points.js";
import { isStroked, symbolOf } from "./symbols.js";

/** From the map's numbers to pixels. */
export interface Projection {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

/** Up to so many marks, so large an area. */
const AREAS = [[800, 34], [2500, 24], [6000, 16], [25_000, 10], [80_000, 6]] as const;
const LEAST_AREA = 4;
const OPACITY = 0.72;
const FADED = 0.12;
/** Share of a segment within its outline: the few beyond would make all outlines overlap. */
const WITHIN = 0.95;
const LEVELS = [0.08, 0.25, 0.5, 0.75];

/** Area of a mark in square pixels: smaller where there are many.
 * @param n Marks in sight.
 */
export function areaOf(n: number): number {
  for (const [most, area] of AREAS) if (n <= most) return area;
  return LEAST_AREA;
}

/** Marks as shapes of their own, which a drawing program can take apart. */
export interface ShapeLayer {
  readonly shapes: readonly SVGElement[];
  /** Moves them; a 1 in `selected` for each that stands out, null where all do. */
  place(projection: Projection, selected: Uint8Array | null): void;
}

/** Makes each respondent a shape of its segment. */
export function shapeLayer(points: MapPoints): ShapeLayer {
  const area = areaOf(points.x.length);
  const paths = new Map<number, string>();
  const shapes = Array.from(points.segment, (segment) => {
    const type = symbolOf(segment);
    const path = paths.get(segment) ?? symbol(type, area * (isStroked(type) ? 1.4 : 1))() ?? "";
    paths.set(segment, path);
    const color = segmentColor(segment);
    return svg("path", [], {
      d: path,
      fill: isStroked(type) ? "none" : color,
      stroke: isStroked(type) ? color : null,
      "stroke-width": isStroked(type) ? 1.4 : null,
    });
  });
  let last: Uint8Array | null | undefined;
  return {
    shapes,
    place({ x, y }, selected) {
      for (const [i, shape] of shapes.entries()) {
        const [left, top] = [x(points.x[i]).toFixed(1), y(points.y[i]).toFixed(1)];
        shape.setAttribute("transform", `translate(${left} ${top})`);
        if (selected === last) continue;
        const isStrong = selected === null || selected[i] === 1;
        shape.setAttribute("opacity", String(isStrong ? OPACITY : FADED));
      }
      last = selected;
    },
  };
}

/** Draws the outline of each segment: the convex hull of its 95 % nearest to the centre. */
export function drawHulls(
  points: MapPoints,
  { x, y, centers }: Projection & Pick<MapView, "centers">,
): SVGElement[] {
  return centers.flatMap((center, segment) => {
    if (center === null) return [];
    const [cx, cy] = center;
    const near: { at: [number, number]; far: number }[] = [];
    for (let i = 0; i < points.x.length; i++) {
      if (points.segment[i] !== segment) continue;
      const [px, py] = [points.x[i], points.y[i]];
      near.push({ at: [x(px), y(py)], far: (px - cx) ** 2 + (py - cy) ** 2 });
    }
    near.sort((a, b) => a.far - b.far);
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
