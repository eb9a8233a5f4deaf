/** When two programs agree: partitions and figures side by side. Runs in Deno and browsers. */

import { adjustedRand, crossTable } from "../structure/stability/agreement.ts";
import type { SegmentsAgreement } from "./result.ts";

/** Figures that differ by more than this share are not the same figure: sums in another order lose a
 * hundred thousandth of it at the most. */
export const SAME_FIGURE = 1e-9;

/** Lays another program's segments over the engine's; names of segments do not matter.
 * @param ours Length n, in [0, k). @param theirs Length n, in [0, k); may leave some empty.
 */
export function compareSegments(
  ours: Int32Array,
  theirs: ArrayLike<number>,
  k: number,
): SegmentsAgreement {
  const table = crossTable(ours, theirs, { rows: k, columns: k, weights: null });
  let together = 0;
  for (let row = 0; row < k; row++) {
    together += table.cells.subarray(row * k, (row + 1) * k).reduce((a, b) => Math.max(a, b));
  }
  const n = ours.length;
  return { n, agreement: adjustedRand(table), elsewhere: n - together };
}

/** Difference of two figures of one sign, as a share of the larger; 0 where both are below `least`. */
export function shareApart(a: number, b: number, least = 0): number {
  const larger = Math.max(Math.abs(a), Math.abs(b));
  return larger <= least ? 0 : Math.abs(a - b) / larger;
}
