/** Mini-batch k-means: centroids from random batches of rows, then one pass over all. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";
import { firstDistinctRows } from "../../numeric/matrix.ts";
import type { Rng } from "../../base/rng.ts";
import type { Matrix } from "../../numeric/matrix.ts";
import { runKmeans } from "./kmeans.ts";
import type { KmeansOptions, KmeansResult } from "./kmeans_result.ts";
import { assertInRange } from "./layout.ts";
import { assignNearest, assignRows, fillSegments, meansOfRows } from "./nearest_centroid.ts";
import { orderSegments } from "../order.ts";

/** How to run mini-batch k-means. */
export interface MinibatchOptions extends KmeansOptions {
  /** Rows a batch, 1 or more. */
  readonly batchSize: number;
}

/** The sample that is segmented first, in batches. */
export const BATCHES_OF_SAMPLE = 3;
/** Ends after so many batches in a row without a lower smoothed inertia, as scikit-learn does. */
const MOST_IDLE_BATCHES = 10;
/** A centroid that took no row of at least so many batches, and of so many rows a segment, is starved. */
const BATCHES_OF_HUNGER = 10;
const ROWS_OF_HUNGER = 10;

/** Partitions rows into k segments of low inertia without passing over all of them again and again.
 * Runs {@link runKmeans} on a sample of 3 batches, drawn with replacement, and the first k distinct
 * rows; its centroids begin, each weighing as many rows as its segment has there. Then each batch of
 * rows drawn with replacement goes to the nearest centroids (ties: the lowest), and a centroid becomes
 * the mean of all rows that it ever took. A centroid that took no row of ten batches (or of as many as
 * hold 10 k rows) moves to a random row of the last one and weighs one row; there are at most k such
 * moves. It ends when the smoothed inertia of ten batches in a row is not below the least seen since
 * the last move, or after as many batches as hold maxIter n rows. At the end every row
 * goes to the nearest centroid (empty segments as in {@link runKmeans}), and centroids and inertia are
 * those of the segments, in 64 bits. O(batches batchSize k d + n k d) in one thread.
 * @param x n x d, finite.
 * @returns iterations counts batches; converged says whether they brought no more before maxIter.
 * @throws {DataError} If a value is not finite, is beyond 1e150 in size, or k exceeds the number of
 * distinct rows.
 * @see Sculley, Web-scale k-means clustering, WWW 2010, doi:10.1145/1772690.1772862; the smoothing and
 * the stop as in scikit-learn 1.9.1, MiniBatchKMeans, which moves more centroids, begins at seeds and
 * gives centroids as the batches left them; Bradley and Fayyad, Refining initial points, ICML 1998.
 */
export async function runMinibatch(
  x: Matrix,
  options: MinibatchOptions,
  context: StageContext,
): Promise<KmeansResult> {
  const { k, batchSize, maxIter } = options;
  assertInRange(x);
  const sample = drawSample(x, { k, size: BATCHES_OF_SAMPLE * batchSize, rng: context.rng });
  const begun = await runKmeans(sample, options, context);
  const weights = new Float64Array(k);
  for (const label of begun.labels) weights[label]++;
  const state = { centroids: begun.centroids, weights, hunger: new Int32Array(k), moves: 0 };
  const stop = new Stop(x.n, batchSize);
  const most = Math.ceil(maxIter * x.n / batchSize);
  const rng = context.rng.fork("batches");
  const rows = new Int32Array(batchSize);
  for (let batch = 0; batch < most && !stop.isReached; batch++) {
    for (let i = 0; i < batchSize; i++) rows[i] = rng.below(x.n);
    stop.hear(learn(x, rows, state));
    if (feedStarved(x, rows, { state, rng })) stop.forget();
    const pause = context.checkpoint(0, 1, `${batch + 1} batches`);
    if (pause !== undefined) await pause;
  }
  const found = await assignRows(x, state.centroids, context);
  const labels = await fillSegments(x, { ...found, centroids: state.centroids }, context);
  const ordered = orderSegments(labels, k);
  const { centroids, inertia } = await meansOfRows(x, ordered.labels, { k, context });
  return {
    labels: ordered.labels,
    centroids,
    inertia,
    iterations: stop.batches,
    converged: stop.isReached,
  };
}

interface BatchState {
  readonly centroids: Matrix;
  /** Rows that each centroid is the mean of. */
  readonly weights: Float64Array;
  /** Batches since each last took a row. */
  readonly hunger: Int32Array;
  /** Moves of starved centroids so far. */
  moves: number;
}

/** Rows with replacement, and the first k distinct ones: with less, k segments could not be formed. */
function drawSample(
  x: Matrix,
  { k, size, rng }: { readonly k: number; readonly size: number; readonly rng: Rng },
): Matrix {
  const { n, d, values } = x;
  const draws = rng.fork("sample");
  const rows = [...firstDistinctRows(x, k)];
  for (let i = 0; i < size; i++) rows.push(draws.below(n));
  const sample = new Float64Array(rows.length * d);
  rows.forEach((row, i) => sample.set(values.subarray(row * d, (row + 1) * d), i * d));
  return { values: sample, n: rows.length, d };
}

/** Moves the centroids by one batch.
 * @returns Its mean squared distance to the centroids before.
 */
function learn(x: Matrix, rows: Int32Array, { centroids, weights, hunger }: BatchState): number {
  const { d, values } = x;
  const k = centroids.n;
  const sums = new Float64Array(k * d), counts = new Int32Array(k);
  const found = { label: 0, square: 0 };
  let inertia = 0;
  for (let i = 0; i < rows.length; i++) {
    assignNearest(x, rows[i], centroids, found);
    inertia += found.square;
    counts[found.label]++;
    const own = found.label * d, row = rows[i] * d;
    for (let c = 0; c < d; c++) sums[own + c] += values[row + c];
  }
  for (let g = 0; g < k; g++) {
    hunger[g] = counts[g] === 0 ? hunger[g] + 1 : 0;
    if (counts[g] === 0) continue;
    const before = weights[g];
    weights[g] += counts[g];
    for (let at = g * d; at < (g + 1) * d; at++) {
      centroids.values[at] = (centroids.values[at] * before + sums[at]) / weights[g];
    }
  }
  return inertia / rows.length;
}

/** Moves starved centroids to random rows of the batch; says whether there were any. */
function feedStarved(
  x: Matrix,
  rows: Int32Array,
  { state, rng }: { readonly state: BatchState; readonly rng: Rng },
): boolean {
  const { centroids, weights, hunger } = state;
  const k = centroids.n, before = state.moves;
  const bearable = Math.max(BATCHES_OF_HUNGER, Math.ceil(ROWS_OF_HUNGER * k / rows.length));
  for (let g = 0; g < k && state.moves < k; g++) {
    if (hunger[g] < bearable) continue;
    state.moves++;
    const row = rows[rng.below(rows.length)] * x.d;
    centroids.values.set(x.values.subarray(row, row + x.d), g * x.d);
    weights[g] = 1;
    hunger[g] = 0;
  }
  return state.moves > before;
}

/** Ends the batches when a moving average of their inertia falls no more. */
class Stop {
  readonly #share: number;
  #average = Infinity;
  #least = Infinity;
  #idle = 0;
  batches = 0;

  constructor(n: number, batchSize: number) {
    this.#share = Math.min(1, 2 * batchSize / (n + 1));
  }

  get isReached(): boolean {
    return this.#idle >= MOST_IDLE_BATCHES;
  }

  /** After a move, what was seen before is no measure. */
  forget(): void {
    this.#average = Infinity;
    this.#least = Infinity;
    this.#idle = 0;
  }

  hear(inertia: number): void {
    this.batches++;
    this.#average = this.#average === Infinity
      ? inertia
      : this.#average * (1 - this.#share) + inertia * this.#share;
    if (this.#average < this.#least) {
      this.#least = this.#average;
      this.#idle = 0;
    } else this.#idle++;
  }
}
