/** Which items of a battery are worded the other way round. Runs in Deno and browsers. */

import { columnValues } from "../survey/read_column.ts";
import type { Column } from "../survey/column.ts";

/** Fewer respondents tell nothing of two items. */
const FEWEST_ANSWERS = 30;
/** Respondents of a block: thirty items of them stay in the second-level cache. */
const BLOCK_ROWS = 256;
/** Items that correlate less than this with the rest of their battery run against it. */
export const AGAINST = -0.1;

/** Finds the items to turn round so that all items of a battery point the same way: as long as an item's
 * correlation with the sum of the others is below -0.1, the lowest of them is turned (back, if it was).
 * One look at the items as worded is not enough: where two of five are worded the other way round, an
 * item that is not runs against their sum too. Of the two ways in which all can point, most items keep
 * theirs. Covariances are over the respondents who answered all items; where these are under 30, over
 * those who answered both. O(n items^2).
 * @param weights Of each respondent, or null.
 * @see Item-rest correlation: Nunnally, Bernstein, Psychometric Theory, 1994.
 */
export function findTurned(columns: readonly Column[], weights: Float64Array | null): boolean[] {
  return turnedBy(covariancesOf(columns.map(columnValues), weights));
}

/** {@link findTurned} where the covariances are known. */
export function turnedBy(covariances: Covariances): boolean[] {
  const signs = covariances.map(() => 1);
  for (let step = 0; step < 2 * signs.length; step++) {
    const rests = signs.map((_, c) => correlateWithRest(covariances, signs, c));
    const lowest = rests.reduce((best, r, c) => r < rests[best] ? c : best, 0);
    if (!(rests[lowest] < AGAINST)) break;
    signs[lowest] = -signs[lowest];
  }
  const turned = signs.filter((sign) => sign < 0).length;
  const most = 2 * turned > signs.length ? -1 : 1;
  return signs.map((sign) => sign * most < 0);
}

/** Covariances of every two items, p x p. */
export type Covariances = readonly (readonly number[])[];

/** Positions of the respondents who answered all items, rising. */
export function completeRows(items: readonly Float64Array[]): Int32Array {
  const rows = new Int32Array(items[0].length);
  let count = 0;
  for (let i = 0; i < rows.length; i++) {
    let isComplete = true;
    for (let c = 0; c < items.length && isComplete; c++) isComplete = items[c][i] === items[c][i];
    if (isComplete) rows[count++] = i;
  }
  return rows.slice(0, count);
}

/** Covariances of every two items; 0 where too few respondents answered both. */
function covariancesOf(items: readonly Float64Array[], weights: Float64Array | null): Covariances {
  const complete = completeRows(items);
  if (complete.length >= FEWEST_ANSWERS) return covariancesOver(complete, items, weights);
  const result = items.map(() => new Array<number>(items.length).fill(0));
  items.forEach((a, c) => {
    for (let other = 0; other <= c; other++) {
      result[c][other] = result[other][c] = covarianceOf(a, items[other], weights);
    }
  });
  return result;
}

/** Covariances over some respondents, block by block, so that all pairs of items pass over what lies in the
 * first-level cache; each sum takes its respondents one after another.
 * @param rows Positions; there is at least one.
 */
export function covariancesOver(
  rows: Int32Array,
  items: readonly Float64Array[],
  weights: Float64Array | null,
): Covariances {
  const p = items.length;
  const total = weights === null ? rows.length : weightedSum(rows, null, weights);
  const means = items.map((values) => weightedSum(rows, values, weights) / total);
  const centred = items.map(() => new Float64Array(BLOCK_ROWS));
  const weighted = weights === null ? centred : items.map(() => new Float64Array(BLOCK_ROWS));
  const products = items.map(() => new Array<number>(p).fill(0));
  for (let from = 0; from < rows.length; from += BLOCK_ROWS) {
    const count = Math.min(BLOCK_ROWS, rows.length - from);
    for (let c = 0; c < p; c++) {
      for (let i = 0; i < count; i++) {
        const row = rows[from + i];
        centred[c][i] = items[c][row] - means[c];
        if (weights !== null) weighted[c][i] = weights[row] * centred[c][i];
      }
      for (let other = 0; other <= c; other++) {
        const a = weighted[c], b = centred[other];
        let sum = products[c][other];
        for (let i = 0; i < count; i++) sum += a[i] * b[i];
        products[c][other] = products[other][c] = sum;
      }
    }
  }
  return products.map((sums) => sums.map((sum) => sum / total));
}

/** Sum over some respondents; of the weights themselves where there are no values. */
function weightedSum(
  rows: Int32Array,
  values: Float64Array | null,
  weights: Float64Array | null,
): number {
  let sum = 0;
  for (const row of rows) {
    sum += (weights === null ? 1 : weights[row]) * (values === null ? 1 : values[row]);
  }
  return sum;
}

/** The covariance of two items over the respondents who answered both; 0 where these are too few. */
function covarianceOf(a: Float64Array, b: Float64Array, weights: Float64Array | null): number {
  const rows = completeRows([a, b]);
  return rows.length < FEWEST_ANSWERS ? 0 : covariancesOver(rows, [b, a], weights)[1][0];
}

/** The correlation of an item with the sum of the others, signed; 0 where one of them does not vary. */
export function correlateWithRest(
  covariances: Covariances,
  signs: readonly number[],
  item: number,
): number {
  let shared = 0, rest = 0;
  for (let a = 0; a < signs.length; a++) {
    if (a === item) continue;
    shared += signs[item] * signs[a] * covariances[item][a];
    for (let b = 0; b < signs.length; b++) {
      if (b !== item) rest += signs[a] * signs[b] * covariances[a][b];
    }
  }
  const own = covariances[item][item];
  return own > 0 && rest > 0 ? shared / Math.sqrt(own * rest) : 0;
}
