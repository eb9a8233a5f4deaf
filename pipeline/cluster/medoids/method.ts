/** k-medoids as a clustering method. Runs in Deno and browsers. */

import { finish } from "../../base/steps.ts";
import { gowerInSteps } from "../../features/gower.ts";
import { assertDistinctRows, assertFinite } from "../../numeric/matrix.ts";
import { euclideanDistances } from "../../numeric/row_distances.ts";
import { centresOf } from "../centres.ts";
import type { ClusterMethod } from "../method.ts";
import { runKmedoids } from "./kmedoids.ts";
import { medoidsNeed } from "./memory_need.ts";
import { assertSquareFits } from "./square.ts";

/** A respondent stands for each segment. */
export const METHOD: ClusterMethod<"kmedoids"> = {
  async form(space, { n_clusters: k, n_init: nInit, max_iter: maxIter }, context) {
    const { x } = space;
    assertFinite(x, "find medoids");
    assertDistinctRows(x, k);
    const distances = space.basis === "answers"
      ? await finish(gowerInSteps(space.x), context)
      : euclideanDistances(x);
    const found = await runKmedoids(distances, { k, nInit, maxIter }, context);
    return { form: "medoids", ...found, ...centresOf(x, found.labels, k) };
  },
  need: (shape) => ({
    ...medoidsNeed(shape),
    instead: "Or use clustering.method kmeans or kprototypes.",
  }),
  refuse: (n) => assertSquareFits(n),
};
