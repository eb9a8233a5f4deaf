/** The model of a run over all rows: the sample's, with what all rows have changed. Runs in Deno and browsers. */

import type { EngineResult } from "./run_on_engine.ts";

/** Writes `model.json`, by which `assign` places others: scales, components and centres are those of all
 * rows; how sure a placing is stays as found on the sample. What places the sample's own respondents one
 * by one, and what later waves are set beside, is left out, as it is of the sample alone.
 * @param runId Of the run over all rows.
 */
export function writeModelOfAll(
  { model, sample, space, centres, segments }: EngineResult,
  runId: string,
): Uint8Array<ArrayBuffer> {
  const points = centres.centres.map((centre) => [...centre]);
  const { baseline: _baseline, ...placing } = model.placing;
  const all = {
    ...model,
    run_id: runId,
    features: model.features.map((feature, f) => ({
      ...feature,
      center: space.center[f],
      scale: space.scale[f],
    })),
    reduction: space.principal === null ? model.reduction : {
      ...model.reduction,
      mean: [...space.principal.mean],
      components: space.principal.components.map((component) => [...component]),
    },
    clustering: {
      method: sample.clustering.method,
      k: points.length,
      sizes: [...centres.counts],
      names: segments.map(({ name }) => name),
      centroids: points,
    },
    placing: {
      ...placing,
      rule: { by: "points", points },
      limits: inOrder(placing.limits, centres.order),
      exact: { fingerprints: {}, conflicts: 0 },
    },
  };
  return new TextEncoder().encode(JSON.stringify(all, null, 1) + "\n");
}

function inOrder(limits: readonly number[], order: readonly number[]): number[] {
  return order.map((segment) => limits[segment]);
}
