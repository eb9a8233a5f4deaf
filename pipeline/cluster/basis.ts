/** What a clustering method works on: the reduced space or the answers themselves. Runs in Deno and browsers. */

import { comparesAnswers } from "../plan/as_given.ts";
import type { Params } from "../plan/params.ts";
import type { Clustering } from "./clustering.ts";
import type { Features } from "../features/feature_matrix.ts";
import type { Matrix } from "../numeric/matrix.ts";

/** Tells whether segments are formed on the answers, whatever the reduction. */
export function basisOf(
  clustering: Pick<Params["clustering"], "method" | "distance">,
): Clustering["basis"] {
  return comparesAnswers(clustering) ? "answers" : "reduced";
}

/** The features, for a method that reads answers.
 * @throws {RangeError} If it was given a matrix that does not say what its columns measure.
 */
export function asFeatures(
  x: Matrix | Features,
  { method, distance }: Pick<Params["clustering"], "method" | "distance">,
): Features {
  if ("sources" in x) return x;
  const what = method === "kmodes" || method === "kprototypes" ? method : `distance ${distance}`;
  throw new RangeError(
    `Cannot cluster by ${what}: it works on features, which say what each column measures, but was ` +
      `given a matrix of ${x.n} x ${x.d}. Pass what features() returns.`,
  );
}
