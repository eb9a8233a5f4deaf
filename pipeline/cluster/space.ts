/** What segments are formed on: the reduced space, or the answers themselves. Runs in Deno and browsers. */

import type { Features } from "../features/feature_matrix.ts";
import type { Matrix } from "../numeric/matrix.ts";
import { PLAN } from "../plan/engine_plan.ts";
import { CLUSTERING_METHODS, type ClusteringName } from "../plan/methods.ts";
import type { Params } from "../plan/params.ts";

/** The reduced space. */
export interface ReducedSpace {
  readonly basis: "reduced";
  readonly x: Matrix;
}

/** The features, from which the answers are read back. */
export interface AnswerSpace {
  readonly basis: "answers";
  readonly x: Features;
}

/** Either of them. */
export type Space = ReducedSpace | AnswerSpace;

/** What a method works on, by its row. */
export type SpaceOf<Name extends ClusteringName> =
  (typeof CLUSTERING_METHODS)[Name]["space"] extends "reduced" ? ReducedSpace
    : (typeof CLUSTERING_METHODS)[Name]["space"] extends "answers" ? AnswerSpace
    : Space;

/** Takes a matrix as the space that the method works on.
 * @throws {RangeError} If it works on answers and the matrix does not say what its columns measure.
 */
export function toSpace(x: Matrix | Features, params: Pick<Params, "clustering">): Space {
  if (!PLAN.comparesAnswers(params)) return { basis: "reduced", x };
  if ("sources" in x) return { basis: "answers", x };
  const { method, distance } = params.clustering;
  const isChoice = CLUSTERING_METHODS[method].space === "distance";
  throw new RangeError(
    `Cannot cluster by ${
      isChoice ? `distance ${distance}` : method
    }: it works on features, which say ` +
      `what each column measures, but was given a matrix of ${x.n} x ${x.d}. Pass what features() ` +
      "returns.",
  );
}
