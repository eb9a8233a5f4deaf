/** Starting medoids: greedily, or at random. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";
import type { Rng } from "../../base/rng.ts";

/** Takes the row nearest to all, then again and again the one that lowers the cost most (BUILD).
 * O(n^2 k). Ties go to the lowest row.
 * @param square Distances, n x n.
 */
export async function buildMedoids(
  square: Float32Array,
  { n, k }: { n: number; k: number },
  context: StageContext,
): Promise<Int32Array> {
  const medoids = new Int32Array(k);
  const nearest = new Float64Array(n).fill(Infinity);
  for (let m = 0; m < k; m++) {
    let least = Infinity;
    for (let j = 0; j < n; j++) {
      let cost = 0;
      for (let i = 0, p = j * n; i < n; i++, p++) {
        cost += square[p] < nearest[i] ? square[p] : nearest[i];
      }
      if (cost < least) {
        least = cost;
        medoids[m] = j;
      }
      const pause = (j & 15) === 0 ? context.checkpoint(m, k, "first medoids") : undefined;
      if (pause !== undefined) await pause;
    }
    for (let i = 0, p = medoids[m] * n; i < n; i++, p++) {
      if (square[p] < nearest[i]) nearest[i] = square[p];
    }
  }
  return medoids;
}

/** Draws k different rows, each set of them equally likely (Floyd's method). */
export function drawMedoids(n: number, k: number, rng: Rng): Int32Array {
  const drawn = new Set<number>();
  for (let last = n - k; last < n; last++) {
    const row = rng.below(last + 1);
    drawn.add(drawn.has(row) ? last : row);
  }
  return Int32Array.from(drawn);
}
