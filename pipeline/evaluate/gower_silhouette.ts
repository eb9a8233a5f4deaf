/** Silhouette by Gower's distance, exact or on a sample. Runs in Deno and browsers. */

import type { StageContext } from "../context.ts";
import { gowerDistances } from "../features/gower.ts";
import type { RowDistances } from "../numeric/row_distances.ts";
import type { Features, Silhouette } from "../types.ts";
import { fromSums, overAll } from "./silhouette.ts";

/** Silhouettes as {@link exactSilhouette} defines them, by Gower's distance of the answers.
 * O(n^2 columns) time, O(n k) memory.
 * @param rows The sample, ranges being those of all respondents; null for all.
 */
export async function gowerSilhouette(
  features: Features,
  { labels, k, rows }: { labels: Int32Array; k: number; rows: Int32Array | null },
  context: StageContext,
): Promise<Silhouette> {
  const distances = gowerDistances(features);
  if (rows === null) return fromSums(await sumDistances(distances, labels, k, context), labels, k);
  const own = Int32Array.from(rows, (row) => labels[row]);
  const sums = await sumDistances(distances.among(rows), own, k, context);
  return overAll(fromSums(sums, own, k), rows, features.n);
}

/** Sum of distances from each row to each segment, k x n; each pair is measured once. */
async function sumDistances(
  distances: RowDistances,
  labels: Int32Array,
  k: number,
  context: StageContext,
): Promise<Float64Array> {
  const { n } = distances;
  const sums = new Float64Array(k * n);
  const row = new Float64Array(n);
  for (let i = 1; i < n; i++) {
    distances.measure(i, i, row);
    const own = labels[i] * n;
    for (let j = 0; j < i; j++) {
      sums[labels[j] * n + i] += row[j];
      sums[own + j] += row[j];
    }
    const pause = context.checkpoint(i * i, n * n, "silhouette");
    if (pause !== undefined) await pause;
  }
  return sums;
}
