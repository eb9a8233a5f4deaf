/** A short form: few questions that place respondents, as points to be added up. Runs in Deno and browsers. */

/** An answer and its points for each segment. */
export interface AnswerPoints {
  /** The answer in words, or its number. */
  readonly answer: string | number;
  /** The code that the survey's file had for it; absent where it is the answer itself. */
  readonly code?: string;
  /** Whole points, one for each segment. */
  readonly points: readonly number[];
}

/** A question of the short form. */
export interface ShortQuestion {
  /** The column of the survey. */
  readonly name: string;
  /** The question in words. */
  readonly text: string;
  /** What of it tells it apart from the other items of its question. */
  readonly item: string;
  /** Whether a person named it in `typing.questions`. */
  readonly isNamed: boolean;
  /** Points of each answer; empty where every number has its own. */
  readonly answers: readonly AnswerPoints[];
  /** Points of a number: those of one unit times the number, which counts as the nearest of both ends
   * where it lies outside; null where answers are listed. */
  readonly perUnit: {
    readonly points: readonly number[];
    readonly low: number;
    readonly high: number;
  } | null;
  /** Points where nothing was answered. */
  readonly missing: readonly number[];
}

/** How often the short form is right, found on respondents who had no part in making it. */
export interface ShortFigures {
  /** Questions asked. */
  readonly questions: number;
  /** Share of respondents placed in their own segment. */
  readonly accuracy: number;
  /** The share among as many other respondents lies between these, 19 times of 20. */
  readonly low: number;
  /** See low. */
  readonly high: number;
}

/** A short form, how good it is, and how good shorter and longer ones are. */
export interface ShortForm extends ShortFigures {
  /** `typing.accuracy`. */
  readonly wanted: number;
  /** The questions, in the order in which they were found. */
  readonly items: readonly ShortQuestion[];
  /** Points that every respondent has, one for each segment. The segment with the most points is the
   * respondent's, ties the lowest. */
  readonly start: readonly number[];
  /** Points that make one segment e times as likely as another. */
  readonly unit: number;
  /** Names of the segments. */
  readonly names: readonly string[];
  /** From one question on. */
  readonly curve: readonly ShortFigures[];
  /** Share of each segment's respondents who are placed there. */
  readonly recall: readonly number[];
  /** Respondents by their own segment (rows) and the one that the short form says (columns). */
  readonly confusion: readonly (readonly number[])[];
}
