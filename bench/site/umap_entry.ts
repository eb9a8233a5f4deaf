/** The engine's map as a bundle that is its own pool of workers, as the site's is. Runs in browsers. */

import { serveFromBundle } from "../../pipeline/parallel/pool_service.ts";
import { TASKS } from "../../pipeline/run/tasks.ts";
import { matrix } from "../../pipeline/numeric/matrix.ts";
import { umap } from "../../pipeline/run/algorithms/algorithms.ts";

serveFromBundle(TASKS);

/** Lays rows out in the plane. @param values One row after another, d numbers each. */
export async function layOut(
  values: Float64Array,
  d: number,
  settings: { nComponents: number; nNeighbors: number; minDist: number; seed: number },
): Promise<Float64Array> {
  return (await umap(matrix(values, values.length / d, d), settings)).values;
}
