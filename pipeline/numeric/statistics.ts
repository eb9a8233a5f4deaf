/** Column statistics of matrices: means. Runs in Deno and browsers. */

import type { Matrix } from "./matrix.ts";

/** Mean of each column, by weight where rows have weights.
 * Shifted by the first row, so that large offsets cost no digits.
 * @returns Length d.
 */
export function columnMeans(x: Matrix): Float64Array {
  const { n, d, values, weights } = x;
  const means = new Float64Array(d);
  let total = 0;
  for (let i = 0, p = 0; i < n; i++) {
    const weight = weights === undefined ? 1 : weights[i];
    total += weight;
    for (let c = 0; c < d; c++, p++) means[c] += weight * (values[p] - values[c]);
  }
  for (let c = 0; c < d; c++) means[c] = values[c] + means[c] / total;
  return means;
}
