/** What slides, document and page tell of a run, as plain data. Runs in Deno and browsers. */

import type { TargetJudgement } from "../../view/target/target_types.ts";

/** A figure of a segment, or of all, as it is shown. */
export interface CellStory {
  /** Mean or share; empty where there is none, or where it is not told. */
  readonly text: string;
  /** The same not rounded, for those who sort by it; null where there is none. */
  readonly value: number | null;
  /** Difference to all respondents in within-segment standard deviations; 0 for all. */
  readonly strength: number;
  /** How far it lies above or below all, for those who see no colours: `++`, `-`, or empty. */
  readonly mark: string;
  /** Respondents it rests on. */
  readonly base: number;
}

/** One row of a table: a variable, or one category of it. */
export interface RowStory {
  /** What was asked, and the category, whole. */
  readonly text: string;
  /** The same in a few words, different from those of all other rows. */
  readonly short: string;
  readonly statistic: "mean" | "share" | "answered";
  readonly total: CellStory;
  /** One a segment. */
  readonly cells: readonly CellStory[];
}

/** A question that sets a segment apart. */
export interface LeadingStory {
  readonly text: string;
  readonly short: string;
  /** Its figure in the segment and among all, as they are shown. */
  readonly value: string;
  readonly total: string;
  /** In within-segment standard deviations. */
  readonly strength: number;
  readonly base: number;
}

/** What most of a segment answered to one question. */
export interface TypicalStory {
  readonly question: string;
  readonly answer: string;
}

/** One segment. */
export interface SegmentStory {
  /** From 1. */
  readonly number: number;
  readonly name: string;
  /** 0..1, by weight where there are weights, and as it is shown. */
  readonly share: number;
  readonly shareText: string;
  readonly size: number;
  /** Size and stability as a line. */
  readonly facts: string;
  /** Stability alone; empty where it was not asked. */
  readonly stability: string;
  /** Sentences, the most telling first. */
  readonly insights: readonly string[];
  /** The strongest first. */
  readonly leading: readonly LeadingStory[];
  readonly typical: readonly TypicalStory[];
}

/** One number of segments that was tried. */
export interface TriedStory {
  readonly k: number;
  readonly silhouette: number;
  /** Of data without segments. */
  readonly expected: number;
}

/** A run as it is told to those who were not there. */
export interface Story {
  readonly title: string;
  /** Whether there are segments, in one sentence; why, what to do, and what else fits: empty where it was
   * not asked. */
  readonly finding: string;
  readonly why: string;
  readonly advice: string;
  readonly rivals: string;
  /** Respondents, date of the data and run, a line each. */
  readonly facts: readonly string[];
  readonly runId: string;
  /** In the order of their numbers. */
  readonly segments: readonly SegmentStory[];
  readonly tried: readonly TriedStory[];
  /** All rows that can be compared, those first that segments differ most in. */
  readonly rows: readonly RowStory[];
  /** How it was made: what, and its value. */
  readonly made: readonly (readonly [what: string, value: string])[];
  /** What the decision matrix comes to; null without criteria. */
  readonly target: TargetJudgement | null;
  /** What the figures are weighted by, as a sentence; empty where all count alike. */
  readonly weighting: string;
  /** What is withheld, as a sentence; empty where nothing is. */
  readonly withheld: string;
}
