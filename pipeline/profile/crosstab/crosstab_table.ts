/** What a crosstab gives: answers to one question by those to another, or by segment. Runs in Deno and browsers. */

import type { ColumnText } from "../../survey/labels.ts";

/** One answer on a side of a crosstab. */
export interface CrosstabOption {
  /** As people read it. */
  readonly label: string;
  /** A segment, an answer, or a reason for there being none. */
  readonly kind: "segment" | "answer" | "missing";
  /** Respondents who gave it and count on the other side, each once; null where it is not shown. */
  readonly base: number | null;
  /** What they weigh; as `base` without weights. */
  readonly mass: number | null;
}

/** One side of a crosstab. */
export interface CrosstabSide {
  /** What stands there in short: `Segments`, or the question. */
  readonly title: string;
  /** The question in words; null for segments. */
  readonly text: ColumnText | null;
  /** The name of the column, or of a question with several answers; null for segments. */
  readonly name: string | null;
  /** Whether respondents may have several of the options, so that shares add up to more than all. */
  readonly isMultiple: boolean;
  /** Whether numbers were put into groups by their quartiles. */
  readonly isGrouped: boolean;
  /** In order; those that nobody gave are left out. */
  readonly options: readonly CrosstabOption[];
}

/** Where a row and a column meet; null where it is not shown, or there is nobody to count. */
export interface CrosstabCell {
  /** Respondents, each counted once. */
  readonly count: number | null;
  /** What they weigh. */
  readonly mass: number | null;
  /** Of the row's, by weight, 0..1. */
  readonly rowShare: number | null;
  /** Of the column's. */
  readonly columnShare: number | null;
  /** 100 x share in the column / share of all; of the row the same. */
  readonly index: number | null;
}

/** A crosstab of two sides. */
export interface Crosstab {
  /** What it shows most clearly, in a sentence. */
  readonly headline: string;
  /** What stands in the rows. */
  readonly rows: CrosstabSide;
  /** What stands in the columns. */
  readonly columns: CrosstabSide;
  /** Row by row. */
  readonly cells: readonly CrosstabCell[];
  /** Respondents that count on both sides. */
  readonly base: number;
  /** What they weigh. */
  readonly mass: number;
  /** How many respondents of equal weight would be as precise, by Kish; null without weights. */
  readonly effectiveBase: number | null;
  /** Respondents who are in a segment: those who do not count gave no answer. */
  readonly respondents: number;
  /** The column of the weights; null where all count alike. */
  readonly weighting: string | null;
  /** Whether counts of few are not shown. */
  readonly isPartial: boolean;
}
