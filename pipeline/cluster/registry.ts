/** The clustering methods by name. Runs in Deno and browsers. */

import type { StageContext } from "../context.ts";
import { assertDistinctRows, groupMeans, squaredDistance } from "../numeric/matrix.ts";
import type { Params } from "../params.ts";
import type { Clustering, Matrix, MergeTree } from "../types.ts";
import { buildTree, cutTree } from "./agglomerative.ts";
import { runKmeans } from "./kmeans.ts";
import { runMinibatch } from "./kmeans_minibatch.ts";

/** A clustering method: parameters in, numbered segments out. */
export type Clusterer = (
  x: Matrix,
  params: Params["clustering"],
  context: StageContext,
  tree: MergeTree | null,
) => Promise<Clustering>;

/** Respondents from which on mini-batches are used: below, all starts over all rows take two seconds at
 * most (50 features, 8 segments, two cores), and at this size mini-batches take a quarter to a tenth. */
const LEAST_FOR_BATCHES = 100_000;

/** Every method that `clustering.method` may name. */
export const CLUSTERERS: Record<Params["clustering"]["method"], Clusterer> = {
  kmeans: clusterByKmeans,
  agglomerative: clusterByTree,
};

/** Whether k-means of n respondents goes by mini-batches. */
export function usesBatches(n: number, { algorithm }: Params["clustering"]): boolean {
  return algorithm === "minibatch" && n >= LEAST_FOR_BATCHES;
}

async function clusterByKmeans(
  x: Matrix,
  params: Params["clustering"],
  context: StageContext,
): Promise<Clustering> {
  const k = params.n_clusters;
  const options = { k, nInit: params.n_init, maxIter: params.max_iter };
  const isBatched = usesBatches(x.n, params);
  if (params.algorithm === "minibatch" && !isBatched) {
    context.warn(
      `All ${x.n} respondents were looked at in every iteration, as with clustering.algorithm full: ` +
        "mini-batches pay from 100,000 respondents on.",
    );
  }
  const found = isBatched
    ? await runMinibatch(x, { ...options, batchSize: params.batch_size }, context)
    : await runKmeans(x, options, context);
  if (!found.converged) {
    context.warn(
      `k-means stopped after ${found.iterations} iterations before it settled. Raise clustering.max_iter.`,
    );
  }
  return { method: "kmeans", k, ...found, sizes: sizesOf(found.labels, k), tree: null };
}

async function clusterByTree(
  x: Matrix,
  params: Params["clustering"],
  context: StageContext,
  known: MergeTree | null,
): Promise<Clustering> {
  const k = params.n_clusters;
  assertDistinctRows(x, k);
  const tree = known ?? await buildTree(x, params.linkage, context);
  const labels = cutTree(tree, k);
  const centroids = groupMeans(x, labels, k);
  let inertia = 0;
  labels.forEach((label, i) => inertia += squaredDistance(x, i, centroids, label));
  return {
    method: "agglomerative",
    k,
    labels,
    sizes: sizesOf(labels, k),
    centroids,
    inertia,
    iterations: null,
    converged: null,
    tree,
  };
}

function sizesOf(labels: Int32Array, k: number): Int32Array {
  const sizes = new Int32Array(k);
  for (const label of labels) sizes[label]++;
  return sizes;
}
