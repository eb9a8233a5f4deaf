/** Mean silhouettes of several partitions by any distance, from one pass over its pairs. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";
import { fromSums } from "../../evaluate/silhouette.ts";
import { fromWeightedSums } from "../../evaluate/weighted_silhouette.ts";
import type { MixedRows } from "../../cluster/prototypes/mixed_rows.ts";
import type { RowDistances } from "../../numeric/row_distances.ts";
import type { MethodFit } from "./clusterer.ts";

/** The mean silhouette of each partition of the respondents, by weight where there are weights, as
 * `fromSums` and `fromWeightedSums` define it. Each pair is measured once. O(n^2 columns), O(n k) memory.
 * @param fits Partitions of all n rows.
 */
export async function silhouettesBy(
  distances: RowDistances,
  fits: readonly MethodFit[],
  { weights, context }: {
    readonly weights: Float64Array | undefined;
    readonly context: StageContext;
  },
): Promise<number[]> {
  const { n } = distances;
  const sums = fits.map(({ k }) => new Float64Array(k * n));
  const row = new Float64Array(n);
  for (let i = 1; i < n; i++) {
    distances.measure(i, i, row);
    fits.forEach(({ labels }, at) => {
      const to = sums[at], own = labels[i] * n;
      for (let j = 0; j < i; j++) {
        to[labels[j] * n + i] += weights === undefined ? row[j] : weights[j] * row[j];
        to[own + j] += weights === undefined ? row[j] : weights[i] * row[j];
      }
    });
    const pause = context.checkpoint(i * i, n * n, "silhouette");
    if (pause !== undefined) await pause;
  }
  return fits.map(({ k, labels }, at) =>
    weights === undefined
      ? fromSums(sums[at], labels, k).mean
      : fromWeightedSums(sums[at], labels, { k, weights }).mean
  );
}

/** How many categories differ, of every pair of rows. */
export function matchingDistances({ n, q, codes }: MixedRows): RowDistances {
  return {
    n,
    measure(i, end, to) {
      for (let j = 0; j < end; j++) {
        let differ = 0;
        for (let c = 0; c < q; c++) if (codes[i * q + c] !== codes[j * q + c]) differ++;
        to[j] = differ;
      }
    },
  };
}
