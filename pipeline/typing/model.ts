/** What is kept of a run to place other respondents: `model.json` as data. Runs in Deno and browsers. */

import { DataError, quoteValue } from "../base/errors.ts";
import { isObject } from "../base/objects.ts";
import type { Params } from "../plan/params.ts";
import type { AnswerLevel } from "../features/feature_matrix.ts";
import type { ColumnKind } from "../survey/column.ts";

/** The form of `model.json` that this engine writes and reads. */
export const MODEL_FORMAT = 2;

/** Raised where the model of the same run changes: kept ones are then made anew. */
export const MODEL_VERSION = 1;

/** A column whose answers are read of every respondent. */
export interface ModelColumn {
  /** Its name, by which it is found in another file. */
  readonly name: string;
  /** The question's text, by which it is found where names differ. */
  readonly label: string;
  /** What it measures, gaps filled. */
  readonly kind: ColumnKind;
  /** Whether it counts if the question was asked, and not what was answered. */
  readonly isAsked: boolean;
  /** The answers in words, with the code that the file had for each; null where the answer is its number. */
  readonly answers:
    | readonly { readonly text: string; readonly code?: string; readonly value: number }[]
    | null;
  /** The lowest and the highest answer of a scale of numbers: others are no answers; null elsewhere. */
  readonly range: readonly [low: number, high: number] | null;
  /** What fills a gap, unless a battery does. */
  readonly fill: number;
}

/** Items whose gaps are filled from the respondent's own level. */
export interface ModelBattery {
  /** Lowest answer. */
  readonly low: number;
  /** Highest answer. */
  readonly high: number;
  /** Mean of all answers, turned where items are. */
  readonly mean: number;
  /** The items. */
  readonly items: readonly {
    /** The column. */
    readonly name: string;
    /** Mean of its answers, turned where it is. */
    readonly mean: number;
    /** Whether it is worded the other way round. */
    readonly isTurned: boolean;
  }[];
}

/** A feature, as `model.json` has it. */
export interface ModelFeature {
  /** The column, or `column=category`. */
  readonly name: string;
  /** The column it is made of. */
  readonly column: string;
  /** What the column measures. */
  readonly kind: ColumnKind;
  /** The column's answers in words, or null. */
  readonly categories: readonly string[] | null;
  /** The category of an indicator, else null. */
  readonly category: string | null;
  /** The numbers that were answered, where gaps were filled with numbers between them. */
  readonly answers?: readonly number[];
  /** How heavy tails were tamed. */
  readonly tail?: {
    readonly isLog: boolean;
    readonly low: number | null;
    readonly high: number | null;
  };
  /** What is subtracted. */
  readonly center: number;
  /** What the rest is divided by. */
  readonly scale: number;
}

/** What stands for a segment among answers. */
export interface TypicalAnswers {
  /** One for each column of categories. */
  readonly categories: readonly AnswerLevel["level"][];
  /** One for each column of numbers. */
  readonly numbers: readonly number[];
}

/** The nearest of the points, by squared distance in the reduced space. */
export interface PointRule {
  /** Which rule it is. */
  readonly by: "points";
  /** What stands for each segment. */
  readonly points: readonly (readonly number[])[];
}

/** The least distance to typical answers: Gower's, or answers that differ plus squared gaps. */
export interface AnswerRule {
  /** Which rule it is. */
  readonly by: "answers";
  /** Which distance. */
  readonly distance: "gower" | "matching";
  /** What an answer that differs counts. */
  readonly gamma: number;
  /** Columns of categories. */
  readonly categories: readonly string[];
  /** Columns of numbers, and what a gap is divided by. */
  readonly numbers: readonly { readonly column: string; readonly range: number }[];
  /** What stands for each segment. */
  readonly segments: readonly TypicalAnswers[];
}

/** Most votes of the nearest rows, by distance of all features. */
export interface NeighbourRule {
  /** Which rule it is. */
  readonly by: "neighbours";
  /** How many vote. */
  readonly k: number;
  /** Features of respondents of the run. */
  readonly rows: readonly (readonly number[])[];
  /** Segment of each row, from 0. */
  readonly segments: readonly number[];
}

/** How a respondent is placed: by what stands for the segments, or by the respondents who are most alike. */
export type PlacingRule = PointRule | AnswerRule | NeighbourRule;

/** A segment of the run, its respondents placed as others are. */
export interface BaselineSegment {
  /** Respondents, each counted once. */
  readonly base: number;
  /** Their share of all, by weight. */
  readonly share: number;
  /** The share that the run itself tells, where a method does not put everybody in the nearest segment. */
  readonly ownShare: number;
}

/** What the run's respondents answered to one question: its mean, or the share of one answer. */
export interface BaselineMeasure {
  /** The column. */
  readonly column: string;
  /** The answer whose share it is; null for a mean, and for the share of those who were asked. */
  readonly category: string | null;
  /** Standard deviation among all respondents. */
  readonly deviation: number;
  /** By segment the answers, with weights how many of equal weight are as precise, their mean and standard
   * deviation (divided by all); null where too few answered to tell it. */
  readonly segments: readonly ({
    readonly base: number;
    readonly effectiveBase?: number;
    readonly mean: number;
    readonly deviation: number;
  } | null)[];
}

/** How answers go together within segments. */
export interface AnswerPattern {
  /** The mean of each feature by segment; null for a segment of few. */
  readonly means: readonly (readonly number[] | null)[];
  /** The lower Cholesky factor, row by row, of how features vary together within segments. */
  readonly factor: readonly (readonly number[])[];
  /** By segment the 99th centile of the squared distances by it, of respondents who had no part in it. */
  readonly limits: readonly (number | null)[];
}

/** What a later wave is set beside: sums over the run's respondents, none of a single one. */
export interface Baseline {
  /** Respondents who were placed. */
  readonly base: number;
  /** How many of equal weight are as precise; absent without weights. */
  readonly effectiveBase?: number;
  /** The column of the weights; absent where all count alike. */
  readonly weights?: string;
  /** Which rules of response quality the run went by. */
  readonly quality: Params["quality"];
  /** The segments. */
  readonly segments: readonly BaselineSegment[];
  /** The questions that segments were formed on. */
  readonly measures: readonly BaselineMeasure[];
  /** How answers go together in the segments; null where placing has no points, or there are too many features
   * to keep it. */
  readonly pattern: AnswerPattern | null;
  /** Respondents who are unlike any segment when placed by segments that were formed without them. */
  readonly unlike: {
    /** How many were looked at, in respondents of equal weight. */
    readonly base: number;
    /** How many of them are unlike, 0..1 by weight: as many as of others, where nothing changed. */
    readonly share: number;
    /** Their mean silhouette as a segment of their own; null where too few are unlike. */
    readonly silhouette: number | null;
  };
}

/** What placing takes beside features, reduction and segments. */
export interface Placing {
  /** How it goes, in a sentence. */
  readonly method: string;
  /** Every column that is read. */
  readonly columns: readonly ModelColumn[];
  /** Batteries with their own filling. */
  readonly batteries: readonly ModelBattery[];
  /** How a segment is found. */
  readonly rule: PlacingRule;
  /** Distances are divided by it before they become probabilities. */
  readonly temperature: number;
  /** By segment the 99th centile of its own respondents' distances. */
  readonly limits: readonly number[];
  /** Respondents of the run whom the rule alone would place elsewhere: fingerprints of their answers, which
   * tell no answer, and their segment from 0; and how many of the run differ all the same, as others with
   * the same answers are in another segment. */
  readonly exact: {
    readonly fingerprints: Readonly<Record<string, number>>;
    readonly conflicts: number;
  };
  /** What a later wave is set beside; absent in models of engines that did not keep it. */
  readonly baseline?: Baseline;
}

/** A run's model. */
export interface Model {
  /** The form of the file. */
  readonly format: number;
  /** The run it is of. */
  readonly run_id: string;
  /** The parameters that decide how answers are read and used. */
  readonly params: Pick<Params, "ingest" | "cleaning" | "features">;
  /** What ratings are set against, where they are. */
  readonly within_respondent?: {
    readonly method: "center" | "standardize";
    readonly scales: readonly { readonly columns: readonly string[] }[];
  };
  /** The features. */
  readonly features: readonly ModelFeature[];
  /** From features to the reduced space. */
  readonly reduction: {
    readonly method: "none" | "umap" | "pca" | "mca";
    readonly mean: readonly number[] | null;
    readonly components: readonly (readonly number[])[] | null;
    readonly mca?: {
      readonly categories: readonly (AnswerLevel & { readonly coordinates: readonly number[] })[];
    };
  };
  /** The segments. */
  readonly clustering: { readonly k: number; readonly names: readonly string[] };
  /** How others are placed. */
  readonly placing: Placing;
}

/** Reads the text of a `model.json`.
 * @param place Where it lies, for the message.
 * @throws {DataError} If it is none, or one of another form.
 */
export function parseModel(text: string, place: string): Model {
  let model: unknown = null;
  try {
    model = JSON.parse(text);
  } catch {
    // What is no JSON is no model either.
  }
  if (isObject(model) && model.format === MODEL_FORMAT && isObject(model.placing)) {
    return model as unknown as Model;
  }
  const found = isObject(model) && typeof model.format === "number"
    ? `format ${model.format}`
    : quoteValue(text.slice(0, 40));
  throw new DataError(
    `Cannot read the model ${
      quoteValue(place)
    }: it must be a model.json of format ${MODEL_FORMAT}, but ` +
      `this is ${found}. Run the survey again with this version of the engine.`,
  );
}
