/** Principal components once more, by ml-pca. Runs in Deno and browsers. */

import { type Matrix, toRows } from "../numeric/matrix.ts";
import type { PcaEmbedding } from "../reduce/embedding.ts";
import { SAME_FIGURE } from "./agreement.ts";
import type { ComponentsCheck, OpinionSubject } from "./result.ts";

/** Compares the share of the variance of every component there is, kept or not.
 * @param x The features, without weights.
 * @param of What the components are used for.
 */
export async function componentsAgain(
  x: Matrix,
  { spectrum }: Pick<PcaEmbedding, "spectrum">,
  of: OpinionSubject,
): Promise<ComponentsCheck> {
  const { PCA, VERSIONS } = await import("./packages/mod.ts");
  const theirs = new PCA(toRows(x), { method: "covarianceMatrix" }).getExplainedVariance();
  let shareDifference = 0;
  spectrum.forEach((share, at) => {
    shareDifference = Math.max(shareDifference, Math.abs(share - theirs[at]));
  });
  return {
    kind: "components",
    of,
    by: { name: "ml-pca", version: VERSIONS["ml-pca"] },
    agrees: shareDifference <= SAME_FIGURE,
    count: spectrum.length,
    shareDifference,
  };
}
