/** Which methods take weights, and the word of warning where one does not. Runs in Deno and browsers. */

import type { StageContext } from "./base/context.ts";
import { METHOD_NAMES } from "./base/text.ts";
import type { Matrix } from "./numeric/matrix.ts";

/** Methods of `reduction.method` and `clustering.method` whose results depend on weights as they should. */
const WEIGHTED_METHODS = new Set(["none", "pca", "kmeans", "agglomerative"]);

/** Warns when rows have weights and the method takes none. */
export function warnUnweighted(x: Matrix, method: string, context: StageContext): void {
  if (x.weights === undefined || WEIGHTED_METHODS.has(method)) return;
  const name = method in METHOD_NAMES
    ? METHOD_NAMES[method as keyof typeof METHOD_NAMES]
    : method.toUpperCase();
  context.warn(
    `${name} takes no weights: every respondent counts alike in it. Means, shares and indices are ` +
      "weighted all the same.",
  );
}
