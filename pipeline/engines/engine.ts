/** What an engine does for a run over all rows: sums, and nothing that depends on their order. Runs in Deno only. */

import type { CustomersTold } from "../ingest/ledger/mod.ts";
import type { RowExpression, RowSteps, RowTest } from "./rows/expression.ts";

/** Where the rows are gone through. */
export type EngineName = "local" | "duckdb" | "spark";

/** A column of the source. */
export interface SourceColumn {
  /** As a run in memory names it. */
  readonly name: string;
  /** As the files have it. */
  readonly header: string;
  /** `number` where the source itself has numbers; `text` for all else. */
  readonly type: "number" | "text";
}

/** What is known of a source once it is open. */
export interface SourceFacts {
  readonly rows: number;
  readonly columns: readonly SourceColumn[];
  /** What is known of the rows where they are customers that were made of a ledger; else null. */
  readonly customers: CustomersTold | null;
}

/** A distinct cell of a column and how many rows have it; null for an empty one. */
export interface Level {
  readonly text: string | null;
  readonly count: number;
}

/** How cells of a column become answers. */
export interface Coding {
  /** What the answers are called in expressions. */
  readonly as: string;
  /** The column of the source. */
  readonly column: string;
  /** The answer of each distinct cell, missing ones left out; null where numbers are taken as they are,
   * and what is no plain number is missing. */
  readonly answers: ReadonlyMap<string, number> | null;
  /** Numbers that are no answers, where numbers are taken as they are. */
  readonly except: readonly number[];
  /** The lowest and highest number that is an answer, where numbers are taken as they are. */
  readonly range: readonly [low: number, high: number] | null;
}

/** A sum that is wanted by group. */
export interface Term {
  readonly of: RowExpression;
  /** What it is multiplied by before it is rounded to a whole number: a power of two, so that the sum of
   * all rows stays below 2^53. */
  readonly scale: number;
}

/** What is kept of each row, so that it need not be computed again and again. */
export interface Held {
  readonly steps: RowSteps;
  /** Only rows that pass every test are kept. */
  readonly where: readonly RowTest[];
  /** What is kept, by the names that steps have given. */
  readonly names: readonly string[];
}

/** Rows that are gone through. */
export interface RowsAsked {
  /** Whether they are those that are held, with what is held of them alone. */
  readonly isOfHeld?: boolean;
  /** What is computed first. */
  readonly steps: RowSteps;
  /** Only rows that pass every test. */
  readonly where: readonly RowTest[];
}

/** Sums over rows of the answers. */
export interface SumsQuestion extends RowsAsked {
  /** The group of each row, from 0; null for one of all. */
  readonly group: RowExpression | null;
  /** How many groups there are. */
  readonly groups: number;
  readonly terms: readonly Term[];
}

/** Rows and sums of each group: whole numbers, floor(scale x + 1/2) added up. */
export interface Sums {
  readonly counts: Float64Array;
  /** groups x terms. */
  readonly sums: readonly Float64Array[];
}

/** Rows of each answer in each group. */
export interface TallyQuestion extends RowsAsked, Pick<SumsQuestion, "groups"> {
  readonly group: RowExpression;
  /** Names of answers, of few distinct values each. */
  readonly of: readonly string[];
  /** The weight of a row; null where all count alike. */
  readonly weight: Term | null;
  /** Its square. */
  readonly square: Term | null;
}

/** The rows of one value of one of the answers in one group. */
export interface TallyCell {
  /** Its place among the answers asked for. */
  readonly of: number;
  /** NaN for rows without an answer. */
  readonly value: number;
  readonly group: number;
  readonly count: number;
  /** Sums of scaled weights and of their squares; 0 without weights. */
  readonly weight: number;
  readonly square: number;
}

/** The least and largest of each expression over all rows that have it; NaN where none has. */
export interface Extremes {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** What is written of every row. */
export interface SegmentsWanted {
  readonly steps: RowSteps;
  /** The segment, from 1; missing where a row has none. */
  readonly segment: RowExpression;
  /** Columns of the source that are written beside it. */
  readonly columns: readonly string[];
  /** Folder that is made for the files. */
  readonly folder: string;
}

/** Shows how far a statement is, in parts of the whole. */
export type EngineProgress = (done: number, total: number) => void;

/** Goes through all rows of a source. Answers do not depend on how many there are at once, in which
 * order they come or how they are shared out. */
export interface Engine {
  readonly name: EngineName;
  /** The engine and its version, for people. */
  readonly title: string;
  readonly facts: SourceFacts;
  /** Cells of some rows as texts, in the source's order.
   * @param at Rows from 0, rising.
   */
  cells(at: Float64Array): Promise<readonly (readonly string[])[]>;
  /** Distinct cells of columns; null for a column that has more than `most`. */
  levels(
    columns: readonly string[],
    most: number,
  ): Promise<readonly (readonly Level[] | null)[]>;
  /** Makes the answers of which all expressions speak. */
  code(codings: readonly Coding[]): Promise<void>;
  /** Keeps what was computed of rows, in the place of what was held before. */
  hold(held: Held): Promise<void>;
  sums(question: SumsQuestion): Promise<Sums>;
  /** Cells in no order. */
  tally(question: TallyQuestion): Promise<readonly TallyCell[]>;
  extremes(rows: RowsAsked, of: readonly RowExpression[]): Promise<Extremes>;
  /** Writes the segment of every row as Parquet files; gives their names. */
  write(wanted: SegmentsWanted): Promise<readonly string[]>;
  /** Gives back all it has taken, on disk too. */
  close(): Promise<void>;
}
