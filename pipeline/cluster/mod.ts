/** Cluster stage: segments from the reduced space or from the answers. Runs in Deno and browsers. */

import { createContext, type StageContext } from "../base/context.ts";
import type { Features } from "../features/feature_matrix.ts";
import type { Matrix } from "../numeric/matrix.ts";
import { warnUnweighted } from "../numeric/weights.ts";
import { CLUSTERING_METHODS } from "../plan/methods.ts";
import type { Params } from "../plan/params.ts";
import { sizesOf } from "./centres.ts";
import type { Clustering, MergeTree } from "./clustering.ts";
import { formSegments } from "./chosen_method.ts";
import { toSpace } from "./space.ts";

const SMALL_SEGMENT = 0.05;

/** Forms segments by the method of `clustering.method`.
 * Warns of segments under 5 % of the respondents, each counted once, of a method that did not come to
 * rest, and of one that does not take the weights that there are.
 * @param x The reduced space, n x m, finite; for kmodes, kprototypes and the distance gower the
 * features, and the centroids are then means of these.
 * @param tree For agglomerative: a tree of the same matrix and linkage, so that it is cut, not rebuilt.
 * @throws {RangeError} If features are needed and a plain matrix is given.
 * @throws {DataError} If there are fewer distinct respondents than segments, or too many for the method.
 */
export async function cluster(
  x: Matrix | Features,
  params: Pick<Params, "clustering">,
  context: StageContext = createContext(),
  tree: MergeTree | null = null,
): Promise<Clustering> {
  const { method, n_clusters: k } = params.clustering;
  if (k === "auto") {
    throw new RangeError(
      "Cannot cluster into clustering.n_clusters auto segments: structure() finds their number. Pass it.",
    );
  }
  const space = toSpace(x, params);
  warnUnweighted(x, CLUSTERING_METHODS[method], context);
  const formed = await formSegments(space, params, { context, tree });
  const found: Clustering = {
    ...formed,
    ...{ method, basis: space.basis, k, sizes: sizesOf(formed.labels, k) },
  };
  tellUnsettled(found, context);
  tellSmall(found, context);
  return found;
}

function tellUnsettled(found: Clustering, context: StageContext): void {
  if (found.form === "tree" || found.converged) return;
  context.warn(
    `${
      CLUSTERING_METHODS[found.method].words
    } stopped after ${found.iterations} iterations before ` +
      "it settled. Raise clustering.max_iter.",
  );
}

function tellSmall({ sizes, k, labels }: Clustering, context: StageContext): void {
  const least = SMALL_SEGMENT * labels.length;
  const small = sizes.reduce((count, size) => count + (size < least ? 1 : 0), 0);
  if (small === 0) return;
  context.warn(
    `${small} of ${k} segments hold under 5 % of the respondents (the smallest ${
      sizes.reduce((least, size) => Math.min(least, size))
    }): too few to rely on.`,
  );
}
