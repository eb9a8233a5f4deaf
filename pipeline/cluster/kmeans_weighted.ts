/** k-means of weighted rows with seeded restarts, in plain loops. Runs in Deno and browsers. */

import type { StageContext } from "../context.ts";
import { assertDistinctRows, squaredDistance } from "../numeric/matrix.ts";
import type { WeightedMatrix } from "../numeric/weights.ts";
import type { Rng } from "../rng.ts";
import type { Matrix } from "../types.ts";
import type { KmeansOptions, KmeansResult } from "./kmeans.ts";
import { chooseUnits } from "./kmeans_layout.ts";
import { orderSegments } from "./order.ts";
import { localTrials } from "./seeding.ts";

/** Squared differences between two looks at the clock, a few milliseconds of work. */
const BLOCK_WORK = 2 ** 20;

/** One start as Lloyd's iterations leave it. */
interface Start {
  readonly labels: Int32Array;
  readonly centroids: Float64Array;
  readonly inertia: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/** To be called every few milliseconds of work, and awaited where it asks for that. */
type Pause = () => Promise<void> | undefined;

/** Partitions weighted rows into k segments of least inertia, the sum of weight times squared distance
 * to the own centroid, a weighted mean: whole weights give what as many equal rows would.
 * Starts, ties and empty segments are as in `runKmeans`; greedy k-means++ draws rows in proportion to
 * weight times squared distance. A row whose nearest centroid cannot have changed, by bounds of 64 bits
 * with room for rounding, is not measured again. O(nInit maxIter n k d) at worst, one thread.
 * @param x n x d, finite.
 * @throws {DataError} If a value is not finite, is beyond 1e150 in size, or k exceeds the number of
 * distinct rows.
 * @see Lloyd, 1982, doi:10.1109/TIT.1982.1056489; Hamerly, SDM 2010, doi:10.1137/1.9781611972801.12;
 * scikit-learn's KMeans with sample_weight, from the same centroids, gives the same segments.
 */
export async function runWeightedKmeans(
  x: WeightedMatrix,
  { k, nInit, maxIter }: KmeansOptions,
  context: StageContext,
): Promise<KmeansResult> {
  chooseUnits(x);
  assertDistinctRows(x, k);
  let best: Start | null = null;
  for (let s = 0; s < nInit; s++) {
    const pause = () => context.checkpoint(s, nInit, `${s} of ${nInit} starts done`);
    const first = await seedWeighted(x, k, { rng: context.rng.fork(`start ${s}`), pause });
    const found = await lloydWeighted(x, first, { maxIter, pause });
    if (best === null || found.inertia < best.inertia) best = found;
  }
  const { labels, order } = orderSegments(best!.labels, k, x.weights);
  const { d } = x;
  const centroids = new Float64Array(k * d);
  order.forEach((old, g) => centroids.set(best!.centroids.subarray(old * d, (old + 1) * d), g * d));
  return { ...best!, labels, centroids: { values: centroids, n: k, d } };
}

/** Draws k rows by greedy k-means++: the first in proportion to weight, each other one in proportion to
 * weight times squared distance from those drawn, out of 2 + floor(ln k) draws keeping the one that
 * lowers the sum most (ties: the first).
 * @returns The centroids, k x d.
 */
export async function seedWeighted(
  x: WeightedMatrix,
  k: number,
  { rng, pause }: { rng: Rng; pause: Pause },
): Promise<Matrix> {
  const { n, d, weights } = x;
  const centroids = { values: new Float64Array(k * d), n: k, d };
  const put = (g: number, row: number) =>
    centroids.values.set(x.values.subarray(row * d, (row + 1) * d), g * d);
  put(0, drawRow(weights, rng));
  let nearest = new Float64Array(n).fill(Infinity);
  nearest = await shorten(x, { nearest, point: centroids.values.subarray(0, d) }, pause);
  const masses = new Float64Array(n);
  for (let g = 1; g < k; g++) {
    for (let i = 0; i < n; i++) masses[i] = weights[i] * nearest[i];
    let least = Infinity;
    let kept = nearest;
    for (let trial = localTrials(k); trial > 0; trial--) {
      const row = drawRow(masses, rng);
      const point = x.values.subarray(row * d, (row + 1) * d);
      const shorter = await shorten(x, { nearest, point }, pause);
      let sum = 0;
      for (let i = 0; i < n; i++) sum += weights[i] * shorter[i];
      if (sum < least) {
        least = sum;
        kept = shorter;
        put(g, row);
      }
    }
    nearest = kept;
  }
  return centroids;
}

/** A row drawn in proportion to its mass; never one without. */
function drawRow(masses: Float64Array, rng: Rng): number {
  let left = rng.uniform() * masses.reduce((sum, mass) => sum + mass, 0);
  let last = 0;
  for (let i = 0; i < masses.length; i++) {
    if (masses[i] === 0) continue;
    last = i;
    left -= masses[i];
    if (left < 0) break;
  }
  return last;
}

/** Squared distances to the nearest of what was near before and one point more. */
async function shorten(
  x: Matrix,
  { nearest, point }: { nearest: Float64Array; point: Float64Array },
  pause: Pause,
): Promise<Float64Array<ArrayBuffer>> {
  const center = { values: point, n: 1, d: x.d };
  const shorter = new Float64Array(x.n);
  await eachRow(x.n, x.d, { pause }, (i) => {
    shorter[i] = Math.min(nearest[i], squaredDistance(x, i, center, 0));
  });
  return shorter;
}

/** Takes every row, some milliseconds of work at a time.
 * @param work Squared differences that a row takes.
 */
async function eachRow(
  n: number,
  work: number,
  { pause }: { pause: Pause },
  take: (row: number) => void,
): Promise<void> {
  const block = Math.max(1, Math.floor(BLOCK_WORK / work));
  for (let from = 0; from < n; from += block) {
    const to = Math.min(n, from + block);
    for (let i = from; i < to; i++) take(i);
    const wait = pause();
    if (wait !== undefined) await wait;
  }
}

/** Lloyd's iterations from given centroids until no row changes its segment, at most maxIter.
 * @param first k x d.
 * @returns Segments in the order of the centroids, each with a row; centroids and inertia of these
 * segments.
 */
export async function lloydWeighted(
  x: WeightedMatrix,
  first: Matrix,
  { maxIter, pause }: { maxIter: number; pause: Pause },
): Promise<Start> {
  const k = first.n;
  const state = new Assignment(x, first, pause);
  let iterations = 0;
  let converged = false;
  while (iterations < maxIter && !converged) {
    iterations++;
    const changed = await state.assign();
    const refilled = changed === 0 && state.refill();
    converged = changed === 0 && !refilled;
    if (!converged) await state.moveCentroids();
  }
  while (!converged && state.refill()) await state.moveCentroids();
  const { labels, centroids } = state;
  const own = { values: centroids, n: k, d: x.d };
  let inertia = 0;
  await eachRow(x.n, x.d, { pause }, (i) => {
    inertia += x.weights[i] * squaredDistance(x, i, own, labels[i]);
  });
  return { labels, centroids, inertia, iterations, converged };
}

/** Room for what rounding adds up to while bounds are kept, as a share of the distances measured. */
const SLACK = 1e-9;

/** Which centroid each row is nearest to, with an upper bound of its distance and a lower bound of the
 * distance to every other one. */
class Assignment {
  readonly labels: Int32Array;
  readonly centroids: Float64Array;
  readonly #x: WeightedMatrix;
  readonly #k: number;
  readonly #upper: Float64Array;
  readonly #lower: Float64Array;
  readonly #pause: Pause;

  constructor(x: WeightedMatrix, first: Matrix, pause: Pause) {
    this.#x = x;
    this.#k = first.n;
    this.centroids = first.values.slice();
    this.labels = new Int32Array(x.n).fill(-1);
    this.#upper = new Float64Array(x.n).fill(Infinity);
    this.#lower = new Float64Array(x.n).fill(0);
    this.#pause = pause;
  }

  /** Gives every row its nearest centroid, the lowest on a tie.
   * @returns How many rows changed.
   */
  async assign(): Promise<number> {
    const { n, d } = this.#x;
    let changed = 0;
    await eachRow(n, this.#k * d, { pause: this.#pause }, (i) => {
      if (this.#upper[i] < this.#lower[i]) return;
      const before = this.labels[i];
      this.#measure(i);
      if (this.labels[i] !== before) changed++;
    });
    return changed;
  }

  #measure(i: number): void {
    const { d, values } = this.#x;
    const centroids = this.centroids;
    let least = Infinity, second = Infinity, label = 0;
    for (let g = 0, q = 0; g < this.#k; g++) {
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
    this.labels[i] = label;
    this.#upper[i] = Math.sqrt(least) * (1 + SLACK);
    this.#lower[i] = Math.sqrt(second) * (1 - SLACK);
  }

  /** Moves every centroid to the weighted mean of its rows; one without rows stays. */
  async moveCentroids(): Promise<void> {
    const { n, d, values, weights } = this.#x;
    const k = this.#k, labels = this.labels;
    const totals = new Float64Array(k), sums = new Float64Array(k * d);
    await eachRow(n, d, { pause: this.#pause }, (i) => {
      const weight = weights[i];
      totals[labels[i]] += weight;
      for (let c = 0, p = i * d, q = labels[i] * d; c < d; c++, p++, q++) {
        sums[q] += weight * values[p];
      }
    });
    const moves = new Float64Array(k);
    for (let g = 0; g < k; g++) {
      if (totals[g] === 0) continue;
      for (let c = 0, q = g * d; c < d; c++, q++) {
        const next = sums[q] / totals[g];
        moves[g] += (next - this.centroids[q]) ** 2;
        this.centroids[q] = next;
      }
      moves[g] = Math.sqrt(moves[g]);
    }
    const farthest = moves.reduce((most, move) => Math.max(most, move), 0);
    for (let i = 0; i < n; i++) {
      this.#upper[i] += moves[labels[i]];
      this.#lower[i] -= farthest;
    }
  }

  /** Gives an empty segment, if there is one, the row farthest from its own centroid (ties: the first).
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
    this.#upper.fill(Infinity);
    return true;
  }
}
