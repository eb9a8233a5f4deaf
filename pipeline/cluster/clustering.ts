/** What cluster gives: segments and what they were formed by. Runs in Deno and browsers. */

import type { AnswerLevel } from "../features/feature_matrix.ts";
import type { Matrix } from "../numeric/matrix.ts";

/** How the distance of two respondents is measured: `gower` among their answers. */
export type Distance = "euclidean" | "gower";

/** How agglomerative clustering measures the distance of two groups. */
export type Linkage = "ward" | "complete" | "average" | "single";

/** Merges in SciPy's order: merge t joins `left[t]` < `right[t]` at `heights[t]` into node n + t. */
export interface MergeTree {
  /** Number of leaves. */
  readonly n: number;
  /** The linkage that made the tree. */
  readonly linkage: Linkage;
  /** The distance of two leaves. */
  readonly distance: Distance;
  /** Lower node of each merge, length n - 1; leaves are 0..n-1. */
  readonly left: Int32Array;
  /** Higher node of each merge. */
  readonly right: Int32Array;
  /** Distance of each merge, not falling. */
  readonly heights: Float64Array;
  /** Respondents under each merge. */
  readonly sizes: Int32Array;
}

/** Segments. Numbered by falling size, by weight where the method takes weights and there are some;
 * ties by first respondent. */
export interface Clustering {
  /** The method that formed them. */
  readonly method: "kmeans" | "agglomerative" | "kmedoids" | "kmodes" | "kprototypes";
  /** What they were formed on: the reduced space, or the answers themselves. */
  readonly basis: "reduced" | "answers";
  /** Number of segments. */
  readonly k: number;
  /** Segment of each respondent kept, 0..k-1. */
  readonly labels: Int32Array;
  /** Respondents of each segment, not rising where all count alike. */
  readonly sizes: Int32Array;
  /** Means of the segments in the reduced space, k x m; by weight where there are weights. */
  readonly centroids: Matrix;
  /** Sum of squared distances to the own centroid, in the reduced space, times weights. */
  readonly inertia: number;
  /** What k-medoids (distances to the own medoid), k-modes (answers that differ from the own mode) and
   * k-prototypes (the like, with squared distances) make small; else null. */
  readonly cost: number | null;
  /** Iterations of the best start, or mini-batches; null for a tree. */
  readonly iterations: number | null;
  /** Whether that start reached a fixed point, or mini-batches brought no more; null for a tree. */
  readonly converged: boolean | null;
  /** k-medoids only: the respondent (from 0, of those kept) that stands for each segment; else null. */
  readonly medoids: Int32Array | null;
  /** k-modes and k-prototypes only: each segment's typical answers, a category or a mean a column;
   * else null. */
  readonly prototypes: readonly (readonly AnswerLevel[])[] | null;
  /** Agglomerative only; else null. */
  readonly tree: MergeTree | null;
}
