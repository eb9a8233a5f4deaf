/** UMAP: a map on which near neighbours stay near. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";
import { DataError } from "../../base/errors.ts";
import { finish } from "../../base/steps.ts";
import { assertFinite } from "../../numeric/matrix.ts";
import type { Matrix } from "../../numeric/matrix.ts";
import { fitCurve } from "./curve.ts";
import { neighbourGraph, pruneGraph } from "./graph.ts";
import { layOut } from "./layout.ts";
import { findNeighbours } from "./neighbours.ts";
import { spectralStart } from "./start.ts";

/** How to make the map. */
export interface UmapOptions {
  readonly nComponents: number;
  /** Neighbours that shape the map, the respondent included; below n. */
  readonly nNeighbors: number;
  /** 0..1. */
  readonly minDist: number;
}

/** Up to this many rows there are MANY_EPOCHS, above it FEW_EPOCHS. */
const MANY_EPOCHS_UP_TO = 10_000;
const MANY_EPOCHS = 500;
const FEW_EPOCHS = 200;

/** Maps rows so that near neighbours stay near: umap-learn's method and defaults.
 * O(n^2 d) for the neighbours (exact up to 30,000 rows, beyond by descent), then O(epochs n k). Repeatable for a seed, everywhere and with any
 * number of workers. Distances on the map are not distances in x.
 * @param x n x d, finite.
 * @returns n x nComponents.
 * @throws {DataError} If a value is not finite or nNeighbors is not below n.
 * @see McInnes, Healy and Melville, UMAP, 2018, arXiv:1802.03426; umap-learn 0.5.12.
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
  const neighbours = await findNeighbours(x, { of: null, k: nNeighbors }, context);
  const epochs = x.n <= MANY_EPOCHS_UP_TO ? MANY_EPOCHS : FEW_EPOCHS;
  const whole = await finish(neighbourGraph(neighbours), context, "layout");
  const graph = pruneGraph(whole, epochs);
  const rng = context.rng.fork("start");
  const start = await finish(
    spectralStart(graph, x, { m: nComponents, rng }),
    context,
    "layout",
  );
  const curve = fitCurve(minDist);
  return await layOut(start, graph, { curve, epochs, rate: 1, fixed: null }, context);
}
