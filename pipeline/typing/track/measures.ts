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
  const sums = emptySums(k);
  // Those of all stay in registers: every respondent adds to them.
  let base = 0, mass = 0, squares = 0, mean = 0, spread = 0;
  const first = given.find((answer) => !Number.isNaN(answer)) ?? 0;
  // About one of the answers, so that large offsets cost no digits.
  const origin = measured(measure, first);
  for (let i = 0; i < labels.length; i++) {
    const number = measured(measure, given[i]) - origin;
    if (Number.isNaN(number)) continue;
    const weight = weights === null ? 1 : weights[i];
    addTo(sums, labels[i], { number, weight });
    base++;
    mass += weight;
    squares += weight * weight;
    const gap = number - mean;
    mean += gap * weight / mass;
    spread += weight * gap * (number - mean);
  }
  return {
    all: figureOf({ base, mass, squares, mean, spread }, origin),
    segments: Array.from({ length: k }, (_, s) =>
      figureOf({
        ...{ base: sums.base[s], mass: sums.mass[s], squares: sums.squares[s] },
        ...{ mean: sums.mean[s], spread: sums.spread[s] },
      }, origin)),
  };
}

/** Sums that grow with each respondent. */
interface Sums<Of> {
  readonly base: Of;
  /** Of weights, and of their squares. */
  readonly mass: Of;
  readonly squares: Of;
  readonly mean: Of;
  /** Of squared gaps from the mean, by weight. */
  readonly spread: Of;
}

function emptySums(groups: number): Sums<Float64Array> {
  const zeros = () => new Float64Array(groups);
  return { base: zeros(), mass: zeros(), squares: zeros(), mean: zeros(), spread: zeros() };
}

/** @see West, Updating mean and variance estimates, 1979, doi:10.1145/359146.359153 */
function addTo(
  { base, mass, squares, mean, spread }: Sums<Float64Array>,
  group: number,
  { number, weight }: { readonly number: number; readonly weight: number },
): void {
  base[group]++;
  mass[group] += weight;
  squares[group] += weight * weight;
  const gap = number - mean[group];
  mean[group] += gap * weight / mass[group];
  spread[group] += weight * gap * (number - mean[group]);
}

function figureOf(
  { base, mass, squares, mean, spread }: Sums<number>,
  origin: number,
): CentreFigure {
  if (base === 0) return { base, effectiveBase: 0, mean: 0, deviation: 0 };
  const deviation = Math.sqrt(Math.max(0, spread / mass));
  return { base, effectiveBase: kishBase(mass, squares), mean: origin + mean, deviation };
}
