/** What cleaning gives: the survey without gaps, and what was left out and filled in. Runs in Deno and browsers. */

import type { Survey } from "../survey/survey.ts";

/** Why a column was left out before features were built. */
export type DropCause =
  | "weight"
  | "excluded"
  | "metadata"
  | "recontact"
  | "empty"
  | "not_asked"
  | "sparse";

/** A rule by which a respondent's answers are doubted. */
export type QualityRule =
  | "speeders"
  | "straight_liners"
  | "incomplete"
  | "duplicates"
  | "impossible"
  | "contradictory";

/** What becomes of respondents whom a rule flags; auto leaves it to how much of what may define segments
 * they answered. */
export type QualityAction = "auto" | "keep" | "drop";

/** What a rule of response quality found among those who take part. */
export interface QualityFinding {
  /** The rule, as in the parameters. */
  readonly rule: QualityRule;
  /** The rule in a few words. */
  readonly title: string;
  /** The bound and what was looked at, in words. */
  readonly detail: string;
  /** What the parameters say of those flagged. */
  readonly action: QualityAction;
  /** What becomes of them, in a few words. */
  readonly becomes: string;
  /** Respondents flagged, as positions in the survey as ingested, rising. */
  readonly rows: Int32Array;
  /** Of impossible values the first few: the column, the answer as given, its position. */
  readonly examples?: readonly QualityExample[];
}

/** An answer that a rule of response quality flags. */
export interface QualityExample {
  /** The column's name. */
  readonly column: string;
  /** The answer as given. */
  readonly text: string;
  /** Position in the survey as ingested. */
  readonly row: number;
}

/** An item that runs against its battery. */
export interface ReversedItem {
  /** The column's name. */
  readonly name: string;
  /** The question of its battery. */
  readonly question: string;
  /** With the sum of the battery's other items, -1..1. */
  readonly correlation: number;
}

/** A battery whose gaps were filled by two-way imputation: what is needed to fill those of others. */
export interface TwowayBattery {
  /** The question of its items. */
  readonly question: string;
  /** Lowest answer given to any item; of words the position of the first. */
  readonly low: number;
  /** Highest answer given to any item. */
  readonly high: number;
  /** Mean of all answers given, those to items that were turned as turned. */
  readonly mean: number;
  /** The items; `mean` of the answers given, as turned where `isTurned`: low + high - answer. */
  readonly items: readonly {
    /** The column's name. */
    readonly name: string;
    /** Mean of its answers. */
    readonly mean: number;
    /** Whether it is worded the other way round. */
    readonly isTurned: boolean;
  }[];
}

/** What cleaning left out and filled in. */
export interface CleanReport {
  /** Names of the columns that stay, in the file's order. */
  readonly columnsKept: readonly string[];
  /** Columns that left, and why. */
  readonly columnsDropped: readonly { name: string; cause: DropCause; reason: string }[];
  /** Rows count from 1, as in `segments.csv`. */
  readonly respondentsDropped: readonly { row: number; reason: string }[];
  /** Response quality, a finding for each rule that the survey allows. */
  readonly quality: readonly QualityFinding[];
  /** The column of the weights; absent where all respondents count alike. */
  readonly weightColumn?: string;
  /** Items that run against the other items of their question. */
  readonly reversed: readonly ReversedItem[];
  /** Columns with imputed answers: how many cells, and the text of the value put in, or of how it was
   * found. */
  readonly imputed: readonly { name: string; count: number; value: string }[];
  /** Batteries with gaps that were filled from the respondent's own level; absent by other methods. */
  readonly twoway?: readonly TwowayBattery[];
  /** Cells filled in all columns together. */
  readonly cellsImputed: number;
}

/** A survey without gaps in the columns that may become features. */
export interface Cleaned {
  /** The columns kept and the respondents kept. An imputed level keeps its reason in `missing`. */
  readonly survey: Survey;
  /** For each respondent kept, the position in the survey as ingested. */
  readonly respondents: Int32Array;
  /** Weight of each respondent kept, above 0, with mean 1; null where all count alike. */
  readonly weights: Float64Array | null;
  /** What was left out and filled in. */
  readonly report: CleanReport;
}
