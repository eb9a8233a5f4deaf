/** What tests of segments give: which questions differ, what sets a segment apart, who is typical. Runs in Deno and browsers. */

import type { ColumnText } from "../../survey/labels.ts";
import type { VariableRole } from "../segment_profile.ts";

/** How sure a figure is by its base, counted unweighted: `*` under 100 answers, `**` under 50; empty from
 * 100 on. Under 30 there is no figure. */
export type BaseMark = "" | "*" | "**";

/** How large a difference is, whatever its p. */
export type EffectBand = "negligible" | "small" | "medium" | "large";

/** How far segments differ in a question. */
export interface EffectSize {
  /** Epsilon squared is the share of the variation of answers, or of their ranks, that segments explain, less
   * what chance explains; Cramér's V is of tables. */
  readonly measure: "epsilon squared" | "epsilon squared of ranks" | "Cramér's V";
  /** 0..1. */
  readonly value: number;
  /** Of epsilon squared small from 0.01, medium from 0.06, large from 0.14; of V times the root of the
   * shorter side of the table less 1 from 0.1, 0.3 and 0.5. */
  readonly band: EffectBand;
}

/** A test of whether segments differ. */
export interface TestFigure {
  /** `fisher`: of Fisher, Freeman and Halton, by all tables; `fisher-monte-carlo`: the same by tables drawn. */
  readonly name: "welch" | "kruskal-wallis" | "chi-square" | "fisher" | "fisher-monte-carlo";
  /** F, H or chi-square; null for `fisher`, whose statistic is the probability of the table itself. */
  readonly statistic: number | null;
  /** Degrees of freedom: of F two, the second not whole; of H and chi-square one; none for `fisher`. */
  readonly freedom: readonly number[];
  /** Probability of as large a difference where segments do not differ, 0..1. */
  readonly p: number;
  /** Tables that were enumerated or drawn; absent where there are none. */
  readonly tables?: number;
}

/** The test of one question. */
export interface QuestionTest {
  /** The column's name. */
  readonly variable: string;
  /** The question as people read it. */
  readonly text: ColumnText;
  /** How it took part. */
  readonly role: VariableRole;
  /** Answers in the segments compared, each counted once. */
  readonly base: number;
  /** How many answers of equal weight would be as precise, by Kish, which the test counts; absent without
   * weights. */
  readonly effectiveBase?: number;
  /** By the smallest base of the segments compared. */
  readonly mark: BaseMark;
  /** Numbers of the segments, from 1, that are not compared, as fewer than 30 of them answered. */
  readonly without: readonly number[];
  /** How far segments differ; null where that cannot be said. */
  readonly effect: EffectSize | null;
  /** The test; null where there is none. */
  readonly test: TestFigure | null;
  /** Of scales of numbers Welch's test beside the one of ranks; absent elsewhere. */
  readonly beside?: TestFigure;
  /** p adjusted by Benjamini and Hochberg over all questions tested, 0..1; null without a test. */
  readonly adjusted: number | null;
  /** Why there is no p, in a sentence; empty where there is one. */
  readonly reason: string;
  /** The test, its figures and its base in a sentence; the reason where there is none. */
  readonly told: string;
}

/** How far one segment lies from all respondents in one row of the profile. */
export interface ApartTest {
  /** Standard normal: above 0 where the segment is higher. Of questions that formed segments it orders
   * these, and is no test. Null where it is withheld. */
  readonly v: number | null;
  /** Two-sided, 0..1; null where the question formed segments, or v is withheld. */
  readonly p: number | null;
  /** p adjusted by Benjamini and Hochberg over all that have one. */
  readonly adjusted: number | null;
  /** By the answers of the segment. */
  readonly mark: BaseMark;
  /** Why v is withheld; empty where it is not. */
  readonly reason: string;
}

/** One row of the profile, each segment against all. */
export interface RowTests {
  /** The column's name. */
  readonly variable: string;
  /** The category whose share it is; null for a mean. */
  readonly category: string | null;
  /** In the order of the segments. */
  readonly segments: readonly ApartTest[];
}

/** A respondent near the centre of a segment. */
export interface TypicalRespondent {
  /** Row in the file, from 1. */
  readonly row: number;
  /** Euclidean, to the centre of the segment in the space in which segments are formed. */
  readonly distance: number;
}

/** Tests of all questions and segments. */
export interface SegmentTests {
  /** In the order of the profile. */
  readonly questions: readonly QuestionTest[];
  /** How many of them have a p, which the adjustment is over. */
  readonly tested: number;
  /** Rows of the profile that have means or shares, in its order. */
  readonly apart: readonly RowTests[];
  /** The five respondents nearest to the centre of each segment, the nearest first; ties in the file's
   * order. */
  readonly typical: readonly (readonly TypicalRespondent[])[];
}
