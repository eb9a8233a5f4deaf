/** UMAP by umap-js with exact neighbours and our generator. Runs in Deno and browsers. */

import { UMAP } from "umap-js";
import type { StageContext } from "../context.ts";
import { DataError } from "../errors.ts";
import { assertFinite } from "../numeric/matrix.ts";
import { exactNeighbours } from "../numeric/neighbours.ts";
import { withPortableMath } from "../numeric/portable_math.ts";
import type { Matrix } from "../types.ts";

/** How to make the map. */
export interface UmapOptions {
  readonly nComponents: number;
  /** Neighbours that shape the map, the respondent included; below n. */
  readonly nNeighbors: number;
  /** 0..1. */
  readonly minDist: number;
}

/** Maps rows so that near neighbours stay near. O(n^2 d) for the neighbours.
 * Repeatable for a seed; engines whose Math.pow differs would give another map (V8's do not).
 * Distances on the map are not distances in x.
 * @param x n x d, finite.
 * @returns n x nComponents.
 * @throws {DataError} If a value is not finite or nNeighbors is not below n.
 * @see McInnes, Healy and Melville, UMAP, 2018, arXiv:1802.03426.
 */
export async function runUmap(
  x: Matrix,
  { nComponents, nNeighbors, minDist }: UmapOptions,
  context: StageContext,
): Promise<Matrix> {
  assertFinite(x, "run UMAP");
  if (nNeighbors >= x.n) {
    throw new DataError(
      `Cannot map ${x.n} respondents: reduction.n_neighbors must be below their number, but is ` +
        `${nNeighbors}. Lower it to ${x.n - 1} or less.`,
    );
  }
  const { indices, distances } = await exactNeighbours(x, nNeighbors, context);
  const map = new UMAP({ nComponents, nNeighbors, minDist, random: () => context.rng.uniform() });
  map.setPrecomputedKNN(indices, distances);
  // With neighbours given, umap-js needs only the number of rows, not their values.
  const epochs = withPortableMath(() => map.initializeFit(indices));
  for (let epoch = 0; epoch < epochs; epoch++) {
    map.step();
    const pause = context.checkpoint(epoch, epochs, "layout");
    if (pause !== undefined) await pause;
  }
  const values = new Float64Array(x.n * nComponents);
  map.getEmbedding().forEach((row, i) => values.set(row, i * nComponents));
  return { values, n: x.n, d: nComponents };
}
