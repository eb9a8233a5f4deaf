/** The moves of k-prototypes from one start to rest. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";
import { alikeInSquares } from "../too_alike.ts";
import type { MixedRows } from "./mixed_rows.ts";
import type { PrototypesResult } from "./prototypes_result.ts";

/** Brings prototypes from given starts to rest, one start after the other, in the same memory. */
export class PrototypeSearch {
  readonly #rows: MixedRows;
  readonly #k: number;
  readonly #gamma: number;
  readonly #labels: Int32Array;
  readonly #sizes: Int32Array;
  readonly #modes: Int32Array;
  readonly #means: Float64Array;
  readonly #sums: Float64Array;
  /** Respondents by segment, column and category: a segment has `#width` counts, column c's from
   * `#offsets[c]`. */
  readonly #counts: Int32Array;
  readonly #offsets: Int32Array;
  readonly #width: number;
  /** Distance of the last respondent that was placed. */
  #distance = 0;

  constructor(rows: MixedRows, k: number, gamma: number) {
    const { n, q, p, levels } = rows;
    this.#rows = rows;
    this.#k = k;
    this.#gamma = gamma;
    this.#labels = new Int32Array(n);
    this.#sizes = new Int32Array(k);
    this.#modes = new Int32Array(k * q);
    this.#means = new Float64Array(k * p);
    this.#sums = new Float64Array(k * p);
    this.#offsets = new Int32Array(q);
    for (let c = 1; c < q; c++) this.#offsets[c] = this.#offsets[c - 1] + levels[c - 1];
    this.#width = levels.reduce((sum, count) => sum + count, 0);
    this.#counts = new Int32Array(k * this.#width);
  }

  /** Moves respondents until none moves, the cost falls no further or the rounds are used up.
   * @param start Respondents that are the first prototypes.
   * @returns Segments in the order of the start.
   */
  async run(start: Int32Array, maxIter: number, context: StageContext): Promise<PrototypesResult> {
    await this.#open(start, context);
    let cost = this.#costOf(null);
    let iterations = 0, converged = false;
    while (iterations < maxIter && !converged) {
      iterations++;
      let moves = 0;
      for (let i = 0; i < this.#rows.n; i++) {
        if (this.#place(i)) moves++;
        const pause = (i & 63) === 0 ? context.checkpoint(iterations, maxIter) : undefined;
        if (pause !== undefined) await pause;
      }
      const breath = context.checkpoint(iterations, maxIter);
      if (breath !== undefined) await breath;
      const next = this.#costOf(null);
      converged = moves === 0 || next >= cost;
      cost = next;
    }
    const labels = new Int32Array(this.#rows.n);
    cost = this.#settle(labels);
    const modes = this.#modes.slice(), means = this.#means.slice();
    return { labels, modes, means, cost, iterations, converged };
  }

  /** Puts every respondent to the nearest first prototype, then makes the prototypes theirs. */
  async #open(start: Int32Array, context: StageContext): Promise<void> {
    const { n, q, p, codes, numbers } = this.#rows;
    start.forEach((row, m) => {
      this.#modes.set(codes.subarray(row * q, (row + 1) * q), m * q);
      this.#means.set(numbers.subarray(row * p, (row + 1) * p), m * p);
    });
    for (let i = 0; i < n; i++) {
      this.#labels[i] = this.#nearest(i);
      const pause = (i & 63) === 0 ? context.checkpoint(0, 1) : undefined;
      if (pause !== undefined) await pause;
    }
    this.#resume(this.#labels);
    for (let m = 0; m < this.#k; m++) if (this.#sizes[m] === 0) this.#fill(m);
  }

  /** Makes the prototypes those of given segments. */
  #resume(labels: Int32Array): void {
    const { n, q, p, codes, numbers } = this.#rows;
    this.#labels.set(labels);
    this.#sizes.fill(0);
    this.#sums.fill(0);
    this.#counts.fill(0);
    for (let i = 0; i < n; i++) {
      const own = labels[i];
      this.#sizes[own]++;
      for (let c = 0; c < p; c++) this.#sums[own * p + c] += numbers[i * p + c];
      for (let c = 0; c < q; c++) this.#counts[this.#countAt(own, c) + codes[i * q + c]]++;
    }
    for (let m = 0; m < this.#k; m++) {
      if (this.#sizes[m] === 0) continue;
      for (let c = 0; c < q; c++) this.#modes[m * q + c] = this.#mostFrequent(m, c);
      this.#average(m);
    }
  }

  /** Moves a respondent to the nearest prototype.
   * @returns Whether it was in another segment.
   */
  #place(i: number): boolean {
    const from = this.#labels[i], to = this.#nearest(i);
    if (to === from) return false;
    this.#move(i, to);
    if (this.#sizes[from] === 0) this.#fill(from);
    return true;
  }

  /** Nearest prototype; ties go to the lower one. Its distance is left in `#distance`. */
  #nearest(i: number): number {
    const { q, p, codes, numbers } = this.#rows;
    const modes = this.#modes, means = this.#means, gamma = this.#gamma, k = this.#k;
    const bound = this.#measure(i, this.#labels[i]);
    let nearest = 0, least = Infinity;
    for (let m = 0; m < k; m++) {
      let unlike = 0, squares = 0;
      for (let c = 0, a = i * p, b = m * p; c < p; c++, a++, b++) {
        const gap = numbers[a] - means[b];
        squares += gap * gap;
      }
      // The own segment is nearer than this one can be.
      if (squares > bound) continue;
      for (let c = 0, a = i * q, b = m * q; c < q; c++, a++, b++) {
        if (codes[a] !== modes[b]) unlike++;
      }
      const distance = squares + gamma * unlike;
      if (distance < least) {
        least = distance;
        nearest = m;
      }
    }
    this.#distance = least;
    return nearest;
  }

  #measure(i: number, m: number): number {
    const { q, codes } = this.#rows;
    const modes = this.#modes;
    let unlike = 0;
    for (let c = 0, a = i * q, b = m * q; c < q; c++, a++, b++) {
      if (codes[a] !== modes[b]) unlike++;
    }
    return this.#gapOf(i, m) + this.#gamma * unlike;
  }

  /** Squared distance of a respondent's numbers from a segment's means. */
  #gapOf(i: number, m: number): number {
    const { p, numbers } = this.#rows;
    const means = this.#means;
    let squares = 0;
    for (let c = 0, a = i * p, b = m * p; c < p; c++, a++, b++) {
      const gap = numbers[a] - means[b];
      squares += gap * gap;
    }
    return squares;
  }

  #move(i: number, to: number): void {
    const { q, p, codes, numbers } = this.#rows;
    const from = this.#labels[i];
    this.#labels[i] = to;
    this.#sizes[from]--;
    this.#sizes[to]++;
    for (let c = 0; c < q; c++) {
      const code = codes[i * q + c];
      const here = this.#countAt(to, c), there = this.#countAt(from, c);
      this.#counts[here + code]++;
      this.#counts[there + code]--;
      if (this.#counts[here + this.#modes[to * q + c]] < this.#counts[here + code]) {
        this.#modes[to * q + c] = code;
      }
      if (this.#modes[from * q + c] === code) {
        this.#modes[from * q + c] = this.#mostFrequent(from, c);
      }
    }
    for (let c = 0; c < p; c++) {
      this.#sums[to * p + c] += numbers[i * p + c];
      this.#sums[from * p + c] -= numbers[i * p + c];
    }
    this.#average(to);
    this.#average(from);
  }

  /** Gives an empty segment the respondent farthest from its own prototype (ties: the first). */
  #fill(empty: number): void {
    let farthest = -1, most = -1;
    for (let i = 0; i < this.#rows.n; i++) {
      const own = this.#labels[i];
      if (this.#sizes[own] < 2) continue;
      const distance = this.#measure(i, own);
      if (distance > most) {
        most = distance;
        farthest = i;
      }
    }
    const { q, codes } = this.#rows;
    // No category is frequent there yet, so that the moved one's become the modes at once.
    this.#modes.set(codes.subarray(farthest * q, (farthest + 1) * q), empty * q);
    this.#move(farthest, empty);
  }

  #average(m: number): void {
    const { p } = this.#rows;
    if (this.#sizes[m] === 0) return;
    for (let c = 0; c < p; c++) this.#means[m * p + c] = this.#sums[m * p + c] / this.#sizes[m];
  }

  #countAt(m: number, c: number): number {
    return m * this.#width + this.#offsets[c];
  }

  /** The lowest of the most frequent categories. */
  #mostFrequent(m: number, c: number): number {
    const first = this.#countAt(m, c), counts = this.#counts;
    let most = 0;
    for (let code = 1; code < this.#rows.levels[c]; code++) {
      if (counts[first + code] > counts[first + most]) most = code;
    }
    return most;
  }

  /** Sum of distances to the nearest prototypes; `labels`, if there, takes the segments of these. */
  #costOf(labels: Int32Array | null): number {
    let cost = 0;
    for (let i = 0; i < this.#rows.n; i++) {
      const nearest = this.#nearest(i);
      cost += this.#distance;
      if (labels !== null) labels[i] = nearest;
    }
    return cost;
  }

  /** Segments of the nearest prototypes. One that is nobody's nearest comes to stand for the respondent
   * farthest from any (ties: the first), which only lowers the cost.
   * @returns The cost.
   */
  #settle(labels: Int32Array): number {
    const { n, q, p, codes, numbers } = this.#rows;
    const sizes = new Int32Array(this.#k);
    for (;;) {
      const cost = this.#costOf(labels);
      sizes.fill(0);
      for (const label of labels) sizes[label]++;
      const empty = sizes.indexOf(0);
      if (empty < 0) return cost;
      let farthest = 0, most = 0;
      for (let i = 0; i < n; i++) {
        const distance = this.#measure(i, labels[i]);
        if (distance > most) {
          most = distance;
          farthest = i;
        }
      }
      if (most === 0) throw alikeInSquares(this.#k);
      this.#modes.set(codes.subarray(farthest * q, (farthest + 1) * q), empty * q);
      this.#means.set(numbers.subarray(farthest * p, (farthest + 1) * p), empty * p);
    }
  }
}
