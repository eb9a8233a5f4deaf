/** The condensed distance matrix: each pair of rows once. Runs in Deno and browsers. */

import type { StageContext } from "../context.ts";
import { DataError } from "../errors.ts";
import { arenaBytes, type KernelKind, openKernels } from "../numeric/kernels.ts";
import { PAIRS_KERNELS } from "../numeric/twins/pairs.ts";
import type { Matrix } from "../types.ts";

const BYTES_PER_PAIR = 8;
/** Rows that the kernels take together. */
const PANEL = 4;

/** Bytes the matrix may take; a process of twice this size is what common machines bear. */
export const MOST_PAIR_BYTES: number = 3 * 2 ** 30;

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
  const { n, d, values } = x;
  const pairs = allocatePairs(n);
  const count = Math.ceil(n / PANEL);
  const bytes = arenaBytes([8 * PANEL * count * d, 8 * PANEL * PANEL * count]);
  const { run, arena } = openKernels(PAIRS_KERNELS, bytes, kind);
  const panels = arena.float64(PANEL * count * d), found = arena.float64(PANEL * PANEL * count);
  for (let i = 0; i < n; i++) {
    const to = (i >> 2) * PANEL * d + (i & 3);
    for (let c = 0; c < d; c++) panels[to + PANEL * c] = values[i * d + c];
  }
  for (let panel = 0; panel < count; panel++) {
    run.measurePanel(panels.byteOffset, found.byteOffset, d, panel);
    const first = PANEL * panel;
    for (let i = first; i < Math.min(n, first + PANEL); i++) {
      const row = (i - first) * PANEL * (panel + 1);
      pairs.set(found.subarray(row, row + i), rowStart(i));
    }
    const pause = context.checkpoint(rowStart(first), pairs.length, "distances");
    if (pause !== undefined) await pause;
  }
  return pairs;
}

/** Bytes that the pairs of n respondents take. */
export function pairBytes(n: number): number {
  return BYTES_PER_PAIR * n * (n - 1) / 2;
}

/** Refuses more respondents than have all their pairs in a number of bytes.
 * @throws {DataError} Naming the largest number that has.
 */
export function assertPairsFit(n: number, bytes: number): void {
  if (pairBytes(n) > bytes) throw tooLarge(n, bytes);
}

function allocatePairs(n: number): Float64Array {
  assertPairsFit(n, MOST_PAIR_BYTES);
  try {
    return new Float64Array(n * (n - 1) / 2);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw tooLarge(n, pairBytes(n) / 2);
  }
}

function tooLarge(n: number, bytes: number): DataError {
  return new DataError(
    `Cannot build a tree of ${n} respondents: the distances of all pairs must fit in memory, which ` +
      `allows up to ${
        largestFit(bytes)
      } respondents. Use clustering.method kmeans, or linkage ward or single.`,
  );
}
