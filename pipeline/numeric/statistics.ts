/** Column statistics of matrices: mean, deviation, covariance. Runs in Deno and browsers. */

import type { StageContext } from "../context.ts";
import type { Matrix } from "../types.ts";

/** Mean of each column.
 * Shifted by the first row, so that large offsets cost no digits.
 * @returns Length d.
 */
export function columnMeans(x: Matrix): Float64Array {
  const { n, d, values } = x;
  const means = new Float64Array(d);
  for (let i = 0; i < n; i++) {
    for (let c = 0, p = i * d; c < d; c++, p++) means[c] += values[p] - values[c];
  }
  for (let c = 0; c < d; c++) means[c] = values[c] + means[c] / n;
  return means;
}

/** Covariance of the columns (divided by n - 1), O(n d^2).
 * @param means As {@link columnMeans} gives them.
 * @returns d x d, symmetric to the bit.
 */
export async function covariance(
  x: Matrix,
  means: Float64Array,
  context: StageContext,
): Promise<Matrix> {
  const { n, d, values } = x;
  const sums = new Float64Array(d * d);
  const row = new Float64Array(d);
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < d; c++) row[c] = values[i * d + c] - means[c];
    for (let a = 0; a < d; a++) {
      const value = row[a];
      for (let b = a, p = a * d + a; b < d; b++, p++) sums[p] += value * row[b];
    }
    const pause = (i & 63) === 0 ? context.checkpoint(i, n, "covariance") : undefined;
    if (pause !== undefined) await pause;
  }
  for (let a = 0; a < d; a++) {
    for (let b = a; b < d; b++) {
      sums[a * d + b] /= n - 1;
      sums[b * d + a] = sums[a * d + b];
    }
  }
  return { values: sums, n: d, d };
}
