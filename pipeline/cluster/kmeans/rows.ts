/** The rows of k-means that one place holds, and what all starts do with them. Runs in Deno and browsers. */

import { addressesOf } from "../../numeric/kernels.ts";
import { halfSquares, longestRow, marginError, writeLoosening } from "./bounds.ts";
import { evenAtLeast } from "./layout.ts";
import { openMemory, type RowsMemory, type RowsShape } from "./memory.ts";

const PRODUCTS_BETWEEN_YIELDS = 1e7;

/** Centroids of some starts, one after another, as given. */
export interface Assignment {
  readonly starts: readonly number[];
  readonly centroids: Float64Array;
  /** Whether rows have no segment yet. */
  readonly isFirst: boolean;
}

/** Sums of squares and the farthest row of each start and slab. */
export interface Measures {
  readonly inertia: Float64Array;
  readonly reach: Float64Array;
  /** Rows of this place. */
  readonly farthest: Int32Array;
}

/** Sums and counts of segments: slabs x starts x k (x d). */
export interface SegmentSums {
  readonly sums: Float64Array;
  readonly counts: Int32Array;
}

/** What an assignment changed: sums and counts by how much, and rows of each start. */
export interface Changes extends SegmentSums {
  readonly changed: Int32Array;
}

/** Rows of one place with the state of every start. Generators yield after each block. */
export class KmeansRows {
  readonly #shape: RowsShape;
  readonly #n: number;
  readonly #memory: RowsMemory;
  /** Centroids of each start in the filter's units. */
  readonly #scaled: Float64Array[];
  #shortest = Infinity;
  #longest = 0;
  #products = 0;

  constructor(shape: RowsShape) {
    this.#shape = shape;
    this.#n = shape.bounds[shape.bounds.length - 1];
    this.#memory = openMemory(shape);
    this.#scaled = Array.from(
      { length: shape.starts },
      () => new Float64Array(shape.k * shape.d),
    );
  }

  /** Takes rows from row `at` on. */
  load(at: number, values: Float64Array): void {
    const { d, units } = this.#shape;
    const to = at + values.length / d;
    const { kernels, rows, centre, near, width, lengths } = this.#memory;
    rows.set(values, at * d);
    kernels.run.narrowRows({
      ...addressesOf({ rows, centre, near, lengths }),
      ...{ d, width, scale: units.scale, from: at, to },
    });
    let shortest = this.#shortest, longest = this.#longest;
    for (let i = at; i < to; i++) {
      if (lengths[i] < shortest) shortest = lengths[i];
      if (lengths[i] > longest) longest = lengths[i];
    }
    this.#shortest = shortest;
    this.#longest = longest;
  }

  /** Makes ready for new starts: every row is infinitely far from a seed. */
  reset(): void {
    for (const { nearest } of this.#memory.starts) nearest.fill(Infinity, 0, this.#n);
  }

  /** Squared distances to the nearest seed if each candidate were one, summed.
   * @param candidates starts x count x d, as given.
   * @returns slabs x starts x count, in the filter's units.
   */
  *trySeeds(candidates: Float64Array, count: number): Generator<number, Float64Array> {
    const { d, bounds } = this.#shape;
    const slabs = bounds.length - 1;
    const starts = candidates.length / (count * d);
    const { kernels, near, width, padded, totals } = this.#memory;
    for (let s = 0; s < starts; s++) {
      for (let t = 0; t < count; t++) {
        const from = (s * count + t) * d;
        const scaled = this.#scale(candidates.subarray(from, from + d));
        this.#memory.starts[s].candidates.set(scaled, t * width);
      }
    }
    const sums = new Float64Array(slabs * starts * count);
    for (const { slab, from, to } of this.#blocks()) {
      const end = slab === slabs - 1 && to === this.#n ? padded : to;
      for (let s = 0; s < starts; s++) {
        const { nearest, after, candidates } = this.#memory.starts[s];
        kernels.run.tryCandidates({
          near: near.byteOffset,
          width,
          candidates: candidates.byteOffset,
          count: evenAtLeast(count),
          nearest: nearest.byteOffset,
          after: after.byteOffset,
          stride: padded,
          sums: totals.byteOffset,
          from,
          to: end,
        });
        for (let t = 0; t < count; t++) {
          sums[(slab * starts + s) * count + t] += totals[2 * t] + totals[2 * t + 1];
        }
        if (this.#isDue((to - from) * count * d)) yield to / this.#n;
      }
    }
    return sums;
  }

  /** Makes a candidate of each start a seed. */
  takeSeeds(taken: Int32Array): void {
    const { starts, padded } = this.#memory;
    taken.forEach((trial, s) => {
      const { nearest, after } = starts[s];
      nearest.set(after.subarray(trial * padded, (trial + 1) * padded));
    });
  }

  /** The row of a slab at which the running sum of squared distances passes the target. */
  draw(start: number, slab: number, target: number): number {
    const { bounds } = this.#shape;
    const { kernels, starts } = this.#memory;
    const { nearest } = starts[start];
    return kernels.run.drawByWeight(
      nearest.byteOffset,
      target,
      bounds[slab],
      bounds[slab + 1],
    );
  }

  /** Gives every row the nearest centroid, ties for the lower one, exactly as 64 bits have it. */
  *assign({ starts, centroids, isFirst }: Assignment): Generator<number, Changes> {
    const { k, d, bounds, units } = this.#shape;
    const { kernels } = this.#memory;
    const unit = units.scale * units.scale / 2;
    const changes = emptySums((bounds.length - 1) * starts.length, k, d);
    const changed = new Int32Array(starts.length);
    starts.forEach((s, i) => {
      this.#moveCentroids(s, centroids.subarray(i * k * d, (i + 1) * k * d), isFirst);
    });
    let held = 0;
    for (const { slab, from, to } of this.#blocks()) {
      if (slab !== held) this.#takeSums(starts, changes, held);
      held = slab;
      for (let i = 0; i < starts.length; i++) {
        const { job } = this.#memory.starts[starts[i]];
        changed[i] += kernels.run.assignRows(job.byteOffset, unit, from, to);
        if (this.#isDue((to - from) * k * d)) yield to / this.#n;
      }
    }
    this.#takeSums(starts, changes, held);
    return { ...changes, changed };
  }

  /** Sums and counts of the segments, freshly. */
  *sum(starts: readonly number[]): Generator<number, SegmentSums> {
    const { k, d, bounds } = this.#shape;
    const { kernels, rows } = this.#memory;
    const fresh = emptySums((bounds.length - 1) * starts.length, k, d);
    let held = 0;
    for (const { slab, from, to } of this.#blocks()) {
      if (slab !== held) this.#takeSums(starts, fresh, held);
      held = slab;
      for (const s of starts) {
        const { labels, sums, counts } = this.#memory.starts[s];
        kernels.run.sumSegments({
          labels: labels.byteOffset,
          rows: rows.byteOffset,
          d,
          sums: sums.byteOffset,
          counts: counts.byteOffset,
          from,
          to,
        });
        if (this.#isDue((to - from) * d)) yield to / this.#n;
      }
    }
    this.#takeSums(starts, fresh, held);
    return fresh;
  }

  /** Squared distances of rows to the centroids that they were last assigned to: slabs x starts. */
  *measure(starts: readonly number[]): Generator<number, Measures> {
    const { d, bounds } = this.#shape;
    const { kernels, rows, totals } = this.#memory;
    const cells = (bounds.length - 1) * starts.length;
    const inertia = new Float64Array(cells);
    const reach = new Float64Array(cells).fill(-1);
    const farthest = new Int32Array(cells).fill(-1);
    for (const { slab, from, to } of this.#blocks()) {
      for (let i = 0; i < starts.length; i++) {
        const { labels, centroids } = this.#memory.starts[starts[i]];
        const cell = slab * starts.length + i;
        totals[0] = inertia[cell];
        totals[1] = reach[cell];
        const row = kernels.run.measureRows({
          labels: labels.byteOffset,
          rows: rows.byteOffset,
          d,
          centroids: centroids.byteOffset,
          total: totals.byteOffset,
          from,
          to,
        });
        inertia[cell] = totals[0];
        reach[cell] = totals[1];
        if (row >= 0) farthest[cell] = row;
        if (this.#isDue((to - from) * d)) yield to / this.#n;
      }
    }
    return { inertia, reach, farthest };
  }

  /** Segments of one start, a copy. */
  labels(start: number): Int32Array {
    return this.#memory.starts[start].labels.slice(0, this.#n);
  }

  #moveCentroids(s: number, centroids: Float64Array, isFirst: boolean): void {
    const { k, d } = this.#shape;
    const { width, starts } = this.#memory;
    const start = starts[s];
    const after = new Float64Array(k * d);
    for (let c = 0; c < k; c++) {
      after.set(this.#scale(centroids.subarray(c * d, (c + 1) * d)), c * d);
      for (let i = 0; i < d; i++) {
        start.pairs[(c >> 1) * 2 * width + 8 * (i >> 2) + 4 * (c & 1) + (i & 3)] = after[c * d + i];
      }
    }
    const before = this.#scaled[s];
    const longest = this.#longest, shortest = this.#shortest;
    this.#scaled[s] = after;
    start.centroids.set(centroids);
    start.halves.fill(Infinity);
    start.halves.set(halfSquares(after, k));
    const error = marginError({ width, longest, reach: longestRow(after, k) });
    start.error.set([error.offset, error.slope, error.least]);
    if (!isFirst) {
      return writeLoosening(before, after, { k, shortest, longest, target: start.loosening });
    }
    start.labels.fill(-1);
    start.margins.fill(-1);
    start.loosening.fill(0);
  }

  /** Moves the sums since the last slab to their place in the output. */
  #takeSums(starts: readonly number[], output: SegmentSums, slab: number): void {
    const { k, d } = this.#shape;
    starts.forEach((s, i) => {
      const { sums, counts } = this.#memory.starts[s];
      output.sums.set(sums, (slab * starts.length + i) * k * d);
      output.counts.set(counts, (slab * starts.length + i) * k);
      sums.fill(0);
      counts.fill(0);
    });
  }

  #scale(row: Float64Array): Float64Array {
    const { units: { centre, scale } } = this.#shape;
    return row.map((value, c) => (value - centre[c]) * scale);
  }

  /** Whether some milliseconds' worth of products has gathered. */
  #isDue(products: number): boolean {
    this.#products += products;
    if (this.#products < PRODUCTS_BETWEEN_YIELDS) return false;
    this.#products = 0;
    return true;
  }

  *#blocks(): Generator<{ slab: number; from: number; to: number }> {
    const { bounds } = this.#shape;
    const { block } = this.#memory;
    for (let slab = 0; slab + 1 < bounds.length; slab++) {
      for (let from = bounds[slab]; from < bounds[slab + 1]; from += block) {
        yield { slab, from, to: Math.min(from + block, bounds[slab + 1]) };
      }
    }
  }
}

function emptySums(cells: number, k: number, d: number): SegmentSums {
  return { sums: new Float64Array(cells * k * d), counts: new Int32Array(cells * k) };
}
