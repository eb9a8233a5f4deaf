/** What k-means is asked for, and what it gives. Runs in Deno and browsers. */

import type { Matrix } from "../../numeric/matrix.ts";
import { orderSegments } from "../order.ts";

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
  /** Sum of squared distances to the own centroid, times weights, in squared units of x. */
  readonly inertia: number;
  /** Iterations of the start that was kept, or mini-batches. */
  readonly iterations: number;
  /** Whether that start reached a fixed point, or mini-batches brought no more. */
  readonly converged: boolean;
}

/** The partition with its segments numbered by falling size, by weight where rows have weights. */
export function inOrder(found: KmeansResult, k: number, weights?: Float64Array): KmeansResult {
  const { labels, order } = orderSegments(found.labels, k, weights);
  const { d, values } = found.centroids;
  const centroids = new Float64Array(k * d);
  order.forEach((old, c) => centroids.set(values.subarray(old * d, (old + 1) * d), c * d));
  return { ...found, labels, centroids: { values: centroids, n: k, d } };
}
