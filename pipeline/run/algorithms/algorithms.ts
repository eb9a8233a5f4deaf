/** The algorithms as plain functions of a matrix, for notebooks and scripts. Runs in Deno and browsers. */

import { buildTree } from "../../cluster/tree/agglomerative.ts";
import { gowerPairs } from "../../cluster/tree/condensed.ts";
import { runKmeans } from "../../cluster/kmeans/kmeans.ts";
import type { KmeansResult } from "../../cluster/kmeans/kmeans_result.ts";
import { runMinibatch } from "../../cluster/kmeans/minibatch.ts";
import { type KmedoidsResult, runKmedoids } from "../../cluster/medoids/kmedoids.ts";
import { createContext, type StageContext } from "../../base/context.ts";
import { exactSilhouette } from "../../evaluate/silhouette.ts";
import { assertDistinctRows, assertFinite } from "../../numeric/matrix.ts";
import { euclideanDistances } from "../../numeric/row_distances.ts";
import { type McaResult, runMca } from "../../reduce/mca.ts";
import { type PcaResult, runPca } from "../../reduce/pca.ts";
import { runUmap } from "../../reduce/umap/umap.ts";
import { placeRows, type UmapModel } from "../../reduce/umap/place.ts";
import type { Linkage, MergeTree } from "../../cluster/clustering.ts";
import type { Silhouette } from "../../evaluate/evaluation.ts";
import type { Features } from "../../features/feature_matrix.ts";
import type { Matrix } from "../../numeric/matrix.ts";

/** Partitions rows into k segments of least inertia.
 * Lloyd's iterations from greedy k-means++ starts; see `cluster/kmeans/kmeans.ts` for ties and empty segments.
 * @param x n x d, finite; `weights`, where it has them, count.
 * @param options k segments, nInit starts, at most maxIter iterations each, seed; batchSize where rows
 * are to be looked at in random batches of that size (see `cluster/kmeans/minibatch.ts`), which pays
 * from 100,000 rows on.
 * @throws {DataError} If a value is not finite or k exceeds the number of distinct rows.
 * @example
 * ```ts
 * import { kmeans, matrix } from "../../mod.ts";
 * const x = matrix(Float64Array.of(0, 1, 10, 11), 4, 1);
 * const { labels, inertia } = await kmeans(x, { k: 2, nInit: 10, maxIter: 300, seed: 42 });
 * if (labels.join() !== "0,0,1,1" || inertia !== 1) throw new Error("not as expected");
 * ```
 */
export function kmeans(
  x: Matrix,
  options: { k: number; nInit: number; maxIter: number; seed: number; batchSize?: number },
  context: StageContext = createContext({ seed: options.seed }),
): Promise<KmeansResult> {
  const { batchSize, ...rest } = options;
  return batchSize === undefined
    ? runKmeans(x, rest, context)
    : runMinibatch(x, { ...rest, batchSize }, context);
}

/** Builds the merge tree of all rows in SciPy's form; cut it with `cutTree`.
 * @param x n x d, finite, n at least 2; `weights`, where it has them, count.
 * @throws {DataError} If a value is not finite, n is below 2, or the tree does not fit in memory.
 * @example
 * ```ts
 * import { agglomerative, cutTree, matrix } from "../../mod.ts";
 * const tree = await agglomerative(matrix(Float64Array.of(0, 1, 10), 3, 1), { linkage: "single" });
 * if (tree.heights.join() !== "1,9" || cutTree(tree, 2).join() !== "0,0,1") throw new Error("no");
 * ```
 */
export function agglomerative(
  x: Matrix,
  { linkage }: { linkage: Linkage },
  context: StageContext = createContext(),
): Promise<MergeTree> {
  return buildTree(x, linkage, context);
}

/** Projects rows on the directions of largest variance.
 * @param x n x d, finite; `weights`, where it has them, count.
 * @param options nComponents from 1 to min(n, d).
 * @throws {DataError} If a value is not finite or nComponents is too large.
 */
export function pca(
  x: Matrix,
  { nComponents }: { nComponents: number },
  context: StageContext = createContext(),
): Promise<PcaResult> {
  return runPca(x, nComponents, context);
}

/** Maps rows so that near neighbours stay near.
 * @param x n x d, finite; `weights` do not count.
 * @param options nComponents dimensions, nNeighbors below n, minDist in 0..1, seed.
 * @returns n x nComponents.
 * @throws {DataError} If a value is not finite or nNeighbors is not below n.
 */
export function umap(
  x: Matrix,
  options: { nComponents: number; nNeighbors: number; minDist: number; seed: number },
  context: StageContext = createContext({ seed: options.seed }),
): Promise<Matrix> {
  return runUmap(x, options, context);
}

/** Places new rows on a map that stays as it is, near the mapped rows that they are like.
 * @param model The rows mapped, their map, and what it was made with.
 * @param rows Of the width of the rows mapped, finite.
 * @returns As many rows, of the map's width.
 * @throws {DataError} If a value is not finite, the widths differ or the map has too few rows.
 */
export function placeOnMap(
  model: UmapModel,
  rows: Matrix,
  { seed }: { seed: number },
  context: StageContext = createContext({ seed }),
): Promise<Matrix> {
  return placeRows(model, rows, context);
}

/** Silhouette of every row, exact.
 * @param x n x d, finite; `weights`, where it has them, count.
 * @param labels Length n, whole numbers from 0.
 * @throws {RangeError} If the lengths differ or a label is negative.
 */
export function silhouette(
  x: Matrix,
  labels: Int32Array,
  context: StageContext = createContext(),
): Promise<Silhouette> {
  const k = labels.reduce((most, label) => Math.max(most, label + 1), 0);
  if (labels.length !== x.n || labels.some((label) => label < 0)) {
    throw new RangeError(
      `Cannot compute silhouettes: every one of ${x.n} rows needs a label from 0, but there are ` +
        `${labels.length} labels from ${
          labels.reduce((least, label) => Math.min(least, label), 0)
        }.`,
    );
  }
  return exactSilhouette(x, labels, k, context);
}

/** Chooses k rows, the medoids, such that the distances of all rows to their nearest add up to little.
 * FasterPAM; see `cluster/medoids/kmedoids.ts` for ties. Holds all pairs: up to 28,377 rows.
 * @param x n x d, finite; distances are Euclidean.
 * @param options k medoids, nInit starts (the first one greedy), at most maxIter rounds each, seed.
 * @throws {DataError} If a value is not finite, k exceeds the number of distinct rows, or the pairs do
 * not fit in memory.
 * @example
 * ```ts
 * import { kmedoids, matrix } from "../../mod.ts";
 * const x = matrix(Float64Array.of(0, 1, 2, 10, 11, 12), 6, 1);
 * const { medoids, cost } = await kmedoids(x, { k: 2, nInit: 1, maxIter: 100, seed: 42 });
 * if (medoids.join() !== "1,4" || cost !== 4) throw new Error("not as expected");
 * ```
 */
export function kmedoids(
  x: Matrix,
  options: { k: number; nInit: number; maxIter: number; seed: number },
  context: StageContext = createContext({ seed: options.seed }),
): Promise<KmedoidsResult> {
  assertFinite(x, "find medoids");
  assertDistinctRows(x, options.k);
  return runKmedoids(euclideanDistances(x), options, context);
}

/** Gower's distances of all pairs of respondents; see `features/gower.ts` for what counts how.
 * @param x What `features` returns.
 * @returns Pairs (1,0), (2,0), (2,1), ..., (n-1,n-2), each 0..1.
 * @throws {DataError} If the pairs do not fit in memory: up to 28,378 respondents.
 */
export function gower(
  x: Features,
  context: StageContext = createContext(),
): Promise<Float64Array> {
  return gowerPairs(x, context);
}

/** Multiple correspondence analysis of the columns of categories.
 * @param x What `features` returns; numeric columns are left out.
 * @param options nComponents from 1 to the categories less the columns.
 * @throws {DataError} If fewer than two columns have categories or nComponents is too large.
 */
export function mca(
  x: Features,
  { nComponents }: { nComponents: number },
  context: StageContext = createContext(),
): Promise<McaResult> {
  return runMca(x, nComponents, context);
}
