/** The upper part of a merge tree for pages. Runs in Deno and browsers. */

import type { StageRun } from "../../run/run_result.ts";
import type { MergeTree } from "../../cluster/clustering.ts";
import type { TreeView } from "../types.ts";

const MOST_LEAVES = 200;

/** Keeps the last merges, so that at most 200 groups are drawn whatever the number of respondents.
 * Leaves are numbered from left to right as they are drawn: the side of each merge whose lowest
 * respondent comes first goes left.
 */
export function viewTree({ clustering }: StageRun): TreeView | null {
  if (clustering.form !== "tree") return null;
  const { tree, labels } = clustering;
  const count = Math.min(MOST_LEAVES, tree.n);
  const firstShown = tree.n - count;
  const nodes = drawingOrder(tree, firstShown);
  const position = new Map(nodes.map((node, leaf) => [node, leaf]));
  const segments = segmentsOf(tree, labels);
  const shownOf = (node: number): number =>
    position.get(node) ?? count + (node - tree.n - firstShown);
  return {
    linkage: tree.linkage,
    distance: tree.distance,
    n: tree.n,
    leaves: nodes.map((node) => ({
      size: node < tree.n ? 1 : tree.sizes[node - tree.n],
      segment: segments[node],
    })),
    merges: Array.from({ length: count - 1 }, (_, t) => {
      const merge = firstShown + t;
      const sides = [shownOf(tree.left[merge]), shownOf(tree.right[merge])];
      return {
        left: sides[0],
        right: sides[1],
        height: tree.heights[merge],
        size: tree.sizes[merge],
      };
    }),
  };
}

/** The nodes that are drawn as leaves, from left to right. */
function drawingOrder(tree: MergeTree, firstShown: number): number[] {
  const lowest = lowestRespondents(tree);
  const leaves: number[] = [];
  const waiting = [2 * tree.n - 2];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const merge = node - tree.n;
    if (merge < firstShown) {
      leaves.push(node);
      continue;
    }
    const [last, first] = [tree.left[merge], tree.right[merge]]
      .sort((a, b) => lowest[b] - lowest[a]);
    waiting.push(last, first);
  }
  return leaves;
}

function lowestRespondents(tree: MergeTree): Int32Array {
  const lowest = Int32Array.from({ length: 2 * tree.n - 1 }, (_, node) => node);
  for (let merge = 0; merge < tree.n - 1; merge++) {
    lowest[tree.n + merge] = Math.min(lowest[tree.left[merge]], lowest[tree.right[merge]]);
  }
  return lowest;
}

/** The segment of all respondents under each node, -1 where they are of several. */
function segmentsOf(tree: MergeTree, labels: Int32Array): Int32Array {
  const segments = new Int32Array(2 * tree.n - 1);
  segments.set(labels);
  for (let merge = 0; merge < tree.n - 1; merge++) {
    const [left, right] = [segments[tree.left[merge]], segments[tree.right[merge]]];
    segments[tree.n + merge] = left === right ? left : -1;
  }
  return segments;
}
