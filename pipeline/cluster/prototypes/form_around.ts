/** Segments around typical answers, for k-modes and k-prototypes. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";
import type { Answers } from "../../features/answers.ts";
import type { Features } from "../../features/feature_matrix.ts";
import type { MethodParams } from "../../plan/methods.ts";
import { centresOf } from "../centres.ts";
import type { Formed } from "../method.ts";
import { describePrototypes, type MixedRows } from "./mixed_rows.ts";
import { runPrototypes } from "./prototypes.ts";

/** Respondents as features, as answers, and as the rows that prototypes are moved over. */
export interface AnswersFound {
  readonly features: Features;
  readonly answers: Answers;
  readonly rows: MixedRows;
}

/** Forms segments around their typical answers.
 * @param params `gamma`: what an unlike category adds to the squared distance of the numbers.
 * @throws {DataError} If there are fewer different respondents than segments.
 */
export async function formAround(
  { features, answers, rows }: AnswersFound,
  params: MethodParams<"kmodes"> & { readonly gamma: number },
  context: StageContext,
): Promise<Formed> {
  const { n_clusters: k, n_init: nInit, max_iter: maxIter, gamma } = params;
  const found = await runPrototypes(rows, { k, gamma, nInit, maxIter }, context);
  const { labels, cost, iterations, converged } = found;
  return {
    form: "prototypes",
    ...{ labels, cost, iterations, converged },
    prototypes: describePrototypes(found, answers, features),
    ...centresOf(features, labels, k),
  };
}
