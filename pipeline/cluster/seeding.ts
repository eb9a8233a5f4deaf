/** Starting centroids for k-means. Runs in Deno and browsers. */

import type { StageContext } from "../context.ts";
import { squaredDistance } from "../numeric/matrix.ts";
import type { Rng } from "../rng.ts";
import type { Matrix } from "../types.ts";

/** Greedy k-means++: draws each centroid with probability proportional to the squared distance from
 * those already drawn, out of 2 + floor(ln k) draws keeping the one that lowers the sum most.
 * O(n k d log k). Ties go to the first draw.
 * @param x n x d with at least k distinct rows.
 * @returns k x d, rows of x.
 * @see Arthur and Vassilvitskii, k-means++, SODA 2007; the greedy form as in scikit-learn.
 */
export async function seedCentroids(
  x: Matrix,
  k: number,
  { rng, context }: { rng: Rng; context: StageContext },
): Promise<Matrix> {
  const { n, d } = x;
  const trials = localTrials(k);
  const chosen: number[] = [rng.below(n)];
  let nearest = distancesTo(x, chosen[0], null);
  while (chosen.length < k) {
    const potential = sum(nearest);
    let best: { row: number; nearest: Float64Array; sum: number } | null = null;
    for (let trial = 0; trial < trials; trial++) {
      const row = drawByWeight(nearest, rng.uniform() * potential);
      const after = distancesTo(x, row, nearest);
      const left = sum(after);
      if (best === null || left < best.sum) best = { row, nearest: after, sum: left };
      const pause = context.checkpoint(chosen.length, k, "first centroids");
      if (pause !== undefined) await pause;
    }
    chosen.push(best!.row);
    nearest = best!.nearest;
  }
  const centroids = new Float64Array(k * d);
  chosen.forEach((row, c) => centroids.set(x.values.subarray(row * d, (row + 1) * d), c * d));
  return { values: centroids, n: k, d };
}

/** 2 + floor(ln k), by powers of e as constants: Math.log may differ between browsers. */
function localTrials(k: number): number {
  const powersOfE = [
    2.718281828459045,
    7.38905609893065,
    20.085536923187668,
    54.598150033144236,
    148.4131591025766,
    403.4287934927351,
  ];
  return 2 + powersOfE.filter((power) => k >= power).length;
}

function distancesTo(x: Matrix, row: number, atMost: Float64Array | null): Float64Array {
  const distances = new Float64Array(x.n);
  for (let i = 0; i < x.n; i++) {
    const distance = squaredDistance(x, i, x, row);
    distances[i] = atMost === null || distance < atMost[i] ? distance : atMost[i];
  }
  return distances;
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** The first row at which the running sum of weights passes the target; never a row of weight 0. */
function drawByWeight(weights: Float64Array, target: number): number {
  let running = 0;
  let last = 0;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] === 0) continue;
    running += weights[i];
    last = i;
    if (running > target) return i;
  }
  return last;
}
