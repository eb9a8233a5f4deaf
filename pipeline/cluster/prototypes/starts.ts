/** Starting prototypes for k-modes and k-prototypes. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";
import type { Rng } from "../../base/rng.ts";
import type { MixedRows } from "./mixed_rows.ts";

/** Draws k respondents, each with probability proportional to the distance from the nearest of those
 * already drawn; one that equals a drawn one is not drawn. O(n k (q + p)).
 * @see Arthur and Vassilvitskii, k-means++, SODA 2007; here with k-prototypes' distance.
 */
export async function drawPrototypes(
  rows: MixedRows,
  { k, gamma, rng }: { k: number; gamma: number; rng: Rng },
  context: StageContext,
): Promise<Int32Array> {
  const { n } = rows;
  const drawn = Int32Array.from({ length: k }, () => rng.below(n));
  const nearest = new Float64Array(n).fill(Infinity);
  for (let m = 0; m < k - 1; m++) {
    lower(nearest, rows, { row: drawn[m], gamma });
    let total = 0;
    for (let i = 0; i < n; i++) total += nearest[i];
    let rest = rng.uniform() * total;
    let chosen = -1;
    for (let i = 0; i < n && rest >= 0; i++) {
      if (nearest[i] === 0) continue;
      chosen = i;
      rest -= nearest[i];
    }
    // Nothing is left to draw where respondents differ by less than squares of 64 bits can tell.
    if (chosen >= 0) drawn[m + 1] = chosen;
    const pause = context.checkpoint(m, k, "first prototypes");
    if (pause !== undefined) await pause;
  }
  return drawn;
}

/** Shortens what a row's distance to a newly drawn one makes shorter. */
function lower(
  nearest: Float64Array,
  { n, q, p, codes, numbers }: MixedRows,
  { row, gamma }: { row: number; gamma: number },
): void {
  for (let i = 0; i < n; i++) {
    let unlike = 0, squares = 0;
    for (let c = 0, a = i * q, b = row * q; c < q; c++, a++, b++) {
      if (codes[a] !== codes[b]) unlike++;
    }
    for (let c = 0, a = i * p, b = row * p; c < p; c++, a++, b++) {
      const gap = numbers[a] - numbers[b];
      squares += gap * gap;
    }
    const distance = squares + gamma * unlike;
    if (distance < nearest[i]) nearest[i] = distance;
  }
}
