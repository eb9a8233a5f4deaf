/** Memory of the k-means kernels at one place. Runs in Deno and browsers. */

import {
  addressesOf,
  type Arena,
  arenaBytes,
  type Kernels,
  openKernels,
} from "../../numeric/kernels.ts";
import { KMEANS_KERNELS } from "../../numeric/twins/kmeans.ts";
import { JOB, type KmeansKernels } from "../../numeric/twins/kmeans_kernels.ts";
import { blockRows, evenAtLeast, paddedWidth, type Units } from "./layout.ts";

/** What a place has to hold. */
export interface RowsShape {
  readonly d: number;
  readonly k: number;
  /** Starts that run side by side. */
  readonly starts: number;
  /** Candidates for each seed. */
  readonly trials: number;
  readonly units: Units;
  /** Where the place's slabs begin, from 0, and its number of rows at the end. */
  readonly bounds: readonly number[];
}

/** Arrays of one start. */
export interface StartMemory {
  /** Squared distance to the nearest seed. */
  readonly nearest: Float32Array;
  /** The same for each candidate, `padded` rows each. */
  readonly after: Float32Array;
  /** Segments and margins lie where `after` was: they are needed only once there are seeds. */
  readonly labels: Int32Array;
  readonly margins: Float32Array;
  readonly candidates: Float32Array;
  readonly pairs: Float32Array;
  readonly halves: Float32Array;
  readonly loosening: Float32Array;
  readonly error: Float32Array;
  /** As given. */
  readonly centroids: Float64Array;
  readonly sums: Float64Array;
  readonly counts: Int32Array;
  /** Addresses and sizes, as assignRows() takes them. */
  readonly job: Int32Array;
}

/** Arrays of all starts, and the kernels over them. */
export interface RowsMemory {
  readonly kernels: Kernels<KmeansKernels>;
  /** Rows of a block. */
  readonly block: number;
  /** Rows, filled up to a multiple of 4. */
  readonly padded: number;
  readonly width: number;
  readonly rows: Float64Array;
  readonly near: Float32Array;
  readonly lengths: Float32Array;
  readonly centre: Float64Array;
  readonly list: Int32Array;
  readonly found: Int32Array;
  readonly foundMargins: Float32Array;
  readonly totals: Float64Array;
  readonly starts: readonly StartMemory[];
}

/** Lays out the memory of a place.
 * @throws {DataError} If that much cannot be had.
 */
export function openMemory(shape: RowsShape): RowsMemory {
  const { d, k, bounds, units } = shape;
  const n = bounds[bounds.length - 1];
  const padded = 4 * Math.ceil(n / 4);
  const width = paddedWidth(d);
  const block = blockRows(d);
  const tries = evenAtLeast(shape.trials);
  const even = evenAtLeast(k);
  const bytes = arenaBytes([
    ...[8 * n * d, 4 * padded * width, 4 * padded, 8 * d],
    ...[4 * (block + 4), 4 * (block + 4), 4 * (block + 4), 16 * tries],
    ...Array.from({ length: shape.starts }, () => [
      ...[4 * padded, 4 * padded * tries, 4 * tries * width, 4 * even * width, 4 * even],
      ...[8 * (k + 1), 12, 4 * JOB.length, 8 * k * d, 8 * k * d, 4 * k],
    ]).flat(),
  ]);
  const kernels = openKernels(KMEANS_KERNELS, bytes);
  const { arena } = kernels;
  const shared = {
    ...{ kernels, block, padded, width },
    rows: arena.float64(n * d),
    near: arena.float32(padded * width),
    lengths: arena.float32(padded),
    centre: arena.float64(d),
    list: arena.int32(block + 4),
    found: arena.int32(block + 4),
    foundMargins: arena.float32(block + 4),
    totals: arena.float64(2 * tries),
  };
  shared.centre.set(units.centre);
  const sizes = { padded, width, k, d, tries };
  const starts = Array.from({ length: shape.starts }, () => {
    const start = openStart(arena, sizes);
    start.job.set(jobOf(shared, start, { d, k }));
    return start;
  });
  return { ...shared, starts };
}

/** What assignRows() takes, in its order. */
function jobOf(
  shared: Omit<RowsMemory, "starts">,
  start: StartMemory,
  { d, k }: { readonly d: number; readonly k: number },
): number[] {
  const { margins, labels, loosening, error, pairs, halves, centroids, sums, counts } = start;
  const { lengths, list, found, foundMargins, near, rows, width } = shared;
  const given = {
    ...addressesOf({ margins, labels, loosening, error, pairs, halves, centroids, sums, counts }),
    ...addressesOf({ lengths, list, found, foundMargins, near, rows }),
    ...{ width, d, k },
  };
  return JOB.map((name) => given[name]);
}

function openStart(
  arena: Arena,
  { padded, width, k, d, tries }: {
    readonly padded: number;
    readonly width: number;
    readonly k: number;
    readonly d: number;
    readonly tries: number;
  },
): StartMemory {
  const nearest = arena.float32(padded);
  const after = arena.float32(padded * tries);
  return {
    nearest,
    after,
    labels: new Int32Array(arena.buffer, after.byteOffset, padded),
    margins: new Float32Array(arena.buffer, after.byteOffset + 4 * padded, padded),
    candidates: arena.float32(tries * width),
    pairs: arena.float32(evenAtLeast(k) * width),
    halves: arena.float32(evenAtLeast(k)),
    loosening: arena.float32(2 * (k + 1)),
    error: arena.float32(3),
    centroids: arena.float64(k * d),
    sums: arena.float64(k * d),
    counts: arena.int32(k),
    job: arena.int32(JOB.length),
  };
}
