/** Data drawn without segments: the observed margins and correlations, one cloud. Runs in Deno and browsers. */

import type { Rng } from "../../base/rng.ts";
import { type LevelVariable, scoresOf, type StepVariable, type Variable } from "./margins.ts";
import { drawNormal } from "./normal.ts";

/** How to draw respondents without segments; plain data, so that workers can be sent it. */
export interface NullModel {
  readonly variables: readonly Variable[];
  /** Columns of what is drawn. */
  readonly d: number;
  /** Normal scores of a respondent. */
  readonly size: number;
  /** Lower triangular, size x size: its product with its transpose is the scores' correlation. */
  readonly root: Float64Array;
}

/** Between two yields: some milliseconds. */
const PRODUCTS_OF_A_BLOCK = 4e6;

/** Draws respondents: correlated normal scores, each turned into the answer that the margin has there.
 * O(n (size^2 + d log levels)); numbers follow from the generator alone. Yields the share done.
 * @returns n x d, in the unit of the matrix that the margins were read from.
 */
export function* drawRespondents(
  model: NullModel,
  n: number,
  rng: Rng,
): Generator<number, Float64Array> {
  const { variables, d, size } = model;
  const values = new Float64Array(n * d), scores = new Float64Array(size);
  const independent = new Float64Array(size);
  const block = Math.max(1, Math.floor(PRODUCTS_OF_A_BLOCK / (size * size)));
  for (let i = 0; i < n; i++) {
    if (i % block === 0) yield i / n;
    for (let s = 0; s < size; s++) independent[s] = drawNormal(rng);
    correlate(model, independent, scores);
    let at = 0;
    for (const variable of variables) {
      if (variable.form === "steps") writeStep(variable, scores[at], { values, row: i * d });
      else writeLevel(variable, takeLevel(variable, scores, at), { values, row: i * d });
      at += scoresOf(variable);
    }
  }
  return values;
}

/** Scores with the model's correlations from independent ones. */
export function correlate(
  { root, size }: Pick<NullModel, "root" | "size">,
  independent: Float64Array,
  to: Float64Array,
): void {
  for (let s = 0, row = 0; s < size; s++, row += size) {
    let sum = 0;
    for (let m = 0; m <= s; m++) sum += root[row + m] * independent[m];
    to[s] = sum;
  }
}

/** How many of the cuts lie at or below a score. */
export function stepOf(cuts: Float64Array, score: number): number {
  let low = 0, high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cuts[middle] <= score) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Which of the levels in `order` a respondent takes, by the scores from `at` on. */
export function takeLevel({ cuts }: LevelVariable, scores: Float64Array, at: number): number {
  let position = 0;
  while (position < cuts.length && scores[at + position] < cuts[position]) position++;
  return position;
}

interface Target {
  readonly values: Float64Array;
  /** Where the respondent's row starts. */
  readonly row: number;
}

function writeStep({ column, cuts, values }: StepVariable, score: number, to: Target): void {
  to.values[to.row + column] = values[stepOf(cuts, score)];
}

function writeLevel(
  { first, order, on, off }: LevelVariable,
  position: number,
  { values, row }: Target,
): void {
  values.set(off, row + first);
  const level = order[position];
  if (level < on.length) values[row + first + level] = on[level];
}
