/** k-means with seeded restarts; the iterations of a start are run by ml-kmeans. Runs in Deno and browsers. */

import { kmeansGenerator } from "ml-kmeans";
import type { StageContext } from "../context.ts";
import { assertDistinctRows, assertFinite, squaredDistance, toRows } from "../numeric/matrix.ts";
import type { Matrix } from "../types.ts";
import { orderSegments } from "./order.ts";
import { seedCentroids } from "./seeding.ts";

/** How to run k-means. */
export interface KmeansOptions {
  /** Segments, 2..n. */
  readonly k: number;
  /** Starts; the lowest inertia wins, ties go to the first. */
  readonly nInit: number;
  /** The most iterations of one start. */
  readonly maxIter: number;
}

/** A partition found by k-means. */
export interface KmeansResult {
  /** Length n, in [0, k), numbered by falling size. */
  readonly labels: Int32Array;
  /** k x d, in the order of the labels. */
  readonly centroids: Matrix;
  /** Sum of squared distances to the own centroid, in squared units of x. */
  readonly inertia: number;
  /** Iterations of the start that was kept. */
  readonly iterations: number;
  /** Whether that start reached a fixed point. */
  readonly converged: boolean;
}

/** Partitions rows into k segments of least inertia by Lloyd's iterations.
 * Each start begins at greedy k-means++ centroids of its own generator, so the result does not depend
 * on the order in which starts are run, and goes on until no centroid moves. A respondent equally
 * near two centroids belongs to the lower one. When a start ends with an empty segment, that
 * segment's centroid moves to the respondent farthest from its own centroid (ties: the first) and
 * the iterations go on; so every segment of the result has a respondent. O(nInit maxIter n k d).
 * @param x n x d, finite.
 * @throws {DataError} If a value is not finite or k exceeds the number of distinct rows.
 * @see Lloyd, Least squares quantization in PCM, 1982, doi:10.1109/TIT.1982.1056489.
 */
export async function runKmeans(
  x: Matrix,
  options: KmeansOptions,
  context: StageContext,
): Promise<KmeansResult> {
  assertFinite(x, "run k-means");
  assertDistinctRows(x, options.k);
  const rows = Array.from({ length: x.n }, (_, i) => x.values.subarray(i * x.d, (i + 1) * x.d));
  let best: Start | null = null;
  for (let start = 0; start < options.nInit; start++) {
    const rng = context.rng.fork(`start ${start}`);
    const centroids = await seedCentroids(x, options.k, { rng, context });
    const found = await runStart(x, rows, centroids, { options, start, context });
    if (best === null || found.inertia < best.inertia) best = found;
  }
  return inOrder(best!, options.k);
}

interface Start {
  readonly labels: Int32Array;
  readonly centroids: Matrix;
  readonly inertia: number;
  readonly iterations: number;
  readonly converged: boolean;
}

interface StartSetting {
  readonly options: KmeansOptions;
  readonly start: number;
  readonly context: StageContext;
}

async function runStart(
  x: Matrix,
  rows: readonly Float64Array[],
  initial: Matrix,
  setting: StartSetting,
): Promise<Start> {
  const { options: { k, nInit, maxIter }, start, context } = setting;
  let centroids = initial;
  let iterations = 0;
  let converged = false;
  let assignment = assign(x, centroids);
  while (iterations < maxIter && !converged) {
    // ml-kmeans wants number[][]; views of the matrix serve, as it only reads by index.
    const steps = kmeansGenerator(rows as unknown as number[][], k, {
      initialization: toRows(centroids),
      maxIterations: maxIter - iterations,
      tolerance: 0,
    });
    for (const step of steps) {
      iterations++;
      centroids = fromRows(step.centroids, x.d);
      converged = step.converged;
      const pause = context.checkpoint(start, nInit, `start ${start + 1} of ${nInit}`);
      if (pause !== undefined) await pause;
    }
    assignment = assign(x, centroids);
    if (converged && assignment.empty >= 0) {
      moveToFarthest(x, centroids, assignment);
      assignment = assign(x, centroids);
      converged = false;
    }
  }
  while (assignment.empty >= 0) {
    moveToFarthest(x, centroids, assignment);
    assignment = assign(x, centroids);
  }
  return {
    labels: assignment.labels,
    centroids,
    inertia: assignment.inertia,
    iterations,
    converged,
  };
}

interface Assignment {
  readonly labels: Int32Array;
  readonly inertia: number;
  /** The lowest segment without a respondent, or -1. */
  readonly empty: number;
  /** The respondent farthest from its own centroid. */
  readonly farthest: number;
}

function assign(x: Matrix, centroids: Matrix): Assignment {
  const labels = new Int32Array(x.n);
  const counts = new Int32Array(centroids.n);
  let inertia = 0;
  let farthest = 0;
  let reach = -1;
  for (let i = 0; i < x.n; i++) {
    let nearest = Infinity;
    for (let c = 0; c < centroids.n; c++) {
      const distance = squaredDistance(x, i, centroids, c);
      if (distance < nearest) {
        nearest = distance;
        labels[i] = c;
      }
    }
    counts[labels[i]]++;
    inertia += nearest;
    if (nearest > reach) {
      reach = nearest;
      farthest = i;
    }
  }
  return { labels, inertia, empty: counts.indexOf(0), farthest };
}

function moveToFarthest(x: Matrix, centroids: Matrix, { empty, farthest }: Assignment): void {
  centroids.values.set(x.values.subarray(farthest * x.d, (farthest + 1) * x.d), empty * x.d);
}

function inOrder(start: Start, k: number): KmeansResult {
  const { labels, order } = orderSegments(start.labels, k);
  const { d, values } = start.centroids;
  const centroids = new Float64Array(k * d);
  order.forEach((old, c) => centroids.set(values.subarray(old * d, (old + 1) * d), c * d));
  return { ...start, labels, centroids: { values: centroids, n: k, d } };
}

function fromRows(rows: readonly number[][], d: number): Matrix {
  const values = new Float64Array(rows.length * d);
  rows.forEach((row, i) => values.set(row, i * d));
  return { values, n: rows.length, d };
}
