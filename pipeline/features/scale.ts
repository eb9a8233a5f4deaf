/** Scaling of features. Runs in Deno and browsers. */

import { levelCounts, levelWeights } from "../survey/read_column.ts";
import type { Params } from "../plan/params.ts";
import type { Scaling, WithinRespondent } from "./feature_matrix.ts";
import type { Column } from "../survey/column.ts";
import { type Candidate, readNumbers } from "./candidates.ts";

/** A feature's number is (raw - center) / scale. */
export interface Scale {
  readonly center: Float64Array;
  readonly scale: Float64Array;
}

const MOST_SCALE_GAP = 1;

const MIXED = {
  scaling: "standardize",
  reason: "features are measured in different units or ranges",
} as const;

/** Decides whether to standardise, and says why.
 * @param within What ratings were set against: they are comparable among themselves where they are of
 * one scale, or in units of the own standard deviation.
 */
export function decideScaling(
  candidates: readonly Candidate[],
  asked: Params["features"]["scaling"],
  within: WithinRespondent | null,
): { scaling: Scaling; reason: string } {
  if (asked !== "auto") return { scaling: asked, reason: "set by features.scaling" };
  if (within !== null && within.scales.length > 0) return scalingWithin(candidates, within);
  const columns = candidates.map((candidate) => candidate.column);
  if (columns.every(isYesNo)) return { scaling: "none", reason: "all features are yes/no" };
  if (columns.every((column) => column.kind === "ordinal" || column.kind === "binary")) {
    const ranges = columns.map(observedRange);
    const [least, highestLow] = extentOf(ranges.map(([low]) => low));
    const [lowestHigh, most] = extentOf(ranges.map(([, high]) => high));
    if (highestLow - least <= MOST_SCALE_GAP && most - lowestHigh <= MOST_SCALE_GAP) {
      const reason = `all features are scale items from ${least} to ${most}`;
      return { scaling: "none", reason };
    }
  }
  return MIXED;
}

function scalingWithin(
  candidates: readonly Candidate[],
  { method, scales }: WithinRespondent,
): { scaling: Scaling; reason: string } {
  if (candidates.some(({ own }) => own === null)) return MIXED;
  if (method === "standardize") {
    return {
      scaling: "none",
      reason: "all features are ratings in units of the respondent's own standard deviation",
    };
  }
  return scales.length > 1
    ? MIXED
    : { scaling: "none", reason: "all features are ratings on one scale, less the own mean" };
}

/** Computes what to subtract from each feature and what to divide it by.
 * standardize: each feature to mean 0 and population standard deviation 1; indicators of one block
 * together to total variance 1; a constant feature is only centred. From counts of levels, or their
 * weights; from the numbers themselves where ratings are set against the own scale. O(n) a column.
 * @param weights Of each respondent, or null.
 * @returns Zeros and ones for scaling none; length d each.
 */
export function computeScale(
  candidates: readonly Candidate[],
  { scaling, weights }: { scaling: Scaling; weights: Float64Array | null },
): Scale {
  const d = candidates.length;
  const center = new Float64Array(d);
  const scale = new Float64Array(d).fill(1);
  if (scaling === "none") return { center, scale };
  const variances = new Map<string, number>();
  candidates.forEach((candidate, c) => {
    const { mean, variance } = candidate.own === null
      ? momentsOf(candidate, weights)
      : momentsOfNumbers(candidate, weights);
    center[c] = mean;
    variances.set(candidate.block, (variances.get(candidate.block) ?? 0) + variance);
  });
  candidates.forEach(({ block }, c) => {
    const variance = variances.get(block)!;
    if (variance > 0) scale[c] = Math.sqrt(variance);
  });
  return { center, scale };
}

/** Mean and population variance, in two passes over the levels. */
function momentsOf(
  { column, levels }: Candidate,
  weights: Float64Array | null,
): { mean: number; variance: number } {
  const counts = weights === null ? levelCounts(column) : levelWeights(column, weights);
  // About one of the values, so that weights leave the variance of a constant at 0.
  const origin = weights === null ? 0 : levels[counts.findIndex((count) => count > 0)];
  let n = 0;
  let sum = 0;
  counts.forEach((count, level) => {
    n += count;
    sum += count === 0 ? 0 : count * (levels[level] - origin);
  });
  const mean = origin + sum / n;
  let squares = 0;
  counts.forEach((count, level) =>
    squares += count === 0 ? 0 : count * (levels[level] - mean) ** 2
  );
  return { mean, variance: squares / n };
}

/** The same over respondents, whose numbers share no levels. */
function momentsOfNumbers(
  candidate: Candidate,
  weights: Float64Array | null,
): { mean: number; variance: number } {
  const numbers = new Float64Array(candidate.column.codes.length);
  readNumbers(candidate, numbers);
  let n = 0, sum = 0, squares = 0;
  for (let i = 0; i < numbers.length; i++) {
    const weight = weights === null ? 1 : weights[i];
    n += weight;
    sum += weight * numbers[i];
  }
  const mean = sum / n;
  for (let i = 0; i < numbers.length; i++) {
    squares += (weights === null ? 1 : weights[i]) * (numbers[i] - mean) ** 2;
  }
  return { mean, variance: squares / n };
}

function isYesNo(column: Column): boolean {
  if (column.kind !== "binary") return false;
  if (column.categories !== null) return true;
  const [low, high] = observedRange(column);
  return low >= 0 && high <= 1;
}

/** Least and largest answer really given. */
function observedRange(column: Column): [number, number] {
  return extentOf(column.values.filter(levelIsGiven(column)));
}

function levelIsGiven(column: Column): (value: number, level: number) => boolean {
  const counts = levelCounts(column);
  return (_, level) => column.missing[level] === 0 && counts[level] > 0;
}

function extentOf(values: Iterable<number>): [least: number, most: number] {
  let least = Infinity, most = -Infinity;
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return [least, most];
}
