/** The packages that recompute a run, loaded only where a second opinion is asked for. Runs in Deno and browsers. */

export { agnes, type Cluster } from "ml-hclust";
export { kmeansGenerator } from "ml-kmeans";
export { PCA } from "ml-pca";
export { UMAP } from "umap-js";

/** The packages' versions, as deno.json pins them. */
export const VERSIONS = {
  "ml-kmeans": "7.0.1",
  "ml-hclust": "4.0.0",
  "ml-pca": "4.1.1",
  "umap-js": "1.4.0",
} as const;
