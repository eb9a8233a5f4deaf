/** The clustering methods by name. Runs in Deno and browsers. */

import type { StageContext } from "../base/context.ts";
import { gowerDistances } from "../features/gower.ts";
import { assertDistinctRows, assertFinite } from "../numeric/matrix.ts";
import { euclideanDistances } from "../numeric/row_distances.ts";
import type { Params } from "../plan/params.ts";
import type { Clustering, MergeTree } from "./clustering.ts";
import type { Features } from "../features/feature_matrix.ts";
import type { Matrix } from "../numeric/matrix.ts";
import { buildGowerTree, buildTree, cutTree } from "./tree/agglomerative.ts";
import { asFeatures, basisOf } from "./basis.ts";
import { centresOf, sizesOf } from "./centres.ts";
import { runKmeans } from "./kmeans/kmeans.ts";
import { runMinibatch } from "./kmeans/minibatch.ts";
import { runKmedoids } from "./medoids/kmedoids.ts";
import { clusterByModes, clusterByPrototypes } from "./prototypes/methods.ts";
import { orderSegments } from "./order.ts";

/** A clustering method: parameters in, numbered segments out.
 * @param x The reduced space, or the features where the method works on the answers.
 */
export type Clusterer = (
  x: Matrix | Features,
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
  kmedoids: clusterByMedoids,
  kmodes: clusterByModes,
  kprototypes: clusterByPrototypes,
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
  return {
    ...{ method: "kmeans", basis: "reduced", k, ...found },
    ...{ cost: null, medoids: null, prototypes: null, tree: null },
    sizes: sizesOf(found.labels, k),
  };
}

async function clusterByMedoids(
  x: Matrix | Features,
  params: Params["clustering"],
  context: StageContext,
): Promise<Clustering> {
  const k = params.n_clusters;
  assertFinite(x, "find medoids");
  assertDistinctRows(x, k);
  const distances = params.distance === "gower"
    ? gowerDistances(asFeatures(x, params))
    : euclideanDistances(x);
  const options = { k, nInit: params.n_init, maxIter: params.max_iter };
  const found = await runKmedoids(distances, options, context);
  return {
    ...{ method: "kmedoids", basis: basisOf(params), k, ...found },
    ...{ prototypes: null, tree: null },
    sizes: sizesOf(found.labels, k),
    ...centresOf(x, found.labels, k),
  };
}

async function clusterByTree(
  x: Matrix | Features,
  params: Params["clustering"],
  context: StageContext,
  known: MergeTree | null,
): Promise<Clustering> {
  const k = params.n_clusters;
  assertDistinctRows(x, k);
  const tree = known ?? await growTree(x, params, context);
  const cut = cutTree(tree, k);
  const labels = x.weights === undefined ? cut : orderSegments(cut, k, x.weights).labels;
  return {
    ...{ method: "agglomerative", basis: basisOf(params), k, labels, tree },
    ...{ cost: null, iterations: null, converged: null, medoids: null, prototypes: null },
    sizes: sizesOf(labels, k),
    ...centresOf(x, labels, k),
  };
}

/** Builds the merge tree by the distance and linkage asked for.
 * @param x The reduced space; the features for Gower's distance.
 */
export function growTree(
  x: Matrix | Features,
  params: Params["clustering"],
  context: StageContext,
): Promise<MergeTree> {
  return params.distance === "gower"
    ? buildGowerTree(asFeatures(x, params), params.linkage, context)
    : buildTree(x, params.linkage, context);
}
