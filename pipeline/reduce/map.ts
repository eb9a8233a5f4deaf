/** Map stage: respondents in two dimensions, to be looked at. Runs in Deno and browsers. */

import { createContext, type StageContext } from "../base/context.ts";
import type { Features } from "../features/feature_matrix.ts";
import type { Params } from "../plan/params.ts";
import type { Embedding, PcaEmbedding } from "./embedding.ts";
import { reduce } from "./mod.ts";

const MAP_DIMENSIONS = 2;

/** Draws respondents in two dimensions by the method of `map.method`. Segments are formed in the space
 * that `reduce` gives, not here.
 * @param space What `reduce` gave: it is the map where `auto` finds two dimensions or fewer.
 * @throws {DataError} If more neighbours are asked for than there are respondents.
 */
export async function drawMap(
  { features, space }: { readonly features: Features; readonly space: Embedding },
  { map }: Pick<Params, "map">,
  context: StageContext = createContext(),
): Promise<Embedding> {
  if (map.method === "auto" && space.d <= MAP_DIMENSIONS && space.method !== "none") return space;
  const method = map.method !== "auto" ? map.method : space.method === "mca" ? "mca" : "pca";
  const dimensions = Math.min(MAP_DIMENSIONS, features.n, features.d);
  // The leading components are the same however many are kept, and take long to find among many features.
  if (method === "pca" && space.method === "pca" && space.d >= dimensions) {
    return leading(space, dimensions);
  }
  // What a map leaves out is said beside it, and is no reason to doubt the segments.
  const quiet = { ...context, warn: () => {} };
  const reduction = { ...map, method, n_components: dimensions };
  return await reduce(features, { reduction }, quiet);
}

/** The first components of more. */
function leading(space: PcaEmbedding, m: number): PcaEmbedding {
  const { n, d, components } = space;
  const values = new Float64Array(n * m);
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < m; c++) values[i * m + c] = space.values[i * d + c];
  }
  return {
    ...space,
    values,
    d: m,
    components: { ...components, values: components.values.slice(0, m * components.d), n: m },
    explainedVariance: space.explainedVariance.slice(0, m),
    explainedVarianceRatio: space.explainedVarianceRatio.slice(0, m),
  };
}
