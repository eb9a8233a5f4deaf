/** Rows to their nearest centroid by plain distances in 64 bits, and the means that follow. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";
import { groupMeans, squaredDistance } from "../../numeric/matrix.ts";
import type { Matrix } from "../../numeric/matrix.ts";
import { alikeButForRounding } from "../too_alike.ts";

/** Rows between two pauses; a few milliseconds of work. */
const PRODUCTS_OF_A_BLOCK = 2 ** 21;

/** A row's nearest centroid and its squared distance. */
export interface Nearest {
  label: number;
  square: number;
}

/** Finds the centroid nearest to a row; ties go to the lowest. O(k d).
 * @param found Is written to.
 */
export function assignNearest(x: Matrix, row: number, centroids: Matrix, found: Nearest): void {
  const { d, values } = x;
  const places = centroids.values, k = centroids.n, from = row * d;
  let label = 0, least = Infinity;
  for (let g = 0, q = 0; g < k; g++) {
    let square = 0;
    for (let c = 0, p = from; c < d; c++, p++, q++) {
      const gap = values[p] - places[q];
      square += gap * gap;
    }
    if (square >= least) continue;
    least = square;
    label = g;
  }
  found.label = label;
  found.square = least;
}

/** All rows at their nearest centroids. */
export interface AssignedRows {
  readonly labels: Int32Array;
  /** Rows of each centroid. */
  readonly counts: Int32Array;
  /** The row farthest from its centroid (ties: the first), and how far, squared. */
  readonly farthest: number;
  readonly distance: number;
}

/** Assigns every row, O(n k d). */
export async function assignRows(
  x: Matrix,
  centroids: Matrix,
  context: StageContext,
): Promise<AssignedRows> {
  const labels = new Int32Array(x.n), counts = new Int32Array(centroids.n);
  const found = { label: 0, square: 0 };
  const block = blockOf(x.d * centroids.n);
  let farthest = 0, distance = -1;
  for (let i = 0; i < x.n; i++) {
    assignNearest(x, i, centroids, found);
    labels[i] = found.label;
    counts[found.label]++;
    if (found.square > distance) {
      distance = found.square;
      farthest = i;
    }
    const pause = i % block === 0 ? context.checkpoint(i, x.n, "segments") : undefined;
    if (pause !== undefined) await pause;
  }
  return { labels, counts, farthest, distance };
}

/** Gives every segment a row: the centroid of the lowest empty one moves to the row farthest from its
 * own centroid, and all rows are assigned again, until none is empty.
 * @returns Segment of each row.
 * @throws {DataError} If rows differ so little that k segments cannot be told apart.
 */
export async function fillSegments(
  x: Matrix,
  { centroids, ...first }: AssignedRows & { readonly centroids: Matrix },
  context: StageContext,
): Promise<Int32Array> {
  const places = { ...centroids, values: centroids.values.slice() };
  let found: AssignedRows = first;
  while (found.counts.includes(0)) {
    if (found.distance === 0) throw alikeButForRounding(places.n);
    const row = found.farthest * x.d;
    places.values.set(x.values.subarray(row, row + x.d), found.counts.indexOf(0) * x.d);
    found = await assignRows(x, places, context);
  }
  return found.labels;
}

/** Means of segments, and the sum of squared distances to them. O(n d).
 * @param labels In [0, k), every segment with a row.
 */
export async function meansOfRows(
  x: Matrix,
  labels: Int32Array,
  { k, context }: { readonly k: number; readonly context: StageContext },
): Promise<{ centroids: Matrix; inertia: number }> {
  const centroids = groupMeans(x, labels, k);
  const block = blockOf(x.d);
  let inertia = 0;
  for (let i = 0; i < x.n; i++) {
    inertia += squaredDistance(x, i, centroids, labels[i]);
    const pause = i % block === 0 ? context.checkpoint(i, x.n, "segments") : undefined;
    if (pause !== undefined) await pause;
  }
  return { centroids, inertia };
}

function blockOf(products: number): number {
  return Math.max(1, Math.floor(PRODUCTS_OF_A_BLOCK / products));
}
