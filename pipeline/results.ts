/** What the stages after cleaning hand to each other. Runs in Deno and browsers. */

import type { ColumnKind } from "./survey/types.ts";

/** Row-major n x d numbers. */
export interface Matrix {
  /** How much each row counts in means, variances and distances between groups: length n, finite,
   * above 0. Absent where all count alike. */
  readonly weights?: Float64Array;
  /** Length n x d; row i starts at i x d. */
  readonly values: Float64Array;
  /** Rows. */
  readonly n: number;
  /** Columns. */
  readonly d: number;
}

/** The scaling that was applied to features. */
export type Scaling = "none" | "standardize";

/** Items that are answered on one scale, of one question or several. */
export interface RatingScale {
  /** Lowest answer given to any of them; of words the position of the first. */
  readonly low: number;
  /** Highest answer given to any of them. */
  readonly high: number;
  /** The answers in order, where they are words; else null. */
  readonly categories: readonly string[] | null;
  /** Names of the items' columns, in the survey's order. */
  readonly columns: readonly string[];
}

/** How ratings were related to each respondent's own use of the scale. */
export interface WithinRespondent {
  /** `center`: less the respondent's mean over the answers given to the scale's items. `standardize`:
   * that, divided by the population standard deviation of these answers. A respondent without
   * differences among them has 0 everywhere, and so has a gap that was filled. */
  readonly method: "center" | "standardize";
  /** The scales, each related on its own, and on each how many respondents have no differences. */
  readonly scales: readonly (RatingScale & { readonly flat: number })[];
}

/** A column or feature that was not used: by choice it only describes, else it could not serve. */
export interface DroppedFeature {
  /** The column, or `column=category`. */
  readonly name: string;
  /** `choice`: not chosen or not of a kind to segment on. `unusable`: constant or empty. */
  readonly cause: "choice" | "unusable";
  /** The rule that left it out, in words. */
  readonly reason: string;
}

/** What a feature was made of. */
export interface FeatureSource {
  /** Name of the survey's column. */
  readonly column: string;
  /** What that column measures. */
  readonly kind: ColumnKind;
  /** The category that an indicator stands for; null where the feature is the column itself. */
  readonly category: string | null;
}

/** The feature matrix, with what is needed to make the same features of a new respondent. */
export interface Features extends Matrix {
  /** One name a feature: the column's, or `column=category`. */
  readonly names: readonly string[];
  /** The question each feature belongs to. */
  readonly questions: readonly string[];
  /** The survey column each feature was made of, what it measures, and for an indicator its category,
   * else null. Indicators of one column follow each other. */
  readonly sources: readonly FeatureSource[];
  /** What was done to ratings before scaling; null where answers stay as they were given. */
  readonly within: WithinRespondent | null;
  /** What was done to the numbers. */
  readonly scaling: Scaling;
  /** Why this scaling. */
  readonly scalingReason: string;
  /** What was subtracted from each feature, after what `within` tells. */
  readonly center: Float64Array;
  /** What it was then divided by, above 0. */
  readonly scale: Float64Array;
  /** Columns and features that were not used, and why. */
  readonly dropped: readonly DroppedFeature[];
}

/** Respondents in fewer dimensions. */
export interface Embedding extends Matrix {
  /** The method; `none` gives the features themselves. */
  readonly method: "none" | "pca" | "umap" | "mca";
  /** PCA only: components as rows (m x d), unit length; else null. */
  readonly components: Matrix | null;
  /** PCA only: mean of each feature; else null. */
  readonly mean: Float64Array | null;
  /** PCA only: variance of each component, falling; else null. */
  readonly explainedVariance: Float64Array | null;
  /** PCA only: its share of the total variance; else null. */
  readonly explainedVarianceRatio: Float64Array | null;
  /** PCA only: share of the variance of every component there is, length min(n, d); else null. */
  readonly spectrum: Float64Array | null;
  /** Multiple correspondence analysis only; else null. */
  readonly mca: McaModel | null;
}

/** One answer that categorical methods tell apart: a column and its category, or its number. */
export interface AnswerLevel {
  /** Name of the survey's column. */
  readonly column: string;
  /** The category of a nominal column; of other columns the number, or the position in the column's
   * categories. */
  readonly level: string | number;
}

/** A multiple correspondence analysis of J categories of Q columns. */
export interface McaModel {
  /** Inertia of every dimension there is, falling, length J - Q. */
  readonly inertia: Float64Array;
  /** Its share of the total inertia, which is J / Q - 1. */
  readonly share: Float64Array;
  /** The share as Benzecri corrects it: of what exceeds 1 / Q, rescaled; 0 below. */
  readonly correctedShare: Float64Array;
  /** What each row of `coordinates` stands for. */
  readonly levels: readonly AnswerLevel[];
  /** Share of all answers that each category is, length J, sum 1: the share of respondents who chose
   * it, divided by Q. */
  readonly masses: Float64Array;
  /** Standard coordinates of the categories, J x m: a respondent lies at the mean of those chosen. */
  readonly coordinates: Matrix;
}

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

/** Silhouettes in one space. */
export interface Silhouette {
  /** Mean over the respondents measured, by weight where there are weights, -1..1. */
  readonly mean: number;
  /** Mean of each segment, length k. */
  readonly perSegment: Float64Array;
  /** One per respondent kept; NaN where not sampled. */
  readonly perRow: Float64Array;
  /** Respondents used where sampled, else null. */
  readonly sample: number | null;
  /** Standard error of the mean where sampled, else null. */
  readonly standardError: number | null;
}

/** How well separated the segments are. Silhouettes are null when not asked for. */
export interface Evaluation {
  /** On the map; null when not asked for. */
  readonly reduced: Silhouette | null;
  /** Among the full answers; null when not asked for. */
  readonly features: Silhouette | null;
  /** By Gower's distance, where segments were formed on the answers themselves; else null. */
  readonly gower: Silhouette | null;
  /** In the reduced space. */
  readonly calinskiHarabasz: number;
  /** In the reduced space; lower is better. */
  readonly daviesBouldin: number;
}

/** How a variable took part. */
export type VariableRole = "segmenting" | "describing" | "dropped";

/** One statistic of one segment against the total. */
export interface SegmentFigure {
  /** Mean, or share in 0..1; null without answers. */
  readonly value: number | null;
  /** Respondents of the segment who answered, each counted once. */
  readonly base: number;
  /** How many respondents of equal weight would be as precise, by Kish; absent without weights. */
  readonly effectiveBase?: number;
  /** 100 x value / total; null where the total is 0. */
  readonly index: number | null;
  /** value - total, in the variable's unit or as a share. */
  readonly difference: number | null;
}

/** One row of the profile table: a variable, or one category of it. */
export interface ProfileRow {
  /** The column's name. */
  readonly variable: string;
  /** Its header as the file has it. */
  readonly label: string;
  /** The question it is an item of; its own name if of none. */
  readonly question: string;
  /** What it measures. */
  readonly kind: ColumnKind;
  /** How it took part. */
  readonly role: VariableRole;
  /** Why it was not used, where it was not. */
  readonly roleReason: string;
  /** The category whose share this is; null for a mean or the share who answered. */
  readonly category: string | null;
  /** What the figures are: a mean, a share of those who answered, or the share who answered. */
  readonly statistic: "mean" | "share" | "answered";
  /** Over all respondents segmented. */
  readonly total: SegmentFigure;
  /** One figure a segment. */
  readonly segments: readonly SegmentFigure[];
  /** Pooled within-segment standard deviation, the unit for comparing differences; 0 if constant. */
  readonly deviation: number;
  /** Share of the variable's variation that the segments explain: eta squared for means and shares
   * (0..1). */
  readonly effect: number;
}

/** One segment in words and numbers. */
export interface SegmentProfile {
  /** Counted from 1. */
  readonly number: number;
  /** What sets it apart, in few words. */
  readonly name: string;
  /** Respondents in it. */
  readonly size: number;
  /** Of the respondents segmented, each counted once, 0..1. */
  readonly share: number;
  /** The same by weight; absent without weights. */
  readonly weighted?: SegmentWeight;
  /** Mean silhouette: on the map, or by Gower's distance where segments were formed on the answers;
   * null when not asked for. */
  readonly silhouette: number | null;
  /** Three to five plain sentences, the most telling first. */
  readonly insights: readonly string[];
}

/** How much a segment weighs. */
export interface SegmentWeight {
  /** Sum of its respondents' weights, which have mean 1 over all respondents segmented. */
  readonly size: number;
  /** Of the weight of all respondents segmented, 0..1. */
  readonly share: number;
  /** (sum of weights)^2 / sum of squared weights. */
  readonly effectiveBase: number;
}

/** What the figures of a profile are weighted by. */
export interface ProfileWeighting {
  /** The column of the weights. */
  readonly column: string;
  /** Of all respondents segmented: (sum of weights)^2 / sum of squared weights. */
  readonly effectiveBase: number;
}

/** Who the segments are. */
export interface Profile {
  /** In the order of their numbers. */
  readonly segments: readonly SegmentProfile[];
  /** Sorted by falling effect; ties by the survey's order. */
  readonly rows: readonly ProfileRow[];
  /** Respondents segmented. */
  readonly respondents: number;
  /** What shares, means, totals and indices are weighted by; absent where all count alike. */
  readonly weighting?: ProfileWeighting;
}
