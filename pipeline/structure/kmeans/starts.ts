/** Seeded starts of k-means, within one task of a worker. Runs in Deno and browsers. */

import type { Rng } from "../../base/rng.ts";
import { localTrials } from "../../cluster/kmeans/seeding.ts";
import type { KmeansDesk } from "./desk.ts";
import type { FitRows } from "./fit_rows.ts";
import { lloyd, type LloydOptions, type Partition } from "./lloyd.ts";

/** How k-means is run. */
export interface StartsOptions extends LloydOptions {
  /** Segments, at most as many as there are distinct rows. */
  readonly k: number;
  /** Starts, each from a generator of its own. */
  readonly starts: number;
  readonly rng: Rng;
}

/** Runs starts from greedy k-means++ seeds, all from `rng` forked by their number.
 * O(starts maxIter n k d) at worst.
 * @param rows Those that the desk holds.
 * @returns One partition a start, in their order.
 */
export function* runStarts(
  desk: KmeansDesk,
  rows: FitRows,
  { k, starts, rng, ...options }: StartsOptions,
): Generator<number, Partition[]> {
  const found: Partition[] = [];
  for (let start = 0; start < starts; start++) {
    const seeds = drawSeeds(desk, rows, { k, rng: rng.fork(`start ${start}`) });
    yield start / starts;
    found.push(yield* lloyd(desk, rows, { ...options, seeds }));
  }
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
  let masses = desk.trySeeds(Int32Array.of(first))[0];
  let total = sumBy(masses, weights);
  desk.takeSeed(0);
  for (let g = 1; g < k; g++) {
    const trials = localTrials(k);
    const drawn = Int32Array.from(
      { length: trials },
      () => drawBy(masses, weights, { rng, total }),
    );
    const tried = desk.trySeeds(drawn);
    const sums = tried.map((each) => sumBy(each, weights));
    const least = sums.indexOf(sums.reduce((a, b) => Math.min(a, b)));
    take(g, drawn[least]);
    desk.takeSeed(least);
    masses = tried[least];
    total = sums[least];
  }
  return seeds;
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
