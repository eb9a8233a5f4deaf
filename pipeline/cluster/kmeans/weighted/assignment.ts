/** Which centroid each weighted row is nearest to, by bounds that save distances. Runs in Deno and browsers. */

import { squaredDistance } from "../../../numeric/matrix.ts";
import type { WeightedMatrix } from "../../../numeric/weights.ts";
import type { Matrix } from "../../../numeric/matrix.ts";

/** To be called every few milliseconds of work, and awaited where it asks for that. */
export type Pause = () => Promise<void> | undefined;

/** Squared differences between two pauses, a few milliseconds of work. */
const BLOCK_WORK = 2 ** 20;
/** Room for what rounding adds up to while bounds are kept, as a share of the distances measured. */
const SLACK = 1e-9;

/** Takes rows from..to, some milliseconds of work at a time.
 * @param work Squared differences that a row takes.
 */
export async function eachBlock(
  n: number,
  work: number,
  pause: Pause,
  take: (from: number, to: number) => void,
): Promise<void> {
  const block = Math.max(1, Math.floor(BLOCK_WORK / work));
  for (let from = 0; from < n; from += block) {
    take(from, Math.min(n, from + block));
    const wait = pause();
    if (wait !== undefined) await wait;
  }
}

/** The segments of weighted rows, their centroids, and for each row an upper bound of the distance to
 * its own centroid and a lower bound of that to every other one.
 * @see Hamerly, Making k-means even faster, SDM 2010, doi:10.1137/1.9781611972801.12.
 */
export class WeightedAssignment {
  /** -1 before the first assignment. */
  readonly labels: Int32Array;
  /** k x d. */
  readonly centroids: Float64Array;
  readonly #x: WeightedMatrix;
  readonly #k: number;
  readonly #pause: Pause;
  readonly #upper: Float64Array;
  readonly #lower: Float64Array;
  /** Half the distance of each centroid to its nearest other. */
  readonly #halfGaps: Float64Array;
  readonly #sums: Float64Array;
  readonly #totals: Float64Array;
  readonly #counts: Int32Array;

  constructor(x: WeightedMatrix, first: Matrix, pause: Pause) {
    this.#x = x;
    this.#k = first.n;
    this.#pause = pause;
    this.centroids = first.values.slice();
    this.labels = new Int32Array(x.n).fill(-1);
    this.#upper = new Float64Array(x.n).fill(Infinity);
    this.#lower = new Float64Array(x.n);
    this.#halfGaps = new Float64Array(first.n);
    this.#sums = new Float64Array(first.n * x.d);
    this.#totals = new Float64Array(first.n);
    this.#counts = new Int32Array(first.n);
  }

  /** Gives every row its nearest centroid, the lowest on a tie.
   * @returns How many rows changed.
   */
  async assign(): Promise<number> {
    this.#measureGaps();
    let changed = 0;
    await eachBlock(this.#x.n, this.#k * this.#x.d, this.#pause, (from, to) => {
      changed += this.#assignRows(from, to);
    });
    return changed;
  }

  #assignRows(from: number, to: number): number {
    const { d, values } = this.#x;
    const k = this.#k, centroids = this.centroids, labels = this.labels;
    const upper = this.#upper, lower = this.#lower, halfGaps = this.#halfGaps;
    let changed = 0;
    for (let i = from; i < to; i++) {
      const before = labels[i];
      if (before >= 0) {
        const bound = Math.max(lower[i], halfGaps[before]);
        if (upper[i] < bound) continue;
        let own = 0;
        for (let c = 0, p = i * d, q = before * d; c < d; c++, p++, q++) {
          own += (values[p] - centroids[q]) ** 2;
        }
        upper[i] = Math.sqrt(own) * (1 + SLACK);
        if (upper[i] < bound) continue;
      }
      let least = Infinity, second = Infinity, label = 0;
      for (let g = 0, q = 0; g < k; g++) {
        let square = 0;
        for (let c = 0, p = i * d; c < d; c++, p++, q++) {
          const gap = values[p] - centroids[q];
          square += gap * gap;
        }
        if (square < least) {
          second = least;
          least = square;
          label = g;
        } else if (square < second) {
          second = square;
        }
      }
      upper[i] = Math.sqrt(least) * (1 + SLACK);
      lower[i] = Math.sqrt(second) * (1 - SLACK);
      if (label === before) continue;
      this.#move(i, label);
      changed++;
    }
    return changed;
  }

  #measureGaps(): void {
    const k = this.#k;
    const own = { values: this.centroids, n: k, d: this.#x.d };
    for (let g = 0; g < k; g++) {
      let least = Infinity;
      for (let h = 0; h < k; h++) {
        if (h !== g) least = Math.min(least, squaredDistance(own, g, own, h));
      }
      this.#halfGaps[g] = Math.sqrt(least) / 2 * (1 - SLACK);
    }
  }

  #move(row: number, label: number): void {
    const before = this.labels[row];
    if (before >= 0) this.#add(row, before, -1);
    this.#add(row, label, 1);
    this.labels[row] = label;
  }

  #add(row: number, label: number, sign: number): void {
    const { d, values, weights } = this.#x;
    const sums = this.#sums, weight = sign * weights[row];
    this.#counts[label] += sign;
    this.#totals[label] += weight;
    for (let c = 0, p = row * d, q = label * d; c < d; c++, p++, q++) sums[q] += weight * values[p];
  }

  /** Sums the rows of every segment anew, in their order. */
  async sumAnew(): Promise<void> {
    this.#sums.fill(0);
    this.#totals.fill(0);
    this.#counts.fill(0);
    await eachBlock(this.#x.n, this.#x.d, this.#pause, (from, to) => {
      for (let i = from; i < to; i++) this.#add(i, this.labels[i], 1);
    });
  }

  /** Moves every centroid to the weighted mean of its rows; one without rows stays.
   * @returns Whether one moved.
   */
  moveCentroids(): boolean {
    const { n, d } = this.#x;
    const k = this.#k, labels = this.labels, upper = this.#upper, lower = this.#lower;
    const moves = new Float64Array(k);
    for (let g = 0; g < k; g++) {
      if (this.#counts[g] === 0) continue;
      for (let c = 0, q = g * d; c < d; c++, q++) {
        const next = this.#sums[q] / this.#totals[g];
        moves[g] += (next - this.centroids[q]) ** 2;
        this.centroids[q] = next;
      }
      moves[g] = Math.sqrt(moves[g]) * (1 + SLACK);
    }
    const farthest = moves.reduce((most, move) => Math.max(most, move), 0);
    if (farthest === 0) return false;
    for (let i = 0; i < n; i++) {
      upper[i] += moves[labels[i]];
      lower[i] -= farthest;
    }
    return true;
  }

  /** Gives an empty segment, if there is one, the row farthest from its own centroid (ties: the first).
   * Sums are not kept.
   * @returns Whether there was one.
   */
  refill(): boolean {
    const { n, d } = this.#x;
    const counts = new Int32Array(this.#k);
    for (const label of this.labels) counts[label]++;
    const empty = counts.indexOf(0);
    if (empty < 0) return false;
    const own = { values: this.centroids, n: this.#k, d };
    let farthest = -1, row = 0;
    for (let i = 0; i < n; i++) {
      const square = squaredDistance(this.#x, i, own, this.labels[i]);
      if (counts[this.labels[i]] > 1 && square > farthest) {
        farthest = square;
        row = i;
      }
    }
    this.labels[row] = empty;
    // Its bound was of all but the segment that it left.
    this.#lower[row] = 0;
    this.#upper.fill(Infinity);
    return true;
  }
}
