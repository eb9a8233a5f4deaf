/** Agglomerative clustering as a clustering method. Runs in Deno and browsers. */

import { assertDistinctRows } from "../../numeric/matrix.ts";
import { centresOf } from "../centres.ts";
import type { ClusterMethod } from "../method.ts";
import { orderSegments } from "../order.ts";
import { buildGowerTree, buildTree, cutTree } from "./agglomerative.ts";

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
};
