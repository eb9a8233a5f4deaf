/** Davies-Bouldin index of a partition. Runs in Deno and browsers. */

import { groupMeans, squaredDistance } from "../numeric/matrix.ts";
import type { Matrix } from "../numeric/matrix.ts";

/** Mean over segments of the worst ratio (spread + other's spread) / distance of centroids; lower is
 * better. Segments with the same centroid do not count against each other, as in scikit-learn.
 * With weights, centroids and spreads (mean distances to the centroid) are weighted means.
 * O(n d + k^2 d).
 * @param labels Length n, in [0, k), every segment with a row.
 * @see Davies and Bouldin, A cluster separation measure, 1979, doi:10.1109/TPAMI.1979.4766909.
 */
export function daviesBouldin(x: Matrix, labels: Int32Array, k: number): number {
  const centroids = groupMeans(x, labels, k);
  const spread = new Float64Array(k);
  const totals = new Float64Array(k);
  for (let i = 0; i < x.n; i++) {
    const weight = x.weights === undefined ? 1 : x.weights[i];
    spread[labels[i]] += weight * Math.sqrt(squaredDistance(x, i, centroids, labels[i]));
    totals[labels[i]] += weight;
  }
  for (let g = 0; g < k; g++) spread[g] /= totals[g];
  let sum = 0;
  for (let g = 0; g < k; g++) {
    let worst = 0;
    for (let h = 0; h < k; h++) {
      const distance = Math.sqrt(squaredDistance(centroids, g, centroids, h));
      if (distance > 0) worst = Math.max(worst, (spread[g] + spread[h]) / distance);
    }
    sum += worst;
  }
  return sum / k;
}
