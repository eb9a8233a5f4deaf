/** k-means once more, by ml-kmeans from the same first centres. Runs in Deno and browsers. */

import type { StageContext } from "../base/context.ts";
import { createRng } from "../base/rng.ts";
import type { Clustering } from "../cluster/clustering.ts";
import { runKmeansFromKnown } from "../cluster/kmeans/kmeans.ts";
import { type Matrix, toRows } from "../numeric/matrix.ts";
import type { Params } from "../plan/params.ts";
import { compareSegments, SAME_FIGURE, shareApart } from "./agreement.ts";
import type { SegmentsCheck } from "./result.ts";

/** The segments in question and what they were formed on. */
export interface SegmentsInQuestion {
  /** Without weights. */
  readonly x: Matrix;
  readonly clustering: Clustering;
}

/** Runs Lloyd's iterations of ml-kmeans from the respondents at which the best of our starts began, and
 * compares segments and inertia.
 * That start is found by running ours again: its seeds are drawn from the same generator, and the result
 * in question is only compared, so that an error in it shows.
 * @param params As the stage that formed them had them.
 */
export async function kmeansAgain(
  { x, clustering }: SegmentsInQuestion,
  params: Pick<Params, "clustering" | "seed">,
  context: StageContext,
): Promise<SegmentsCheck> {
  const { kmeansGenerator, VERSIONS } = await import("./packages/mod.ts");
  const { n_init: nInit, max_iter: maxIter } = params.clustering;
  const { k, labels, inertia } = clustering;
  const rng = createRng(params.seed).fork("cluster");
  const { seeds } = await runKmeansFromKnown(x, { k, nInit, maxIter }, { ...context, rng });
  const rows = toRows(x);
  const initialization = Array.from(seeds, (row) => rows[row]);
  const options = { initialization, maxIterations: maxIter, tolerance: 0 };
  let last = null;
  for (const step of kmeansGenerator(rows, k, options)) {
    last = step;
    await context.checkpoint(step.iterations, maxIter, "ml-kmeans");
  }
  if (last === null) throw new RangeError(`Cannot ask ml-kmeans: it made no step of ${maxIter}.`);
  // Where it stopped before it settled, its centres have moved since respondents were last given one.
  const theirs = last.nearest(rows);
  const agreed = compareSegments(labels, theirs, k);
  const inertiaDifference = shareApart(inertia, inertiaOf(rows, theirs, last.centroids));
  return {
    kind: "segments",
    of: "clustering",
    by: { name: "ml-kmeans", version: VERSIONS["ml-kmeans"] },
    agrees: agreed.agreement === 1 && inertiaDifference <= SAME_FIGURE,
    ...agreed,
    inertiaDifference,
  };
}

function inertiaOf(
  rows: readonly number[][],
  labels: readonly number[],
  centroids: readonly number[][],
): number {
  return rows.reduce((sum, row, i) => {
    const centre = centroids[labels[i]];
    return sum + row.reduce((own, value, c) => own + (value - centre[c]) ** 2, 0);
  }, 0);
}
