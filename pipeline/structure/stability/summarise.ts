/** What pairs of bootstrap samples say of partitions, segments and respondents. Runs in Deno and browsers. */

import { adjustedRand, crossTable, largestJaccard } from "./agreement.ts";
import { assignColumns } from "./assignment.ts";

/** Partitions of all respondents that were fitted to the two samples of a pair. */
export interface PairOfPartitions {
  /** Segment of each respondent by the first sample's, in [0, k). */
  readonly first: ArrayLike<number>;
  /** By the second's. */
  readonly second: ArrayLike<number>;
}

/** What is judged. */
export interface SummaryInput {
  readonly k: number;
  readonly pairs: readonly PairOfPartitions[];
  /** The partition fitted to all respondents. */
  readonly labels: Int32Array;
  readonly weights: Float64Array | null;
}

/** A partition counts as found again from here on: the same line by which rival solutions are told. */
export const SAME_PARTITION = 0.8;

/** Stability of one number of segments. */
export interface StabilityOfK {
  /** That number. */
  readonly k: number;
  /** Adjusted Rand index of the two partitions of each pair. */
  readonly pairs: Float64Array;
  /** Its median over the pairs. */
  readonly median: number;
  /** Samples, two a pair. */
  readonly samples: number;
  /** How many of the samples' partitions agree with that of all respondents at an adjusted Rand index of
   * 0.8 or more: "found again in ... of ... samples". */
  readonly foundAgain: number;
}

/** Compares the partitions of each pair, and each with that of all respondents.
 * @see R's flexclust::bootFlexclust, whose `rand` the pairs' indices are; Dolnicar and Leisch, Evaluation
 * of structure and reproducibility of cluster solutions using the bootstrap, Marketing Letters 21, 2010,
 * doi:10.1007/s11002-009-9083-4.
 */
export function stabilityOf({ k, pairs, labels, weights }: SummaryInput): StabilityOfK {
  const shape = { rows: k, columns: k, weights };
  const compare = (a: ArrayLike<number>, b: ArrayLike<number>) =>
    adjustedRand(crossTable(a, b, shape));
  const indices = Float64Array.from(pairs, ({ first, second }) => compare(first, second));
  const own = pairs.flatMap((
    { first, second },
  ) => [compare(labels, first), compare(labels, second)]);
  return {
    k,
    pairs: indices,
    median: medianOf(indices),
    samples: own.length,
    foundAgain: own.filter((index) => index >= SAME_PARTITION).length,
  };
}

/** SLSw of each segment, pair by pair: the mean of the largest Jaccard coefficients in the two samples.
 * @returns pairs x k.
 * @see R's flexclust::slswFlexclust; Dolnicar and Leisch, 2017, doi:10.1007/s11002-017-9423-8.
 */
export function segmentStability({ k, pairs, labels, weights }: SummaryInput): Float64Array {
  const result = new Float64Array(pairs.length * k);
  const shape = { rows: k, columns: k, weights };
  pairs.forEach(({ first, second }, pair) => {
    const one = largestJaccard(crossTable(labels, first, shape));
    const other = largestJaccard(crossTable(labels, second, shape));
    for (let m = 0; m < k; m++) result[pair * k + m] = (one[m] + other[m]) / 2;
  });
  return result;
}

/** Share of the samples in which each respondent stays in their segment, the samples' segments being
 * matched with those of all respondents so that most stay.
 */
export function stayingShares({ k, pairs, labels, weights }: SummaryInput): Float64Array {
  const stays = new Float64Array(labels.length);
  for (const { first, second } of pairs) {
    for (const sample of [first, second]) {
      const matched = assignColumns(crossTable(labels, sample, { rows: k, columns: k, weights }));
      for (let i = 0; i < labels.length; i++) if (matched[labels[i]] === sample[i]) stays[i]++;
    }
  }
  return stays.map((count) => count / (2 * pairs.length));
}

/** The middle value, or the mean of the two middle ones; NaN of none. */
export function medianOf(values: Float64Array): number {
  const sorted = values.slice().sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
