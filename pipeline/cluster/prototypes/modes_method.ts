/** k-modes as a clustering method. Runs in Deno and browsers. */

import { DataError } from "../../base/errors.ts";
import { finish } from "../../base/steps.ts";
import { AS_CATEGORIES, nameLeftOut, readInSteps } from "../../features/answers.ts";
import { assertFinite } from "../../numeric/matrix.ts";
import { labelsNeed } from "../../base/memory_need.ts";
import type { ClusterMethod } from "../method.ts";
import { formAround } from "./form_around.ts";
import { toMixedRows } from "./mixed_rows.ts";

/** Segments of typical answers; nominal, yes/no and ordinal columns are categories, ordinal ones
 * without their order, and numeric columns are left out with a warning.
 */
export const METHOD: ClusterMethod<"kmodes"> = {
  async form({ x: features }, params, context) {
    assertFinite(features, "find modes");
    const answers = await finish(readInSteps(features, AS_CATEGORIES), context);
    if (answers.categories.length === 0) {
      throw new DataError(
        `Cannot find modes: at least one column must have categories, but all ${features.d} features ` +
          "are numeric. Use clustering.method kmeans.",
      );
    }
    if (answers.left.length > 0) {
      context.warn(
        `k-modes compares categories only: it leaves out ${nameLeftOut(answers.left)}. Use ` +
          "k-prototypes to take numbers in too.",
      );
    }
    const rows = toMixedRows(answers, features);
    return await formAround({ features, answers, rows }, { ...params, gamma: 1 }, context);
  },
  need: ({ n }) => labelsNeed(n),
};
