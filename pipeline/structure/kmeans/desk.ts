/** Memory of the k-means kernels for many small fits of the same shape, one after another. Runs in Deno and browsers. */

import {
  halfSquares,
  longestRow,
  marginError,
  writeLoosening,
} from "../../cluster/kmeans/bounds.ts";
import { evenAtLeast, paddedWidth } from "../../cluster/kmeans/layout.ts";
import { addressesOf, type Kernels } from "../../numeric/kernels.ts";
import { JOB, type KmeansKernels } from "../../numeric/twins/kmeans_kernels.ts";
import { type DeskArrays, type DeskShape, openDesk } from "./desk_memory.ts";
import type { FitRows } from "./fit_rows.ts";

/** Rows in the kernels' memory with what one fit needs. Kernels are opened once: every memory of theirs
 * takes a range of addresses, of which a process has few. */
export class KmeansDesk {
  readonly #kernels: Kernels<KmeansKernels>;
  readonly #arrays: DeskArrays;
  readonly #d: number;
  readonly #width: number;
  #n = 0;
  #padded = 0;
  #scale = 1;
  #shortest = 0;
  #longest = 0;
  #scaled: Float64Array = new Float64Array(0);

  constructor(shape: DeskShape) {
    const memory = openDesk(shape);
    this.#kernels = memory.kernels;
    this.#arrays = memory.arrays;
    this.#d = shape.d;
    this.#width = paddedWidth(shape.d);
  }

  /** Takes rows; what was here before goes. O(n d). */
  load({ n, d, values }: FitRows): void {
    this.#n = n;
    this.#padded = 4 * Math.ceil(n / 4);
    let top = 0;
    for (let at = 0; at < values.length; at++) top = Math.max(top, Math.abs(values[at]));
    this.#scale = 1;
    while (top * this.#scale >= 0.5) this.#scale /= 2;
    while (top > 0 && top * this.#scale < 0.25 && this.#scale < 2 ** 500) this.#scale *= 2;
    const { rows, centre, near, lengths } = this.#arrays;
    rows.set(values);
    near.fill(0, n * this.#width, this.#padded * this.#width);
    this.#kernels.run.narrowRows({
      ...addressesOf({ rows, centre, near, lengths }),
      ...{ d, width: this.#width, scale: this.#scale, from: 0, to: n },
    });
    this.#shortest = Infinity;
    this.#longest = 0;
    for (let i = 0; i < n; i++) {
      this.#shortest = Math.min(this.#shortest, lengths[i]);
      this.#longest = Math.max(this.#longest, lengths[i]);
    }
  }

  /** Every row is infinitely far from a seed. */
  clearSeeds(): void {
    this.#arrays.nearest.fill(Infinity, 0, this.#n);
    this.#arrays.nearest.fill(0, this.#n, this.#padded);
  }

  /** Seeds are points of their own: squared distances of the rows to the nearest, in the rows' units. */
  placeSeeds(squares: Float64Array): void {
    const unit = this.#scale * this.#scale;
    const { nearest } = this.#arrays;
    for (let i = 0; i < this.#n; i++) nearest[i] = squares[i] * unit;
    nearest.fill(0, this.#n, this.#padded);
  }

  /** Squared distances to the nearest seed, a view. */
  get nearest(): Float32Array {
    return this.#arrays.nearest.subarray(0, this.#n);
  }

  /** Squared distances to the nearest seed if each of some rows were one too.
   * @returns One list of n a candidate, views that the next call writes over.
   */
  trySeeds(candidates: Int32Array): Float32Array[] {
    const width = this.#width, padded = this.#padded;
    const { near, candidates: room, nearest, after, totals } = this.#arrays;
    candidates.forEach((row, t) =>
      room.set(near.subarray(row * width, (row + 1) * width), t * width)
    );
    this.#kernels.run.tryCandidates({
      ...addressesOf({ near, candidates: room, nearest, after, sums: totals }),
      ...{ width, count: evenAtLeast(candidates.length), stride: padded, from: 0, to: padded },
    });
    return Array.from(candidates, (_, t) => after.subarray(t * padded, t * padded + this.#n));
  }

  /** Makes one of the candidates tried last a seed. */
  takeSeed(candidate: number): void {
    const { nearest, after } = this.#arrays;
    nearest.set(after.subarray(candidate * this.#padded, (candidate + 1) * this.#padded));
  }

  /** Gives every row the nearest of k centroids (ties: the lowest), exactly as 64 bits have it.
   * @param centroids k x d, in the rows' units.
   * @param isFirst Whether rows have no segment yet; else only those are looked at whose segment the
   * move of the centroids since the last call may have changed.
   * @returns How many rows changed.
   */
  assign(centroids: Float64Array, isFirst: boolean): number {
    const k = centroids.length / this.#d;
    this.#move(centroids, { k, isFirst });
    const unit = this.#scale * this.#scale / 2;
    return this.#kernels.run.assignRows(this.#arrays.job.byteOffset, unit, 0, this.#n);
  }

  /** Segments of the rows, a view that the next assignment writes over. */
  get labels(): Int32Array {
    return this.#arrays.labels.subarray(0, this.#n);
  }

  #move(centroids: Float64Array, { k, isFirst }: { k: number; isFirst: boolean }): void {
    const d = this.#d, width = this.#width, a = this.#arrays;
    const after = centroids.map((value) => value * this.#scale);
    a.pairs.fill(0);
    for (let c = 0; c < k; c++) {
      for (let i = 0; i < d; i++) {
        a.pairs[(c >> 1) * 2 * width + 8 * (i >> 2) + 4 * (c & 1) + (i & 3)] = after[c * d + i];
      }
    }
    const before = this.#scaled;
    this.#scaled = after;
    a.centroids.set(centroids);
    a.halves.fill(Infinity);
    a.halves.set(halfSquares(after, k));
    const longest = this.#longest, shortest = this.#shortest;
    const error = marginError({ width, longest, reach: longestRow(after, k) });
    a.error.set([error.offset, error.slope, error.least]);
    if (!isFirst) {
      return writeLoosening(before, after, { k, shortest, longest, target: a.loosening });
    }
    a.labels.fill(-1);
    a.margins.fill(-1);
    a.loosening.fill(0);
    a.sums.fill(0);
    a.counts.fill(0);
    const given = { ...addressesOf(a), width, d, k };
    a.job.set(JOB.map((name) => given[name as keyof typeof given]));
  }
}
