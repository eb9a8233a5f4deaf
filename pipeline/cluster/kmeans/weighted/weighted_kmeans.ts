/** k-means of weighted rows with seeded restarts, in plain loops. Runs in Deno and browsers. */

import type { StageContext } from "../../../base/context.ts";
import { assertDistinctRows, squaredDistance } from "../../../numeric/matrix.ts";
import type { WeightedMatrix } from "../../../numeric/weights.ts";
import type { Rng } from "../../../base/rng.ts";
import type { Matrix } from "../../../numeric/matrix.ts";
import { inOrder, type KmeansOptions, type KmeansResult } from "../kmeans_result.ts";
import { chooseUnits } from "../layout.ts";
import { bestStart } from "../../best_start.ts";
import { localTrials } from "../seeding.ts";
import { eachBlock, type Pause, WeightedAssignment } from "./assignment.ts";

/** One start as Lloyd's iterations leave it. */
interface Start {
  readonly labels: Int32Array;
  readonly centroids: Float64Array;
  readonly inertia: number;
  readonly iterations: number;
  readonly converged: boolean;
}

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
  const { cost: inertia, ...best } = await bestStart({ nInit, context }, async (start, shown) => {
    const pause = () => shown.checkpoint(start, nInit);
    const first = await seedWeighted(x, k, { rng: context.rng.fork(`start ${start}`), pause });
    const { inertia: cost, ...found } = await lloydWeighted(x, first, { maxIter, pause });
    return { ...found, cost };
  });
  const centroids = { values: best.centroids, n: k, d: x.d };
  return inOrder({ ...best, inertia, centroids }, k, x.weights);
}

/** Draws k rows by greedy k-means++: the first in proportion to weight, each other one in proportion to
 * weight times squared distance from those drawn, out of 2 + floor(ln k) draws keeping the one that
 * lowers the sum most (ties: the first).
 * @returns The centroids, k x d.
 */
async function seedWeighted(
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
  await eachBlock(x.n, x.d, pause, (from, to) => {
    for (let i = from; i < to; i++) {
      shorter[i] = Math.min(nearest[i], squaredDistance(x, i, center, 0));
    }
  });
  return shorter;
}

/** Lloyd's iterations from given centroids until no row changes its segment, at most maxIter.
 * Centroids follow the rows that join and leave; those of a fixed point are summed anew, and it counts
 * only if they stay.
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
  const state = new WeightedAssignment(x, first, pause);
  let iterations = 0;
  let converged = false;
  while (iterations < maxIter && !converged) {
    iterations++;
    const changed = await state.assign();
    if (changed > 0) {
      state.moveCentroids();
    } else if (state.refill()) {
      await state.sumAnew();
      state.moveCentroids();
    } else {
      await state.sumAnew();
      converged = !state.moveCentroids();
    }
  }
  if (!converged) await state.sumAnew();
  while (!converged && state.refill()) await state.sumAnew();
  state.moveCentroids();
  const { labels, centroids } = state;
  const own = { values: centroids, n: k, d: x.d };
  let inertia = 0;
  await eachBlock(x.n, x.d, pause, (from, to) => {
    for (let i = from; i < to; i++) {
      inertia += x.weights[i] * squaredDistance(x, i, own, labels[i]);
    }
  });
  return { labels, centroids, inertia, iterations, converged };
}
