/** What the questions of a model come to by segment: means, and shares of categories. Runs in Deno and browsers. */

import { kishBase } from "../../numeric/weights.ts";
import type { ModelColumn } from "../model.ts";

/** One figure that a question is told by: its mean, or the share of one of its answers. */
export interface Measure {
  readonly column: ModelColumn;
  /** Where the column is among those that the model reads. */
  readonly at: number;
  readonly statistic: "mean" | "share";
  /** The answer whose share it is; null for a mean, and for the share of those who were asked. */
  readonly category: string | null;
  /** The number of that answer where answers have no order; null where the numbers themselves count. */
  readonly value: number | null;
}

/** What respondents answered on average. */
export interface CentreFigure {
  /** Answers, each counted once. */
  readonly base: number;
  /** How many of equal weight are as precise; the base without weights. */
  readonly effectiveBase: number;
  /** By weight. */
  readonly mean: number;
  /** The standard deviation, divided by all and not by one less. */
  readonly deviation: number;
}

/** Respondents in their segments, from 0, and their weights; null where all count alike. */
export interface Placed {
  readonly labels: Int32Array;
  readonly weights: Float64Array | null;
  readonly k: number;
}

/** The figures of the columns that segments are formed on: categories have a share each, whatever is in order
 * a mean. What is 0 or 1 is a share, too. */
export function measuresOf(
  columns: readonly { readonly column: ModelColumn; readonly at: number }[],
): Measure[] {
  return columns.flatMap(({ column, at }): Measure[] => {
    const { answers, kind, isAsked, range } = column;
    if (isAsked) return [{ column, at, statistic: "share", category: null, value: null }];
    if (kind === "nominal" && answers !== null) {
      const texts = new Map<number, string>();
      for (const { value, text } of answers) if (!texts.has(value)) texts.set(value, text);
      return [...texts].sort(([a], [b]) => a - b)
        .map(([value, category]) => ({ column, at, statistic: "share", category, value }));
    }
    const isZeroOne = kind === "binary" &&
      (answers?.every(({ value }) => value === 0 || value === 1) ??
        (range !== null && range[0] === 0 && range[1] === 1));
    const category = isZeroOne ? answers?.find(({ value }) => value === 1)?.text ?? null : null;
    return [{ column, at, statistic: isZeroOne ? "share" : "mean", category, value: null }];
  });
}

/** The number that an answer counts in a measure; NaN stays a gap. */
export function measured({ value }: Measure, answer: number): number {
  return value === null || Number.isNaN(answer) ? answer : answer === value ? 1 : 0;
}

/** A measure among all and in each segment, gaps left out. O(n). */
export function centresOf(
  measure: Measure,
  { answers, labels, weights, k }: Placed & { readonly answers: readonly Float64Array[] },
): { readonly all: CentreFigure; readonly segments: readonly CentreFigure[] } {
  const given = answers[measure.at];
  const groups = Array.from({ length: k + 1 }, emptySums);
  const first = given.find((answer) => !Number.isNaN(answer)) ?? 0;
  // About one of the answers, so that large offsets cost no digits.
  const origin = measured(measure, first);
  labels.forEach((label, i) => {
    const number = measured(measure, given[i]) - origin;
    if (Number.isNaN(number)) return;
    const weight = weights === null ? 1 : weights[i];
    addTo(groups[label], number, weight);
    addTo(groups[k], number, weight);
  });
  const figures = groups.map((sums) => figureOf(sums, origin));
  return { all: figures[k], segments: figures.slice(0, k) };
}

interface Sums {
  base: number;
  weight: number;
  squares: number;
  mean: number;
  spread: number;
}

function emptySums(): Sums {
  return { base: 0, weight: 0, squares: 0, mean: 0, spread: 0 };
}

/** @see West, Updating mean and variance estimates, 1979, doi:10.1145/359146.359153 */
function addTo(sums: Sums, number: number, weight: number): void {
  sums.base++;
  sums.weight += weight;
  sums.squares += weight * weight;
  const gap = number - sums.mean;
  sums.mean += gap * weight / sums.weight;
  sums.spread += weight * gap * (number - sums.mean);
}

function figureOf({ base, weight, squares, mean, spread }: Sums, origin: number): CentreFigure {
  if (base === 0) return { base, effectiveBase: 0, mean: 0, deviation: 0 };
  const deviation = Math.sqrt(Math.max(0, spread / weight));
  return { base, effectiveBase: kishBase(weight, squares), mean: origin + mean, deviation };
}
