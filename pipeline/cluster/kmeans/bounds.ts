/** Error bounds of k-means' 32-bit filter: which nearest centroid is certain. Runs in Deno and browsers. */

/** Half the distance between 1 and the next 32-bit number. */
const ROUNDING = 2 ** -24;
/** The same of 64-bit numbers. */
const FINE_ROUNDING = 2 ** -53;
/** For products of rounding errors, and for bounds that are themselves rounded. */
const SAFETY = 1.01;
const INFLATION = 2 ** -20;
/** Above what products below the least 32-bit number lose. */
const UNDERFLOW = 1e-36;

/** By how much a margin between two scores may be wrong: offset + slope x length of the row. */
export interface MarginError {
  readonly offset: number;
  readonly slope: number;
  /** A true margin above this is one in 64 bits too. */
  readonly least: number;
}

/** Bounds the error of the difference of two scores |c|^2 / 2 - row x c in 32 bits.
 * A product of w numbers in four sums of w / 4 is wrong by at most (w / 4 + 2) roundings of
 * |row| |c|; the conversions to 32 bits and the subtraction add the rest.
 * @param width Numbers a row. @param longest Length of the longest row.
 * @param reach Length of the longest centroid.
 * @see Higham, Accuracy and Stability of Numerical Algorithms, 2002, chapter 3.
 */
export function marginError(
  { width, longest, reach }: { width: number; longest: number; reach: number },
): MarginError {
  const least = SAFETY * 2 * (width + 4) * FINE_ROUNDING * (longest + reach) ** 2 + UNDERFLOW;
  return {
    offset: SAFETY * (8 * ROUNDING * reach * reach + least),
    slope: SAFETY * 2 * (width / 4 + 8) * ROUNDING * reach,
    least,
  };
}

/** What a margin loses at most when centroids move, for a row of segment a and length r:
 * the largest over c of r |move_a - move_c| - (|c'|^2 - |c|^2 - |a'|^2 + |a|^2) / 2. As a function of r
 * that is convex, so it lies below its chord from the shortest to the longest row.
 * @param before Centroids in the filter's units, k x d. @param after Where they are now.
 * @param target Offset and slope for the segments -1..k-1, in 32 bits; segment -1 has none.
 */
export function writeLoosening(
  before: Float64Array,
  after: Float64Array,
  { k, shortest, longest, target }: {
    readonly k: number;
    readonly shortest: number;
    readonly longest: number;
    readonly target: Float32Array;
  },
): void {
  const d = before.length / k;
  const moves = after.map((value, i) => value - before[i]);
  const halves = halfSquares(before, k);
  const rise = halfSquares(after, k).map((half, c) => half - halves[c]);
  const reach = Math.max(longestRow(before, k), longestRow(after, k));
  const rounding = (d + 8) * 8 * FINE_ROUNDING * (longest + reach) ** 2;
  const gaps = moveGaps(moves, k);
  for (let a = 0; a < k; a++) {
    let low = k === 1 ? 0 : -Infinity;
    let high = low;
    for (let c = 0; c < k; c++) {
      if (c === a) continue;
      low = Math.max(low, shortest * gaps[a * k + c] - rise[c] + rise[a]);
      high = Math.max(high, longest * gaps[a * k + c] - rise[c] + rise[a]);
    }
    const slope = longest > shortest ? (high - low) / (longest - shortest) : 0;
    const offset = longest > shortest ? low - slope * shortest : high;
    const size = Math.abs(offset) + Math.abs(low) + Math.abs(slope) * longest;
    target[2 * a + 2] = offset + INFLATION * size + rounding;
    target[2 * a + 3] = slope;
  }
}

/** |c|^2 / 2 of each of k rows. */
export function halfSquares(rows: Float64Array, k: number): Float64Array {
  const d = rows.length / k;
  const halves = new Float64Array(k);
  for (let c = 0, i = 0; c < k; c++) {
    for (; i < (c + 1) * d; i++) halves[c] += rows[i] * rows[i] / 2;
  }
  return halves;
}

/** Length of the longest of k rows. */
export function longestRow(rows: Float64Array, k: number): number {
  return Math.sqrt(2 * halfSquares(rows, k).reduce((most, half) => Math.max(most, half), 0));
}

/** Distance between every two of k rows, k x k. */
function moveGaps(moves: Float64Array, k: number): Float64Array {
  const d = moves.length / k;
  const gaps = new Float64Array(k * k);
  for (let a = 0; a < k; a++) {
    for (let c = a + 1; c < k; c++) {
      let sum = 0;
      for (let i = 0, p = a * d, q = c * d; i < d; i++, p++, q++) sum += (moves[p] - moves[q]) ** 2;
      gaps[a * k + c] = gaps[c * k + a] = Math.sqrt(sum);
    }
  }
  return gaps;
}
