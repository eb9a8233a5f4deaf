/** Reduce stage: features to fewer dimensions. Runs in Deno and browsers. */

import { createContext, type StageContext } from "../base/context.ts";
import type { Features } from "../features/feature_matrix.ts";
import type { Matrix } from "../numeric/matrix.ts";
import { warnUnweighted } from "../numeric/weights.ts";
import { REDUCTION_METHODS } from "../plan/methods.ts";
import type { Params } from "../plan/params.ts";
import { chosenReduction } from "./chosen_reduction.ts";
import type { Embedding } from "./embedding.ts";
import { runMca } from "./mca.ts";
import { runPca } from "./pca.ts";
import { runUmap } from "./umap/umap.ts";

const LITTLE_VARIANCE = 0.5;
const FOUR_FIFTHS = 0.8;
const MAP_DIMENSIONS = 2;

/** Makes the space in which segments are formed, by the method of `reduction.method`.
 * Rows keep their weights. Warns when PCA keeps under half of the variance, or MCA of the corrected
 * inertia, and where the method takes no weights.
 * @throws {DataError} If more dimensions or neighbours are asked for than the data allow.
 */
export async function reduce(
  features: Features,
  { reduction }: Pick<Params, "reduction">,
  context: StageContext = createContext(),
): Promise<Embedding> {
  const { method, n_components: nComponents } = chosenReduction(features, reduction);
  warnUnweighted(features, REDUCTION_METHODS[method], context);
  switch (method) {
    case "none":
      return { method, ...rowsOf(features, features) };
    case "umap": {
      const options = {
        nComponents: nComponents === "auto" ? MAP_DIMENSIONS : nComponents,
        nNeighbors: reduction.n_neighbors,
        minDist: reduction.min_dist,
      };
      return { method, ...rowsOf(await runUmap(features, options, context), features) };
    }
    case "mca": {
      const dimensions = nComponents === "auto" ? MAP_DIMENSIONS : nComponents;
      const { scores, model } = await runMca(features, dimensions, context);
      const kept = model.correctedShare.subarray(0, dimensions);
      warnOfLittle(kept, `the corrected inertia of ${model.levels.length} categories`, context);
      return { method, ...rowsOf(scores, features), mca: model };
    }
    case "pca": {
      const wanted = nComponents === "auto" ? { share: FOUR_FIFTHS } : nComponents;
      const { scores, ...rest } = await runPca(features, wanted, context);
      warnOfLittle(
        rest.explainedVarianceRatio,
        `the variance of ${features.d} features`,
        context,
      );
      return { method, ...rowsOf(scores, features), ...rest };
    }
  }
}

function warnOfLittle(shares: Float64Array, whole: string, context: StageContext): void {
  const kept = shares.reduce((sum, share) => sum + share, 0);
  if (kept >= LITTLE_VARIANCE) return;
  context.warn(
    `${shares.length} dimensions keep ${
      Math.round(kept * 100)
    } % of ${whole}: segments may differ ` +
      "in ways that they do not show.",
  );
}

/** The rows of a result with the weights of those it was made of. */
function rowsOf({ values, n, d }: Matrix, { weights }: Matrix): Matrix {
  return { ...(weights === undefined ? {} : { weights }), values, n, d };
}
