/** Column statistics of matrices: means. Runs in Deno and browsers. */

import type { Matrix } from "../types.ts";

/** Mean of each column.
 * Shifted by the first row, so that large offsets cost no digits.
 * @returns Length d.
 */
export function columnMeans(x: Matrix): Float64Array {
  const { n, d, values } = x;
  const means = new Float64Array(d);
  for (let i = 0, p = 0; i < n; i++) {
    for (let c = 0; c < d; c++, p++) means[c] += values[p] - values[c];
  }
  for (let c = 0; c < d; c++) means[c] = values[c] + means[c] / n;
  return means;
}
