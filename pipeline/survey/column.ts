/** A column of a survey: its kind, its distinct cells, who gave which. Runs in Deno and browsers. */

/** What a column measures, which decides how it may be used. */
export const COLUMN_KINDS = [
  "id",
  "numeric",
  "binary",
  "ordinal",
  "nominal",
  "date",
  "text",
  "weight",
] as const;

/** One of {@link COLUMN_KINDS}; a `weight` says how many respondents of the population one stands for. */
export type ColumnKind = typeof COLUMN_KINDS[number];

/** What a question may ask of who somebody is; `interview` tells when or how they were asked. */
export type PeopleTopic =
  | "age"
  | "sex"
  | "income"
  | "education"
  | "occupation"
  | "household"
  | "place"
  | "origin"
  | "contact"
  | "name"
  | "interview";

/** Why a column is said to tell who respondents are. */
export interface PeopleFound {
  /** What it tells of them. */
  readonly topic: PeopleTopic;
  /** The evidence, in words. */
  readonly reason: string;
  /** 0..1. */
  readonly confidence: number;
}

/** Level numbers of the respondents, in the smallest type that holds them. */
export type Codes = Uint8Array | Uint16Array | Uint32Array;

/** One column of a survey, stored by its distinct cells ("levels").
 *
 * A survey's columns have few distinct cells, so whatever depends on a cell's text alone (its number,
 * its category, whether it is missing) is kept once per level; `codes` says which level each
 * respondent has. Respondent i's value is `values[codes[i]]`.
 */
export interface Column {
  /** Unique within the survey. */
  readonly name: string;
  /** The question's text where the file's dialect tells it, else the header as the file has it. */
  readonly label: string;
  /** The question this column is an item of, by the file's dialect, its name or its header; null where
   * it is a question of its own. */
  readonly question: string | null;
  /** Whether a parameter says so, and no pattern of names overrules it; absent: found. */
  readonly isQuestionSet?: true;
  /** Whether it tells of the interview and not of the respondent's answers (start, duration, name,
   * e-mail, IP address) or comes from an earlier analysis: kept for exports and rules, never analysed,
   * profiled or published. */
  readonly metadata: boolean;
  /** The column of the file that this one was made of (one option of a joined multi-select); null for
   * the file's own columns. */
  readonly source: string | null;
  /** What the column measures. */
  readonly kind: ColumnKind;
  /** The evidence for the kind, in words. */
  readonly reason: string;
  /** That it tells who respondents are, not what they think or do; absent where nothing says so. */
  readonly people?: PeopleFound;
  /** How sure the kind is, 0..1: 1 where it was set by a parameter, from 0.9 up where every answer
   * has the form of this kind alone, down to 0.5 for a guess; 0 without answers. */
  readonly confidence: number;
  /** Level of each respondent, length n. */
  readonly codes: Codes;
  /** The cell's text per level: as the file has it, or the words that it or its codebook has for a code. */
  readonly texts: readonly string[];
  /** Per level as the file has it, where a codebook gave the words. */
  readonly written?: readonly string[];
  /** Per level: the number (numeric, weight, ordinal and binary of numbers), the position in `categories`
   * (nominal, binary and ordinal of words), days since 1970-01-01 (date); NaN for id and text and
   * where the answer is missing. */
  readonly values: Float64Array;
  /** Per level: 0 where answered, else the position of the reason in `MISSING_REASONS`. */
  readonly missing: Uint8Array;
  /** Words for the lowest and the highest answer of a scale of numbers; absent where nothing tells them. */
  readonly ends?: readonly [low: string, high: string];
  /** The answers in order, for columns of words; null where values are numbers. */
  readonly categories: readonly string[] | null;
}
