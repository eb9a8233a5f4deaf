/** Which items of a battery are worded the other way round. Runs in Deno and browsers. */

import { columnValues } from "../survey/read_column.ts";
import type { Column } from "../survey/column.ts";

/** Fewer respondents tell nothing of two items. */
const FEWEST_ANSWERS = 30;
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
  const covariances = covariancesOf(columns.map(columnValues), weights);
  const signs = columns.map(() => 1);
  for (let step = 0; step < 2 * columns.length; step++) {
    const rests = signs.map((_, c) => correlateWithRest(covariances, signs, c));
    const lowest = rests.reduce((best, r, c) => r < rests[best] ? c : best, 0);
    if (!(rests[lowest] < AGAINST)) break;
    signs[lowest] = -signs[lowest];
  }
  const turned = signs.filter((sign) => sign < 0).length;
  const most = 2 * turned > signs.length ? -1 : 1;
  return signs.map((sign) => sign * most < 0);
}

/** Covariances of every two items, p x p; 0 where too few respondents answered both. */
function covariancesOf(
  items: readonly Float64Array[],
  weights: Float64Array | null,
): number[][] {
  const isComplete = new Uint8Array(items[0].length).fill(1);
  for (const values of items) {
    for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i])) isComplete[i] = 0;
  }
  const complete = isComplete.reduce((sum, one) => sum + one, 0);
  const rows = complete >= FEWEST_ANSWERS ? isComplete : isComplete.fill(1);
  const result = items.map(() => new Array<number>(items.length).fill(0));
  items.forEach((a, c) => {
    for (let other = 0; other <= c; other++) {
      result[c][other] = result[other][c] = covarianceOf(a, items[other], { rows, weights });
    }
  });
  return result;
}

function covarianceOf(
  a: Float64Array,
  b: Float64Array,
  { rows, weights }: { readonly rows: Uint8Array; readonly weights: Float64Array | null },
): number {
  let count = 0, total = 0, sumA = 0, sumB = 0;
  for (let i = 0; i < a.length; i++) {
    if (rows[i] === 0 || Number.isNaN(a[i]) || Number.isNaN(b[i])) continue;
    const weight = weights === null ? 1 : weights[i];
    count++;
    total += weight;
    sumA += weight * a[i];
    sumB += weight * b[i];
  }
  if (count < FEWEST_ANSWERS) return 0;
  const meanA = sumA / total, meanB = sumB / total;
  let products = 0;
  for (let i = 0; i < a.length; i++) {
    if (rows[i] === 0 || Number.isNaN(a[i]) || Number.isNaN(b[i])) continue;
    products += (weights === null ? 1 : weights[i]) * (a[i] - meanA) * (b[i] - meanB);
  }
  return products / total;
}

/** The correlation of an item with the sum of the others, signed; 0 where one of them does not vary. */
function correlateWithRest(
  covariances: readonly (readonly number[])[],
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
