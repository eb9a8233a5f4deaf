/** The algorithms that notebooks call by name, as pages know them without their code. Runs in Deno and browsers. */

/** In the order of the work: respondents like each other, fewer dimensions, segments, how clear they are. */
export const ALGORITHM_NAMES = [
  "gower",
  "pca",
  "mca",
  "umap",
  "placeOnMap",
  "kmeans",
  "kmedoids",
  "agglomerative",
  "silhouette",
] as const;

/** One of {@link ALGORITHM_NAMES}. */
export type AlgorithmName = typeof ALGORITHM_NAMES[number];
