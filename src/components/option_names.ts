/** Methods and other choices as people write them. Runs in browsers. */

/** How the values of choices are written for people. */
export const OPTION_NAMES: Readonly<Record<string, string>> = {
  kmeans: "k-means",
  kmedoids: "k-medoids",
  kmodes: "k-modes",
  kprototypes: "k-prototypes",
  euclidean: "Euclidean",
  gower: "Gower",
  pca: "PCA",
  umap: "UMAP",
  mca: "MCA",
  center: "centre",
  standardize: "standardise",
  onehot: "one-hot",
  ",": "comma",
  ";": "semicolon",
  "\t": "tab",
  "|": "bar",
  ".": "point",
};
