/** The square of all distances, in 32 bits, for methods that read whole rows of it. Runs in Deno and browsers. */

import type { StageContext } from "../context.ts";
import { DataError } from "../errors.ts";
import type { RowDistances } from "../numeric/row_distances.ts";
import { MOST_BYTES } from "./condensed.ts";

const BYTES = 4;

/** Measures every pair once, O(n^2) distances and 4 n^2 bytes.
 * @returns Row-major n x n, symmetric, rounded to 32 bits: equal distances stay equal, and none that
 * is larger becomes smaller.
 * @throws {DataError} If it would not fit, naming the largest n that would.
 */
export async function squareOf(
  distances: RowDistances,
  context: StageContext,
): Promise<Float32Array> {
  const { n } = distances;
  const square = allocateSquare(n);
  const row = new Float64Array(n);
  for (let i = 1; i < n; i++) {
    distances.measure(i, i, row);
    for (let j = 0, p = i * n, q = i; j < i; j++, p++, q += n) {
      square[p] = row[j];
      square[q] = row[j];
    }
    const pause = context.checkpoint(i * i, n * n, "distances");
    if (pause !== undefined) await pause;
  }
  return square;
}

function allocateSquare(n: number): Float32Array {
  if (n * n * BYTES > MOST_BYTES) throw tooLarge(n, MOST_BYTES);
  try {
    return new Float32Array(n * n);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw tooLarge(n, n * n * BYTES / 2);
  }
}

function tooLarge(n: number, bytes: number): DataError {
  return new DataError(
    `Cannot find medoids of ${n} respondents: the distances of all pairs must fit in memory, which ` +
      `allows up to ${
        Math.floor(Math.sqrt(bytes / BYTES))
      } respondents. Use clustering.method kmeans or kprototypes.`,
  );
}
