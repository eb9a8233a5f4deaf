/** k-means as a clustering method. Runs in Deno and browsers. */

import type { ClusterMethod } from "../method.ts";
import { kmeansNeed, minibatchNeed } from "./memory_need.ts";
import { runKmeans } from "./kmeans.ts";
import { runMinibatch } from "./minibatch.ts";

/** Centres of least squared distance, over all respondents or by batches of them. */
export const METHOD: ClusterMethod<"kmeans"> = {
  async form({ x }, { n_clusters: k, n_init: nInit, max_iter: maxIter, ...params }, context) {
    const found = params.algorithm === "minibatch"
      ? await runMinibatch(x, { k, nInit, maxIter, batchSize: params.batch_size }, context)
      : await runKmeans(x, { k, nInit, maxIter }, context);
    return { form: "centres", ...found };
  },
  need: (shape, params) =>
    params.algorithm === "minibatch"
      ? minibatchNeed(shape, params)
      : { ...kmeansNeed(shape, params), also: "use clustering.algorithm minibatch" },
};
