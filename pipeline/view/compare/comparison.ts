/** What is told of two solutions beside each other, as plain JSON. Runs in Deno and browsers. */

import type { ClusteringName } from "../../plan/methods.ts";
import type { VariableRole } from "../../profile/segment_profile.ts";
import type { StructureKind } from "../../structure/result.ts";
import type { ColumnText } from "../../survey/labels.ts";
import type { StabilityBand } from "../../structure/stability/bands.ts";

/** How alike two solutions are, from the best, by their adjusted Rand index. */
export type AgreementBand = "excellent" | "good" | "moderate" | "poor";

/** One of two solutions. */
export interface ComparedSolution {
  /** Such as `k-means, 3 segments`. */
  readonly title: string;
  /** The method that formed its segments. */
  readonly method: ClusteringName;
  /** Number of segments. */
  readonly k: number;
  /** Respondents that it segments. */
  readonly respondents: number;
  /** In the order of their numbers. */
  readonly segments: readonly ComparedSegment[];
  /** Whether there are segments, in a sentence, and the kind; null where it was not asked. */
  readonly verdict: { readonly finding: string; readonly kind: StructureKind | null } | null;
  /** Samples of the respondents that led to the same segments, and all that were drawn; null where they
   * were not. */
  readonly foundAgain: { readonly samples: number; readonly all: number } | null;
  /** Mean silhouette: where segments are formed, or by Gower's distance where that is what they were
   * formed by; null where it was not measured. */
  readonly silhouette: number | null;
  /** The same among the full answers. */
  readonly featureSilhouette: number | null;
}

/** How stable a segment is in other samples of the respondents. */
export interface ComparedStability {
  /** Mean over pairs of samples of the largest Jaccard index with a sample's segment, 0..1. */
  readonly mean: number;
  /** What that means. */
  readonly band: StabilityBand;
}

/** A segment of one of two solutions. */
export interface ComparedSegment {
  /** From 1. */
  readonly number: number;
  /** What sets it apart, in few words; empty where that is not known. */
  readonly name: string;
  /** Respondents. */
  readonly size: number;
  /** Of all that its solution segments, by weight where there are weights, 0..1. */
  readonly share: number;
  /** Mean silhouette of its respondents; null where it was not measured. */
  readonly silhouette: number | null;
  /** How often other samples find it; null where that is not known. */
  readonly stability: ComparedStability | null;
}

/** Respondents who are in a segment of one solution and in one of the other. */
export interface ComparedFlow {
  /** The segment of the first solution, from 0. */
  readonly source: number;
  /** That of the second one, from 0. */
  readonly target: number;
  /** How many, each counted once. */
  readonly respondents: number;
  /** Of all respondents in both, by weight where there are weights, 0..1. */
  readonly share: number;
}

/** How far two solutions agree. */
export interface Agreement {
  /** 1 for the same segments, about 0 for unrelated ones; null where it cannot be told. */
  readonly adjustedRand: number | null;
  /** What the index means; null where there is none. */
  readonly band: AgreementBand | null;
  /** The segment of the second solution that stands for each of the first one, from 0, so that as few as
   * can be change places; null for one that has none. */
  readonly partners: readonly (number | null)[];
  /** Respondents who would have to change places, of those in both; null where some moves are not told. */
  readonly movers: number | null;
  /** Share of the others, who keep their company; by weight where there are weights, 0..1. */
  readonly stay: number | null;
}

/** How far a question tells the segments apart in both solutions. */
export interface QuestionChange {
  /** The column's name. */
  readonly variable: string;
  /** As people read it. */
  readonly text: ColumnText;
  /** Share of its variation that the segments explain (eta squared), 0..1: of its category that differs
   * most; null where it took no part. */
  readonly before: number | null;
  /** The same in the second solution. */
  readonly after: number | null;
  /** Its part in the first solution; null where it had none. */
  readonly roleBefore: VariableRole | null;
  /** Its part in the second one. */
  readonly roleAfter: VariableRole | null;
}

/** A parameter that differs. */
export interface ParameterChange {
  /** Such as `clustering.n_clusters`. */
  readonly path: string;
  /** Its value for the first solution. */
  readonly before: unknown;
  /** Its value for the second one. */
  readonly after: unknown;
}

/** Two solutions of one survey beside each other. */
export interface Comparison {
  /** The finding in a sentence. */
  readonly headline: string;
  /** The first solution. */
  readonly before: ComparedSolution;
  /** The second one. */
  readonly after: ComparedSolution;
  /** Respondents in both, and in one of them alone. */
  readonly respondents: {
    readonly both: number;
    readonly onlyBefore: number;
    readonly onlyAfter: number;
  };
  /** The column that shares are weighted by, of the first solution; null where all count alike. */
  readonly weighting: string | null;
  /** Those that somebody takes; where a site publishes no respondents without those of few, and those by
   * which these could be computed. */
  readonly flows: readonly ComparedFlow[];
  /** How far both agree. */
  readonly agreement: Agreement;
  /** Those that changed most first; null where answers were not at hand. */
  readonly questions: readonly QuestionChange[] | null;
  /** In the order of the parameters, without those of storage, publishing and files. */
  readonly parameters: readonly ParameterChange[];
}
