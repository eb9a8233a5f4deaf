/** What reduce gives: respondents in fewer dimensions. Runs in Deno and browsers. */

import type { AnswerLevel } from "../features/feature_matrix.ts";
import type { Matrix } from "../numeric/matrix.ts";

/** The features themselves, or a map of near neighbours: nothing is known of its dimensions. */
export interface PlainEmbedding extends Matrix {
  /** The method. */
  readonly method: "none" | "umap";
}

/** Principal components. */
export interface PcaEmbedding extends Matrix {
  /** The method. */
  readonly method: "pca";
  /** Components as rows (m x d), unit length. */
  readonly components: Matrix;
  /** Mean of each feature. */
  readonly mean: Float64Array;
  /** Variance of each component, falling. */
  readonly explainedVariance: Float64Array;
  /** Its share of the total variance. */
  readonly explainedVarianceRatio: Float64Array;
  /** Share of the variance of every component there is, length min(n, d). */
  readonly spectrum: Float64Array;
}

/** Dimensions of a multiple correspondence analysis. */
export interface McaEmbedding extends Matrix {
  /** The method. */
  readonly method: "mca";
  /** Its categories and inertia. */
  readonly mca: McaModel;
}

/** Respondents in fewer dimensions, by the method that reduced them. */
export type Embedding = PlainEmbedding | PcaEmbedding | McaEmbedding;

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
