/** A tree of merges once more, by ml-hclust. Runs in Deno and browsers. */

import type { StageContext } from "../base/context.ts";
import { createRng } from "../base/rng.ts";
import type { Linkage, TreeClustering } from "../cluster/clustering.ts";
import { buildTree } from "../cluster/tree/agglomerative.ts";
import { cutTree } from "../cluster/tree/cut_tree.ts";
import { type Matrix, toRows } from "../numeric/matrix.ts";
import { compareSegments, SAME_FIGURE, shareApart } from "./agreement.ts";
import type { Cluster } from "./packages/mod.ts";
import type { TreeCheck, Untied } from "./result.ts";

/** Heights below this share of the highest are 0 but for rounding. */
const NO_HEIGHT = 1e-7;
/** By how much of its size a number is moved at most where ties are to be broken. */
const NUDGE = 1e-6;
/** The same for heights of rows that were moved, and the change of a height that such a move does not
 * explain: then it has broken a tie. */
const NO_MOVED_HEIGHT = 1e-4;
const BREAKS_TIE = 1e-3;

type Segmented = Pick<TreeClustering, "tree" | "labels" | "k">;

/** Heights of all merges, rising, and the segments after the last k - 1 are undone. */
interface Grown {
  readonly heights: Float64Array;
  readonly labels: Int32Array;
}

/** Builds the tree by ml-hclust, whose time grows with the cube of the respondents, and compares the
 * heights of all merges and the segments.
 * Where respondents are equally far apart more than one tree is right. If ml-hclust's own changes once
 * rows are moved by a millionth, both programs build the tree of the rows so moved, which has no ties, and
 * these are compared too.
 * @param x Without weights, at most 2,000 rows.
 */
export async function treeAgain(
  x: Matrix,
  { tree, labels, k }: Segmented,
  context: StageContext,
): Promise<TreeCheck> {
  const { VERSIONS } = await import("./packages/mod.ts");
  const { linkage, heights } = tree;
  context.progress(0, 1, "ml-hclust");
  const theirs = await grow(x, linkage, k);
  const heightDifference = heightsApart(heights, theirs.heights, NO_HEIGHT);
  const agreed = compareSegments(labels, theirs.labels, k);
  const isSame = heightDifference <= SAME_FIGURE && agreed.agreement === 1;
  const ours = { heights, labels };
  const untied = isSame ? null : await compareUntied(x, { ours, theirs, linkage, k, context });
  return {
    kind: "tree",
    of: "clustering",
    by: { name: "ml-hclust", version: VERSIONS["ml-hclust"] },
    agrees: isSame ||
      (untied !== null && untied.heightDifference <= SAME_FIGURE && untied.agreement === 1),
    linkage,
    ...agreed,
    ...{ heightDifference, untied },
  };
}

/** Compares both programs on rows without ties; null where ties do not decide the other program's tree,
 * or ours is not the one that our program builds of these rows: then ties excuse nothing. */
async function compareUntied(
  x: Matrix,
  { ours, theirs, linkage, k, context }: {
    readonly ours: Grown;
    readonly theirs: Grown;
    readonly linkage: Linkage;
    readonly k: number;
    readonly context: StageContext;
  },
): Promise<Untied | null> {
  // Whoever ran the stage may have given it up while the package was at work.
  context.signal.throwIfAborted();
  const rng = createRng(0).fork("ties");
  const size = x.values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const values = x.values.map((value) => value + NUDGE * size * (rng.uniform() - 0.5));
  const moved = { values, n: x.n, d: x.d };
  const others = await grow(moved, linkage, k);
  const isDecided = heightsApart(theirs.heights, others.heights, NO_MOVED_HEIGHT) <= BREAKS_TIE &&
    compareSegments(theirs.labels, others.labels, k).agreement === 1;
  const again = await buildTree(x, linkage, context);
  const isOurs = heightsApart(again.heights, ours.heights, NO_HEIGHT) <= SAME_FIGURE &&
    compareSegments(cutTree(again, k), ours.labels, k).agreement === 1;
  if (isDecided || !isOurs) return null;
  const tree = await buildTree(moved, linkage, context);
  return {
    heightDifference: heightsApart(tree.heights, others.heights, NO_HEIGHT),
    agreement: compareSegments(cutTree(tree, k), others.labels, k).agreement,
  };
}

async function grow(x: Matrix, linkage: Linkage, k: number): Promise<Grown> {
  const { agnes } = await import("./packages/mod.ts");
  // What others call Ward is `ward2` there: distances are squared before they are weighed.
  const root = agnes(toRows(x), { method: linkage === "ward" ? "ward2" : linkage });
  return { heights: heightsOf(root), labels: labelsOf(root, k, x.n) };
}

/** The largest difference of two rising lists, as a share of the larger of each two.
 * @param ignored Share of the highest below which heights are 0.
 */
function heightsApart(ours: Float64Array, theirs: Float64Array, ignored: number): number {
  const least = ignored * ours[ours.length - 1];
  return ours.reduce(
    (most, height, merge) => Math.max(most, shareApart(height, theirs[merge], least)),
    0,
  );
}

function heightsOf(root: Cluster): Float64Array {
  const heights = [...nodesBelow(root)].filter(({ isLeaf }) => !isLeaf).map((node) => node.height);
  return Float64Array.from(heights).sort();
}

function labelsOf(root: Cluster, k: number, n: number): Int32Array {
  const labels = new Int32Array(n);
  root.group(k).children.forEach((group, label) => {
    for (const { isLeaf, index } of nodesBelow(group)) if (isLeaf) labels[index] = label;
  });
  return labels;
}

/** A node and all below it, without recursion: a tree may be as deep as it has leaves. */
function* nodesBelow(root: Cluster): Generator<Cluster> {
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    yield node;
    for (const child of node.children) open.push(child);
  }
}
