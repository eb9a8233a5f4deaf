/** What reduce gives: respondents in fewer dimensions. Runs in Deno and browsers. */

import type { AnswerLevel } from "../features/feature_matrix.ts";
import type { Matrix } from "../numeric/matrix.ts";

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
