/** How k-means lays out its rows: fixed slabs, blocks, units. Runs in Deno and browsers. */

import { DataError } from "../../base/errors.ts";
import { assertFinite } from "../../numeric/matrix.ts";
import type { Matrix } from "../../numeric/matrix.ts";

/** Sums are merged slab by slab, so their bits depend on the slabs: these depend on n alone. */
const SLABS = 8;
const LEAST_ROWS_OF_SLABS = 4096;
/** Rows of a kernel's vectors. */
const ROWS_AT_ONCE = 4;
/** What stays in a core's second-level cache while all starts pass over it. */
const BLOCK_BYTES = 400_000;
const BYTES_A_VALUE = 12;
const LEAST_BLOCK = 64;
const MOST_BYTES_OF_STARTS = 256e6;
/** Assignments and trials of seeds, in passes over all rows and centroids. */
const USUAL_PASSES = 15;
/** Products that take about 200 ms. */
const PRODUCTS_OF_A_WORKER = 1e9;
const CENTRE_ROWS = 1024;
/** Squares of larger values, or of the differences of smaller ones, do not fit 64 bits. */
const MOST_VALUE = 1e150;

/** Where the slabs begin, and n at the end; all but the end are multiples of 4. */
export function slabBounds(n: number): number[] {
  const count = n < LEAST_ROWS_OF_SLABS ? 1 : SLABS;
  return Array.from(
    { length: count + 1 },
    (_, slab) => slab === count ? n : multipleBelow(n * slab / count),
  );
}

/** Rows that are worked on at once, a multiple of 4. */
export function blockRows(d: number): number {
  return Math.max(LEAST_BLOCK, multipleBelow(BLOCK_BYTES / (BYTES_A_VALUE * d)));
}

/** Columns with what fills them up to a multiple of 4. */
export function paddedWidth(d: number): number {
  return Math.ceil(d / ROWS_AT_ONCE) * ROWS_AT_ONCE;
}

/** Where 32 bits are spent: rows are kept as (value - centre) x scale. */
export interface Units {
  /** About the mean, length d: small numbers lose little. */
  readonly centre: Float64Array;
  /** A power of two that brings every value below 1 in size. */
  readonly scale: number;
}

/** Refuses values of which no distance can be computed.
 * @returns The largest size of a value.
 * @throws {DataError} If a value is not finite, or so large that its square is not.
 */
export function assertInRange(x: Matrix): number {
  const { values } = x;
  let top = 0;
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i]);
    if (size <= top) continue;
    top = size;
    // Nothing is above NaN, nor below it.
    if (Number.isNaN(size)) break;
  }
  if (!Number.isFinite(top)) assertFinite(x, "run k-means");
  if (top <= MOST_VALUE) return top;
  throw new DataError(
    `Cannot run k-means: values must lie within ${MOST_VALUE} of 0, but one is ${top} in size. ` +
      "Scale the features first.",
  );
}

/** Units for a matrix. The centre is the mean of at most 1024 rows, evenly taken.
 * @throws {DataError} As {@link assertInRange}.
 */
export function chooseUnits(x: Matrix): Units {
  const { n, d, values } = x;
  const top = assertInRange(x);
  const rows = Math.min(n, CENTRE_ROWS);
  const centre = new Float64Array(d);
  for (let t = 0; t < rows; t++) {
    const row = Math.floor(t * n / rows) * d;
    for (let c = 0; c < d; c++) centre[c] += values[row + c] / rows;
  }
  let scale = 1;
  while (top * scale >= 0.5) scale /= 2;
  while (top * scale < 0.25 && top * MOST_VALUE > 1) scale *= 2;
  return { centre, scale };
}

/** Starts that run side by side: all, unless their rows took more than 256 MB. */
export function startsAtOnce(n: number, trials: number, nInit: number): number {
  return Math.min(nInit, Math.max(1, Math.floor(MOST_BYTES_OF_STARTS / bytesOfStart(n, trials))));
}

/** Workers that pay: none for work that takes about as long as starting them. */
export function workersFor(
  { n, d }: Pick<Matrix, "n" | "d">,
  { k, nInit, most }: { readonly k: number; readonly nInit: number; readonly most: number },
): number {
  const products = n * d * k * nInit * USUAL_PASSES;
  return products < PRODUCTS_OF_A_WORKER ? 1 : Math.min(most, slabBounds(n).length - 1);
}

/** Bytes that the rows of one start take, without its few other numbers. */
export function bytesOfStart(n: number, trials: number): number {
  return 4 * n * (1 + evenAtLeast(trials));
}

/** Kernels take candidates and centroids two at a time. */
export function evenAtLeast(count: number): number {
  return 2 * Math.ceil(count / 2);
}

function multipleBelow(rows: number): number {
  return Math.floor(rows / ROWS_AT_ONCE) * ROWS_AT_ONCE;
}
