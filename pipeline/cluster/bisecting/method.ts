/** Bisecting k-means as a clustering method. Runs in Deno and browsers. */

import { kmeansNeed } from "../kmeans/memory_need.ts";
import type { ClusterMethod } from "../method.ts";
import { runBisecting } from "./bisecting.ts";

/** The most spread segment is split in two until there are enough. */
export const METHOD: ClusterMethod<"bisecting"> = {
  async form({ x }, { n_clusters: k, n_init: nInit, max_iter: maxIter }, context) {
    return { form: "centres", ...await runBisecting(x, { k, nInit, maxIter }, context) };
  },
  // The first split is of all respondents; those after it copy a part of them.
  need: (shape, { n_init }) => {
    const split = kmeansNeed(shape, { n_clusters: 2, n_init });
    return { ...split, bytes: split.bytes + 8 * shape.n * (shape.d + 1) };
  },
};
