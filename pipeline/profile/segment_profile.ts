/** What profile gives: who the segments are. Runs in Deno and browsers. */

import type { Remedy } from "../base/context.ts";
import type { ColumnText } from "../survey/labels.ts";
import type { ColumnKind } from "../survey/column.ts";

/** How a variable took part. */
export type VariableRole = "segmenting" | "describing" | "dropped";

/** One statistic of one segment against the total. */
export interface SegmentFigure {
  /** Mean, or share in 0..1; null without answers. */
  readonly value: number | null;
  /** Respondents of the segment who answered, each counted once. */
  readonly base: number;
  /** How many respondents of equal weight would be as precise, by Kish; absent without weights. */
  readonly effectiveBase?: number;
  /** 100 x value / total; null where the total is 0. */
  readonly index: number | null;
  /** value - total, in the variable's unit or as a share. */
  readonly difference: number | null;
}

/** One row of the profile table: a variable, or one category of it. */
export interface ProfileRow {
  /** The variable as people read it: question, item, short text. */
  readonly text: ColumnText;
  /** The column's name. */
  readonly variable: string;
  /** Its header as the file has it. */
  readonly label: string;
  /** The question it is an item of; its own name if of none. */
  readonly question: string;
  /** What it measures. */
  readonly kind: ColumnKind;
  /** How it took part. */
  readonly role: VariableRole;
  /** Why it was not used, where it was not. */
  readonly roleReason: string;
  /** The category whose share this is; null for a mean or the share who answered. */
  readonly category: string | null;
  /** What the figures are: a mean, a share of those who answered, or the share who answered. */
  readonly statistic: "mean" | "share" | "answered";
  /** Over all respondents segmented. */
  readonly total: SegmentFigure;
  /** One figure a segment. */
  readonly segments: readonly SegmentFigure[];
  /** Pooled within-segment standard deviation, the unit for comparing differences; 0 if constant. */
  readonly deviation: number;
  /** Share of the variable's variation that the segments explain: eta squared for means and shares
   * (0..1). */
  readonly effect: number;
}

/** One segment in words and numbers. */
export interface SegmentProfile {
  /** Counted from 1. */
  readonly number: number;
  /** The name given to it; without one the first of `proposals` that is nobody's. No two segments have
   * the same. */
  readonly name: string;
  /** Whether the name was given. */
  readonly isNamed: boolean;
  /** What it may be called by what sets it apart, the most telling first: up to five, whose first is
   * proposed for no other segment. */
  readonly proposals: readonly string[];
  /** Where it lies: means and shares of the questions that tell it best from the others, by column or
   * `column=category`; a name with this centre follows it. */
  readonly centre: Readonly<Record<string, number>>;
  /** Respondents in it. */
  readonly size: number;
  /** Of the respondents segmented, each counted once, 0..1. */
  readonly share: number;
  /** The same by weight; absent without weights. */
  readonly weighted?: SegmentWeight;
  /** Mean silhouette: on the map, or by Gower's distance where segments were formed on the answers;
   * null when not asked for. */
  readonly silhouette: number | null;
  /** Three to five plain sentences, the most telling first. */
  readonly insights: readonly string[];
}

/** How much a segment weighs. */
export interface SegmentWeight {
  /** Sum of its respondents' weights, which have mean 1 over all respondents segmented. */
  readonly size: number;
  /** Of the weight of all respondents segmented, 0..1. */
  readonly share: number;
  /** (sum of weights)^2 / sum of squared weights. */
  readonly effectiveBase: number;
}

/** What the figures of a profile are weighted by. */
export interface ProfileWeighting {
  /** The column of the weights. */
  readonly column: string;
  /** Of all respondents segmented: (sum of weights)^2 / sum of squared weights. */
  readonly effectiveBase: number;
}

/** Something that is not sure of the names given to segments. */
export interface NamingNote {
  /** `as-near`: other segments lie as near; `far`: its own lies far; `resting`: none lies near;
   * `other-number`: names by number, and there are more or fewer segments. */
  readonly code: "as-near" | "far" | "resting" | "other-number";
  /** The names that are not sure. */
  readonly names: readonly string[];
  /** Numbers of the segments it is of, from 1: the one that has the name first. */
  readonly segments: readonly number[];
  /** One or two sentences. */
  readonly text: string;
  /** What ends it; absent where only a look can tell. */
  readonly remedy?: Remedy;
}

/** Who the segments are. */
export interface Profile {
  /** In the order of their numbers. */
  readonly segments: readonly SegmentProfile[];
  /** Sorted by falling effect; ties by the survey's order. */
  readonly rows: readonly ProfileRow[];
  /** Respondents segmented. */
  readonly respondents: number;
  /** What shares, means, totals and indices are weighted by; absent where all count alike. */
  readonly weighting?: ProfileWeighting;
  /** Where names were given: those without a segment, which come back when theirs does, and what is not
   * sure. */
  readonly naming?: { readonly resting: readonly string[]; readonly notes: readonly NamingNote[] };
}
