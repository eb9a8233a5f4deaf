/** The condensed distance matrix: each pair of rows once. Runs in Deno and browsers. */

import type { StageContext } from "../context.ts";
import { DataError } from "../errors.ts";
import { squaredDistance } from "../numeric/matrix.ts";
import type { Matrix } from "../types.ts";

const BYTES_PER_PAIR = 8;

/** Bytes the matrix may take; a process of twice this size is what common machines bear. */
const MOST_BYTES = 3 * 2 ** 30;

/** The largest number of respondents whose pairs fit in a number of bytes. */
export function largestFit(bytes: number): number {
  return Math.floor((1 + Math.sqrt(1 + 8 * bytes / BYTES_PER_PAIR)) / 2);
}

/** Where row i starts: the pair (i, j), i < j, is at `rowStart(i, n) + j`. */
export function rowStart(i: number, n: number): number {
  return i * n - i * (i + 1) / 2 - i - 1;
}

/** Squared Euclidean distances of all pairs of rows, O(n^2 d) time, 4 n (n - 1) bytes.
 * @returns Pairs (0,1), (0,2), ..., (n-2,n-1) in squared units.
 * @throws {DataError} If it would not fit, naming the largest n that would.
 */
export async function squaredDistances(x: Matrix, context: StageContext): Promise<Float64Array> {
  const { n } = x;
  const pairs = allocatePairs(n);
  for (let i = 0, p = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++, p++) pairs[p] = squaredDistance(x, i, x, j);
    const pause = context.checkpoint(p, pairs.length, "distances");
    if (pause !== undefined) await pause;
  }
  return pairs;
}

function allocatePairs(n: number): Float64Array {
  const count = n * (n - 1) / 2;
  if (count * BYTES_PER_PAIR > MOST_BYTES) throw tooLarge(n, MOST_BYTES);
  try {
    return new Float64Array(count);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw tooLarge(n, Math.min(MOST_BYTES, count * BYTES_PER_PAIR / 2));
  }
}

function tooLarge(n: number, bytes: number): DataError {
  return new DataError(
    `Cannot build a tree of ${n} respondents: the distances of all pairs must fit in memory, which ` +
      `allows up to ${
        largestFit(bytes)
      } respondents. Use clustering.method kmeans or linkage single.`,
  );
}
