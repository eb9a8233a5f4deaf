/** Silhouette of a partition of weighted rows. Runs in Deno and browsers. */

import type { StageContext } from "../base/context.ts";
import { eachRowOfPairs } from "../numeric/pair_rows.ts";
import type { WeightedMatrix } from "../numeric/weights.ts";
import type { Silhouette } from "./evaluation.ts";

/** Silhouettes from the weighted sums of distances, (b - a) / max(a, b) for every row: a is the weighted mean distance to the own segment's
 * other rows, sum of w_j d_ij / (W - w_i) with W the segment's weight, b the least weighted mean
 * distance to another segment; 0 for the only row of a segment. Means over rows are weighted by the
 * rows' own weights. Weights times a constant change nothing, and equal weights give what no weights do.
 * @param sums As {@link weightedSums} gives them. @param labels Length n, in [0, k), k at least 2.
 * @see Rousseeuw, 1987, doi:10.1016/0377-0427(87)90125-7, with weighted means for means. The ASW of R's
 * WeightedCluster (Studer, 2013, doi:10.12682/lives.2296-1658.2013.24) divides by W - 1 instead: it
 * takes a weight for so many equal respondents, whose distance from each other is 0.
 */
export function fromWeightedSums(
  sums: Float64Array,
  labels: Int32Array,
  { k, weights }: { k: number; weights: Float64Array },
): Silhouette {
  const n = labels.length;
  const totals = new Float64Array(k);
  const counts = new Int32Array(k);
  for (let i = 0; i < n; i++) {
    totals[labels[i]] += weights[i];
    counts[labels[i]]++;
  }
  const perRow = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const own = labels[i];
    if (counts[own] === 1) continue;
    const within = sums[own * n + i] / (totals[own] - weights[i]);
    let between = Infinity;
    for (let g = 0; g < k; g++) {
      if (g !== own && counts[g] > 0) between = Math.min(between, sums[g * n + i] / totals[g]);
    }
    const larger = Math.max(within, between);
    perRow[i] = larger > 0 && between < Infinity ? (between - within) / larger : 0;
  }
  const perSegment = new Float64Array(k);
  let mean = 0, total = 0;
  perRow.forEach((value, i) => {
    perSegment[labels[i]] += weights[i] * value;
    mean += weights[i] * value;
    total += weights[i];
  });
  for (let g = 0; g < k; g++) perSegment[g] /= totals[g];
  return { mean: mean / total, perSegment, perRow, sample: null, standardError: null };
}

/** Sum of distances from each row to each segment, each times the weight of the row measured.
 * O(n^2 d) time, O(n (k + d)) memory, one thread.
 * @returns k x n.
 */
export async function weightedSums(
  x: WeightedMatrix,
  labels: Int32Array,
  { k, context }: { k: number; context: StageContext },
): Promise<Float64Array> {
  const { n, weights } = x;
  const sums = new Float64Array(k * n);
  const toSegments = new Float64Array(k);
  await eachRowOfPairs(x, { context, note: "silhouette" }, (i, distances) => {
    const own = labels[i] * n, weight = weights[i];
    toSegments.fill(0);
    for (let j = 0; j < i; j++) {
      sums[own + j] += weight * distances[j];
      toSegments[labels[j]] += weights[j] * distances[j];
    }
    for (let g = 0; g < k; g++) sums[g * n + i] += toSegments[g];
  });
  return sums;
}

/** Standard error of a weighted mean of silhouettes, as of a ratio of two sums over a random sample.
 * @see Cochran, Sampling Techniques, 1977, section 6.
 */
export function errorOfWeightedMean(
  { mean, perRow }: Silhouette,
  weights: Float64Array,
): number {
  const m = perRow.length;
  let squares = 0, total = 0;
  perRow.forEach((value, i) => {
    squares += (weights[i] * (value - mean)) ** 2;
    total += weights[i];
  });
  return Math.sqrt(m / (m - 1) * squares) / total;
}
