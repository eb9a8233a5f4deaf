/** Bisecting k-means: the segment with the largest spread is split in two, again and again. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";
import { assertDistinctRows, type Matrix } from "../../numeric/matrix.ts";
import { centresOf } from "../centres.ts";
import { runKmeans } from "../kmeans/kmeans.ts";
import type { KmeansOptions, KmeansResult } from "../kmeans/kmeans_result.ts";
import { orderSegments } from "../order.ts";

/** Rows that belong together so far. */
interface Part {
  /** Rising. */
  readonly rows: Int32Array;
  /** Sum of squared distances to their mean, times weights; 0 where all rows are equal. */
  readonly spread: number;
}

/** How the splits so far ended. */
interface Splits {
  readonly parts: readonly Part[];
  readonly iterations: number;
  readonly converged: boolean;
}

/** Partitions rows into k segments by splitting the one of largest inertia in two, k - 1 times; ties go to
 * the one whose first row comes first. Each split is k-means of two segments from `nInit` starts, with
 * a generator of its own, so that the segments for k + 1 are those for k with one of them split.
 * O(nInit maxIter n d) for each level of splits.
 * @param x n x d, finite; by weight where its rows have weights.
 * @returns Inertia of all segments; iterations of all splits; converged if every split did.
 * @throws {DataError} As k-means: a value not finite or beyond 1e150, or k above the distinct rows.
 * @see Steinbach, Karypis, Kumar, A comparison of document clustering techniques, 2000; splits by
 * inertia as scikit-learn's BisectingKMeans with `biggest_inertia` (Spark's splits the largest).
 */
export async function runBisecting(
  x: Matrix,
  options: KmeansOptions,
  context: StageContext,
): Promise<KmeansResult> {
  const { k } = options;
  assertDistinctRows(x, k);
  let splits: Splits = {
    parts: [{ rows: Int32Array.from({ length: x.n }, (_, i) => i), spread: 1 }],
    iterations: 0,
    converged: true,
  };
  while (splits.parts.length < k) {
    const done = splits.parts.length - 1;
    context.progress(done, k - 1, `${done} of ${k - 1} splits done`);
    splits = await splitOnce(x, splits, { options, context: ofSplit(context, { done, k }) });
  }
  const found = new Int32Array(x.n);
  splits.parts.forEach(({ rows }, part) => rows.forEach((row) => found[row] = part));
  const { labels } = orderSegments(found, k, x.weights);
  const { iterations, converged } = splits;
  return { labels, iterations, converged, ...centresOf(x, labels, k) };
}

/** A split draws its own numbers, and tells of its progress as a part of the whole. */
function ofSplit(
  context: StageContext,
  { done, k }: { readonly done: number; readonly k: number },
): StageContext {
  const note = `${done} of ${k - 1} splits done`;
  return {
    ...context,
    rng: context.rng.fork(`split ${done}`),
    progress: (part, total) => context.progress(done + part / total, k - 1, note),
    checkpoint: (part, total) => context.checkpoint(done + part / total, k - 1, note),
  };
}

async function splitOnce(
  x: Matrix,
  { parts, iterations, converged }: Splits,
  { options, context }: { readonly options: KmeansOptions; readonly context: StageContext },
): Promise<Splits> {
  const chosen = parts.reduce((best, part, p) => part.spread > parts[best].spread ? p : best, 0);
  const { rows } = parts[chosen];
  const found = await runKmeans(rowsOf(x, rows), { ...options, k: 2 }, context);
  const halves = [0, 1].map((half) => toPart(x, rows.filter((_, i) => found.labels[i] === half)));
  return {
    parts: [...parts.slice(0, chosen), ...parts.slice(chosen + 1), ...halves]
      .sort((a, b) => a.rows[0] - b.rows[0]),
    iterations: iterations + found.iterations,
    converged: converged && found.converged,
  };
}

function toPart(x: Matrix, rows: Int32Array): Part {
  const own = rowsOf(x, rows);
  // Means of equal rows may differ from them by rounding, and cannot be split.
  const isAlike = own.values.every((value, at) => value === own.values[at % own.d]);
  return { rows, spread: isAlike ? 0 : centresOf(own, new Int32Array(own.n), 1).inertia };
}

/** Some rows of a matrix, with their weights. */
function rowsOf({ values, d, weights }: Matrix, rows: Int32Array): Matrix {
  const own = new Float64Array(rows.length * d);
  rows.forEach((row, i) => own.set(values.subarray(row * d, (row + 1) * d), i * d));
  return {
    ...(weights === undefined ? {} : { weights: Float64Array.from(rows, (row) => weights[row]) }),
    values: own,
    n: rows.length,
    d,
  };
}
