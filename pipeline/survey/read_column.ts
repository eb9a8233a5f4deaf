/** Reading a column respondent by respondent: values, answers, counts. Runs in Deno and browsers. */

import type { Column } from "./column.ts";
import { MISSING_REASONS, type MissingReason } from "./missing.ts";

/** The value of every respondent, O(n).
 * @returns Length n, in the unit of {@link Column.values}; NaN where the answer is missing or the
 * kind has no values (id, text).
 */
export function columnValues(column: Column): Float64Array {
  const { codes, values, missing } = column;
  const levels = values.map((value, level) => missing[level] === 0 ? value : NaN);
  const result = new Float64Array(codes.length);
  for (let i = 0; i < codes.length; i++) result[i] = levels[codes[i]];
  return result;
}

/** Whether a respondent (from 0) answered; an answer without a value, such as open text, counts. */
export function isAnswered(column: Column, respondent: number): boolean {
  return column.missing[column.codes[respondent]] === 0;
}

/** Counts of columns by their codes, which nothing changes: pages ask for them with every run. */
const COUNTED = new WeakMap<Column["codes"], Uint32Array>();

/** How many respondents have each level, O(n) the first time.
 * @returns One count per level, missing ones included; they add up to n.
 */
export function levelCounts(column: Column): Uint32Array {
  const { codes } = column;
  const known = COUNTED.get(codes);
  if (known?.length === column.texts.length) return known.slice();
  const counts = new Uint32Array(column.texts.length);
  for (let i = 0; i < codes.length; i++) counts[codes[i]]++;
  COUNTED.set(codes, counts.slice());
  return counts;
}

/** How much the respondents of each level weigh, O(n).
 * @param weights Of each respondent, length n.
 */
export function levelWeights(column: Column, weights: Float64Array): Float64Array {
  const { codes } = column;
  const sums = new Float64Array(column.texts.length);
  for (let i = 0; i < codes.length; i++) sums[codes[i]] += weights[i];
  return sums;
}

/** How many respondents answered, O(n). */
export function answeredCount(column: Column): number {
  return levelCounts(column).reduce(
    (sum, count, level) => column.missing[level] === 0 ? sum + count : sum,
    0,
  );
}

/** How many cells of some columns hold no answer, by reason, O(n) a column.
 * @returns In the order of {@link MISSING_REASONS}; only reasons that occur.
 */
export function missingByReason(
  columns: readonly Column[],
): { readonly reason: MissingReason; readonly count: number }[] {
  const counts = new Array(MISSING_REASONS.length).fill(0);
  for (const column of columns) {
    if (column.missing.every((reason) => reason === 0)) continue;
    levelCounts(column).forEach((count, level) => counts[column.missing[level]] += count);
  }
  return MISSING_REASONS.map((reason, code) => ({ reason, count: counts[code] }))
    .filter(({ count }, code) => code > 0 && count > 0);
}

/** Whether a column may become a feature: by its kind, and if it is no metadata. */
export function isAnalysed({ kind, metadata }: Column): boolean {
  if (metadata) return false;
  return kind === "numeric" || kind === "binary" || kind === "ordinal" || kind === "nominal";
}
