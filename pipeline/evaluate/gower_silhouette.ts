/** Silhouette by Gower's distance, exact or on a sample. Runs in Deno and browsers. */

import type { StageContext } from "../base/context.ts";
import { finish } from "../base/steps.ts";
import { gowerInSteps } from "../features/gower.ts";
import type { RowDistances } from "../numeric/row_distances.ts";
import type { Silhouette } from "./evaluation.ts";
import type { Features } from "../features/feature_matrix.ts";
import { fromSums, overAll } from "./silhouette.ts";
import { fromWeightedSums } from "./weighted_silhouette.ts";

/** Silhouettes as {@link exactSilhouette} defines them, by Gower's distance of the answers; with weights
 * as {@link fromWeightedSums} does.
 * O(n^2 columns) time, O(n k) memory.
 * @param rows The sample, ranges being those of all respondents; null for all.
 */
export async function gowerSilhouette(
  features: Features,
  { labels, k, rows }: { labels: Int32Array; k: number; rows: Int32Array | null },
  context: StageContext,
): Promise<Silhouette> {
  const distances = await finish(gowerInSteps(features), context);
  const { n, weights } = features;
  if (rows === null) return await measure(distances, { labels, k, weights }, context);
  const own = Int32Array.from(rows, (row) => labels[row]);
  const ownWeights = weights && Float64Array.from(rows, (row) => weights[row]);
  const partition = { labels: own, k, weights: ownWeights };
  const within = await measure(distances.among(rows), partition, context);
  return overAll(within, rows, { n, ...(ownWeights === undefined ? {} : { weights: ownWeights }) });
}

interface Partition {
  readonly labels: Int32Array;
  readonly k: number;
  readonly weights: Float64Array | undefined;
}

async function measure(
  distances: RowDistances,
  partition: Partition,
  context: StageContext,
): Promise<Silhouette> {
  const { labels, k, weights } = partition;
  const sums = await sumDistances(distances, partition, context);
  return weights === undefined
    ? fromSums(sums, labels, k)
    : fromWeightedSums(sums, labels, { k, weights });
}

/** Sum of distances from each row to each segment, times the weight of the row measured, k x n; each
 * pair is measured once. */
async function sumDistances(
  distances: RowDistances,
  { labels, k, weights }: Partition,
  context: StageContext,
): Promise<Float64Array> {
  const { n } = distances;
  const sums = new Float64Array(k * n);
  const row = new Float64Array(n);
  for (let i = 1; i < n; i++) {
    distances.measure(i, i, row);
    const own = labels[i] * n;
    for (let j = 0; j < i; j++) {
      sums[labels[j] * n + i] += weights === undefined ? row[j] : weights[j] * row[j];
      sums[own + j] += weights === undefined ? row[j] : weights[i] * row[j];
    }
    const pause = context.checkpoint(i * i, n * n, "silhouette");
    if (pause !== undefined) await pause;
  }
  return sums;
}
