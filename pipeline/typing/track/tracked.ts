/** What is told of a later wave beside a run, as data. Runs in Deno and browsers. */

import type { Interval } from "../../numeric/distributions/proportions.ts";

/** Changes are called such where their p, adjusted for there being many, is below this. */
export const LEVEL = 0.05;

/** How a question of the run was found in the wave. */
export interface TrackedQuestion {
  /** The column's name in the run. */
  readonly variable: string;
  /** Its text there. */
  readonly label: string;
  /** By what it was found: its name, its text where no column has the name, or not at all. */
  readonly by: "name" | "text" | "missing";
  /** The name of the wave's column; null where it is missing. */
  readonly found: string | null;
  /** Answers that nobody of the run could give, the most frequent first: they count as gaps. */
  readonly newAnswers: readonly { readonly text: string; readonly count: number }[];
}

/** A share with the interval that holds it 95 times of 100. */
export interface ToldShare extends Interval {
  /** 0..1, by weight. */
  readonly share: number;
  /** Respondents, each counted once. */
  readonly base: number;
}

/** The share of a segment in the run and in the wave. */
export interface ShareChange {
  /** Number, from 1. */
  readonly segment: number;
  /** Its name in the run. */
  readonly name: string;
  /** The run's respondents, placed as those of the wave are. */
  readonly before: ToldShare;
  /** The share that the run itself tells. */
  readonly ownShare: number;
  /** The wave's respondents. */
  readonly after: ToldShare;
  /** After less before, with its interval of 95 %. */
  readonly change: Interval & { readonly value: number };
  /** Of no change, both sides. */
  readonly p: number;
  /** Adjusted for the number of segments. */
  readonly adjusted: number;
}

/** A test of many groups or questions at once. */
export interface ToldTest {
  /** Chi-square. */
  readonly statistic: number;
  /** Its degrees of freedom. */
  readonly freedom: number;
  /** 0..1. */
  readonly p: number;
}

/** The answers of one segment to one question, in the run and in the wave. */
export interface CentreShift {
  /** Number, from 1. */
  readonly segment: number;
  /** Mean or share in the run; null where too few answered. */
  readonly before: number | null;
  /** In the wave; null where nobody answered. */
  readonly after: number | null;
  /** Answers in the run and in the wave, each counted once. */
  readonly bases: readonly [before: number, after: number];
  /** After less before with its interval of 95 %, in standard deviations of the question among all respondents
   * of the run; null where it is not tested. */
  readonly shift: (Interval & { readonly value: number }) | null;
  /** Welch's t, its degrees of freedom, and p of both sides; null where it is not tested. */
  readonly test: { readonly t: number; readonly freedom: number; readonly p: number } | null;
  /** Adjusted over all segments and questions; null where it is not tested. */
  readonly adjusted: number | null;
  /** Why it is not tested; empty where it is. */
  readonly reason: string;
}

/** A question that segments were formed on, or one answer to it. */
export interface QuestionShift {
  /** The column's name in the run. */
  readonly variable: string;
  /** Its text. */
  readonly label: string;
  /** What is compared. */
  readonly statistic: "mean" | "share";
  /** The answer whose share it is; null for a mean, and for the share of those who were asked. */
  readonly category: string | null;
  /** By segment. */
  readonly segments: readonly CentreShift[];
  /** Whether it moved in any segment: the sum of the squared normal numbers that are as improbable as each
   * segment's p. Null where no segment is tested. */
  readonly test: ToldTest | null;
  /** Adjusted over all questions; null without a test. */
  readonly adjusted: number | null;
}

/** How those who are unlike any segment answered one question. */
export interface UnlikeDifference {
  /** The column's name in the run. */
  readonly variable: string;
  /** Its text. */
  readonly label: string;
  /** The answer whose share it is; null for a mean. */
  readonly category: string | null;
  /** Mean or share of those unlike. */
  readonly value: number;
  /** Mean or share of all others in the wave. */
  readonly others: number;
  /** The difference in standard deviations of the question among all respondents of the run. */
  readonly deviations: number;
}

/** Whether more respondents than expected are unlike any segment. */
export interface UnlikeFound extends ToldShare {
  /** The share that the run itself would have, placed by segments that were formed without those placed. */
  readonly expected: number;
  /** What lies above it, with its interval of 95 %. */
  readonly excess: Interval & { readonly value: number };
  /** Of so many or more, where the expected share is known as far as the run tells it. */
  readonly p: number;
  /** Of so many or more by the exact binomial test, as if the expected share were the chance of everybody. */
  readonly binomial: number;
  /** How many of them are nearest to each segment. */
  readonly nearest: readonly number[];
  /** What is found: no more than expected; a group that lies together; more, but scattered. */
  readonly finding: "none" | "together" | "scattered";
  /** Those of them who are nearer to a centre of their own than to any segment's, as a segment; null where there
   * are no more than expected, or too few. */
  readonly together: {
    /** Their share of all respondents of the wave. */
    readonly size: ToldShare;
    /** Their mean silhouette. */
    readonly silhouette: number;
    /** What it has to exceed: 0, or what those unlike in the run come to in the same way. */
    readonly reference: number;
    /** Student's t of the difference; null where all answer the same. */
    readonly t: number | null;
    /** One-sided. */
    readonly p: number;
  } | null;
  /** In what they differ most from all others, those alone who lie together where they do; empty where there
   * are no more than expected. */
  readonly differences: readonly UnlikeDifference[];
}

/** Members of a panel who are in both waves. */
export interface PanelFlows {
  /** The column of identifiers. */
  readonly id: string;
  /** Members with a segment in both. */
  readonly members: number;
  /** Identifiers that are left out, as they stand more than once. */
  readonly repeated: number;
  /** Members by segment of the run (rows) and of the wave (columns). */
  readonly table: readonly (readonly number[])[];
  /** Who stayed in their segment. */
  readonly stayed: ToldShare;
  /** Of each segment of the run, the share who stayed; null without members. */
  readonly stayedBySegment: readonly (number | null)[];
  /** Cohen's kappa: how far they agree beyond chance, with its interval of 95 %. */
  readonly kappa: Interval & { readonly value: number };
  /** Adjusted Rand index. */
  readonly adjustedRand: number;
}

/** A later wave beside the run whose segments it is placed in. */
export interface Track {
  /** The run. */
  readonly runId: string;
  /** The wave's file. */
  readonly survey: string;
  /** How the questions that place respondents were found. */
  readonly questions: readonly TrackedQuestion[];
  /** Who is compared. */
  readonly respondents: {
    /** In the wave's file. */
    readonly all: number;
    /** Who is placed. */
    readonly placed: number;
    /** How many of equal weight are as precise. */
    readonly effectiveBase: number;
    /** Of the run, the same. */
    readonly before: { readonly base: number; readonly effectiveBase: number };
    /** Who takes no part, by the run's own rules. */
    readonly leftOut: readonly { readonly reason: string; readonly count: number }[];
  };
  /** The column of the wave's weights; null where all count alike. */
  readonly weights: string | null;
  /** Shares of segments; the test is of all at once. */
  readonly shares: { readonly segments: readonly ShareChange[]; readonly test: ToldTest };
  /** What segments answered. */
  readonly drift: readonly QuestionShift[];
  /** Whether a new segment appeared. */
  readonly unlike: UnlikeFound;
  /** Members of a panel; null where the waves share no identifiers. */
  readonly panel: PanelFlows | null;
  /** All of it in sentences. */
  readonly told: readonly string[];
}
