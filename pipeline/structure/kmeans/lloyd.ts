/** k-means of a sample from given centroids, within one task of a worker. Runs in Deno and browsers. */

import type { KmeansDesk } from "./desk.ts";
import type { FitRows } from "./fit_rows.ts";

/** A partition that one start came to. */
export interface Partition {
  /** Length n, in [0, k); every segment has a row. */
  readonly labels: Int32Array;
  /** k x d, in the rows' units. */
  readonly centroids: Float64Array;
  /** Sum of weight times squared distance to the own centroid. */
  readonly inertia: number;
  readonly converged: boolean;
}

/** When iterations end. */
export interface LloydOptions {
  readonly maxIter: number;
  /** They end when no more rows than this change their segment; 0 for the fixed point. */
  readonly restless: number;
}

/** Lloyd's iterations. Rows go to the nearest centroid (ties: the lowest, in 64 bits), centroids to the
 * weighted mean of their rows; an empty segment takes the row farthest from its own centroid (ties: the
 * first). The form of `runKmeans` for many small fits in one task, and for weights.
 * @param rows Those that the desk holds. @param seeds k x d, in the rows' units.
 * @see Lloyd, 1982, doi:10.1109/TIT.1982.1056489.
 */
export function* lloyd(
  desk: KmeansDesk,
  rows: FitRows,
  { seeds, maxIter, restless }: LloydOptions & { readonly seeds: Float64Array },
): Generator<number, Partition> {
  const { n, d } = rows;
  const k = seeds.length / d;
  const labels = new Int32Array(n).fill(-1);
  const means = {
    centroids: seeds.slice(),
    sums: new Float64Array(k * d),
    totals: new Float64Array(k),
  };
  let converged = false;
  let isFirst = true;
  for (let iteration = 0; iteration < maxIter && !converged; iteration++) {
    const changed = desk.assign(means.centroids, isFirst);
    isFirst = false;
    follow(rows, labels, { now: desk.labels, ...means });
    const wasEmpty = means.totals.includes(0) && refill(rows, labels, means);
    converged = !wasEmpty && changed <= restless;
    if (converged || wasEmpty) sumAnew(rows, labels, means);
    isFirst = wasEmpty;
    moveToMeans(means);
    yield 0;
  }
  if (!converged) sumAnew(rows, labels, means);
  moveToMeans(means);
  const { centroids } = means;
  return { labels, centroids, inertia: inertiaOf(rows, labels, centroids), converged };
}

interface Means {
  readonly centroids: Float64Array;
  /** k x d. */
  readonly sums: Float64Array;
  readonly totals: Float64Array;
}

/** Moves rows that have changed from the sum of the old segment to that of the new one. */
function follow(
  { values, n, d, weights }: FitRows,
  labels: Int32Array,
  { now, sums, totals }: Means & { readonly now: Int32Array },
): void {
  for (let i = 0; i < n; i++) {
    const before = labels[i], label = now[i];
    if (before === label) continue;
    const weight = weights === null ? 1 : weights[i];
    labels[i] = label;
    totals[label] += weight;
    for (let c = 0, p = i * d, q = label * d; c < d; c++, p++, q++) sums[q] += weight * values[p];
    if (before < 0) continue;
    totals[before] = left(totals[before] - weight, weight);
    for (let c = 0, p = i * d, q = before * d; c < d; c++, p++, q++) sums[q] -= weight * values[p];
  }
}

/** A total without what rounding leaves of none. */
function left(total: number, weight: number): number {
  return Math.abs(total) < 1e-9 * weight ? 0 : total;
}

function sumAnew(
  { values, n, d, weights }: FitRows,
  labels: Int32Array,
  { sums, totals }: Means,
): void {
  sums.fill(0);
  totals.fill(0);
  for (let i = 0, p = 0; i < n; i++) {
    const weight = weights === null ? 1 : weights[i];
    totals[labels[i]] += weight;
    for (let c = 0, q = labels[i] * d; c < d; c++, p++, q++) sums[q] += weight * values[p];
  }
}

/** Centroids to the means; that of an empty segment stays. */
function moveToMeans({ centroids, sums, totals }: Means): void {
  const d = centroids.length / totals.length;
  for (let q = 0; q < sums.length; q++) {
    const total = totals[Math.floor(q / d)];
    if (total > 0) centroids[q] = sums[q] / total;
  }
}

/** Gives each empty segment, the lowest first, the row farthest from its own centroid. */
function refill(rows: FitRows, labels: Int32Array, { centroids, totals }: Means): boolean {
  const counts = new Int32Array(totals.length);
  for (const label of labels) counts[label]++;
  const reach = Float64Array.from(labels, (label, i) => squareTo(rows, i, { centroids, label }));
  let isFilled = false;
  for (let empty = counts.indexOf(0); empty >= 0; empty = counts.indexOf(0)) {
    let row = -1;
    for (let i = 0; i < rows.n; i++) {
      if (counts[labels[i]] > 1 && (row < 0 || reach[i] > reach[row])) row = i;
    }
    if (row < 0) break;
    counts[labels[row]]--;
    labels[row] = empty;
    counts[empty] = 1;
    reach[row] = 0;
    isFilled = true;
  }
  return isFilled;
}

function inertiaOf(rows: FitRows, labels: Int32Array, centroids: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < rows.n; i++) {
    sum += (rows.weights?.[i] ?? 1) * squareTo(rows, i, { centroids, label: labels[i] });
  }
  return sum;
}

/** Squared distance of a row to a centroid. */
export function squareTo(
  { values, d }: FitRows,
  i: number,
  { centroids, label }: { readonly centroids: Float64Array; readonly label: number },
): number {
  let sum = 0;
  for (let c = 0, p = i * d, q = label * d; c < d; c++, p++, q++) {
    const gap = values[p] - centroids[q];
    sum += gap * gap;
  }
  return sum;
}
