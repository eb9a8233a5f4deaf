/** Filling of missing answers from the respondents who answer most alike. Runs in Deno and browsers. */

import { columnValues, isAnalysed, levelCounts } from "../survey/read_column.ts";
import type { StageContext } from "../base/context.ts";
import type { Column } from "../survey/column.ts";
import {
  countMissing,
  type ImputedColumn,
  meanAnswer,
  mostFrequent,
  withFilled,
} from "./impute.ts";

/** Respondents among whom the nearest are sought; more are thinned out at equal steps, so that the
 * work grows with the respondents and not with their square. */
const MOST_DONORS = 5_000;
const VALUE_TOLD = "nearest respondents";

interface Answers {
  /** Row-major n x d: z-scores, or categories; NaN where missing. */
  readonly values: Float64Array;
  readonly d: number;
  readonly isCategory: readonly boolean[];
}

/** Fills gaps with the mean (without an order: the most frequent answer) among the k nearest respondents
 * who answered. Distances are Euclidean over the answers that both gave, in standard deviations and
 * scaled up for those that are missing; a category that differs counts as 1. O(gaps' rows x donors x d).
 * Ties go to the earlier respondent. Without anyone comparable: the column's mean, or its mode.
 * @param k Respondents who fill a gap.
 * @see Troyanskaya et al., Missing value estimation methods for DNA microarrays, 2001,
 * doi:10.1093/bioinformatics/17.6.520; distances as scikit-learn's KNNImputer on z-scores.
 */
export async function imputeNearest(
  columns: readonly Column[],
  k: number,
  context: StageContext,
): Promise<ImputedColumn[]> {
  const analysed = columns.filter((column) =>
    isAnalysed(column) && column.missing.some((reason) => reason === 0)
  );
  const rows = columns[0]?.codes.length ?? 0;
  const answers = tabulate(analysed, rows);
  const step = Math.max(1, Math.ceil(rows / MOST_DONORS));
  const donors = Int32Array.from({ length: Math.ceil(rows / step) }, (_, i) => i * step);
  const filled = analysed.map((column) => columnValues(column));
  const distances = new Float64Array(donors.length);
  for (let i = 0; i < rows; i++) {
    const gaps = analysed.flatMap((_, c) => Number.isNaN(filled[c][i]) ? [c] : []);
    if (gaps.length === 0) continue;
    measure(answers, { row: i, donors, distances });
    for (const c of gaps) {
      filled[c][i] = valueFrom(analysed[c], { donors, distances, c, answers, k });
    }
    const pause = context.checkpoint(i, rows, "nearest respondents");
    if (pause !== undefined) await pause;
  }
  let next = 0;
  return columns.map((column) => {
    if (analysed[next] !== column) return { column, count: 0, value: "", outsideRange: false };
    const values = filled[next++];
    const count = countMissing(column, levelCounts(column));
    const isFull = count === 0;
    return {
      column: isFull ? column : withFilled(column, values),
      count,
      value: isFull ? "" : VALUE_TOLD,
      outsideRange: false,
    };
  });
}

function tabulate(columns: readonly Column[], rows: number): Answers {
  const d = columns.length;
  const values = new Float64Array(rows * d);
  const isCategory = columns.map(({ kind }) => kind === "nominal");
  for (const [c, column] of columns.entries()) {
    const own = columnValues(column);
    const mean = isCategory[c] ? 0 : meanAnswer(column, levelCounts(column));
    const spread = isCategory[c] ? 1 : deviationOf(own, mean);
    for (let i = 0; i < rows; i++) values[i * d + c] = (own[i] - mean) / spread;
  }
  return { values, d, isCategory };
}

/** Population deviation of the answers; 1 where they do not vary. */
function deviationOf(values: Float64Array, mean: number): number {
  let squares = 0, count = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    squares += (value - mean) ** 2;
    count++;
  }
  return squares > 0 ? Math.sqrt(squares / count) : 1;
}

/** Squared distances from a row to the donors; NaN where they answered nothing in common. */
function measure(
  { values, d, isCategory }: Answers,
  { row, donors, distances }: { row: number; donors: Int32Array; distances: Float64Array },
): void {
  const from = row * d;
  for (let j = 0; j < donors.length; j++) {
    const to = donors[j] * d;
    let sum = 0, shared = 0;
    for (let c = 0; c < d; c++) {
      const difference = values[from + c] - values[to + c];
      if (Number.isNaN(difference)) continue;
      sum += isCategory[c] ? (difference === 0 ? 0 : 1) : difference * difference;
      shared++;
    }
    distances[j] = shared === 0 || donors[j] === row ? NaN : sum * d / shared;
  }
}

function valueFrom(
  column: Column,
  { donors, distances, c, answers: { values, d }, k }: {
    donors: Int32Array;
    distances: Float64Array;
    c: number;
    answers: Answers;
    k: number;
  },
): number {
  const nearest: number[] = [];
  for (let j = 0; j < donors.length; j++) {
    const isUsable = !Number.isNaN(distances[j]) && !Number.isNaN(values[donors[j] * d + c]);
    if (!isUsable) continue;
    if (nearest.length === k && distances[j] >= distances[nearest[k - 1]]) continue;
    let at = Math.min(nearest.length, k - 1);
    while (at > 0 && distances[nearest[at - 1]] > distances[j]) {
      nearest[at] = nearest[at - 1];
      at--;
    }
    nearest[at] = j;
  }
  const counts = levelCounts(column);
  if (nearest.length === 0) {
    return column.kind === "nominal" ? mostFrequent(column, counts) : meanAnswer(column, counts);
  }
  const found = nearest.map((j) => column.values[column.codes[donors[j]]]);
  return column.kind === "nominal"
    ? modeOf(found)
    : found.reduce((sum, value) => sum + value, 0) / found.length;
}

/** The most frequent number, the smallest of equally frequent ones. */
function modeOf(values: readonly number[]): number {
  const count = (value: number) => values.filter((other) => other === value).length;
  return values.reduce((best, value) =>
    count(value) > count(best) || (count(value) === count(best) && value < best) ? value : best
  );
}
