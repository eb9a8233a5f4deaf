/** The methods, one row each: what they are called, work on, need and depend on. Runs in Deno and browsers. */

import type { Params } from "./params.ts";
import type { Condition } from "./condition.ts";

/** A method of `clustering.method`. */
export type ClusteringName = Params["clustering"]["method"];
/** A method of `reduction.method`. */
export type ReductionName = Params["reduction"]["method"];
/** A parameter of `clustering` that only some methods use. */
export type ClusteringOption = Exclude<
  keyof Params["clustering"],
  "method" | "n_clusters" | "max_clusters"
>;

/** What is known of a method. */
interface MethodRow<Option> {
  /** As people write it. */
  readonly words: string;
  /** Whether weights of respondents change its result as they should. */
  readonly takesWeights: boolean;
  readonly drawsRandomNumbers: boolean;
  /** The parameters that its result depends on, beside its name; it is given no others. */
  readonly options: readonly Option[];
  /** When it takes so long that a page waits for the Run button with fewer respondents than usual. */
  readonly slow: Condition | null;
}

/** What is known of a clustering method. All depend on `n_clusters` too. */
export interface ClusteringRow extends MethodRow<ClusteringOption> {
  /** What segments are formed on: the reduced space, the answers themselves, or by `distance` (euclidean:
   * the reduced space; gower: the answers). */
  readonly space: "reduced" | "answers" | "distance";
  /** The parameters that its tree of merges depends on, which is kept for every number of segments; null
   * where it builds none. */
  readonly tree: readonly ClusteringOption[] | null;
  /** The module below `pipeline/cluster/` that exports its `METHOD`. */
  readonly module: string;
}

/** What is known of a method that reduces. */
export interface ReductionRow extends MethodRow<keyof Params["reduction"]> {
  /** Whether it reads answers back from the features, and so needs them as they were given. */
  readonly needsAnswersAsGiven: boolean;
}

/** Every clustering method. */
export const CLUSTERING_METHODS = {
  kmeans: {
    words: "k-means",
    space: "reduced",
    takesWeights: true,
    drawsRandomNumbers: true,
    options: ["n_init", "max_iter", "algorithm", "batch_size"],
    tree: null,
    slow: null,
    module: "kmeans/method.ts",
  },
  agglomerative: {
    words: "agglomerative",
    space: "distance",
    takesWeights: true,
    drawsRandomNumbers: false,
    options: [],
    tree: ["linkage", "distance"],
    slow: { "clustering.distance": ["gower"] },
    module: "tree/method.ts",
  },
  kmedoids: {
    words: "k-medoids",
    space: "distance",
    takesWeights: false,
    drawsRandomNumbers: true,
    options: ["n_init", "max_iter", "distance"],
    tree: null,
    slow: {},
    module: "medoids/method.ts",
  },
  kmodes: {
    words: "k-modes",
    space: "answers",
    takesWeights: false,
    drawsRandomNumbers: true,
    options: ["n_init", "max_iter"],
    tree: null,
    slow: null,
    module: "prototypes/modes_method.ts",
  },
  kprototypes: {
    words: "k-prototypes",
    space: "answers",
    takesWeights: false,
    drawsRandomNumbers: true,
    options: ["n_init", "max_iter", "gamma"],
    tree: null,
    slow: null,
    module: "prototypes/prototypes_method.ts",
  },
  bisecting: {
    words: "bisecting k-means",
    space: "reduced",
    takesWeights: true,
    drawsRandomNumbers: true,
    options: ["n_init", "max_iter"],
    tree: null,
    slow: null,
    module: "bisecting/method.ts",
  },
} as const satisfies Record<ClusteringName, ClusteringRow>;

/** Every method that reduces. */
export const REDUCTION_METHODS = {
  auto: {
    words: "the full answers, or PCA of many",
    needsAnswersAsGiven: false,
    takesWeights: true,
    drawsRandomNumbers: false,
    options: [],
    slow: null,
  },
  none: {
    words: "none",
    needsAnswersAsGiven: false,
    takesWeights: true,
    drawsRandomNumbers: false,
    options: [],
    slow: null,
  },
  pca: {
    words: "PCA",
    needsAnswersAsGiven: false,
    takesWeights: true,
    drawsRandomNumbers: false,
    options: ["n_components"],
    slow: null,
  },
  umap: {
    words: "UMAP",
    needsAnswersAsGiven: false,
    takesWeights: false,
    drawsRandomNumbers: true,
    options: ["n_components", "n_neighbors", "min_dist"],
    slow: {},
  },
  mca: {
    words: "MCA",
    needsAnswersAsGiven: true,
    takesWeights: false,
    drawsRandomNumbers: false,
    options: ["n_components"],
    slow: null,
  },
} as const satisfies Record<ReductionName, ReductionRow>;

/** The parameters of `clustering` that a method is given: those that its row names. */
export type MethodParams<Name extends ClusteringName> = Readonly<
  & Pick<
    Params["clustering"],
    | (typeof CLUSTERING_METHODS)[Name]["options"][number]
    | Exclude<(typeof CLUSTERING_METHODS)[Name]["tree"], null>[number]
  >
  & { n_clusters: number }
>;
