/** UMAP's weighted graph of neighbours: the fuzzy simplicial set. Runs in Deno and browsers. */

import type { Neighbours } from "../../numeric/neighbours.ts";
import { portableExp, portableLog } from "../../numeric/portable_math.ts";

/** A sparse matrix with n rows: row i holds entries starts[i]..starts[i + 1] - 1, columns rising. */
export interface Graph {
  readonly n: number;
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  /** In (0, 1]. */
  readonly weights: Float64Array;
}

/** How far a row's neighbourhood reaches. */
export interface Reach {
  /** Distance of the nearest row at another place, 0 if there is none. */
  readonly rhos: Float64Array;
  /** Scale on which closeness falls beyond rho, above 0 unless all distances are 0. */
  readonly sigmas: Float64Array;
}

const HALVINGS = 64;
const TOLERANCE = 1e-5;
const LEAST_SHARE = 1e-3;
/** Rows between two pauses; a few milliseconds of work. */
const BLOCK = 256;

/** Finds each row's rho and its sigma, with which the closeness of its neighbours sums to log2(k);
 * by bisection, O(n k), yielding the share done. Sigma is at least a thousandth of the mean distance: the row's own where
 * rho is above 0, else that of all.
 * @param localConnectivity 1: rho is the nearest distance above 0. 0: rho is 0.
 * @see umap-learn 0.5.12, smooth_knn_dist.
 */
export function* reachOf(
  { distances, n, k }: Neighbours,
  localConnectivity: 0 | 1 = 1,
): Generator<number, Reach> {
  const target = portableLog(k) / portableLog(2);
  const rhos = new Float64Array(n), sigmas = new Float64Array(n);
  const overallMean = mean(distances);
  for (let i = 0; i < n; i++) {
    const own = distances.subarray(i * k, (i + 1) * k);
    const rho = localConnectivity === 0 ? 0 : own.find((distance) => distance > 0) ?? 0;
    const least = LEAST_SHARE * (rho > 0 ? mean(own) : overallMean);
    rhos[i] = rho;
    sigmas[i] = Math.max(bisectSigma(own, rho, target), least);
    if (i % BLOCK === 0) yield i / n;
  }
  return { rhos, sigmas };
}

function bisectSigma(distances: Float64Array, rho: number, target: number): number {
  let low = 0, high = Infinity, sigma = 1;
  for (let halving = 0; halving < HALVINGS; halving++) {
    let sum = 0;
    for (let j = 1; j < distances.length; j++) {
      const beyond = distances[j] - rho;
      sum += beyond > 0 ? portableExp(-(beyond / sigma)) : 1;
    }
    if (Math.abs(sum - target) < TOLERANCE) break;
    if (sum > target) high = sigma;
    else low = sigma;
    sigma = high === Infinity ? 2 * sigma : (low + high) / 2;
  }
  return sigma;
}

/** Closeness of each row's neighbours as the row sees it, in (0, 1]; n x k.
 * 1 up to rho, e^-((distance - rho) / sigma) beyond.
 */
export function strengths({ distances, n, k }: Neighbours, { rhos, sigmas }: Reach): Float64Array {
  const values = new Float64Array(n * k);
  for (let i = 0; i < n; i++) {
    for (let at = i * k; at < (i + 1) * k; at++) {
      const beyond = distances[at] - rhos[i];
      values[at] = beyond <= 0 || sigmas[i] === 0 ? 1 : portableExp(-(beyond / sigmas[i]));
    }
  }
  return values;
}

/** The graph of neighbours: an edge's weight is a + b - a b for closeness a and b seen from its ends.
 * O(n k log k), yielding some share done. A row is no neighbour of itself.
 * @see umap-learn 0.5.12, fuzzy_simplicial_set with set_op_mix_ratio 1.
 */
export function* neighbourGraph(neighbours: Neighbours): Generator<number, Graph> {
  const seen = directed(neighbours, strengths(neighbours, yield* reachOf(neighbours)));
  yield 1;
  const turned = transpose(seen);
  const { n } = seen;
  const starts = new Int32Array(n + 1);
  const columns = new Int32Array(2 * seen.columns.length);
  const weights = new Float64Array(2 * seen.columns.length);
  let end = 0;
  for (let i = 0; i < n; i++) {
    let p = seen.starts[i], q = turned.starts[i];
    const pEnd = seen.starts[i + 1], qEnd = turned.starts[i + 1];
    while (p < pEnd || q < qEnd) {
      const left = p < pEnd ? seen.columns[p] : n, right = q < qEnd ? turned.columns[q] : n;
      const a = left <= right ? seen.weights[p++] : 0;
      const b = right <= left ? turned.weights[q++] : 0;
      const weight = a + b - a * b;
      if (weight <= 0) continue;
      columns[end] = Math.min(left, right);
      weights[end++] = weight;
    }
    starts[i + 1] = end;
    if (i % BLOCK === 0) yield 1;
  }
  return { n, starts, columns: columns.slice(0, end), weights: weights.slice(0, end) };
}

/** Leaves out edges that weigh less than the heaviest one's `parts`-th part. */
export function pruneGraph({ n, starts, columns, weights }: Graph, parts: number): Graph {
  const least = weights.reduce((most, weight) => Math.max(most, weight), 0) / parts;
  const kept: Graph = {
    n,
    starts: new Int32Array(n + 1),
    columns: columns.slice(),
    weights: weights.slice(),
  };
  let end = 0;
  for (let i = 0; i < n; i++) {
    for (let at = starts[i]; at < starts[i + 1]; at++) {
      if (weights[at] < least) continue;
      kept.columns[end] = columns[at];
      kept.weights[end++] = weights[at];
    }
    kept.starts[i + 1] = end;
  }
  return { ...kept, columns: kept.columns.slice(0, end), weights: kept.weights.slice(0, end) };
}

/** The rows' lists of neighbours as a matrix, themselves left out, columns rising. */
function directed({ indices, n, k }: Neighbours, values: Float64Array): Graph {
  const starts = new Int32Array(n + 1);
  const columns = new Int32Array(n * k);
  const weights = new Float64Array(n * k);
  let end = 0;
  for (let i = 0; i < n; i++) {
    const start = end;
    for (let at = i * k; at < (i + 1) * k; at++) {
      if (indices[at] === i) continue;
      let slot = end++;
      for (; slot > start && columns[slot - 1] > indices[at]; slot--) {
        columns[slot] = columns[slot - 1];
        weights[slot] = weights[slot - 1];
      }
      columns[slot] = indices[at];
      weights[slot] = values[at];
    }
    starts[i + 1] = end;
  }
  return { n, starts, columns: columns.subarray(0, end), weights: weights.subarray(0, end) };
}

function transpose({ n, starts, columns, weights }: Graph): Graph {
  const turned: Graph = {
    n,
    starts: new Int32Array(n + 1),
    columns: new Int32Array(columns.length),
    weights: new Float64Array(columns.length),
  };
  for (const column of columns) turned.starts[column + 1]++;
  for (let i = 0; i < n; i++) turned.starts[i + 1] += turned.starts[i];
  const next = turned.starts.slice(0, n);
  for (let i = 0; i < n; i++) {
    for (let at = starts[i]; at < starts[i + 1]; at++) {
      const slot = next[columns[at]]++;
      turned.columns[slot] = i;
      turned.weights[slot] = weights[at];
    }
  }
  return turned;
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
