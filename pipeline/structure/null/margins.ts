/** The margins of answers as steps of a normal score. Runs in Deno and browsers. */

import type { FeatureSource } from "../../features/feature_matrix.ts";
import type { Matrix } from "../../numeric/matrix.ts";
import { normalQuantile } from "./normal.ts";

/** A matrix of which may be known what its columns were made of. */
export type Answers = Matrix & { readonly sources?: readonly FeatureSource[] };

/** A number, a scale, a yes/no: one column, whose value rises with one normal score. */
export interface StepVariable {
  readonly form: "steps";
  readonly column: number;
  /** Scores at which the next value begins, rising; one less than there are values. */
  readonly cuts: Float64Array;
  /** Values that occur, rising, in the unit of the matrix. */
  readonly values: Float64Array;
}

/** A question of categories: columns of which each respondent has one, or none. */
export interface LevelVariable {
  readonly form: "levels";
  /** Its first column, and the one after its last. */
  readonly first: number;
  readonly end: number;
  /** Levels that occur, the most frequent first: a position within the columns, or their number for
   * none of them. */
  readonly order: Int32Array;
  /** For all levels but the last the score from which on it is taken by those who took none before. */
  readonly cuts: Float64Array;
  /** Of all respondents, in the order of `order`. */
  readonly shares: Float64Array;
  /** What each column has where its level is not taken, and where it is. */
  readonly off: Float64Array;
  readonly on: Float64Array;
}

/** What is drawn as a whole. */
export type Variable = StepVariable | LevelVariable;

/** Normal scores that a variable is drawn from. */
export function scoresOf(variable: Variable): number {
  return variable.form === "steps" ? 1 : variable.cuts.length;
}

/** Reads every column's margin, by weight where rows have weights; the indicators of a nominal question
 * are one variable. O(n d log n). Numbers come first, then questions of categories.
 * A value of the shares p_1..p_L begins where the normal distribution has its cumulated share.
 * Categories are taken one after another, the most frequent first: of those who have none yet the share
 * that the next one has among them takes it. So every margin is exact.
 */
export function readMargins(x: Answers): Variable[] {
  const variables: Variable[] = [];
  for (let c = 0; c < x.d;) {
    const end = blockEnd(x, c);
    variables.push(end > c + 1 ? readLevels(x, c, end) : readSteps(x, c));
    c = end;
  }
  return [...variables.filter(isSteps), ...variables.filter((variable) => !isSteps(variable))];
}

function isSteps({ form }: Variable): boolean {
  return form === "steps";
}

function blockEnd({ sources, d }: Answers, first: number): number {
  let end = first + 1;
  if (sources === undefined || sources[first].category === null) return end;
  while (end < d && sources[end].category !== null && isSame(sources[end], sources[first])) end++;
  return end;
}

function isSame(a: FeatureSource, b: FeatureSource): boolean {
  return a.column === b.column;
}

function readSteps({ values, n, d, weights }: Matrix, column: number): StepVariable {
  const totals = new Map<number, number>();
  for (let i = 0, p = column; i < n; i++, p += d) {
    totals.set(values[p], (totals.get(values[p]) ?? 0) + (weights?.[i] ?? 1));
  }
  const levels = Float64Array.from(totals.keys()).sort();
  const total = levels.reduce((sum, level) => sum + totals.get(level)!, 0);
  const cuts = new Float64Array(levels.length - 1);
  let below = 0;
  for (let l = 0; l < cuts.length; l++) {
    below += totals.get(levels[l])!;
    cuts[l] = normalQuantile(below / total);
  }
  return { form: "steps", column, cuts, values: levels };
}

function readLevels(x: Matrix, first: number, end: number): LevelVariable {
  const { values, n, d, weights } = x;
  const width = end - first;
  const off = new Float64Array(width).fill(Infinity), on = new Float64Array(width).fill(-Infinity);
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < width; c++) {
      const value = values[i * d + first + c];
      off[c] = Math.min(off[c], value);
      on[c] = Math.max(on[c], value);
    }
  }
  const totals = new Float64Array(width + 1);
  takenLevels(x, { first, on, off }).forEach((level, i) => totals[level] += weights?.[i] ?? 1);
  const order = Int32Array.from({ length: width + 1 }, (_, level) => level)
    .filter((level) => totals[level] > 0)
    .sort((a, b) => totals[b] - totals[a] || a - b);
  const cuts = new Float64Array(order.length - 1);
  let left = totals.reduce((sum, total) => sum + total, 0);
  const shares = Float64Array.from(order, (level) => totals[level] / left);
  for (let s = 0; s < cuts.length; s++) {
    cuts[s] = -normalQuantile(totals[order[s]] / left);
    left -= totals[order[s]];
  }
  return { form: "levels", first, end, order, shares, cuts, off, on };
}

/** Which level each row has; the number of columns where it has none of them. */
export function takenLevels(
  { values, n, d }: Matrix,
  { first, on, off }: Pick<LevelVariable, "first" | "on" | "off">,
): Int32Array {
  const width = on.length;
  const levels = new Int32Array(n).fill(width);
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < width; c++) {
      if (on[c] > off[c] && values[i * d + first + c] > (on[c] + off[c]) / 2) levels[i] = c;
    }
  }
  return levels;
}
