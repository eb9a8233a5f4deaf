/** The condensed distance matrix: each pair of rows once. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";
import { DataError } from "../../base/errors.ts";
import { finish } from "../../base/steps.ts";
import { gowerInSteps } from "../../features/gower.ts";
import type { KernelKind } from "../../numeric/kernels.ts";
import { eachRowOfPairs } from "../../numeric/pair_rows.ts";
import type { Features } from "../../features/feature_matrix.ts";
import type { Matrix } from "../../numeric/matrix.ts";

const BYTES_PER_PAIR = 8;

/** Bytes the matrix may take; a process of twice this size is what common machines bear. */
export const MOST_BYTES = 3 * 2 ** 30;

/** The largest number of respondents whose pairs fit in a number of bytes. */
export function largestFit(bytes: number): number {
  return Math.floor((1 + Math.sqrt(1 + 8 * bytes / BYTES_PER_PAIR)) / 2);
}

/** Where row i starts: the pair (i, j), j < i, is at `rowStart(i) + j`. Rows hold the lower partners,
 * because merged groups live on under high numbers: most of their pairs then lie side by side. */
export function rowStart(i: number): number {
  return i * (i - 1) / 2;
}

/** Euclidean distances of all pairs of rows, O(n^2 d) time, 4 n (n - 1) bytes.
 * @returns Pairs (1,0), (2,0), (2,1), ..., (n-1,n-2).
 * @throws {DataError} If it would not fit, naming the largest n that would.
 */
export async function pairDistances(
  x: Matrix,
  context: StageContext,
  kind: KernelKind = "auto",
): Promise<Float64Array> {
  const pairs = allocatePairs(x.n, "kmeans, or linkage ward or single");
  await eachRowOfPairs(x, { context, note: "distances", kind }, (i, distances) => {
    pairs.set(distances, rowStart(i));
  });
  return pairs;
}

/** Bytes that the pairs of n respondents take. */
export function pairBytes(n: number): number {
  return BYTES_PER_PAIR * n * (n - 1) / 2;
}

/** Gower's distances of all pairs of respondents, O(n^2 columns) time, 4 n (n - 1) bytes.
 * @returns Pairs (1,0), (2,0), (2,1), ..., (n-1,n-2), each 0..1.
 * @throws {DataError} If it would not fit, naming the largest n that would.
 */
export async function gowerPairs(features: Features, context: StageContext): Promise<Float64Array> {
  const pairs = allocatePairs(features.n, "kprototypes");
  const distances = await finish(gowerInSteps(features), context);
  for (let i = 1; i < features.n; i++) {
    distances.measure(i, i, pairs.subarray(rowStart(i), rowStart(i + 1)));
    const pause = context.checkpoint(rowStart(i), pairs.length, "distances");
    if (pause !== undefined) await pause;
  }
  return pairs;
}

/** Refuses more respondents than may have all their pairs in memory.
 * @param instead Value of `clustering.method` that needs no pairs, for the message.
 * @throws {DataError} Naming the largest number that may.
 */
export function assertPairsFit(n: number, instead: string): void {
  if (pairBytes(n) > MOST_BYTES) throw tooLarge(n, MOST_BYTES, instead);
}

/** @param instead Value of `clustering.method` that needs no pairs, for the message. */
function allocatePairs(n: number, instead: string): Float64Array {
  assertPairsFit(n, instead);
  try {
    return new Float64Array(n * (n - 1) / 2);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw tooLarge(n, Math.min(MOST_BYTES, pairBytes(n) / 2), instead);
  }
}

function tooLarge(n: number, bytes: number, instead: string): DataError {
  return new DataError(
    `Cannot build a tree of ${n} respondents: the distances of all pairs must fit in memory, which ` +
      `allows up to ${largestFit(bytes)} respondents. Use clustering.method ${instead}.`,
  );
}
