/** Respondents as categories and numbers side by side, for k-modes and k-prototypes. Runs in Deno and browsers. */

import type { Answers } from "../../features/answers.ts";
import { answerOf } from "../../features/tails.ts";
import { columnMeans } from "../../numeric/statistics.ts";
import type { AnswerLevel, Features } from "../../features/feature_matrix.ts";

/** n respondents with q categories and p numbers each. */
export interface MixedRows {
  readonly n: number;
  readonly q: number;
  readonly p: number;
  /** Row-major n x q, from 0. */
  readonly codes: Int32Array;
  /** How many codes each of the q columns has. */
  readonly levels: Int32Array;
  /** Row-major n x p, each column of mean 0. */
  readonly numbers: Float64Array;
}

/** A typical respondent of each of k segments. */
export interface Prototypes {
  /** Row-major k x q. */
  readonly modes: Int32Array;
  /** Row-major k x p, in units of {@link MixedRows.numbers}. */
  readonly means: Float64Array;
}

/** Lays answers out row by row; numbers are scaled as the features are. */
export function toMixedRows({ n, categories, numbers }: Answers, features: Features): MixedRows {
  const q = categories.length, p = numbers.length;
  const codes = new Int32Array(n * q);
  categories.forEach((column, c) => {
    for (let i = 0; i < n; i++) codes[i * q + c] = column.codes[i];
  });
  const scaled = new Float64Array(n * p);
  const means = numberMeans({ numbers }, features);
  numbers.forEach(({ feature }, c) => {
    for (let i = 0; i < n; i++) {
      scaled[i * p + c] = features.values[i * features.d + feature] - means[c];
    }
  });
  const levels = Int32Array.from(categories, (column) => column.levels.length);
  return { n, q, p, codes, levels, numbers: scaled };
}

/** How much an unlike category counts beside squared distances: half the mean standard deviation of
 * the numbers (population), or 1 where no number varies.
 * @see Huang, Clustering large data sets with mixed numeric and categorical values, 1997.
 */
export function usualGamma({ n, p, numbers }: MixedRows): number {
  let deviations = 0;
  for (let c = 0; c < p; c++) {
    let squares = 0;
    for (let i = 0, at = c; i < n; i++, at += p) squares += numbers[at] ** 2;
    deviations += Math.sqrt(squares / n);
  }
  return deviations > 0 ? 0.5 * deviations / p : 1;
}

/** Writes prototypes as answers: categories first, then numbers in their columns' own units. */
export function describePrototypes(
  { modes, means }: Prototypes,
  { categories, numbers }: Answers,
  features: Features,
): AnswerLevel[][] {
  const q = categories.length, p = numbers.length;
  const centers = numberMeans({ numbers }, features);
  const k = q > 0 ? modes.length / q : means.length / p;
  return Array.from({ length: k }, (_, m) => [
    ...categories.map(({ column, levels }, c) => ({ column, level: levels[modes[m * q + c]] })),
    ...numbers.map(({ column, feature }, c) => ({
      column,
      level: inOwnUnit(
        (means[m * p + c] + centers[c]) * features.scale[feature] + features.center[feature],
        { column, features },
      ),
    })),
  ]);
}

/** Of numbers that count by their logarithm the answer that has it. */
function inOwnUnit(
  value: number,
  { column, features }: { column: string; features: Features },
): number {
  const tamed = features.tails?.find((each) => each.column === column);
  return tamed?.isLog === true ? answerOf(value) : value;
}

function numberMeans({ numbers }: Pick<Answers, "numbers">, features: Features): Float64Array {
  const means = columnMeans(features);
  return Float64Array.from(numbers, ({ feature }) => means[feature]);
}
