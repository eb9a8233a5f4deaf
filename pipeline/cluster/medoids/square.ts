/** The square of all distances, in 32 bits, for methods that read whole rows of it. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";
import { DataError } from "../../base/errors.ts";
import type { RowDistances } from "../../numeric/row_distances.ts";
import { MOST_BYTES } from "../tree/condensed.ts";

const BYTES = 4;
const LARGEST_UNIT = 2 ** 1000;

/** Measures every pair once, O(n^2) distances and 4 n^2 bytes.
 * @returns Row-major n x n, symmetric, in units of some power of two that 32 bits can hold, and rounded
 * to them: equal distances stay equal, and none that is larger becomes smaller.
 * @throws {DataError} If it would not fit, naming the largest n that would.
 */
export async function squareOf(
  distances: RowDistances,
  context: StageContext,
): Promise<Float32Array> {
  const { n } = distances;
  const square = allocateSquare(n);
  const row = new Float64Array(n);
  distances.measure(0, n, row);
  const unit = unitFor(row.reduce((most, distance) => Math.max(most, distance), 0));
  for (let i = 1; i < n; i++) {
    distances.measure(i, i, row);
    for (let j = 0, p = i * n, q = i; j < i; j++, p++, q += n) {
      square[p] = row[j] * unit;
      square[q] = row[j] * unit;
    }
    const pause = context.checkpoint(i * i, n * n, "distances");
    if (pause !== undefined) await pause;
  }
  return square;
}

/** Bytes that the square of n respondents takes. */
export function squareBytes(n: number): number {
  return n * n * BYTES;
}

/** Refuses more respondents than may have their square in memory.
 * @throws {DataError} Naming the largest number that may.
 */
export function assertSquareFits(n: number): void {
  if (squareBytes(n) > MOST_BYTES) throw tooLarge(n, MOST_BYTES);
}

/** The power of two that brings the largest distance from the first row to 1..2: no other distance is
 * more than twice that one.
 */
function unitFor(largest: number): number {
  if (largest === Infinity) {
    throw new DataError(
      "Cannot find medoids: distances must be finite, but some are too large to be squared. Set " +
        "features.scaling to standardize.",
    );
  }
  let unit = 1;
  while (largest * unit >= 2) unit /= 2;
  while (largest > 0 && largest * unit < 1 && unit < LARGEST_UNIT) unit *= 2;
  return unit;
}

function allocateSquare(n: number): Float32Array {
  assertSquareFits(n);
  try {
    return new Float32Array(n * n);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw tooLarge(n, squareBytes(n) / 2);
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
