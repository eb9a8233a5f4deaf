/** Swapping of medoids for other rows while that lowers the cost. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";

/** A swap must lower the cost by more than this share of it: less is rounding. */
const LEAST_GAIN = 1e-12;

/** Finds local optima of k-medoids from given starts, one after the other, in the same memory. */
export class MedoidSwaps {
  readonly #square: Float32Array;
  readonly #n: number;
  readonly #k: number;
  readonly #medoids: Int32Array;
  /** Per row: the nearest medoid and the next one, by place, and how far they are. */
  readonly #nearest: Int32Array;
  readonly #next: Int32Array;
  readonly #near: Float64Array;
  readonly #second: Float64Array;
  readonly #isMedoid: Uint8Array;
  /** Per medoid: what the cost rises by when it leaves, and when a candidate takes its place. */
  readonly #removal: Float64Array;
  readonly #change: Float64Array;

  /** @param square Distances, n x n, symmetric. */
  constructor(square: Float32Array, n: number, k: number) {
    this.#square = square;
    this.#n = n;
    this.#k = k;
    this.#medoids = new Int32Array(k);
    this.#nearest = new Int32Array(n);
    this.#next = new Int32Array(n);
    this.#near = new Float64Array(n);
    this.#second = new Float64Array(n);
    this.#isMedoid = new Uint8Array(n);
    this.#removal = new Float64Array(k);
    this.#change = new Float64Array(k);
  }

  /** Goes round the rows, swapping at once where that lowers the cost, until a whole round does not. */
  async run(
    start: Int32Array,
    maxIter: number,
    context: StageContext,
  ): Promise<{ medoids: Int32Array; cost: number; iterations: number; converged: boolean }> {
    const n = this.#n;
    this.#open(start);
    let cost = this.#sumUp(), looked = 0, steps = 0;
    while (looked < n && steps < maxIter * n) {
      const candidate = steps++ % n;
      looked++;
      if (this.#isMedoid[candidate] === 1) continue;
      const place = this.#bestPlace(candidate);
      if (this.#change[place] < -LEAST_GAIN * cost) {
        this.#swap(place, candidate);
        cost = this.#sumUp();
        looked = 0;
      }
      const pause = context.checkpoint(0, 1);
      if (pause !== undefined) await pause;
    }
    return {
      medoids: this.#medoids.slice(),
      cost,
      iterations: Math.ceil(steps / n),
      converged: looked >= n,
    };
  }

  #open(start: Int32Array): void {
    this.#medoids.set(start);
    this.#isMedoid.fill(0);
    for (const row of start) this.#isMedoid[row] = 1;
    for (let i = 0; i < this.#n; i++) this.#look(i);
  }

  /** Finds the two nearest medoids of a row; ties go to the lower place. */
  #look(i: number): void {
    const n = this.#n;
    let nearest = 0, next = 0, near = Infinity, second = Infinity;
    for (let m = 0; m < this.#k; m++) {
      const distance = this.#square[this.#medoids[m] * n + i];
      if (distance < near) {
        next = nearest;
        second = near;
        nearest = m;
        near = distance;
      } else if (distance < second) {
        next = m;
        second = distance;
      }
    }
    this.#nearest[i] = nearest;
    this.#near[i] = near;
    this.#next[i] = next;
    this.#second[i] = second;
  }

  /** The cost; what leaving medoids would add to it goes to `#removal`. */
  #sumUp(): number {
    this.#removal.fill(0);
    let cost = 0;
    for (let i = 0; i < this.#n; i++) {
      cost += this.#near[i];
      this.#removal[this.#nearest[i]] += this.#second[i] - this.#near[i];
    }
    return cost;
  }

  /** The place in which a candidate lowers the cost most; ties go to the lower one. */
  #bestPlace(candidate: number): number {
    const n = this.#n, square = this.#square, change = this.#change;
    const near = this.#near, second = this.#second, nearest = this.#nearest;
    change.set(this.#removal);
    let shared = 0;
    for (let i = 0, p = candidate * n; i < n; i++, p++) {
      const distance = square[p];
      if (distance < near[i]) {
        shared += distance - near[i];
        change[nearest[i]] += near[i] - second[i];
      } else if (distance < second[i]) {
        change[nearest[i]] += distance - second[i];
      }
    }
    let best = 0;
    for (let m = 0; m < this.#k; m++) {
      change[m] += shared;
      if (change[m] < change[best]) best = m;
    }
    return best;
  }

  #swap(place: number, candidate: number): void {
    const n = this.#n;
    this.#isMedoid[this.#medoids[place]] = 0;
    this.#isMedoid[candidate] = 1;
    this.#medoids[place] = candidate;
    for (let i = 0, p = candidate * n; i < n; i++, p++) {
      const isTouched = this.#nearest[i] === place || this.#next[i] === place;
      if (isTouched || this.#square[p] <= this.#second[i]) this.#look(i);
    }
  }
}
