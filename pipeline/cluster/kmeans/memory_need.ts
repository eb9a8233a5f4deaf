/** What k-means takes of memory. Runs in Deno and browsers. */

import { type Need, type NeedShape, WORKER } from "../../base/memory_need.ts";
import { MOST_KERNEL_BYTES } from "../../numeric/kernels.ts";
import type { Params } from "../../plan/params.ts";
import { bytesOfStart, paddedWidth, startsAtOnce, workersFor } from "./layout.ts";
import { BATCHES_OF_SAMPLE } from "./minibatch.ts";
import { localTrials } from "./seeding.ts";

type Clustering = Params["clustering"];

/** Memory of k-means over all rows: the rows in 64 and in 32 bits, and what its starts keep of them. */
export function kmeansNeed(
  { n, d, workers }: NeedShape,
  { n_clusters: k, n_init: nInit }: Pick<Clustering, "n_init"> & { readonly n_clusters: number },
): Need {
  const trials = localTrials(k);
  const starts = startsAtOnce(n, trials, nInit);
  const rows = n * (8 * d + 4 * paddedWidth(d) + 4) + starts * bytesOfStart(n, trials);
  const places = workersFor({ n, d }, { k, nInit, most: workers });
  return {
    bytes: rows + 12 * n + (places > 1 ? places * WORKER : 0),
    piece: rows / places,
    mostPiece: MOST_KERNEL_BYTES,
  };
}

/** Memory of k-means by mini-batches: that of their sample, the sample, and labels. */
export function minibatchNeed(
  shape: NeedShape,
  params: Pick<Clustering, "n_init" | "batch_size"> & { readonly n_clusters: number },
): Need {
  const rows = BATCHES_OF_SAMPLE * params.batch_size;
  const sample = kmeansNeed({ ...shape, n: rows }, params);
  return { ...sample, bytes: sample.bytes + 8 * rows * shape.d + 8 * shape.n };
}
