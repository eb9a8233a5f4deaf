/** Exact nearest neighbours by comparing all pairs. Runs in Deno and browsers. */

import type { StageContext } from "../context.ts";
import type { Matrix } from "../types.ts";
import { squaredDistance } from "./matrix.ts";

/** Nearest neighbours of every row, the row itself first. */
export interface Neighbours {
  /** n lists of row numbers by rising distance; ties by lowest row, but the row itself leads. */
  readonly indices: number[][];
  /** Euclidean distances, same shape. */
  readonly distances: number[][];
}

/** Finds the k nearest rows of every row, O(n^2 d).
 * @param k Neighbours a row, itself counted; at most n.
 */
export async function exactNeighbours(
  x: Matrix,
  k: number,
  context: StageContext,
): Promise<Neighbours> {
  const { n } = x;
  const indices: number[][] = new Array(n);
  const distances: number[][] = new Array(n);
  const nearest = new Float64Array(k);
  const rows = new Int32Array(k);
  for (let i = 0; i < n; i++) {
    nearest[0] = -1;
    rows[0] = i;
    let held = 1;
    for (let j = 0; j < n; j++) {
      if (j === i) continue;
      const distance = squaredDistance(x, i, x, j);
      if (held === k && distance >= nearest[k - 1]) continue;
      let slot = held < k ? held++ : k - 1;
      while (nearest[slot - 1] > distance) {
        nearest[slot] = nearest[slot - 1];
        rows[slot] = rows[slot - 1];
        slot--;
      }
      nearest[slot] = distance;
      rows[slot] = j;
    }
    indices[i] = Array.from(rows.subarray(0, held));
    distances[i] = Array.from(
      nearest.subarray(0, held),
      (square) => Math.sqrt(Math.max(0, square)),
    );
    const pause = context.checkpoint(i, n, "neighbours");
    if (pause !== undefined) await pause;
  }
  return { indices, distances };
}
