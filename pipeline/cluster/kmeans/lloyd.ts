/** Lloyd's iterations of several k-means starts side by side. Runs in Deno and browsers. */

import type { Matrix } from "../../numeric/matrix.ts";
import { alikeButForRounding } from "../too_alike.ts";
import type { KmeansCrew, Segments } from "./crew.ts";

/** One start of k-means. */
export interface LloydStart {
  readonly index: number;
  /** k x d. */
  readonly centroids: Float64Array;
  iterations: number;
  converged: boolean;
}

interface Running extends LloydStart {
  readonly sums: Float64Array;
  readonly counts: Int32Array;
  /** Whether the centroids are means summed anew, and no longer sums that rows joined and left. */
  isFresh: boolean;
  isDone: boolean;
}

/** What the iterations need. */
export interface LloydSetting {
  readonly k: number;
  readonly maxIter: number;
  /** k rows of x for each start. */
  readonly seeds: readonly Int32Array[];
  /** To be called between iterations with the number of starts that are done. */
  readonly pause: (done: number) => Promise<void> | undefined;
}

/** Runs every start to its fixed point, or to maxIter: rows go to the nearest centroid, centroids to the
 * mean of their rows. Where segments have fallen empty at the end, the lowest one's centroid moves to the
 * row farthest from its own centroid, and the iterations go on. The means of a fixed point are summed
 * anew, slab by slab, and its rows assigned once more.
 * @param crew Holds the rows of x, and at the end the segments of every start.
 * @throws {DataError} If rows differ so little that k segments cannot be told apart.
 */
export async function runLloyd(
  crew: KmeansCrew,
  x: Matrix,
  { k, maxIter, seeds, pause }: LloydSetting,
): Promise<LloydStart[]> {
  const starts = seeds.map((rows, index) => openStart(x, rows, index));
  let active = starts;
  while (active.length > 0) {
    await pause(starts.length - active.length);
    const changes = await crew.assign({
      starts: active.map(({ index }) => index),
      centroids: join(active.map(({ centroids }) => centroids)),
      isFirst: active.every(({ counts }) => counts.every((count) => count === 0)),
    });
    const repeated: Running[] = [], ended: Running[] = [];
    active.forEach((start, i) => {
      addSegments(start, changes, i);
      if (changes.changed[i] === 0) return repeated.push(start);
      start.isFresh = false;
      if (start.iterations === maxIter) return ended.push(start);
      start.iterations++;
      moveToMeans(start);
    });
    await settle(crew, repeated);
    for (const start of repeated) {
      if (start.isDone) start.iterations = Math.min(maxIter, start.iterations + 1);
    }
    for (const start of ended) start.isDone = !start.counts.includes(0);
    await fillEmpty(crew, x, [...repeated, ...ended].filter(({ counts }) => counts.includes(0)));
    active = active.filter(({ isDone }) => !isDone);
  }
  return starts;

  function openStart(matrix: Matrix, rows: Int32Array, index: number): Running {
    const { d, values } = matrix;
    const centroids = new Float64Array(k * d);
    rows.forEach((row, c) => centroids.set(values.subarray(row * d, (row + 1) * d), c * d));
    const numbers = { centroids, sums: new Float64Array(k * d), counts: new Int32Array(k) };
    return { index, ...numbers, iterations: 0, converged: false, isFresh: false, isDone: false };
  }
}

/** Ends starts whose segments repeat once their means, summed anew, repeat them too. */
async function settle(crew: KmeansCrew, starts: readonly Running[]): Promise<void> {
  const stale = starts.filter(({ isFresh }) => !isFresh);
  if (stale.length > 0) {
    const fresh = await crew.sum(stale.map(({ index }) => index));
    stale.forEach((start, i) => {
      const before = start.centroids.slice();
      start.sums.fill(0);
      start.counts.fill(0);
      addSegments(start, fresh, i);
      moveToMeans(start);
      start.isFresh = true;
      if (start.centroids.every((value, c) => value === before[c])) finish(start);
    });
  }
  for (const start of starts) if (!stale.includes(start)) finish(start);
}

function finish(start: Running): void {
  if (start.counts.includes(0)) return;
  start.isDone = true;
  start.converged = true;
}

/** Moves the centroid of the lowest empty segment to the farthest row. */
async function fillEmpty(crew: KmeansCrew, x: Matrix, starts: readonly Running[]): Promise<void> {
  if (starts.length === 0) return;
  const { farthest } = await crew.measure(starts.map(({ index }) => index));
  starts.forEach(({ centroids, counts }, i) => {
    if (farthest[i] < 0) throw alikeButForRounding(counts.length);
    const row = x.values.subarray(farthest[i] * x.d, (farthest[i] + 1) * x.d);
    centroids.set(row, counts.indexOf(0) * x.d);
  });
}

/** Centroids to the means; that of an empty segment stays. */
function moveToMeans({ centroids, sums, counts }: Running): void {
  const d = centroids.length / counts.length;
  for (let i = 0; i < sums.length; i++) {
    const count = counts[Math.floor(i / d)];
    if (count > 0) centroids[i] = sums[i] / count;
  }
}

function addSegments(start: Running, { sums, counts }: Segments, place: number): void {
  const at = place * start.sums.length;
  for (let i = 0; i < start.sums.length; i++) start.sums[i] += sums[at + i];
  for (let c = 0; c < start.counts.length; c++) {
    start.counts[c] += counts[place * start.counts.length + c];
  }
}

function join(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.length * parts[0].length);
  parts.forEach((part, i) => whole.set(part, i * part.length));
  return whole;
}
