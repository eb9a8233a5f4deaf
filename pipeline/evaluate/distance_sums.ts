/** Tasks that sum the distances from rows to segments, a band of rows at a time. Runs in Deno and browsers. */

import {
  addressesOf,
  type Arena,
  arenaBytes,
  type Kernels,
  openKernels,
} from "../numeric/kernels.ts";
import { SILHOUETTE_KERNELS, type SilhouetteKernels } from "../numeric/twins/silhouette.ts";
import { defineTask, type TaskStore } from "../parallel/task.ts";

/** Rows in order of their segment, four by four. */
export interface PackedRows {
  /** Panels of d x 4 numbers, less the columns' means; the last one is filled up with zeros. */
  readonly panels: Float64Array<ArrayBuffer>;
  /** The same in 32 bits, d filled up to an even number, with one panel of zeros more. */
  readonly halves: Float32Array<ArrayBuffer>;
  /** Squared norm of each row of `halves`. */
  readonly norms: Float32Array<ArrayBuffer>;
  /** Segment of each row, -1 for those that fill up. */
  readonly segments: Int32Array<ArrayBuffer>;
  readonly n: number;
  readonly d: number;
  readonly k: number;
}

/** Panels from..to, whose rows are measured against all rows from their own on. */
export interface Band {
  readonly from: number;
  readonly to: number;
}

interface OpenRows {
  readonly kernels: Kernels<SilhouetteKernels>;
  readonly panels: Float64Array;
  readonly halves: Float32Array;
  readonly norms: Float32Array;
  readonly segments: Int32Array;
  readonly sums: Float64Array;
  readonly scratch: ReturnType<Arena["float64"]>;
  readonly rows: PackedRows;
}

/** Name under which a place keeps its rows. */
const STORED = "silhouette";
/** Numbers of the panels that one call passes over: half of a common second-level cache in 32 bits. */
const BLOCK = 2 ** 16;
/** Pairs of numbers compared in one call, a few milliseconds of work. */
const MOST_WORK = 2 ** 24;
const SCRATCH = 40;

/** Takes the rows that the bands to come are of. */
export const openSilhouette = defineTask("openSilhouette", openRows);

/** Sums the distances of a band's rows to all rows from their own on.
 * The order of summing depends on the band and the shape alone.
 * @returns Segment x row, each segment's rows from the band's first on.
 */
export const sumDistances = defineTask("sumDistances", sumBand);

function* openRows(rows: PackedRows, store: TaskStore): Generator<number, void> {
  yield 0;
  const { panels, halves, norms, segments, k } = rows;
  const bytes = arenaBytes([
    panels.byteLength,
    halves.byteLength,
    norms.byteLength,
    segments.byteLength,
    8 * k * segments.length,
    8 * SCRATCH,
  ]);
  const kernels = openKernels(SILHOUETTE_KERNELS, bytes);
  const { arena } = kernels;
  const open: OpenRows = {
    kernels,
    panels: arena.float64(panels.length),
    halves: arena.float32(halves.length),
    norms: arena.float32(norms.length),
    segments: arena.int32(segments.length),
    sums: arena.float64(k * segments.length),
    scratch: arena.float64(SCRATCH),
    rows,
  };
  open.panels.set(panels);
  open.halves.set(halves);
  open.norms.set(norms);
  open.segments.set(segments);
  store.set(STORED, open);
}

function* sumBand({ from, to }: Band, store: TaskStore): Generator<number, Float64Array> {
  const { kernels, panels, halves, norms, segments, sums, scratch, rows } = store.get(
    STORED,
  ) as OpenRows;
  const { n, d, k } = rows;
  const stride = segments.length, count = stride / 4;
  const addresses = addressesOf({ panels, halves, norms, segments, sums, scratch });
  sums.fill(0);
  const block = Math.max(1, Math.floor(BLOCK / (4 * Math.max(1, d))));
  const height = Math.max(1, Math.floor(MOST_WORK / (16 * Math.max(1, d) * block)));
  for (let p = from; p < count; p += block) {
    const end = Math.min(p + block, count);
    for (let g = from; g < Math.min(to, end); g += height) {
      kernels.run.addDistances({
        ...{ ...addresses, n, d, stride, from: p, to: end },
        ...{ rowFrom: g, rowTo: Math.min(g + height, to) },
      });
      yield (p - from) / (count - from);
    }
  }
  const rest = stride - 4 * from;
  const part = new Float64Array(k * rest);
  for (let s = 0; s < k; s++) {
    part.set(sums.subarray(s * stride + 4 * from, (s + 1) * stride), s * rest);
  }
  return part;
}
