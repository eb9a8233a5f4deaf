/** Where respondents crowd on the drawing: what names of segments stay clear of. Runs in Deno and browsers. */

import { blur2 } from "d3";

/** Side of a cell in pixels. */
const CELL = 8;
/** How far the crowd of a cell counts for its neighbours, in cells. */
const BLUR = 1.6;
/** The densest cells that hold this share of all are where nothing may stand. */
const DENSE = 0.5;

/** A rectangle in pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Who is under a box. */
export interface Crowd {
  /** Share of those in sight that stand under it, about. */
  under(box: Box): number;
  /** Whether it covers a part of where they are densest. */
  isDense(box: Box): boolean;
}

/** Counts who stands where within a frame.
 * @param eachPlace Calls back with the place of each, in pixels of the drawing, and for how many it counts.
 */
export function crowdOf(
  { left, top, width, height }: Box,
  eachPlace: (add: (x: number, y: number, count: number) => void) => void,
): Crowd {
  const [columns, rows] = [width, height].map((side) => Math.max(1, Math.ceil(side / CELL)));
  const counts = new Float64Array(columns * rows);
  eachPlace((x, y, count) => {
    const [column, row] = [Math.floor((x - left) / CELL), Math.floor((y - top) / CELL)];
    if (column >= 0 && row >= 0 && column < columns && row < rows) {
      counts[row * columns + column] += count;
    }
  });
  const smooth = blur2({ data: counts.slice(), width: columns, height: rows }, BLUR).data;
  const total = Math.max(1e-9, counts.reduce((sum, count) => sum + count, 0));
  const threshold = densestFrom(Float64Array.from(smooth));
  const mass = summed(counts, columns, rows);
  const dense = summed(
    Float64Array.from(smooth, (value) => value > 0 && value >= threshold ? 1 : 0),
    columns,
    rows,
  );
  const within = (sums: Float64Array, box: Box): number => {
    const clamp = (value: number, most: number) => Math.max(0, Math.min(most, value));
    const from = clamp(Math.floor((box.left - left) / CELL), columns);
    const to = clamp(Math.ceil((box.left + box.width - left) / CELL), columns);
    const above = clamp(Math.floor((box.top - top) / CELL), rows);
    const below = clamp(Math.ceil((box.top + box.height - top) / CELL), rows);
    const at = (row: number, column: number) => sums[row * (columns + 1) + column];
    return at(below, to) - at(above, to) - at(below, from) + at(above, from);
  };
  return {
    under: (box) => within(mass, box) / total,
    isDense: (box) => within(dense, box) > 0,
  };
}

/** The least of the densest values that together hold half. */
function densestFrom(values: Float64Array): number {
  const falling = values.toSorted().reverse();
  const half = DENSE * falling.reduce((sum, value) => sum + value, 0);
  let sum = 0;
  for (const value of falling) {
    sum += value;
    if (sum >= half) return value;
  }
  return Infinity;
}

/** Sums of all that lies above and left of each corner of a cell. */
function summed(values: Float64Array, columns: number, rows: number): Float64Array {
  const sums = new Float64Array((columns + 1) * (rows + 1));
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let column = 0; column < columns; column++) {
      sum += values[row * columns + column];
      sums[(row + 1) * (columns + 1) + column + 1] = sums[row * (columns + 1) + column + 1] + sum;
    }
  }
  return sums;
}
