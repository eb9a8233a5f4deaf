/** Whether a respondent's answers go together as those of a segment do. Runs in Deno and browsers. */

import type { Matrix } from "../../numeric/matrix.ts";
import { evenDistribution, quantile } from "../../numeric/quantiles.ts";
import type { AnswerPattern } from "../model.ts";
import type { Distances } from "../place/distances.ts";
import { nearestSegment } from "../place/probability.ts";
import { factor, spreads, sumUp } from "../short/discriminant.ts";

/** A pattern before its limits are known. */
export type OpenPattern = Omit<AnswerPattern, "limits">;

/** The most features whose products a model keeps. */
export const MOST_FEATURES = 200;
/** Added to variances of 1, so that answers that never varied count, but not without bound. */
const RIDGE = 0.05;
const LIMIT = 0.99;
/** Stands for those of whom nothing is known. */
export const UNKNOWN = -1;

/** The means of the segments, and how features vary together within all of them. O(rows d^2 + d^3).
 * @param of Segments of fewer than `least` have no mean.
 */
export function fitPattern(
  features: Matrix,
  { labels, k, rows, least }: {
    readonly labels: Int32Array;
    readonly k: number;
    readonly rows: Int32Array;
    readonly least: number;
  },
): OpenPattern | null {
  const { d } = features;
  const sums = sumUp(features, { labels, k, rows });
  const { within } = spreads(sums, Array.from({ length: d }, (_, c) => c));
  for (let at = 0; at < within.length; at++) within[at] /= rows.length;
  for (let c = 0; c < d; c++) within[c * d + c] += RIDGE;
  if (!factor(within, d)) return null;
  return {
    means: Array.from(
      sums.counts,
      (count, s) =>
        count < least
          ? null
          : Array.from(sums.totals.subarray(s * d, (s + 1) * d), (total) => total / count),
    ),
    factor: Array.from({ length: d }, (_, c) => [...within.subarray(c * d, c * d + c + 1)]),
  };
}

/** Squared distances of Mahalanobis to the mean of a segment; below 0 of a segment without mean. O(d^2) each.
 * @see Mahalanobis, On the generalised distance in statistics, Proceedings of the National Institute of Sciences
 * of India, 1936.
 */
export function patternDistances(
  { means, factor }: OpenPattern,
  { values, d }: Matrix,
): (i: number, segment: number) => number {
  const rows = factor.map((row) => Float64Array.from(row));
  const solved = new Float64Array(d);
  return (i, segment) => {
    const mean = means[segment];
    if (mean === null) return UNKNOWN;
    let sum = 0;
    for (let c = 0; c < d; c++) {
      const row = rows[c];
      let rest = values[i * d + c] - mean[c];
      for (let t = 0; t < c; t++) rest -= row[t] * solved[t];
      solved[c] = rest / row[c];
      sum += solved[c] * solved[c];
    }
    return sum;
  };
}

/** By segment the 99th centile of distances; null of a segment without any.
 * @param labels The segment of each.
 */
export function patternLimits(
  distances: readonly number[],
  labels: readonly number[],
  k: number,
): (number | null)[] {
  const own = Array.from({ length: k }, () => [] as number[]);
  distances.forEach((distance, j) => {
    if (distance >= 0) own[labels[j]].push(distance);
  });
  return limitsWithin(own);
}

/** The 99th centile of each segment's own distances; null of a segment without any. */
export function limitsWithin(own: readonly (readonly number[])[]): (number | null)[] {
  return own.map((each) => each.length === 0 ? null : quantile(evenDistribution(each), LIMIT));
}

/** Tells who is unlike any segment: farther from the nearest one than its limit, or with answers that do not go
 * together as those of its members.
 */
export function unlikeOf(
  { toSegments, reach }: Distances,
  limits: readonly number[],
  { features, pattern }: { readonly features: Matrix; readonly pattern: AnswerPattern | null },
): (i: number) => boolean {
  const distance = pattern === null ? () => UNKNOWN : patternDistances(pattern, features);
  return (i) => {
    const segment = nearestSegment(toSegments, i);
    if (reach.values[i * reach.d + segment] > limits[segment]) return true;
    return distance(i, segment) > (pattern?.limits[segment] ?? Infinity);
  };
}
