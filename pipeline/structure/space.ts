/** The space in which segments are formed, made anew for every set of data. Runs in Deno and browsers. */

import type { Matrix } from "../numeric/matrix.ts";
import { tridiagonalEigen } from "../numeric/tridiagonal_eigen.ts";
import { type FitRows, toFitRows } from "./kmeans/fit_rows.ts";

/** Brings answers into the space: themselves, or their leading principal components. Components are those
 * of the data at hand, drawn ones too: directions fitted to one set flatter it. Weights count.
 * O(n d) or O(n d^2 + d^3).
 * @param components How many; null for the answers themselves.
 * @returns Centred rows with the weights of x.
 */
export function* toSpace(x: Matrix, components: number | null): Generator<number, FitRows> {
  const rows = toFitRows(x);
  if (components === null || components >= x.d) return rows;
  const { n, d, values } = rows;
  const { vectors } = tridiagonalEigen(yield* covariance(rows), d);
  const scores = new Float64Array(n * components);
  for (let i = 0; i < n; i++) {
    if (i % 64 === 0) yield i / n;
    for (let m = 0; m < components; m++) {
      let sum = 0;
      for (let c = 0, p = i * d, q = m * d; c < d; c++, p++, q++) sum += values[p] * vectors[q];
      scores[i * components + m] = sum;
    }
  }
  const plain = { values: scores, n, d: components };
  return toFitRows(x.weights === undefined ? plain : { ...plain, weights: x.weights });
}

/** Sums of products about the weighted mean, d x d. */
function* covariance({ values, n, d, weights }: FitRows): Generator<number, Float64Array> {
  const means = new Float64Array(d), result = new Float64Array(d * d);
  let total = 0;
  for (let i = 0, p = 0; i < n; i++) {
    const weight = weights === null ? 1 : weights[i];
    total += weight;
    for (let c = 0; c < d; c++, p++) means[c] += weight * values[p];
  }
  const row = new Float64Array(d);
  for (let i = 0; i < n; i++) {
    if (i % 64 === 0) yield i / n;
    const weight = weights === null ? 1 : weights[i];
    for (let c = 0; c < d; c++) row[c] = values[i * d + c] - means[c] / total;
    for (let a = 0, at = 0; a < d; a++, at += d) {
      const own = weight * row[a];
      for (let b = 0; b <= a; b++) result[at + b] += own * row[b];
    }
  }
  for (let a = 0; a < d; a++) for (let b = 0; b < a; b++) result[b * d + a] = result[a * d + b];
  return result;
}
