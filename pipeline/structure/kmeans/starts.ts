/** Seeded starts of k-means, within one task of a worker. Runs in Deno and browsers. */

import type { Rng } from "../../base/rng.ts";
import { localTrials } from "../../cluster/kmeans/seeding.ts";
import type { KmeansDesk } from "./desk.ts";
import type { FitRows } from "./fit_rows.ts";
import { lloyd, type LloydOptions, type Partition, squareTo } from "./lloyd.ts";

/** How k-means is run. */
export interface StartsOptions extends LloydOptions {
  /** Segments, at most as many as there are distinct rows. */
  readonly k: number;
  /** Starts, each from a generator of its own. */
  readonly starts: number;
  readonly rng: Rng;
  /** The best partition into one segment fewer, if there is one: one start more begins at its centroids and
   * a seed beside them, which finds what few starts from scratch miss where segments are many. */
  readonly before: Partition | null;
}

/** Runs starts from greedy k-means++ seeds, all from `rng` forked by their number.
 * O(starts maxIter n k d) at worst.
 * @param rows Those that the desk holds.
 * @returns One partition a start, in their order.
 * @see Likas, Vlassis and Verbeek, The global k-means clustering algorithm, 2003,
 * doi:10.1016/S0031-3203(02)00060-2, for starts from one segment fewer.
 */
export function* runStarts(
  desk: KmeansDesk,
  rows: FitRows,
  { k, starts, rng, before, ...options }: StartsOptions,
): Generator<number, Partition[]> {
  const found: Partition[] = [];
  for (let start = 0; start < starts; start++) {
    const seeds = drawSeeds(desk, rows, { k, rng: rng.fork(`start ${start}`) });
    yield start / starts;
    found.push(yield* lloyd(desk, rows, { ...options, seeds }));
  }
  if (before === null) return found;
  const seeds = addSeed(desk, rows, { k, before, rng: rng.fork("one more") });
  found.push(yield* lloyd(desk, rows, { ...options, seeds }));
  return found;
}

/** The partition of least inertia, the first on a tie. */
export function bestOf(partitions: readonly Partition[]): Partition {
  return partitions.reduce((best, each) => each.inertia < best.inertia ? each : best);
}

/** Draws k rows: the first in proportion to weight, each other one to weight times squared distance from
 * those drawn, of 2 + floor(ln k) draws keeping the one that lowers the sum most (ties: the first).
 * Distances are of 32 bits.
 * @returns k x d, in the rows' units.
 * @see Arthur and Vassilvitskii, k-means++, SODA 2007; the greedy form as in scikit-learn.
 */
function drawSeeds(
  desk: KmeansDesk,
  { n, d, values, weights }: FitRows,
  { k, rng }: { readonly k: number; readonly rng: Rng },
): Float64Array {
  const seeds = new Float64Array(k * d);
  const take = (g: number, row: number) =>
    seeds.set(values.subarray(row * d, (row + 1) * d), g * d);
  desk.clearSeeds();
  const first = weights === null
    ? Math.floor(rng.uniform() * n)
    : drawBy(weights, null, { rng, total: sumBy(weights, null) });
  take(0, first);
  desk.trySeeds(Int32Array.of(first));
  desk.takeSeed(0);
  for (let g = 1; g < k; g++) take(g, drawSeed(desk, weights, { k, rng }));
  return seeds;
}

/** The centroids of one segment fewer, and a row drawn beside them. */
function addSeed(
  desk: KmeansDesk,
  rows: FitRows,
  { k, before, rng }: { readonly k: number; readonly before: Partition; readonly rng: Rng },
): Float64Array {
  const { d, values, weights } = rows;
  const { labels, centroids } = before;
  desk.placeSeeds(
    Float64Array.from(labels, (label, i) => squareTo(rows, i, { centroids, label })),
  );
  const row = drawSeed(desk, weights, { k, rng });
  const seeds = new Float64Array(k * d);
  seeds.set(centroids);
  seeds.set(values.subarray(row * d, (row + 1) * d), (k - 1) * d);
  return seeds;
}

/** Of 2 + floor(ln k) rows, drawn in proportion to weight times squared distance to the nearest seed, the
 * one that lowers the sum of these most becomes a seed. */
function drawSeed(
  desk: KmeansDesk,
  weights: Float64Array | null,
  { k, rng }: { readonly k: number; readonly rng: Rng },
): number {
  const masses = desk.nearest;
  const total = sumBy(masses, weights);
  const drawn = Int32Array.from(
    { length: localTrials(k) },
    () => drawBy(masses, weights, { rng, total }),
  );
  const sums = desk.trySeeds(drawn).map((each) => sumBy(each, weights));
  const least = sums.indexOf(sums.reduce((a, b) => Math.min(a, b)));
  desk.takeSeed(least);
  return drawn[least];
}

type Masses = Float64Array | Float32Array;

function sumBy(masses: Masses, weights: Float64Array | null): number {
  let sum = 0;
  for (let i = 0; i < masses.length; i++) {
    sum += weights === null ? masses[i] : masses[i] * weights[i];
  }
  return sum;
}

/** A row drawn in proportion to its mass times its weight; never one without. */
function drawBy(
  masses: Masses,
  weights: Float64Array | null,
  { rng, total }: { readonly rng: Rng; readonly total: number },
): number {
  let left = rng.uniform() * total;
  let last = 0;
  for (let i = 0; i < masses.length; i++) {
    const mass = weights === null ? masses[i] : masses[i] * weights[i];
    if (mass === 0) continue;
    last = i;
    left -= mass;
    if (left < 0) break;
  }
  return last;
}
