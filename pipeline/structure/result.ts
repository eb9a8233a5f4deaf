/** What the search for structure gives. Runs in Deno and browsers. */

import type { Origins, RelabelledPartition } from "./stability/origins.ts";
import type { Rival } from "./stability/rivals.ts";
import type { StabilityOfK } from "./stability/summarise.ts";
import type { ExcessTest } from "./test/excess.ts";

/** The three kinds of segmentation.
 * @see Dolnicar, Gruen and Leisch, Market Segmentation Analysis, 2018, doi:10.1007/978-981-10-8818-6.
 */
export type StructureKind = "natural" | "reproducible" | "constructed";

/** The verdict as figures; whoever shows it makes words of them. */
export interface Verdict {
  /** `natural`: silhouettes beyond what margins and correlations give, p at most 0.05. `reproducible`: not
   * so, but at least 80 % of the samples find the same segments again, and there are four different
   * respondents or more a segment. `constructed`: neither. */
  readonly kind: StructureKind;
  /** The number of segments that is spoken of. */
  readonly k: number;
  /** The number to choose: of the largest excess where there are natural segments, else the largest that is
   * reproducible, else the most stable. */
  readonly suggested: number;
  /** Of the test for structure; see {@link ExcessTest.p}. */
  readonly p: number;
  /** Mean silhouette of k less that of drawn sets. */
  readonly excess: number;
  /** Bootstrap samples. */
  readonly samples: number;
  /** In how many of them the segmentation was found again: the partition fitted to the sample, predicted on
   * all respondents, agrees with theirs at an adjusted Rand index of 0.8 or more. */
  readonly foundAgain: number;
  /** Respondents that all this rests on. */
  readonly n: number;
}

/** Stability of the segments of one number, in its numbering. */
export interface SegmentsFound {
  /** That number. */
  readonly k: number;
  /** Segment of each of `respondents`, numbered by falling size (ties: the first respondent). */
  readonly labels: Int32Array;
  /** SLSw of each segment: mean over the pairs. */
  readonly segments: Float64Array;
  /** The same pair by pair, pairs x k. */
  readonly segmentsByPair: Float64Array;
  /** Share of the samples in which each respondent stays in their segment. */
  readonly stays: Float64Array;
  /** Other partitions that fit nearly as well. */
  readonly rivals: readonly Rival[];
}

/** Whether there are segments, how many, how stable. */
export interface Structure {
  /** On the suggested number; see {@link verdictOn} for others. */
  readonly verdict: Verdict;
  /** The test for structure. */
  readonly test: ExcessTest;
  /** By number of segments, rising; the suggested one rests on more pairs. */
  readonly stability: readonly StabilityOfK[];
  /** The same numbers segment by segment. */
  readonly segments: readonly SegmentsFound[];
  /** Partitions by number of segments, in an order in which few lines cross. */
  readonly series: readonly RelabelledPartition[];
  /** What flows from each partition of the series into the next. */
  readonly origins: readonly Origins[];
  /** Respondents that differ from each other, counted up to a few for each segment. */
  readonly different: number;
  /** The respondents (from 0, of those given) that all this rests on, rising. */
  readonly respondents: Int32Array;
  /** Respondents given. */
  readonly total: number;
}
