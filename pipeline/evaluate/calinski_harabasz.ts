/** Calinski-Harabasz index of a partition. Runs in Deno and browsers. */

import { columnMeans } from "../numeric/statistics.ts";
import { groupMeans, squaredDistance } from "../numeric/matrix.ts";
import { totalWeight } from "../numeric/weights.ts";
import type { Matrix } from "../numeric/matrix.ts";

/** Variance between segments over variance within, (B / (k - 1)) / (W / (n - k)); higher is better.
 * 1 where the segments have no variance within, as in scikit-learn. With weights, sums of squares and
 * centroids are weighted and n is the sum of weights, as in R's WeightedCluster (Studer, 2013,
 * doi:10.12682/lives.2296-1658.2013.24). O(n d).
 * @param labels Length n, in [0, k), every segment with a row, 2 <= k < n.
 * @see Caliński and Harabasz, A dendrite method for cluster analysis, 1974,
 * doi:10.1080/03610927408827101.
 */
export function calinskiHarabasz(x: Matrix, labels: Int32Array, k: number): number {
  const centroids = groupMeans(x, labels, k);
  const center = { values: columnMeans(x), n: 1, d: x.d };
  let between = 0;
  let within = 0;
  for (let i = 0; i < x.n; i++) {
    const weight = x.weights === undefined ? 1 : x.weights[i];
    between += weight * squaredDistance(centroids, labels[i], center, 0);
    within += weight * squaredDistance(x, i, centroids, labels[i]);
  }
  return within === 0 ? 1 : between * (totalWeight(x) - k) / (within * (k - 1));
}
