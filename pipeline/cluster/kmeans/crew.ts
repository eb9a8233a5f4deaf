/** All rows of k-means, spread over the places of a pool. Runs in Deno and browsers. */

import type { Pool } from "../../parallel/pool.ts";
import type { NamedTask } from "../../parallel/task.ts";
import type { Matrix } from "../../numeric/matrix.ts";
import { slabBounds, type Units } from "./layout.ts";
import type { Assignment, Changes } from "./rows.ts";
import {
  kmeansAssign,
  kmeansDraw,
  kmeansLabels,
  kmeansLoad,
  kmeansMeasure,
  kmeansOpen,
  kmeansReset,
  kmeansSum,
  kmeansTry,
} from "./tasks.ts";

/** Rows are sent in pieces, so that few are in memory twice. */
const BYTES_A_PIECE = 4_000_000;

/** How the rows are to be held. */
export interface CrewShape {
  readonly k: number;
  /** Starts that run side by side. */
  readonly starts: number;
  readonly trials: number;
  readonly units: Units;
}

/** Sums and counts of the segments of each start. */
export interface Segments {
  /** starts x k x d. */
  readonly sums: Float64Array;
  /** starts x k. */
  readonly counts: Int32Array;
}

/** Inertia of each start and its farthest row (ties: the first; -1 if all distances are 0). */
export interface Spread {
  readonly inertia: Float64Array;
  readonly farthest: Int32Array;
}

/** Slabs of one place. */
interface Place {
  readonly slabs: number;
  readonly firstSlab: number;
  readonly firstRow: number;
}

/** Rows held by the places of a pool, each some slabs. What slabs give is merged in the order of the
 * slabs, so no result depends on how many places there are. */
export class KmeansCrew {
  readonly #pool: Pool;
  readonly #x: Matrix;
  readonly #shape: CrewShape;
  readonly #bounds: readonly number[];
  readonly #places: readonly Place[];

  private constructor(pool: Pool, x: Matrix, shape: CrewShape) {
    this.#pool = pool;
    this.#x = x;
    this.#shape = shape;
    this.#bounds = slabBounds(x.n);
    const slabs = this.#bounds.length - 1;
    const size = Math.min(pool.size, slabs);
    this.#places = Array.from({ length: size }, (_, place) => {
      const firstSlab = Math.floor(place * slabs / size);
      return {
        firstSlab,
        slabs: Math.floor((place + 1) * slabs / size) - firstSlab,
        firstRow: this.#bounds[firstSlab],
      };
    });
  }

  /** Sends the rows to the places.
   * @throws {DataError} If a place has too little memory.
   */
  static async open(pool: Pool, x: Matrix, shape: CrewShape): Promise<KmeansCrew> {
    const crew = new KmeansCrew(pool, x, shape);
    const opened = await crew.#all(kmeansOpen, (place) => ({
      ...{ ...shape, d: x.d },
      bounds: crew.#boundsOf(place),
    }));
    await Promise.all(opened.map((_, place) => crew.#load(place)));
    return crew;
  }

  #boundsOf({ firstRow, firstSlab, slabs }: Place): number[] {
    return this.#bounds.slice(firstSlab, firstSlab + slabs + 1).map((row) => row - firstRow);
  }

  /** Sends a place its rows, two pieces at a time. A worker gives each piece's buffer back for a next
   * one: new memory for every piece would cost more than the copying. */
  async #load(place: number): Promise<void> {
    const { values, d } = this.#x;
    const rows = this.#boundsOf(this.#places[place]).at(-1)!;
    const step = Math.max(1, Math.floor(BYTES_A_PIECE / (8 * d)));
    const isLocal = this.#pool.size === 1;
    let given: Promise<Float64Array | null>[] = [Promise.resolve(null), Promise.resolve(null)];
    for (let at = 0; at < rows; at += step) {
      const from = (this.#places[place].firstRow + at) * d;
      const piece = values.subarray(from, from + Math.min(step, rows - at) * d);
      const back = await given[0];
      const sent = isLocal ? piece : copyInto(back, piece);
      const input = { at, values: sent };
      const transfer = isLocal ? [] : [sent.buffer as ArrayBuffer];
      const call = this.#pool.call(place, { task: kmeansLoad, input, transfer });
      // Two calls fail together where the pool closes, and only one of them is being awaited.
      call.catch(() => {});
      given = [given[1], call];
    }
    await Promise.all(given);
  }

  /** Makes ready for new starts. */
  async reset(): Promise<void> {
    await this.#all(kmeansReset, () => null);
  }

  /** Sums of squared distances if each candidate row were a seed.
   * @param candidates Rows of x: starts x count.
   * @returns slabs x starts x count.
   */
  async trySeeds(candidates: Int32Array, count: number): Promise<Float64Array> {
    const { values, d } = this.#x;
    const rows = new Float64Array(candidates.length * d);
    candidates.forEach((row, i) => rows.set(values.subarray(row * d, (row + 1) * d), i * d));
    const outputs = await this.#all(kmeansTry, () => ({ candidates: rows, count }));
    const sums = new Float64Array((this.#bounds.length - 1) * candidates.length);
    outputs.forEach((output, place) => {
      sums.set(output, this.#places[place].firstSlab * candidates.length);
    });
    return sums;
  }

  /** Takes a candidate of each start as a seed (none if null), then draws rows by the squared distances.
   * @param draws Start, slab and target of each draw.
   * @returns Rows of x.
   */
  async draw(
    taken: Int32Array | null,
    draws: readonly (readonly [start: number, slab: number, target: number])[],
  ): Promise<Int32Array> {
    const isAt = ({ firstSlab, slabs }: Place, slab: number) =>
      slab >= firstSlab && slab < firstSlab + slabs;
    const outputs = await this.#all(kmeansDraw, (place) => ({
      taken,
      draws: draws.filter(([, slab]) => isAt(place, slab))
        .map(([start, slab, target]) => [start, slab - place.firstSlab, target] as const),
    }));
    const next = outputs.map(() => 0);
    return Int32Array.from(draws, ([, slab]) => {
      const place = this.#places.findIndex((each) => isAt(each, slab));
      return outputs[place][next[place]++] + this.#places[place].firstRow;
    });
  }

  /** Gives every row the nearest centroid: how sums and counts change, and how many rows did. */
  async assign(input: Assignment): Promise<Changes> {
    const outputs = await this.#all(kmeansAssign, () => input);
    const changed = new Int32Array(input.starts.length);
    for (const output of outputs) output.changed.forEach((count, i) => changed[i] += count);
    return { ...this.#merge(outputs, input.starts.length), changed };
  }

  /** Sums and counts of the segments of these starts, freshly. */
  async sum(starts: readonly number[]): Promise<Segments> {
    return this.#merge(await this.#all(kmeansSum, () => starts), starts.length);
  }

  /** How far rows are from the centroids that they were last assigned to. */
  async measure(starts: readonly number[]): Promise<Spread> {
    const outputs = await this.#all(kmeansMeasure, () => starts);
    const inertia = new Float64Array(starts.length);
    const reach = new Float64Array(starts.length);
    const farthest = new Int32Array(starts.length).fill(-1);
    outputs.forEach((output, place) => {
      output.inertia.forEach((sum, cell) => {
        const i = cell % starts.length;
        inertia[i] += sum;
        if (output.reach[cell] <= reach[i]) return;
        reach[i] = output.reach[cell];
        farthest[i] = output.farthest[cell] + this.#places[place].firstRow;
      });
    });
    return { inertia, farthest };
  }

  /** Segments of a start, length n. */
  async labels(start: number): Promise<Int32Array> {
    const labels = new Int32Array(this.#x.n);
    (await this.#all(kmeansLabels, () => start)).forEach((output, place) => {
      labels.set(output, this.#places[place].firstRow);
    });
    return labels;
  }

  #all<I, O>(task: NamedTask<I, O>, input: (place: Place) => NoInfer<I>): Promise<O[]> {
    return Promise.all(
      this.#places.map((place, i) => this.#pool.call(i, { task, input: input(place) })),
    );
  }

  #merge(outputs: readonly Segments[], starts: number): Segments {
    const cell = starts * this.#shape.k;
    const sums = new Float64Array(cell * this.#x.d);
    const counts = new Int32Array(cell);
    for (const output of outputs) {
      for (let at = 0; at < output.sums.length; at += sums.length) {
        for (let i = 0; i < sums.length; i++) sums[i] += output.sums[at + i];
      }
      output.counts.forEach((count, i) => counts[i % cell] += count);
    }
    return { sums, counts };
  }
}

/** A copy in the buffer if it has the size, else in a new one. */
function copyInto(buffer: Float64Array | null, values: Float64Array): Float64Array {
  if (buffer === null || buffer.length !== values.length) return values.slice();
  buffer.set(values);
  return buffer;
}
