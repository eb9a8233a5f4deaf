/** Products of columns and projections of small whole numbers, such as answers on a scale. Runs in Deno and browsers. */

import type { Matrix } from "./matrix.ts";
import type { CrossProductOptions, CrossProducts } from "./cross_products.ts";
import { addressesOf, arenaBytes, openKernels } from "./kernels.ts";
import { ANSWER_KERNELS, FIELD } from "./twins/answers.ts";

/** Answers as codes, a byte for every two columns of a row. */
export interface CodedAnswers {
  readonly n: number;
  readonly d: number;
  /** n x {@link across}: (first + reach) + (second + reach) (2 reach + 1), counted from the middle. */
  readonly codes: Uint8Array;
  readonly across: number;
  readonly middle: number;
  readonly reach: number;
}

/** Two values of this reach have a product of 6 bits, and 255 codes at most. */
const MOST_REACH = 7;
/** Enough rows to see what scale the answers are on. */
const SAMPLED_ROWS = 256;
/** Doubles of a block, which stays in the second-level cache with what is made of it. */
const BLOCK_VALUES = 12_800;
/** Fewer rows would load and store sums more than add to them. */
const LEAST_ROWS = 32;
/** Fewer rows for each entry of a table would not pay for filling it. */
const ROWS_PER_CELL = 16;
/** Bytes of tables that stay in the second-level cache. */
const MOST_TABLE_BYTES = 400_000;

/** As `crossProducts`, where all values are whole and lie within 15 of each other. Every sum is of whole
 * numbers and exact until the means are taken out, so that no order of rows changes a bit.
 * @returns null where the values are not such, which is mostly seen at once.
 */
export async function answerProducts(
  x: Matrix,
  { context, kind = "auto" }: CrossProductOptions,
): Promise<CrossProducts & { readonly answers: CodedAnswers } | null> {
  const scale = sampledScale(x);
  if (scale === null) return null;
  const { middle, reach } = scale;
  const { n, d, values } = x;
  const width = roundUp(d + 1, 8), across = width / 2;
  // Fields are signed: what they sum between two splits stays below half of their range.
  const most = Math.floor((2 ** (FIELD - 1) - 1) / reach ** 2);
  const rows = Math.min(even(most), Math.max(LEAST_ROWS, roundUp(BLOCK_VALUES / d, 8)));
  const count = roundUp(rows * d, 8);
  const sizes = [8 * count, 2 * (count + 8), 4 * rows * width / 2, 2 * rows * width / 2];
  sizes.push(rows * across, 2 * width * width, 8 * width * width);
  const { run, arena } = openKernels(ANSWER_KERNELS, arenaBytes(sizes), kind);
  const source = arena.float64(count), narrow = arena.int32((count + 8) / 2);
  const right = arena.int32(rows * width / 2), left = arena.int32(rows * width / 4);
  const block = arena.int32(rows * across / 4), sums = arena.int32(width * width / 2);
  const totals = arena.float64(width * width);
  const laidOut = addressesOf({ source: narrow, right, left, codes: block });
  const codes = new Uint8Array(n * across);
  const coded = new Uint8Array(block.buffer, block.byteOffset, rows * across);
  // What is not there lies in the middle and adds nothing but to the count of rows.
  source.fill(middle);
  for (let i = 0, held = 0; i < n; i += rows) {
    const here = Math.min(rows, n - i);
    if (here < rows) source.fill(middle);
    source.set(values.subarray(i * d, (i + here) * d));
    if (run.narrow(source.byteOffset, narrow.byteOffset, count, middle, reach) === 0) return null;
    run.layOut({ ...laidOut, rows, d, width, reach });
    if (held + rows > most) {
      run.splitFields(sums.byteOffset, totals.byteOffset, width);
      held = 0;
    }
    run.addProducts(right.byteOffset, left.byteOffset, sums.byteOffset, rows, width);
    held += rows;
    codes.set(here < rows ? coded.subarray(0, here * across) : coded, i * across);
    const pause = context.checkpoint(i, n, "covariance");
    if (pause !== undefined) await pause;
  }
  run.splitFields(sums.byteOffset, totals.byteOffset, width);
  const answers = { n, d, codes, across, middle, reach };
  return { ...centred(totals, { n, d, width, middle }), answers };
}

function centred(
  totals: Float64Array,
  { n, d, width, middle }: { n: number; d: number; width: number; middle: number },
): CrossProducts {
  const means = new Float64Array(d);
  const products = new Float64Array(d * d);
  for (let a = 0; a < d; a++) {
    const sum = totals[a * width + d];
    means[a] = middle + sum / n;
    for (let b = a; b < d; b++) {
      const shared = totals[a * width + b] - sum * totals[b * width + d] / n;
      products[a * d + b] = products[b * d + a] = shared;
    }
  }
  return { means, products: { values: products, n: d, d } };
}

/** Middle and reach of the values of rows at equal steps; null where they are not small whole numbers. */
function sampledScale({ n, d, values }: Matrix): { middle: number; reach: number } | null {
  let least = values[0], most = values[0];
  const step = Math.ceil(n / SAMPLED_ROWS);
  for (let i = 0; i < n; i += step) {
    for (let p = i * d; p < (i + 1) * d; p++) {
      const value = values[p];
      if (!Number.isInteger(value)) return null;
      if (value < least) least = value;
      if (value > most) most = value;
    }
    if (most - least > 2 * MOST_REACH) return null;
  }
  const middle = Math.floor((least + most) / 2);
  // Not 0, since the column of ones is coded too.
  const reach = Math.max(1, most - middle);
  return Math.abs(middle) < 2 ** 31 ? { middle, reach } : null;
}

/** Projects coded answers on directions as `projectRows` does, n (d / 2) m additions: what two answers
 * add to the scores is looked up in a table of all there can be.
 * @returns null where tables would cost more than they spare.
 */
export async function projectAnswers(
  { n, d, codes, across, middle, reach }: CodedAnswers,
  { means, directions }: { readonly means: Float64Array; readonly directions: Matrix },
  { context, kind = "auto" }: CrossProductOptions,
): Promise<Matrix | null> {
  const m = directions.n;
  const padded = roundUp(m, 2), pairs = Math.ceil(d / 2), span = 2 * reach + 1, cells = span ** 2;
  if (8 * pairs * cells * padded > MOST_TABLE_BYTES || cells * ROWS_PER_CELL > n) return null;
  const rows = Math.max(4, roundUp(BLOCK_VALUES / Math.max(across, padded), 4));
  const sizes = [rows * across, 8 * pairs * cells * padded, 8 * padded, 8 * rows * padded];
  const { run, arena } = openKernels(ANSWER_KERNELS, arenaBytes(sizes), kind);
  const block = arena.int32(rows * across / 4), tables = arena.float64(pairs * cells * padded);
  const start = arena.float64(padded), target = arena.float64(rows * padded);
  const addresses = addressesOf({ codes: block, tables, start, target });
  const coded = new Uint8Array(block.buffer, block.byteOffset, rows * across);
  fillTables(tables, { d, middle, reach, padded }, { means, directions });
  const scores = new Float64Array(n * m);
  for (let i = 0; i < n; i += rows) {
    const here = Math.min(rows, n - i);
    coded.set(codes.subarray(i * across, (i + here) * across));
    run.lookUp({ ...addresses, rows: here, pairs, across, cells, m: padded });
    if (padded === m) scores.set(target.subarray(0, here * m), i * m);
    else {
      for (let r = 0; r < here; r++) {
        for (let k = 0; k < m; k++) scores[(i + r) * m + k] = target[r * padded + k];
      }
    }
    const pause = context.checkpoint(i, n, "projection");
    if (pause !== undefined) await pause;
  }
  return { values: scores, n, d: m };
}

/** What two columns add to each score, for all that they can hold. */
function fillTables(
  tables: Float64Array,
  { d, middle, reach, padded }: { d: number; middle: number; reach: number; padded: number },
  { means, directions }: { readonly means: Float64Array; readonly directions: Matrix },
): void {
  const { values: weights, n: m } = directions;
  const least = middle - reach, most = middle + reach;
  for (let c = 0, at = 0; c < d; c += 2) {
    // An odd number of columns leaves the last alone.
    const hasSecond = c + 1 < d;
    for (let second = least; second <= most; second++) {
      const other = hasSecond ? second - means[c + 1] : 0;
      for (let first = least; first <= most; first++, at += padded) {
        const own = first - means[c];
        for (let k = 0, from = c; k < m; k++, from += d) {
          tables[at + k] = own * weights[from] + (hasSecond ? other * weights[from + 1] : 0);
        }
      }
    }
  }
}

function roundUp(count: number, multiple: number): number {
  return Math.ceil(count / multiple) * multiple;
}

function even(count: number): number {
  return count - count % 2;
}
