/** k-prototypes as a clustering method. Runs in Deno and browsers. */

import { finish } from "../../base/steps.ts";
import { AS_MIXED, readInSteps } from "../../features/answers.ts";
import { assertFinite } from "../../numeric/matrix.ts";
import { labelsNeed } from "../../base/memory_need.ts";
import type { ClusterMethod } from "../method.ts";
import { formAround } from "./form_around.ts";
import { toMixedRows, usualGamma } from "./mixed_rows.ts";

/** Segments of typical answers; nominal and yes/no columns are categories, ordinal and numeric ones
 * numbers, scaled as the features are.
 */
export const METHOD: ClusterMethod<"kprototypes"> = {
  async form({ x: features }, params, context) {
    assertFinite(features, "find prototypes");
    const answers = await finish(readInSteps(features, AS_MIXED), context);
    const rows = toMixedRows(answers, features);
    const gamma = params.gamma === "auto" ? usualGamma(rows) : params.gamma;
    return await formAround({ features, answers, rows }, { ...params, gamma }, context);
  },
  need: ({ n }) => labelsNeed(n),
};
