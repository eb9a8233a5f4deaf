/** How clear the segments are for several numbers of segments. Runs in Deno and browsers. */

import type { Params } from "../plan/params.ts";
import type { PipelineResult } from "../run/run_result.ts";
import type { ScanPoint } from "./types.ts";

/** Numbers of segments that are tried. */
const SCAN_RANGE: readonly number[] = [2, 3, 4, 5, 6, 7, 8];

/** Runs the pipeline for each number of segments from 2 to 8 that there are respondents for.
 * @param run Runs with the given parameters; with a cache only clustering and evaluation are repeated.
 */
export async function scanSegments(
  params: Params,
  respondents: number,
  run: (params: Params) => Promise<PipelineResult>,
): Promise<ScanPoint[]> {
  const points: ScanPoint[] = [];
  for (const k of SCAN_RANGE.filter((k) => k < respondents)) {
    const { clustering, evaluation } = await run({
      ...params,
      clustering: { ...params.clustering, n_clusters: k },
      // Both are asked once, of the run that is shown.
      structure: { ...params.structure, check: "none" },
      evaluation: { ...params.evaluation, second_opinion: false },
    });
    points.push({
      k,
      basis: clustering.basis,
      silhouette: evaluation.reduced?.mean ?? null,
      silhouetteFeatures: evaluation.features?.mean ?? null,
      silhouetteGower: evaluation.gower?.mean ?? null,
      inertia: clustering.inertia,
      cost: "cost" in clustering ? clustering.cost : null,
      calinskiHarabasz: evaluation.calinskiHarabasz,
      daviesBouldin: evaluation.daviesBouldin,
      smallest: clustering.sizes.reduce((a, b) => Math.min(a, b)) / clustering.labels.length,
    });
  }
  return points;
}
