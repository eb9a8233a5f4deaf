/** The clustering methods by name. Runs in Deno and browsers. */

import type { StageContext } from "../context.ts";
import { assertDistinctRows, groupMeans, squaredDistance } from "../numeric/matrix.ts";
import type { Params } from "../params.ts";
import type { Clustering, Matrix, MergeTree } from "../types.ts";
import { buildTree, cutTree } from "./agglomerative.ts";
import { runKmeans } from "./kmeans.ts";
import { orderSegments } from "./order.ts";

/** A clustering method: parameters in, numbered segments out. */
export type Clusterer = (
  x: Matrix,
  params: Params["clustering"],
  context: StageContext,
  tree: MergeTree | null,
) => Promise<Clustering>;

/** Every method that `clustering.method` may name. */
export const CLUSTERERS: Record<Params["clustering"]["method"], Clusterer> = {
  kmeans: clusterByKmeans,
  agglomerative: clusterByTree,
};

async function clusterByKmeans(
  x: Matrix,
  params: Params["clustering"],
  context: StageContext,
): Promise<Clustering> {
  const k = params.n_clusters;
  const options = { k, nInit: params.n_init, maxIter: params.max_iter };
  const found = await runKmeans(x, options, context);
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
  const cut = cutTree(tree, k);
  const labels = x.weights === undefined ? cut : orderSegments(cut, k, x.weights).labels;
  const centroids = groupMeans(x, labels, k);
  let inertia = 0;
  labels.forEach((label, i) =>
    inertia += (x.weights?.[i] ?? 1) * squaredDistance(x, i, centroids, label)
  );
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
