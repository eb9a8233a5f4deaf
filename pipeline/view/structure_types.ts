/** What pages show of structure, as plain JSON. Runs in Deno and browsers. */

import type { StructureKind } from "../structure/result.ts";
import type { StabilityBand } from "../structure/stability/bands.ts";

/** What was found on structure, for each number of segments. Aggregates only. */
export interface StructureView {
  /** Respondents that it rests on, and those there are. */
  readonly n: number;
  readonly total: number;
  /** Sets of data without segments that were drawn. */
  readonly draws: number;
  /** Of the test over all numbers of segments. */
  readonly p: number;
  /** Two samples found the same segments from this agreement on. */
  readonly sameFrom: number;
  /** By number of segments, rising. */
  readonly numbers: readonly NumberView[];
  /** What each number's segments become in the next; segments by their places. */
  readonly flows: readonly {
    /** Number of segments before; the next one has `to`. */
    readonly from: number;
    readonly to: number;
    readonly links: readonly {
      /** Places of the two segments, from 0. */
      readonly source: number;
      readonly target: number;
      readonly respondents: number;
      /** Share of all respondents by weight, 0..1. */
      readonly share: number;
    }[];
  }[];
  /** Of each segment of the run, in the order of their numbers; null for one that is none of those that
   * were judged; null as a whole where their number was not tried. */
  readonly shown: readonly (SegmentStabilityView | null)[] | null;
}

/** One number of segments. */
export interface NumberView {
  readonly k: number;
  readonly kind: StructureKind;
  /** Mean silhouette less that of the drawn sets. */
  readonly excess: number;
  /** Drawn sets lie within so much of their mean, 19 of 20 of them: two standard deviations. */
  readonly chance: number;
  /** Adjusted Rand index of the two partitions of each pair of samples, rising. */
  readonly agreements: readonly number[];
  /** Its median. */
  readonly agreement: number;
  /** Samples, and how many of them led to the same segments. */
  readonly samples: number;
  readonly foundAgain: number;
  /** From place to place, in an order in which few flows cross. */
  readonly segments: readonly SegmentOfNumberView[];
}

/** How stable a segment is. */
export interface SegmentStabilityView {
  /** SLSw: mean over pairs of samples of the largest Jaccard index with a sample's segment, 0..1. */
  readonly mean: number;
  /** Median and quartiles over the pairs. */
  readonly median: number;
  readonly lower: number;
  readonly upper: number;
  readonly pairs: number;
  readonly band: StabilityBand;
}

/** A segment of one number of segments. */
export interface SegmentOfNumberView {
  /** From 1, by falling size among those of this number. */
  readonly number: number;
  /** The segment of the run that it is, from 0; null where it is none. */
  readonly shown: number | null;
  readonly respondents: number;
  /** Share of all respondents by weight, 0..1. */
  readonly share: number;
  readonly stability: SegmentStabilityView;
  /** How mixed its origin is among the segments of the number before: 0 if all came from one, 1 if from all
   * alike; null for the first number. */
  readonly entropy: number | null;
}
