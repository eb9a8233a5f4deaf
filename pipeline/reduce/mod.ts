/** Reduce stage: features to fewer dimensions. Runs in Deno and browsers. */

import { createContext, type StageContext } from "../context.ts";
import type { Params } from "../params.ts";
import type { Embedding, Matrix } from "../types.ts";
import { warnUnweighted } from "../unweighted.ts";
import { runPca } from "./pca.ts";
import { runUmap } from "./umap.ts";

const LITTLE_VARIANCE = 0.5;

/** Reduces dimensions by the method of `reduction.method`.
 * Rows keep their weights. Warns when PCA keeps under half of the variance, and where the method takes
 * no weights.
 * @throws {DataError} If more dimensions or neighbours are asked for than the data allow.
 */
export async function reduce(
  features: Matrix,
  { reduction }: Pick<Params, "reduction">,
  context: StageContext = createContext(),
): Promise<Embedding> {
  warnUnweighted(features, reduction.method, context);
  if (reduction.method === "none") {
    return embedding("none", features, features);
  }
  if (reduction.method === "umap") {
    const options = {
      nComponents: reduction.n_components,
      nNeighbors: reduction.n_neighbors,
      minDist: reduction.min_dist,
    };
    return embedding("umap", await runUmap(features, options, context), features);
  }
  const { scores, ...rest } = await runPca(features, reduction.n_components, context);
  const kept = rest.explainedVarianceRatio.reduce((sum, share) => sum + share, 0);
  if (kept < LITTLE_VARIANCE) {
    context.warn(
      `${reduction.n_components} dimensions keep ${Math.round(kept * 100)} % of the variance of ` +
        `${features.d} features: segments may differ in ways that the map does not show.`,
    );
  }
  return { ...embedding("pca", scores, features), ...rest };
}

function embedding(
  method: Embedding["method"],
  { values, n, d }: Matrix,
  { weights }: Matrix,
): Embedding {
  return {
    ...(weights === undefined ? {} : { weights }),
    values,
    n,
    d,
    method,
    components: null,
    mean: null,
    explainedVariance: null,
    explainedVarianceRatio: null,
    spectrum: null,
  };
}
