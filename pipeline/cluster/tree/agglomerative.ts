/** Agglomerative clustering: the merge tree in SciPy's form, and its cut. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";
import { DataError } from "../../base/errors.ts";
import { assertFinite } from "../../numeric/matrix.ts";
import type { Distance, Linkage, MergeTree } from "../clustering.ts";
import type { Features } from "../../features/feature_matrix.ts";
import type { Matrix } from "../../numeric/matrix.ts";
import { gowerPairs, pairDistances } from "./condensed.ts";
import { chainMerges, spanningMerges } from "./linkage.ts";
import type { RawMerges } from "./merges.ts";
import { wardMerges } from "./ward.ts";

/** Builds the merge tree of all rows.
 * Complete and average need the distances of all pairs, 4 n^2 bytes; Ward and single need O(n d).
 * Merges are sorted by height; equal heights stay in the order in which they were found.
 * @param x n x d, finite, n at least 2.
 * @throws {DataError} If a value is not finite, n is below 2, or the pairs do not fit in memory.
 */
export async function buildTree(
  x: Matrix,
  linkage: Linkage,
  context: StageContext,
): Promise<MergeTree> {
  assertRows(x);
  const merges = linkage === "ward"
    ? await wardMerges(x, context)
    : linkage === "single"
    ? await spanningMerges(x, context)
    : await chainMerges(
      await pairDistances(x, context),
      { n: x.n, linkage, weights: x.weights },
      context,
    );
  return toTree(merges, { n: x.n, linkage, distance: "euclidean" });
}

/** Builds the merge tree of all respondents by Gower's distance of their answers.
 * Holds the distances of all pairs, 4 n^2 bytes. Ties as in {@link buildTree}.
 * @param features Of at least 2 respondents, finite.
 * @throws {DataError} If a value is not finite, n is below 2, or the pairs do not fit in memory.
 * @throws {RangeError} If the linkage is ward, whose distances must be Euclidean.
 */
export async function buildGowerTree(
  features: Features,
  linkage: Linkage,
  context: StageContext,
): Promise<MergeTree> {
  assertRows(features);
  if (linkage === "ward") {
    throw new RangeError(
      "Cannot build a tree by Gower's distance: the linkage must be complete, average or single, " +
        "but is ward, which measures variances.",
    );
  }
  const { n, weights } = features;
  const pairs = await gowerPairs(features, context);
  const merges = await chainMerges(pairs, { n, linkage, weights }, context);
  return toTree(merges, { n, linkage, distance: "gower" });
}

function assertRows(x: Matrix): void {
  assertFinite(x, "build a tree");
  if (x.n >= 2) return;
  throw new DataError(`Cannot build a tree: it needs at least 2 respondents, but there is ${x.n}.`);
}

/** Sorts merges by height and names each side by its node, as SciPy's linkage does. */
function toTree(
  merges: RawMerges,
  { n, linkage, distance }: { n: number; linkage: Linkage; distance: Distance },
): MergeTree {
  const { heights } = merges;
  const order = Int32Array.from({ length: n - 1 }, (_, t) => t)
    .sort((s, t) => heights[s] - heights[t] || s - t);
  const parent = Int32Array.from({ length: 2 * n - 1 }, (_, node) => node);
  const size = new Int32Array(2 * n - 1).fill(1, 0, n);
  const left = new Int32Array(n - 1), right = new Int32Array(n - 1);
  for (let t = 0; t < n - 1; t++) {
    const a = root(parent, merges.a[order[t]]);
    const b = root(parent, merges.b[order[t]]);
    left[t] = Math.min(a, b);
    right[t] = Math.max(a, b);
    parent[a] = n + t;
    parent[b] = n + t;
    size[n + t] = size[a] + size[b];
  }
  return {
    n,
    linkage,
    distance,
    left,
    right,
    heights: Float64Array.from(order, (t) => heights[t]),
    sizes: size.slice(n),
  };
}

function root(parent: Int32Array, node: number): number {
  let top = node;
  while (parent[top] !== top) top = parent[top];
  while (parent[node] !== top) {
    const above = parent[node];
    parent[node] = top;
    node = above;
  }
  return top;
}
