/** Answers as predictors of segments: what a short form may ask. Runs in Deno and browsers. */

import { distributionOf, quantile } from "../../numeric/quantiles.ts";
import type { Matrix } from "../../numeric/matrix.ts";
import type { ModelColumn } from "../model.ts";

/** A question that may be asked, and its predictors. */
export interface Candidate {
  /** Position among the columns. */
  readonly column: number;
  /** First predictor, and how many follow each other. */
  readonly first: number;
  readonly count: number;
  /** What an answer's number is as predictors, before they are centred. */
  readonly read: (value: number) => readonly number[];
  /** The numbers that were answered, rising, where each has its own points; null where numbers are measured. */
  readonly levels: readonly number[] | null;
  /** Measured numbers count as the nearest of both ends outside of them. */
  readonly ends: readonly [low: number, high: number];
}

/** Predictors of all candidates, in standard deviations from the mean. */
export interface Predictors {
  readonly candidates: readonly Candidate[];
  /** n x p. */
  readonly x: Matrix;
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
}

/** Numbers beyond this share on either side count as the number there: one amount would outweigh all. */
const TAIL = 0.01;
/** More categories ask for too much. */
const MOST_LEVELS = 30;

/** Makes the predictors, O(n p): one for a number or a scale, one for each category but the most frequent of a
 * column of words without order. A gap is what fills it where nothing else is known.
 * @param answers Of each column, NaN for a gap.
 * @param asCategories Whether segments were formed on answers without their order.
 */
export function makePredictors(
  columns: readonly ModelColumn[],
  answers: readonly Float64Array[],
  { asCategories }: { readonly asCategories: boolean },
): Predictors {
  const candidates: Candidate[] = [];
  let p = 0;
  columns.forEach((column, c) => {
    const kind = asCategories && column.kind !== "numeric" ? "nominal" : column.kind;
    const found = describe({ ...column, kind }, answers[c]);
    if (found === null) return;
    candidates.push({ ...found, column: c, first: p });
    p += found.count;
  });
  const n = answers[0].length;
  const x = { values: new Float64Array(n * p), n, d: p };
  for (const { column, first, read } of candidates) {
    const known = new Map<number, readonly number[]>();
    for (let i = 0; i < n; i++) {
      const given = answers[column][i];
      const value = Number.isNaN(given) ? columns[column].fill : given;
      let numbers = known.get(value);
      if (numbers === undefined) known.set(value, numbers = read(value));
      for (let j = 0; j < numbers.length; j++) x.values[i * p + first + j] = numbers[j];
    }
  }
  return { candidates, x, ...standardise(x) };
}

/** A column as a candidate; null where all answered alike, or there are too many categories. */
function describe(
  { kind, fill }: ModelColumn,
  values: Float64Array,
): Omit<Candidate, "column" | "first"> | null {
  const counts = new Map<number, number>();
  const answered = new Set(values);
  for (const value of values) {
    const filled = Number.isNaN(value) ? fill : value;
    counts.set(filled, (counts.get(filled) ?? 0) + 1);
  }
  const levels = [...counts.keys()].sort((a, b) => a - b);
  if (levels.length < 2) return null;
  const given = levels.filter((level) => answered.has(level));
  const ends: [number, number] = [levels[0], levels[levels.length - 1]];
  if (kind === "nominal") {
    if (levels.length > MOST_LEVELS) return null;
    const most = levels.reduce((best, level) =>
      counts.get(level)! > counts.get(best)! ? level : best
    );
    const told = levels.filter((level) => level !== most);
    const read = (value: number) => told.map((level) => level === value ? 1 : 0);
    return { count: told.length, read, levels: given, ends };
  }
  if (kind !== "numeric") return { count: 1, read: (value) => [value], levels: given, ends };
  const all = distributionOf(levels, levels.map((level) => counts.get(level)!));
  const [low, high] = [quantile(all, TAIL), quantile(all, 1 - TAIL)];
  if (!(high > low)) return null;
  const read = (value: number) => [Math.max(low, Math.min(high, value))];
  return { count: 1, read, levels: null, ends: [low, high] };
}

function standardise({ values, n, d }: Matrix): { mean: Float64Array; deviation: Float64Array } {
  const mean = new Float64Array(d), deviation = new Float64Array(d);
  for (let i = 0; i < n; i++) for (let j = 0; j < d; j++) mean[j] += values[i * d + j] / n;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < d; j++) deviation[j] += (values[i * d + j] - mean[j]) ** 2 / n;
  }
  for (let j = 0; j < d; j++) deviation[j] = Math.sqrt(deviation[j]) || 1;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < d; j++) values[i * d + j] = (values[i * d + j] - mean[j]) / deviation[j];
  }
  return { mean, deviation };
}
