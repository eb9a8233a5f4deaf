/** Cutting a merge tree into segments. Runs in Deno and browsers. */

import type { MergeTree } from "../clustering.ts";
import { orderSegments } from "../order.ts";

/** Cuts a tree into k segments by undoing its last k - 1 merges.
 * @returns Length n, in [0, k), numbered by falling size, ties by first respondent.
 * @throws {RangeError} If k is not in 1..n.
 */
export function cutTree(tree: MergeTree, k: number): Int32Array {
  const { n } = tree;
  if (!Number.isInteger(k) || k < 1 || k > n) {
    throw new RangeError(`Cannot cut a tree of ${n} leaves: k must be in 1..${n}, but is ${k}.`);
  }
  const segment = new Int32Array(2 * n - 1).fill(-1);
  let next = 0;
  // From the root down: a node whose parent was undone starts a segment, all others inherit.
  for (let merge = n - 2; merge >= 0; merge--) {
    const node = n + merge;
    const undone = merge >= n - k;
    if (!undone && segment[node] < 0) segment[node] = next++;
    segment[tree.left[merge]] = undone ? -1 : segment[node];
    segment[tree.right[merge]] = undone ? -1 : segment[node];
  }
  const labels = segment.slice(0, n).map((label) => label < 0 ? next++ : label);
  return orderSegments(labels, k).labels;
}
