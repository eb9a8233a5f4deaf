/** What a long run makes do with at first, so that whoever waits sees segments soon. Runs in Deno and browsers. */

import { CLUSTERING_METHODS } from "../plan/methods.ts";
import type { Params } from "../plan/params.ts";
import { silhouetteForm } from "../evaluate/mod.ts";

/** Cells of the features below which all starts are soon made. */
const FEW_CELLS = 500_000;
/** Respondents below which silhouettes are soon measured. */
const FEW_ROWS = 5_000;

/** The parameters of a look at a run's segments that takes a fraction of the run: the first of its starts,
 * and no silhouettes.
 * @param size Of the features.
 * @returns Null where the run itself is as quick.
 */
export function firstLook(
  params: Params,
  { n, d }: { readonly n: number; readonly d: number },
): Params | null {
  const { clustering, evaluation } = params;
  const options: readonly string[] = CLUSTERING_METHODS[clustering.method].options;
  const hasStarts = options.includes("n_init") && clustering.n_init > 1;
  const startsLong = hasStarts && n * d >= FEW_CELLS;
  const measuresLong = n >= FEW_ROWS && silhouetteForm(n, params) !== "none";
  if (!startsLong && !measuresLong) return null;
  return {
    ...params,
    clustering: { ...clustering, n_init: 1 },
    evaluation: { ...evaluation, silhouette: "none" },
  };
}
