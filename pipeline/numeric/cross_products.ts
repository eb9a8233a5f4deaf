/** Products of centred columns, and projections, block by block through the kernels. Runs in Deno and browsers. */

import type { StageContext } from "../base/context.ts";
import type { Matrix } from "./matrix.ts";
import { arenaBytes, type KernelKind, openKernels } from "./kernels.ts";
import { COVARIANCE_KERNELS } from "./twins/covariance.ts";

/** Doubles of a block: it stays in the first-level cache while all pairs of columns pass over it. */
const BLOCK_VALUES = 3_200;

/** Enough rows for a shift near the means. */
const SAMPLED_ROWS = 1_024;

/** How to go through the rows. */
export interface CrossProductOptions {
  readonly context: StageContext;
  /** `auto` but in tests. */
  readonly kind?: KernelKind;
}

/** Means of the columns, and sums over rows of the products of every two centred columns. */
export interface CrossProducts {
  /** Length d. */
  readonly means: Float64Array;
  /** d x d, symmetric to the bit. */
  readonly products: Matrix;
}

/** Means and centred products in one pass, O(n d^2).
 * Rows are shifted by the means of a sample, so that large offsets cost no digits; what the shift
 * misses of the means is taken out at the end. Each sum takes its rows one after another.
 * @param x n x d; where a value is not finite, a mean is not.
 */
export async function crossProducts(
  x: Matrix,
  { context, kind = "auto" }: CrossProductOptions,
): Promise<CrossProducts> {
  const { n, d, values } = x;
  const width = roundUp(d, 4);
  const rows = blockRows(width);
  const bytes = [rows * d, d, rows * width, width * width, width].map((length) => 8 * length);
  const { run, arena } = openKernels(COVARIANCE_KERNELS, arenaBytes(bytes), kind);
  const source = arena.float64(rows * d), shift = arena.float64(d);
  const block = arena.float64(rows * width), products = arena.float64(width * width);
  const sums = arena.float64(width);
  shift.set(sampleMeans(x));
  for (let i = 0; i < n; i += rows) {
    const count = Math.min(rows, n - i);
    source.set(values.subarray(i * d, (i + count) * d));
    run.centre(source.byteOffset, shift.byteOffset, block.byteOffset, count, d, width);
    run.addRows(block.byteOffset, sums.byteOffset, count, width);
    run.addProducts(block.byteOffset, products.byteOffset, count, width);
    const pause = context.checkpoint(i, n, "covariance");
    if (pause !== undefined) await pause;
  }
  const missed = sums.map((sum) => sum / n);
  const centred = new Float64Array(d * d);
  for (let a = 0; a < d; a++) {
    for (let b = a; b < d; b++) {
      centred[a * d + b] = products[a * width + b] - sums[a] * missed[b];
      centred[b * d + a] = centred[a * d + b];
    }
  }
  return {
    means: shift.map((value, c) => value + missed[c]),
    products: { values: centred, n: d, d },
  };
}

/** Means of up to {@link SAMPLED_ROWS} rows at equal steps. */
function sampleMeans({ n, d, values }: Matrix): Float64Array {
  const step = Math.ceil(n / SAMPLED_ROWS);
  const count = Math.ceil(n / step);
  const means = new Float64Array(d);
  for (let i = 0; i < n; i += step) {
    for (let c = 0, p = i * d; c < d; c++, p++) means[c] += (values[p] - values[c]) / count;
  }
  return means.map((value, c) => values[c] + value);
}

/** Projects centred rows on directions, O(n d m).
 * @param means Length d.
 * @param directions m x d.
 * @returns n x m; each sum takes its columns one after another.
 */
export async function projectRows(
  x: Matrix,
  { means, directions }: { readonly means: Float64Array; readonly directions: Matrix },
  { context, kind = "auto" }: CrossProductOptions,
): Promise<Matrix> {
  const { n, d, values } = x;
  const m = directions.n;
  const width = roundUp(d, 4), padded = roundUp(m, 2);
  const rows = blockRows(Math.max(width, padded));
  const bytes = [rows * d, d, rows * width, width * padded, rows * padded]
    .map((length) => 8 * length);
  const { run, arena } = openKernels(COVARIANCE_KERNELS, arenaBytes(bytes), kind);
  const source = arena.float64(rows * d), shift = arena.float64(d);
  const block = arena.float64(rows * width);
  const columns = arena.float64(width * padded), target = arena.float64(rows * padded);
  shift.set(means);
  for (let c = 0; c < d; c++) {
    for (let k = 0; k < m; k++) columns[c * padded + k] = directions.values[k * d + c];
  }
  const scores = new Float64Array(n * m);
  for (let i = 0; i < n; i += rows) {
    const count = Math.min(rows, n - i);
    source.set(values.subarray(i * d, (i + count) * d));
    run.centre(source.byteOffset, shift.byteOffset, block.byteOffset, count, d, width);
    run.project(
      block.byteOffset,
      columns.byteOffset,
      target.byteOffset,
      roundUp(count, 4),
      width,
      padded,
    );
    if (padded > m) run.pack(target.byteOffset, count, padded, m);
    scores.set(target.subarray(0, count * m), i * m);
    const pause = context.checkpoint(i, n, "projection");
    if (pause !== undefined) await pause;
  }
  return { values: scores, n, d: m };
}

/** A multiple of 4, which the projection takes at once. */
function blockRows(width: number): number {
  return Math.max(4, Math.floor(BLOCK_VALUES / width / 4) * 4);
}

function roundUp(count: number, multiple: number): number {
  return Math.ceil(count / multiple) * multiple;
}
