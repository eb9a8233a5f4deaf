/** Kernels of Ward's and single linkage: what they are, and the same in TypeScript. Runs in Deno and browsers. */

import type { KernelFamily } from "../kernels.ts";
import { WARD_WASM } from "../wasm/ward_wasm.ts";

/** Every function is given the address of a table, as `WardField` lays it out. A group is known by its
 * id, the row of its centroid, and stands at a place; places 0..count hold groups, the rest of the last
 * 16 is vacant. */
export interface WardKernels {
  /** Puts the centroid of a group at a place, with its size. */
  place(table: number, id: number, at: number, size: number): void;
  /** Empties a place, so that no group is ever near it. */
  vacate(table: number, at: number): void;
  /** Merges the group at place `from` into the one at `to`, and fills `from` with the last group. */
  merge(table: number, from: number, to: number): void;
  /** Finds the nearest other group of the one at a place: on a tie the group with the id `before`,
   * else the lowest id. Writes Ward's squared distance, half the square of the height, to the table.
   * @returns Its place. */
  nearest(table: number, at: number, before: number): number;
  /** Takes the row at a place into the tree of single linkage: shortens what the tree is from the rows
   * that are left, fills the place with the last row, and finds the row nearest to the tree, on a tie
   * the lowest. All sizes are 1. Writes half its squared distance to the table.
   * @returns Its place, after the filling. */
  reach(table: number, at: number): number;
}

/** Places in the table, in 32-bit numbers. Arrays' addresses come first: centroids (64 bits, id x d),
 * means (64 bits, d), blocks (16 bits: 16 places x 2 x steps), then by place in 32 bits scales, norms,
 * errors, sizes, ids and bounds, and the query (steps). */
export const WardField = {
  centroids: 0,
  means: 1,
  blocks: 2,
  scales: 3,
  norms: 4,
  errors: 5,
  sizes: 6,
  ids: 7,
  bounds: 8,
  query: 9,
  /** Columns d. */
  width: 10,
  /** Pairs of columns, an even number. */
  steps: 11,
  /** Groups that are left. */
  count: 12,
  /** Addresses, by place, of half the squared distance to the tree (64 bits), infinite at first, and
   * of its upper bound where lengths are times `unit` (32 bits). */
  reaches: 13,
  limits: 14,
  /** Factor (64 bits) by which the longest row, less the means, has length 1. */
  unit: 16,
  /** Squared distance of the group found (64 bits). */
  nearest: 18,
  /** Numbers of 32 bits in all. */
  length: 20,
} as const;

/** The kernels of Ward's linkage. */
export const WARD_KERNELS: KernelFamily<WardKernels> = {
  wasm: WARD_WASM,
  orders: {},
  twin: (memory) => new WardTwin(memory),
};

/** As in the kernels. */
const MOST_LENGTH = 46_000;
const MOST_WHOLE = 32_767;
const NOWHERE = Math.fround(1e30);
const ROUNDING = 1 / 524_288;
const SLACK = 1 + 1 / 131_072;
const UNDERFLOW = 1e-35;
const { fround } = Math;

class WardTwin implements WardKernels {
  readonly #doubles: Float64Array;
  readonly #floats: Float32Array;
  readonly #wholes: Int32Array;
  readonly #shorts: Int16Array;

  constructor(memory: ArrayBuffer) {
    this.#doubles = new Float64Array(memory, 0, memory.byteLength >> 3);
    this.#floats = new Float32Array(memory, 0, memory.byteLength >> 2);
    this.#wholes = new Int32Array(memory, 0, memory.byteLength >> 2);
    this.#shorts = new Int16Array(memory, 0, memory.byteLength >> 1);
  }

  place(table: number, id: number, at: number, size: number): void {
    const d = this.#get(table, "width"), unit = this.#unitOf(table);
    const centroid = this.#start(table, "centroids", 3) + id * d,
      means = this.#start(table, "means", 3);
    let most = 0, square = 0;
    for (let c = 0; c < d; c++) {
      const value = (this.#doubles[centroid + c] - this.#doubles[means + c]) * unit;
      square += value * value;
      most = Math.max(most, Math.abs(value));
    }
    const scale = fround(Math.max(most / MOST_WHOLE, Math.sqrt(square) / MOST_LENGTH) * SLACK);
    const inverse = scale > 0 ? 1 / scale : 0;
    const pairs = this.#pairsAt(table, at);
    let norm = 0, error = 0;
    for (let c = 0; c < d; c++) {
      const value = (this.#doubles[centroid + c] - this.#doubles[means + c]) * unit;
      const whole = Math.floor(value * inverse + 0.5);
      this.#shorts[pairs + (c >> 1) * 32 + (c & 1)] = whole;
      norm += whole * whole;
      const gap = value - scale * whole;
      error += gap * gap;
    }
    this.#floats[this.#start(table, "scales", 2) + at] = scale;
    this.#floats[this.#start(table, "norms", 2) + at] = norm * scale * scale;
    this.#floats[this.#start(table, "errors", 2) + at] = Math.sqrt(error) * SLACK;
    this.#floats[this.#start(table, "sizes", 2) + at] = size;
    this.#wholes[this.#start(table, "ids", 2) + at] = id;
  }

  vacate(table: number, at: number): void {
    this.#floats[this.#start(table, "scales", 2) + at] = 0;
    this.#floats[this.#start(table, "norms", 2) + at] = NOWHERE;
    this.#floats[this.#start(table, "errors", 2) + at] = 0;
    this.#floats[this.#start(table, "sizes", 2) + at] = 1;
    this.#wholes[this.#start(table, "ids", 2) + at] = -1;
  }

  #move(table: number, from: number, to: number): void {
    const source = this.#pairsAt(table, from), target = this.#pairsAt(table, to);
    for (let s = 0; s < 32 * this.#get(table, "steps"); s += 32) {
      this.#shorts[target + s] = this.#shorts[source + s];
      this.#shorts[target + s + 1] = this.#shorts[source + s + 1];
    }
    for (const name of ["scales", "norms", "errors", "sizes", "ids"] as const) {
      const values = this.#start(table, name, 2);
      this.#wholes[values + to] = this.#wholes[values + from];
    }
  }

  merge(table: number, from: number, to: number): void {
    const d = this.#get(table, "width"),
      ids = this.#start(table, "ids", 2),
      sizes = this.#start(table, "sizes", 2);
    const size = fround(this.#floats[sizes + from] + this.#floats[sizes + to]);
    const share = this.#floats[sizes + from] / size;
    const target = this.#start(table, "centroids", 3) + this.#wholes[ids + to] * d;
    const source = this.#start(table, "centroids", 3) + this.#wholes[ids + from] * d;
    for (let c = 0; c < d; c++) {
      const value = this.#doubles[target + c];
      this.#doubles[target + c] = value + (this.#doubles[source + c] - value) * share;
    }
    this.place(table, this.#wholes[ids + to], to, size);
    this.#remove(table, from);
  }

  #remove(table: number, at: number): void {
    const last = this.#get(table, "count") - 1;
    if (last !== at) this.#move(table, last, at);
    this.vacate(table, last);
    this.#wholes[(table >> 2) + WardField.count] = last;
  }

  #distance(table: number, one: number, other: number): number {
    const d = this.#get(table, "width"),
      ids = this.#start(table, "ids", 2),
      sizes = this.#start(table, "sizes", 2);
    const left = this.#start(table, "centroids", 3) + this.#wholes[ids + one] * d;
    const right = this.#start(table, "centroids", 3) + this.#wholes[ids + other] * d;
    let square = 0;
    for (let c = 0; c < d; c++) {
      const gap = this.#doubles[left + c] - this.#doubles[right + c];
      square += gap * gap;
    }
    const n = this.#floats[sizes + one], m = this.#floats[sizes + other];
    return square * (n * m / (n + m));
  }

  /** Lower bounds of the distances of a group to all places; gives the least. */
  #boundAll(table: number, at: number): number {
    const steps = this.#get(table, "steps"), scales = this.#start(table, "scales", 2);
    const norms = this.#start(table, "norms", 2), errors = this.#start(table, "errors", 2);
    const sizes = this.#start(table, "sizes", 2), bounds = this.#start(table, "bounds", 2);
    const query = this.#pairsAt(table, at), size = this.#floats[sizes + at];
    let least = NOWHERE;
    for (let p = 0; p < 16 * Math.ceil(this.#get(table, "count") / 16); p++) {
      const pairs = this.#pairsAt(table, p);
      let product = 0;
      for (let s = 0; s < 32 * steps; s += 32) {
        product += this.#shorts[query + s] * this.#shorts[pairs + s] +
          this.#shorts[query + s + 1] * this.#shorts[pairs + s + 1];
      }
      const both = fround(
        (p === at ? NOWHERE : this.#floats[norms + p]) + this.#floats[norms + at],
      );
      const scaled = fround(
        fround(this.#floats[scales + p] * (2 * this.#floats[scales + at])) *
          fround(product),
      );
      const square = fround(fround(both - scaled) - fround(both * ROUNDING));
      const root = fround(Math.sqrt(Math.max(square, 0)));
      const low = Math.max(
        fround(root - fround(this.#floats[errors + p] + this.#floats[errors + at])),
        0,
      );
      const own = this.#floats[sizes + p];
      const factor = fround(fround(own * size) / fround(own + size));
      const bound = fround(fround(low * low) * factor);
      this.#floats[bounds + p] = bound;
      least = Math.min(least, bound);
    }
    return least;
  }

  nearest(table: number, at: number, before: number): number {
    const bounds = this.#start(table, "bounds", 2), ids = this.#start(table, "ids", 2);
    const count = this.#get(table, "count"), unit = this.#unitOf(table);
    let limit = this.#boundAll(table, at);
    let found = -1, foundId = -1, least = Infinity;
    for (let pass = 0; pass < 2; pass++) {
      for (let p = 0; p < count; p++) {
        // The first pass looks at the first four places that hold the least bound.
        if (pass === 0 && found >= 0 && (p & 3) === 0) break;
        if (!(this.#floats[bounds + p] <= limit)) continue;
        const exact = this.#distance(table, at, p), id = this.#wholes[ids + p];
        const isBetter = exact < least ||
          (exact === least && foundId !== before && (id === before || id < foundId));
        if (!isBetter) continue;
        least = exact;
        found = p;
        foundId = id;
      }
      limit = fround(least * unit * unit * SLACK + UNDERFLOW);
    }
    this.#doubles[(table + 4 * WardField.nearest) >> 3] = least;
    return found;
  }

  reach(table: number, at: number): number {
    const reaches = this.#start(table, "reaches", 3), limits = this.#start(table, "limits", 2);
    const bounds = this.#start(table, "bounds", 2), ids = this.#start(table, "ids", 2);
    const unit = this.#unitOf(table), last = this.#get(table, "count") - 1;
    this.#boundAll(table, at);
    for (let p = 0; p <= last; p++) {
      if (p === at || !(this.#floats[bounds + p] <= this.#floats[limits + p])) continue;
      const exact = this.#distance(table, at, p);
      if (!(exact < this.#doubles[reaches + p])) continue;
      this.#doubles[reaches + p] = exact;
      this.#floats[limits + p] = exact * unit * unit * SLACK + UNDERFLOW;
    }
    this.#remove(table, at);
    this.#doubles[reaches + at] = this.#doubles[reaches + last];
    this.#floats[limits + at] = this.#floats[limits + last];
    let found = 0;
    for (let p = 1; p < last; p++) {
      const gap = this.#doubles[reaches + p] - this.#doubles[reaches + found];
      if (gap < 0 || (gap === 0 && this.#wholes[ids + p] < this.#wholes[ids + found])) found = p;
    }
    this.#doubles[(table + 4 * WardField.nearest) >> 3] = this.#doubles[reaches + found];
    return found;
  }

  #get(table: number, name: keyof typeof WardField): number {
    return this.#wholes[(table >> 2) + WardField[name]];
  }

  /** Where an array starts, in numbers of 2^shift bytes. */
  #start(table: number, name: keyof typeof WardField, shift: number): number {
    return this.#get(table, name) >>> shift;
  }

  #unitOf(table: number): number {
    return this.#doubles[(table + 4 * WardField.unit) >> 3];
  }

  #pairsAt(table: number, at: number): number {
    return this.#start(table, "blocks", 1) + (at >> 4) * this.#get(table, "steps") * 32 +
      (at & 15) * 2;
  }
}
