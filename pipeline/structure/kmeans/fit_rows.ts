/** Rows that k-means is fitted to again and again, centred, with weights. Runs in Deno and browsers. */

import type { Matrix } from "../../numeric/matrix.ts";

/** Rows of about mean 0, so that products of rows and centroids lose no digits. */
export interface FitRows {
  readonly n: number;
  readonly d: number;
  /** Row-major n x d, less `centre`. */
  readonly values: Float64Array;
  readonly centre: Float64Array;
  /** How much each row counts, above 0; null where all count alike. */
  readonly weights: Float64Array | null;
  /** Squared length of each row. */
  readonly squares: Float64Array;
}

/** Centres rows at their mean, or at a given point. O(n d). */
export function toFitRows(x: Matrix, centre: Float64Array = meanOf(x)): FitRows {
  const { n, d } = x;
  const values = new Float64Array(n * d), squares = new Float64Array(n);
  for (let i = 0, p = 0; i < n; i++) {
    for (let c = 0; c < d; c++, p++) {
      values[p] = x.values[p] - centre[c];
      squares[i] += values[p] * values[p];
    }
  }
  return { n, d, values, centre, weights: x.weights ?? null, squares };
}

/** A sample with replacement: each row that was drawn once, weighing as often as it was drawn.
 * @param drawn How often each row was, length n.
 */
export function resampled(rows: FitRows, drawn: Int32Array): FitRows {
  const { d, centre } = rows;
  const taken: number[] = [];
  drawn.forEach((count, i) => count > 0 && taken.push(i));
  const values = new Float64Array(taken.length * d), weights = new Float64Array(taken.length);
  const squares = new Float64Array(taken.length);
  taken.forEach((row, i) => {
    values.set(rows.values.subarray(row * d, (row + 1) * d), i * d);
    squares[i] = rows.squares[row];
    weights[i] = drawn[row] * (rows.weights?.[row] ?? 1);
  });
  return { n: taken.length, d, values, centre, weights, squares };
}

function meanOf({ values, n, d }: Matrix): Float64Array {
  const mean = new Float64Array(d);
  for (let i = 0, p = 0; i < n; i++) for (let c = 0; c < d; c++, p++) mean[c] += values[p] / n;
  return mean;
}
