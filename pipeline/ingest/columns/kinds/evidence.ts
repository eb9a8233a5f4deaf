/** What a judgement of a column rests on: votes of sources of evidence. Runs in Deno and browsers. */

import type { ColumnKind } from "../../../survey/column.ts";
import type { Answers } from "../answers.ts";
import type { ColumnSource } from "../column_source.ts";
import type { FileOrder } from "../values/file_order.ts";
import type { Header } from "./header_words.ts";

/** All that sources of evidence look at. */
export interface Evidence {
  readonly answers: Answers;
  readonly source: ColumnSource;
  readonly header: Header;
  /** The answers in the file's own order, and the scale that they are. */
  readonly file: FileOrder;
}

/** What one source of evidence says for a kind. */
export interface Vote {
  readonly kind: ColumnKind;
  /** Natural logarithm of the odds for the kind, as far as this source alone can tell. */
  readonly weight: number;
  /** The evidence in words; empty where it only weakens another kind. */
  readonly reason: string;
}

/** Gives zero or more votes. */
export type Voter = (evidence: Evidence) => readonly Vote[];

/** The weight of a vote that is right with a probability: its log odds. */
export function weightOf(sure: number): number {
  return Math.log(sure / (1 - sure));
}

/** A vote that is right with a probability, were there no others. */
export function vote(kind: ColumnKind, sure: number, reason: string): Vote {
  return { kind, weight: weightOf(sure), reason };
}
