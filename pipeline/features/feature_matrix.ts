/** What features gives: the matrix, and how its columns were made of the answers. Runs in Deno and browsers. */

import type { Matrix } from "../numeric/matrix.ts";
import type { ColumnKind } from "../survey/column.ts";
import type { RatingScale } from "../survey/rating_scales.ts";

/** The scaling that was applied to features. */
export type Scaling = "none" | "standardize";

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

/** A column of numbers whose far answers count less far when segments are formed. */
export interface TamedFeature {
  /** The column's name. */
  readonly column: string;
  /** Whether it counts by log(1 + x). */
  readonly isLog: boolean;
  /** Answers below count as this one; null where none was drawn in on either side. */
  readonly low: number | null;
  /** Answers above count as this one. */
  readonly high: number | null;
  /** Respondents whose answer was drawn in from below. */
  readonly below: number;
  /** From above. */
  readonly above: number;
  /** Why, in words. */
  readonly reason: string;
}

/** What becomes of a column, and why. */
export interface ColumnRole {
  /** Its name. */
  readonly column: string;
  /** The question it belongs to. */
  readonly question: string;
  /** `define`: segments are formed on it. `describe`: it tells them apart afterwards. `aside`: neither. */
  readonly role: "define" | "describe" | "aside";
  /** The evidence, or the parameter that says so, in words. */
  readonly reason: string;
  /** How sure it is, 0..1; 1 where a parameter says so. */
  readonly confidence: number;
}

/** What a feature was made of. */
export interface FeatureSource {
  /** Name of the survey's column. */
  readonly column: string;
  /** What that column measures. */
  readonly kind: ColumnKind;
  /** The category that an indicator stands for; null where the feature is the column itself. */
  readonly category: string | null;
  /** The numbers that were answered, rising, where gaps of a scale or yes/no were filled with numbers
   * between them: methods that compare categories take the nearest of these. */
  readonly answers?: readonly number[];
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
  /** Columns whose heavy tails were tamed before scaling; absent where none was. */
  readonly tails?: readonly TamedFeature[];
  /** What was done to the numbers. */
  readonly scaling: Scaling;
  /** Why this scaling. */
  readonly scalingReason: string;
  /** What was subtracted from each feature, after what `within` and `tails` tell. */
  readonly center: Float64Array;
  /** What it was then divided by, above 0. */
  readonly scale: Float64Array;
  /** The part of each column of the cleaned survey, in its order. */
  readonly roles: readonly ColumnRole[];
  /** Columns and features that were not used, and why. */
  readonly dropped: readonly DroppedFeature[];
}

/** One answer that categorical methods tell apart: a column and its category, or its number. */
export interface AnswerLevel {
  /** Name of the survey's column. */
  readonly column: string;
  /** The category of a nominal column; of other columns the number, or the position in the column's
   * categories. */
  readonly level: string | number;
}
