/** What cluster gives: segments and what they were formed by. Runs in Deno and browsers. */

import type { ClusteringName } from "../plan/methods.ts";
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

/** What all segments have, whatever formed them. Numbered by falling size, by weight where the method
 * takes weights and there are some; ties by first respondent. */
export interface Segments {
  /** The method that formed them. */
  readonly method: ClusteringName;
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
}

/** How a method that starts anew several times came to its result. */
export interface Settling {
  /** Iterations of the best start, or mini-batches. */
  readonly iterations: number;
  /** Whether that start reached a fixed point, or mini-batches brought no more. */
  readonly converged: boolean;
}

/** Segments around their means. */
export interface CentreClustering extends Segments, Settling {
  /** What stands for a segment. */
  readonly form: "centres";
}

/** Segments cut from a tree of merges. */
export interface TreeClustering extends Segments {
  /** What stands for a segment. */
  readonly form: "tree";
  /** The tree, from which another number of segments can be cut too. */
  readonly tree: MergeTree;
}

/** Segments that each have a respondent to stand for them. */
export interface MedoidClustering extends Segments, Settling {
  /** What stands for a segment. */
  readonly form: "medoids";
  /** The respondent (from 0, of those kept) that stands for each segment. */
  readonly medoids: Int32Array;
  /** Sum of distances to the own medoid, which the method makes small. */
  readonly cost: number;
}

/** Segments that each have typical answers to stand for them. */
export interface PrototypeClustering extends Segments, Settling {
  /** What stands for a segment. */
  readonly form: "prototypes";
  /** Each segment's typical answers, a category or a mean a column. */
  readonly prototypes: readonly (readonly AnswerLevel[])[];
  /** What the method makes small: answers that differ from the own mode, plus squared distances of the
   * numbers. */
  readonly cost: number;
}

/** Segments, by what stands for each of them. */
export type Clustering =
  | CentreClustering
  | TreeClustering
  | MedoidClustering
  | PrototypeClustering;
