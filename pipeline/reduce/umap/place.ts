/** Placing new respondents on a UMAP map that stays as it is. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";
import { DataError } from "../../base/errors.ts";
import { finish } from "../../base/steps.ts";
import { assertFinite } from "../../numeric/matrix.ts";
import type { Neighbours } from "../../numeric/neighbours.ts";
import type { Matrix } from "../../numeric/matrix.ts";
import { fitCurve } from "./curve.ts";
import { type Graph, pruneGraph, reachOf, strengths } from "./graph.ts";
import { layOut } from "./layout.ts";
import { findNeighbours } from "./neighbours.ts";

/** A map with what it was made of. */
export interface UmapModel {
  /** The rows mapped, n x d. */
  readonly x: Matrix;
  /** Their map, n x m, as `umap` gave it. */
  readonly map: Matrix;
  /** As the map was made with. */
  readonly nNeighbors: number;
  /** As the map was made with. */
  readonly minDist: number;
}

const MANY_EPOCHS_UP_TO = 10_000;
const MANY_EPOCHS = 100;
const FEW_EPOCHS = 30;
const RATE = 0.25;

/** Places new rows on a map, near the mapped rows that they are like; these stay where they are.
 * A new row starts at the mean place of its nearest mapped rows, weighted by closeness, or at the
 * place of one that it equals; then a short layout. O(rows n d). Repeatable for a seed.
 * @param rows Of the width of the rows mapped, finite.
 * @returns As many rows, of the map's width.
 * @throws {DataError} If a value is not finite, the widths differ or the map has too few rows.
 * @see umap-learn 0.5.12, UMAP.transform; where a new row equals several, it starts at the first.
 */
export async function placeRows(
  { x, map, nNeighbors, minDist }: UmapModel,
  rows: Matrix,
  context: StageContext,
): Promise<Matrix> {
  assertFinite(rows, "place rows on the map");
  if (rows.d !== x.d || map.n !== x.n || nNeighbors > x.n) {
    throw new DataError(
      `Cannot place rows on the map: they need the ${x.d} columns of its ${x.n} rows, and ` +
        `n_neighbors at most ${x.n}, but there are ${rows.d} columns, a map of ${map.n} rows and ` +
        `n_neighbors ${nNeighbors}.`,
    );
  }
  if (rows.n === 0) return { values: new Float64Array(0), n: 0, d: map.d };
  const neighbours = await findNeighbours(x, { of: rows, k: nNeighbors }, context);
  const reach = await finish(reachOf(neighbours, 0), context, "layout");
  const weights = strengths(neighbours, reach);
  const epochs = rows.n <= MANY_EPOCHS_UP_TO ? MANY_EPOCHS : FEW_EPOCHS;
  const graph = pruneGraph(graphTo(neighbours, weights), epochs);
  const options = { curve: fitCurve(minDist), epochs, rate: RATE, fixed: map };
  return await layOut(meanPlaces(neighbours, weights, map), graph, options, context);
}

/** Edges from the new rows to the mapped ones. */
function graphTo({ indices, n, k }: Neighbours, weights: Float64Array): Graph {
  const starts = Int32Array.from({ length: n + 1 }, (_, i) => i * k);
  return { n, starts, columns: indices, weights };
}

function meanPlaces({ indices, n, k }: Neighbours, weights: Float64Array, map: Matrix): Matrix {
  const values = new Float64Array(n * map.d);
  for (let i = 0; i < n; i++) {
    const own = weights.subarray(i * k, (i + 1) * k);
    const equal = own.indexOf(1);
    const sum = equal >= 0 ? 1 : own.reduce((total, weight) => total + weight, 0);
    for (let j = 0; j < k; j++) {
      const share = equal >= 0 ? (j === equal ? 1 : 0) : own[j] / sum;
      const place = indices[i * k + j] * map.d;
      for (let c = 0; c < map.d; c++) values[i * map.d + c] += share * map.values[place + c];
    }
  }
  return { values, n, d: map.d };
}
