/** What the page on which segments to serve is drawn from. Runs in Deno and browsers. */

import type { ColumnKind } from "../../survey/column.ts";
import type { ColumnText } from "../../survey/labels.ts";
import type { TargetSide } from "../../plan/targeting.ts";

/** A figure of the run that segments may be judged by. */
export interface Measured {
  /** As parameters have it: `share`, `silhouette`, `stability`, a column, or `column=category`. */
  readonly measure: string;
  /** What people call it. */
  readonly title: string;
  /** How it is written: 0..1 as per cent, or a number. */
  readonly form: "share" | "number";
  /** By segment; null where there is none, or where it is not told. */
  readonly figures: readonly (number | null)[];
}

/** A criterion with what it comes to. */
export interface JudgedCriterion {
  /** Its place in the parameters, from 0. */
  readonly at: number;
  /** What it is called. */
  readonly name: string;
  /** Whose attractiveness it is of. */
  readonly side: TargetSide;
  /** As given. */
  readonly weight: number;
  /** As a share of the weights of its side; null where all of these are 0. */
  readonly share: number | null;
  /** By segment, 0..10; null for one without. */
  readonly scores: readonly (number | null)[];
  /** The figure that is measured, where it is no judgement; null for scores. */
  readonly measured: Measured | null;
  /** Why there are no scores, in a sentence; empty where there are some. */
  readonly reason: string;
}

/** A segment in the chart of attractiveness. */
export interface JudgedSegment {
  /** From 1. */
  readonly number: number;
  /** Its name. */
  readonly name: string;
  /** Weighted mean of its scores, 0..10: how attractive it is; null while a criterion has no score for it. */
  readonly attractive: number | null;
  /** The same of how attractive the organisation is to it. */
  readonly attracted: number | null;
  /** What its area stands for; null where there is no such figure, which is drawn small. */
  readonly bubble: number | null;
}

/** A decision matrix with what it comes to. */
export interface TargetJudgement {
  /** In the order of the parameters. */
  readonly criteria: readonly JudgedCriterion[];
  /** In the order of their numbers. */
  readonly segments: readonly JudgedSegment[];
  /** What areas stand for; null where there is no such figure. */
  readonly bubble: Measured | null;
  /** What to know, a sentence each: scores that rest, as their segments are not there. */
  readonly notes: readonly string[];
  /** The finding in one sentence. */
  readonly finding: string;
}

/** A variable of the segment profile plot. */
export interface MarkerRow {
  /** The column's name. */
  readonly variable: string;
  /** As people read it. */
  readonly text: ColumnText;
  /** What it measures. */
  readonly kind: ColumnKind;
  /** The category whose share this is; null for a mean. */
  readonly category: string | null;
  /** What is compared. */
  readonly statistic: "mean" | "share";
  /** Over all respondents segmented. */
  readonly total: number;
  /** By segment; null where too few answered. */
  readonly values: readonly (number | null)[];
  /** Whether it marks a segment, by segment. */
  readonly marks: readonly boolean[];
  /** Where bars begin: 0 of shares, the scale's low end of ratings. */
  readonly from: number;
  /** How far they may reach: 1 of shares, the scale's high end of ratings. */
  readonly to: number;
}

/** Respondents among the components of what segments were formed in. */
export interface SeparationView {
  /** Share of variance of both axes. */
  readonly variance: readonly [number, number];
  /** Respondents. */
  readonly n: number;
  /** A sample of at most 1,500. Parallel arrays; segments from 0. */
  readonly points: {
    readonly x: readonly number[];
    readonly y: readonly number[];
    readonly segment: readonly number[];
  };
  /** By segment, in the order of their numbers. */
  readonly segments: readonly {
    /** Its centre on both axes. */
    readonly centre: readonly [number, number];
    /** Corners of the convex hull of the half nearest to the centre, and of all but those far away (2.5
     * times the median distance); empty where three or fewer are in it. */
    readonly inner: readonly (readonly [number, number])[];
    readonly outer: readonly (readonly [number, number])[];
  }[];
  /** How near segments are to each other, k x k: of each row the mean shadow value of those whose next
   * segment is the column's, times their share; both directions are averaged in a line's width. */
  readonly similarity: readonly (readonly number[])[];
}

/** How similar respondents are to each segment, over all of them. */
export interface GorgeView {
  /** Respondents. */
  readonly n: number;
  /** Bins of equal width from 0 to 1. */
  readonly bins: number;
  /** By segment. */
  readonly segments: readonly {
    /** Respondents by bin: those of the segment, and all others. */
    readonly own: readonly number[];
    readonly others: readonly number[];
    /** Share of respondents between 0.25 and 0.75: in the gorge. */
    readonly between: number;
  }[];
}

/** What tells how well segments are set apart; null where they have no centres in a space. */
export interface ApartView {
  /** Null with fewer than two dimensions, too. */
  readonly separation: SeparationView | null;
  /** Respondents by how similar they are to each segment. */
  readonly gorges: GorgeView | null;
}
