/** Cluster stage: segments from the reduced space or from the answers. Runs in Deno and browsers. */

import { createContext, type StageContext } from "../base/context.ts";
import type { Params } from "../plan/params.ts";
import type { Clustering, MergeTree } from "./clustering.ts";
import type { Features } from "../features/feature_matrix.ts";
import type { Matrix } from "../numeric/matrix.ts";
import { METHOD_NAMES } from "../base/text.ts";
import { warnUnweighted } from "../unweighted.ts";
import { CLUSTERERS } from "./registry.ts";

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
  { clustering }: Pick<Params, "clustering">,
  context: StageContext = createContext(),
  tree: MergeTree | null = null,
): Promise<Clustering> {
  warnUnweighted(x, clustering.method, context);
  const found = await CLUSTERERS[clustering.method](x, clustering, context, tree);
  if (found.converged === false) {
    context.warn(
      `${
        METHOD_NAMES[found.method]
      } stopped after ${found.iterations} iterations before it settled. ` +
        "Raise clustering.max_iter.",
    );
  }
  const small = found.sizes.reduce(
    (count, size) => count + (size < SMALL_SEGMENT * x.n ? 1 : 0),
    0,
  );
  if (small > 0) {
    context.warn(
      `${small} of ${found.k} segments hold under 5 % of the respondents (the smallest ${
        found.sizes.reduce((least, size) => Math.min(least, size))
      }): too few to rely on.`,
    );
  }
  return found;
}
