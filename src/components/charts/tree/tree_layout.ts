/** Where a merge tree's leaves and joints stand, and what a cut makes of it. Runs in browsers. */

import type { TreeView } from "../../../../pipeline/view/types.ts";
import { groupBy } from "../../kit/lists.js";

/** A joint: its two arms and its bar. */
export interface Joint {
  /** Places of the two sides, 0..1 across the tree. */
  readonly left: number;
  readonly right: number;
  /** Heights at which the arms start. */
  readonly leftHeight: number;
  readonly rightHeight: number;
  /** Height of the bar. */
  readonly height: number;
}

/** The tree laid out once, whatever its cut. */
export interface TreeLayout {
  /** Start and end of each leaf, 0..1 across the tree, as wide as its share of respondents. */
  readonly leaves: readonly (readonly [number, number])[];
  /** One a merge. */
  readonly joints: readonly Joint[];
}

/** Lays out a tree: a leaf is as wide as its share of the respondents, a joint stands in the middle
 * between its sides.
 */
export function layoutTree({ leaves, merges }: TreeView): TreeLayout {
  const total = leaves.reduce((sum, { size }) => sum + size, 0);
  let start = 0;
  const spans = leaves.map(({ size }) => {
    const span = [start / total, (start + size) / total] as const;
    start += size;
    return span;
  });
  const middles = spans.map(([from, to]) => (from + to) / 2);
  const heights = spans.map(() => 0);
  const joints = merges.map(({ left, right, height }) => {
    const joint = {
      left: middles[left],
      right: middles[right],
      leftHeight: heights[left],
      rightHeight: heights[right],
      height,
    };
    middles.push((joint.left + joint.right) / 2);
    heights.push(height);
    return joint;
  });
  return { leaves: spans, joints };
}

/** The height between the last merge that a cut into k segments keeps and the first it undoes. */
export function cutHeight({ leaves, merges }: TreeView, k: number): number {
  const kept = leaves.length - k;
  const below = kept > 0 ? merges[kept - 1].height : 0;
  const above = kept < merges.length ? merges[kept].height : merges[kept - 1].height * 1.1;
  return (below + above) / 2;
}

/** The number of segments that a cut at a height makes. */
export function segmentsAt({ merges }: TreeView, height: number): number {
  return merges.filter((merge) => merge.height > height).length + 1;
}

/** The lowest and highest height at which a cut makes 2 to `most` segments, as far as merges of equal
 * height allow.
 * @param most At least 2, at most the number of leaves.
 */
export function cutRange(tree: TreeView, most: number): [number, number] {
  const { merges, leaves } = tree;
  const undone = leaves.length - most - 1;
  const top = merges[merges.length - 1].height;
  const below = merges.length > 1 ? merges[merges.length - 2].height : 0;
  // A cut at a merge's own height keeps it; just below the last one, the tree is still in two.
  return [undone >= 0 ? merges[undone].height : 0, below + (top - below) * 0.98];
}

/** The segment of each leaf and merge for a cut into k; -1 for merges above the cut.
 *
 * For the run's own cut these are its segments. For another they are numbered as the engine will:
 * by falling size, ties by drawing order.
 */
export function segmentsOf(tree: TreeView, k: number): number[] {
  const count = tree.leaves.length;
  const kept = count - k;
  const root = Array.from({ length: count + tree.merges.length }, (_, node) => node);
  for (let merge = kept - 1; merge >= 0; merge--) {
    // Merges come from the lowest: a merge's own root is known before its sides ask for it.
    const { left, right } = tree.merges[merge];
    root[left] = root[count + merge];
    root[right] = root[count + merge];
  }
  const members = groupBy([...tree.leaves.keys()], (leaf) => root[leaf]);
  const numbers = numberGroups(tree, [...members]);
  return root.map((top, node) => node >= count + kept ? -1 : numbers.get(top) ?? -1);
}

function numberGroups(
  { leaves }: TreeView,
  groups: readonly (readonly [number, readonly number[]])[],
): Map<number, number> {
  const own = groups.map(([, members]) => leaves[members[0]].segment);
  const isRunsCut = own.every((segment) => segment >= 0) && new Set(own).size === own.length &&
    groups.every(([, members], g) => members.every((leaf) => leaves[leaf].segment === own[g]));
  if (isRunsCut) return new Map(groups.map(([top], g) => [top, own[g]]));
  const sizeOf = (members: readonly number[]) =>
    members.reduce((sum, leaf) => sum + leaves[leaf].size, 0);
  const sorted = [...groups].sort(([, a], [, b]) => sizeOf(b) - sizeOf(a));
  return new Map(sorted.map(([top], g) => [top, g]));
}
