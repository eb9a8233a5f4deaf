/** Reduce stage: features to fewer dimensions. Runs in Deno and browsers. */

import { createContext, type StageContext } from "../base/context.ts";
import type { Params } from "../plan/params.ts";
import type { Features } from "../features/feature_matrix.ts";
import type { Matrix } from "../numeric/matrix.ts";
import type { Embedding } from "./embedding.ts";
import { warnUnweighted } from "../unweighted.ts";
import { runMca } from "./mca.ts";
import { runPca } from "./pca.ts";
import { runUmap } from "./umap/umap.ts";

const LITTLE_VARIANCE = 0.5;

/** Reduces dimensions by the method of `reduction.method`.
 * Rows keep their weights. Warns when PCA keeps under half of the variance, or MCA of the corrected
 * inertia, and where the method takes no weights.
 * @throws {DataError} If more dimensions or neighbours are asked for than the data allow.
 */
export async function reduce(
  features: Features,
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
  if (reduction.method === "mca") return await mapCategories(features, reduction, context);
  const { scores, ...rest } = await runPca(features, reduction.n_components, context);
  warnOfLittle(rest.explainedVarianceRatio, `the variance of ${features.d} features`, context);
  return { ...embedding("pca", scores, features), ...rest };
}

async function mapCategories(
  features: Features,
  { n_components }: Params["reduction"],
  context: StageContext,
): Promise<Embedding> {
  const { scores, model } = await runMca(features, n_components, context);
  const kept = model.correctedShare.subarray(0, n_components);
  warnOfLittle(kept, `the corrected inertia of ${model.levels.length} categories`, context);
  return { ...embedding("mca", scores, features), mca: model };
}

function warnOfLittle(shares: Float64Array, whole: string, context: StageContext): void {
  const kept = shares.reduce((sum, share) => sum + share, 0);
  if (kept >= LITTLE_VARIANCE) return;
  context.warn(
    `${shares.length} dimensions keep ${
      Math.round(kept * 100)
    } % of ${whole}: segments may differ ` +
      "in ways that the map does not show.",
  );
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
    mca: null,
  };
}
