/** Agglomerative clustering as a clustering method. Runs in Deno and browsers. */

import { assertDistinctRows } from "../../numeric/matrix.ts";
import type { MethodParams } from "../../plan/methods.ts";
import { centresOf } from "../centres.ts";
import type { ClusterMethod } from "../method.ts";
import { orderSegments } from "../order.ts";
import { buildGowerTree, buildTree } from "./agglomerative.ts";
import { cutTree } from "./cut_tree.ts";
import { assertPairsFit } from "./condensed.ts";
import { needsPairs, treeNeed } from "./memory_need.ts";

/** A tree of merges by the distance and linkage asked for, cut into segments. */
export const METHOD: ClusterMethod<"agglomerative"> = {
  grow(space, { linkage }, context) {
    return space.basis === "answers"
      ? buildGowerTree(space.x, linkage, context)
      : buildTree(space.x, linkage, context);
  },
  cut({ x }, { n_clusters: k }, tree) {
    assertDistinctRows(x, k);
    const cut = cutTree(tree, k);
    const labels = x.weights === undefined ? cut : orderSegments(cut, k, x.weights).labels;
    return { form: "tree", labels, tree, ...centresOf(x, labels, k) };
  },
  needOfTree: (shape, params) => ({
    ...treeNeed(shape, params),
    instead: `Or use clustering.method ${needsPairs(params) ? withoutPairs(params) : "kmeans"}.`,
  }),
  refuse(n, params) {
    if (needsPairs(params)) assertPairsFit(n, withoutPairs(params));
  },
};

/** The methods that do with less where a tree of all pairs is too large. */
function withoutPairs({ distance }: MethodParams<"agglomerative">): string {
  return distance === "gower" ? "kprototypes" : "kmeans, or linkage ward or single";
}
