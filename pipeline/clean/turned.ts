/** Which items of a battery are worded the other way round. Runs in Deno and browsers. */

import { columnValues, levelCounts } from "../survey/read_column.ts";
import { numbersAt } from "../base/buffers.ts";
import type { StageContext } from "../base/context.ts";
import type { Column } from "../survey/column.ts";

/** Fewer respondents tell nothing of two items. */
const FEWEST_ANSWERS = 30;
/** Products of two answers that the pairs of a battery's items may cost, which is a second or two. */
const MOST_PRODUCTS = 1e9;
/** A rest that varies less than this share of the items' variances is left over from rounding. */
const ROUNDING = 1e-12;
/** Respondents of a block: thirty items of them stay in the second-level cache. */
const BLOCK_ROWS = 256;
/** Items that correlate less than this with the rest of their battery run against it. */
export const AGAINST = -0.1;

/** Finds the items to turn round so that all items of a battery point the same way: as long as an item's
 * correlation with the sum of the others is below -0.1, the lowest of them is turned (back, if it was).
 * One look at the items as worded is not enough: where two of five are worded the other way round, an
 * item that is not runs against their sum too. Of the two ways in which all can point, most items keep
 * theirs. Covariances are over the respondents who answered all items; where these are under 30, over
 * those who answered both. O(n items^2), bounded by taking some respondents at equal steps.
 * @param weights Of each respondent, or null.
 * @see Item-rest correlation: Nunnally, Bernstein, Psychometric Theory, 1994.
 */
export async function findTurned(
  columns: readonly Column[],
  weights: Float64Array | null,
  context: StageContext,
): Promise<boolean[]> {
  const items = columns.map(columnValues);
  return turnedAmongComplete(items, weights) ??
    turnedBy(await pairwiseCovariances(items, weights, context));
}

/** {@link findTurned} where every respondent answered all items. */
export function findTurnedWhole(
  columns: readonly Column[],
  weights: Float64Array | null,
): boolean[] {
  const turned = columns.every(isWhole)
    ? turnedAmongAll(columns, weights)
    : turnedAmongComplete(columns.map(columnValues), weights);
  return turned ?? columns.map(() => false);
}

function isWhole(column: Column): boolean {
  const counts = levelCounts(column);
  return column.values.every((value, level) =>
    counts[level] === 0 || column.missing[level] === 0 && !Number.isNaN(value)
  );
}

/** {@link turnedAmongComplete} without gaps: of very many respondents only those who are taken are read. */
function turnedAmongAll(
  columns: readonly Column[],
  weights: Float64Array | null,
): boolean[] | null {
  const all = columns[0].codes.length, step = stepOver(all, columns.length);
  const rows = Int32Array.from({ length: Math.ceil(all / step) }, (_, at) => at * step);
  if (rows.length < FEWEST_ANSWERS) return null;
  const items = columns.map(({ codes, values }) => {
    const taken = new Float64Array(rows.length);
    for (let i = 0; i < taken.length; i++) taken[i] = values[codes[rows[i]]];
    return taken;
  });
  const own = weights === null ? null : numbersAt(weights, rows);
  return turnedBy(covariancesOver(rows.map((_, at) => at), items, own));
}

/** Null where too few respondents answered all items. */
function turnedAmongComplete(
  items: readonly Float64Array[],
  weights: Float64Array | null,
): boolean[] | null {
  const rows = completeRows(items);
  return rows.length < FEWEST_ANSWERS ? null : turnedBy(covariancesOver(rows, items, weights));
}

/** {@link findTurned} where the covariances are known. O(items^2): a turn changes each sum by one term. */
export function turnedBy(covariances: Covariances): boolean[] {
  const signs = covariances.map(() => 1);
  const sums = covariances.map((row) => row.reduce((sum, each) => sum + each, 0));
  for (let step = 0; step < 2 * signs.length; step++) {
    const rests = correlateWithRests(covariances, sums);
    const lowest = rests.reduce((best, r, c) => r < rests[best] ? c : best, 0);
    if (!(rests[lowest] < AGAINST)) break;
    const own = covariances[lowest][lowest];
    signs[lowest] = -signs[lowest];
    covariances[lowest].forEach((covariance, c) => {
      if (c !== lowest) sums[c] += 2 * signs[c] * signs[lowest] * covariance;
    });
    sums[lowest] = own - (sums[lowest] - own);
  }
  const turned = signs.filter((sign) => sign < 0).length;
  const most = 2 * turned > signs.length ? -1 : 1;
  return signs.map((sign) => sign * most < 0);
}

/** The correlation of each item with the sum of the others; 0 where one of them does not vary.
 * @param sums Each item's covariances with all, its own among them, signed as the items are turned.
 */
function correlateWithRests(covariances: Covariances, sums: readonly number[]): number[] {
  const total = sums.reduce((all, sum) => all + sum, 0);
  const variances = covariances.reduce((all, row, c) => all + row[c], 0);
  return sums.map((sum, c) => {
    const own = covariances[c][c];
    const rest = total - 2 * sum + own;
    return own > 0 && rest > ROUNDING * variances ? (sum - own) / Math.sqrt(own * rest) : 0;
  });
}

/** Covariances of every two items, p x p. */
export type Covariances = readonly (readonly number[])[];

/** Positions of the respondents who answered all items, rising; at equal steps among them where
 * items^2 x respondents is beyond {@link MOST_PRODUCTS}.
 */
export function completeRows(items: readonly Float64Array[]): Int32Array {
  const rows = new Int32Array(items[0].length);
  let count = 0;
  for (let i = 0; i < rows.length; i++) {
    let isComplete = true;
    for (let c = 0; c < items.length && isComplete; c++) isComplete = items[c][i] === items[c][i];
    if (isComplete) rows[count++] = i;
  }
  const step = stepOver(count, items.length);
  return rows.subarray(0, count).filter((_, at) => at % step === 0);
}

/** Every how many respondents one is taken. */
function stepOver(respondents: number, items: number): number {
  return Math.max(1, Math.ceil(respondents * items * items / MOST_PRODUCTS));
}

/** Covariances of every two items over the respondents who answered both; 0 where these are under 30.
 * Respondents are thinned out as in {@link completeRows}.
 */
async function pairwiseCovariances(
  items: readonly Float64Array[],
  weights: Float64Array | null,
  context: StageContext,
): Promise<Covariances> {
  const step = stepOver(items[0].length, items.length);
  const taken = items.map((answers) => centre(answers, { step, weights }));
  const result = items.map(() => new Array<number>(items.length).fill(0));
  for (let a = 0; a < items.length; a++) {
    for (let b = 0; b <= a; b++) result[a][b] = result[b][a] = covarianceOf(taken[a], taken[b]);
    const pause = context.checkpoint(a, items.length, "items worded the other way round");
    if (pause !== undefined) await pause;
  }
  return result;
}

/** An item's answers, ready to be set against another's. */
interface CentredItem {
  /** 1 where answered, else 0. */
  readonly given: Float64Array;
  /** The respondent's weight where answered, else 0. */
  readonly weight: Float64Array;
  /** Answers less their weighted mean, 0 where there is none. */
  readonly values: Float64Array;
}

function centre(
  answers: Float64Array,
  { step, weights }: { readonly step: number; readonly weights: Float64Array | null },
): CentredItem {
  const values = answers.filter((_, i) => i % step === 0);
  const given = values.map((value) => Number.isNaN(value) ? 0 : 1);
  const weight = weights === null ? given : given.map((one, i) => one * weights[i * step]);
  let sum = 0, mass = 0;
  for (let i = 0; i < values.length; i++) {
    if (given[i] === 0) continue;
    sum += weight[i] * values[i];
    mass += weight[i];
  }
  const mean = mass > 0 ? sum / mass : 0;
  return { given, weight, values: values.map((value, i) => given[i] === 0 ? 0 : value - mean) };
}

/** The covariance of two items over the respondents who answered both; 0 where these are under 30. */
function covarianceOf(a: CentredItem, b: CentredItem): number {
  const { weight, values } = a;
  const { given, values: others } = b;
  let count = 0, mass = 0, sumA = 0, sumB = 0, products = 0;
  for (let i = 0; i < values.length; i++) {
    const shared = weight[i] * given[i];
    count += a.given[i] * given[i];
    mass += shared;
    sumA += shared * values[i];
    sumB += shared * others[i];
    products += shared * values[i] * others[i];
  }
  if (count < FEWEST_ANSWERS || !(mass > 0)) return 0;
  return (products - sumA * (sumB / mass)) / mass;
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
      addProducts(products[c], { item: weighted[c], others: centred, most: c, count });
    }
  }
  for (let c = 0; c < p; c++) {
    for (let other = 0; other < c; other++) products[other][c] = products[c][other];
  }
  return products.map((sums) => sums.map((sum) => sum / total));
}

/** Adds an item's products with others up to one of them. Four sums grow side by side, as each has to wait
 * for its last addition; the order within a sum is that of the respondents.
 */
function addProducts(
  sums: number[],
  { item, others, most, count }: {
    readonly item: Float64Array;
    readonly others: readonly Float64Array[];
    readonly most: number;
    readonly count: number;
  },
): void {
  let other = 0;
  for (; other + 3 <= most; other += 4) {
    const a = others[other], b = others[other + 1], c = others[other + 2], d = others[other + 3];
    let ofA = sums[other], ofB = sums[other + 1], ofC = sums[other + 2], ofD = sums[other + 3];
    for (let i = 0; i < count; i++) {
      const value = item[i];
      ofA += value * a[i];
      ofB += value * b[i];
      ofC += value * c[i];
      ofD += value * d[i];
    }
    sums[other] = ofA;
    sums[other + 1] = ofB;
    sums[other + 2] = ofC;
    sums[other + 3] = ofD;
  }
  for (; other <= most; other++) {
    const a = others[other];
    let sum = sums[other];
    for (let i = 0; i < count; i++) sum += item[i] * a[i];
    sums[other] = sum;
  }
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

/** The correlation of an item with the sum of the others, as worded; 0 where one of them does not vary. */
export function correlateWithRest(covariances: Covariances, item: number): number {
  let shared = 0, rest = 0;
  for (let a = 0; a < covariances.length; a++) {
    if (a === item) continue;
    shared += covariances[item][a];
    for (let b = 0; b < covariances.length; b++) if (b !== item) rest += covariances[a][b];
  }
  const own = covariances[item][item];
  return own > 0 && rest > 0 ? shared / Math.sqrt(own * rest) : 0;
}
