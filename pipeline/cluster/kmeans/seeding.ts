/** Starting centroids for k-means. Runs in Deno and browsers. */

import type { Rng } from "../../base/rng.ts";
import type { Matrix } from "../../numeric/matrix.ts";
import type { KmeansCrew } from "./crew.ts";

/** Greedy k-means++ for several starts side by side: draws each centroid with probability proportional
 * to the squared distance from those already drawn, out of 2 + floor(ln k) draws keeping the one that
 * lowers the sum most. O(n k d log k) a start. Distances are of 32 bits; no row that equals a drawn one
 * is drawn. Ties go to the first draw.
 * @param crew Holds the rows of x. @param rngs The generator of each start.
 * @returns k rows of x for each start.
 * @see Arthur and Vassilvitskii, k-means++, SODA 2007; the greedy form as in scikit-learn.
 */
export async function seedStarts(
  crew: KmeansCrew,
  x: Matrix,
  { k, rngs, pause }: {
    readonly k: number;
    readonly rngs: readonly Rng[];
    readonly pause: (note: string) => Promise<void> | undefined;
  },
): Promise<Int32Array[]> {
  const trials = localTrials(k);
  const starts = rngs.map((rng) => ({ rng, rows: [rng.below(x.n)] }));
  await crew.reset();
  let candidates = Int32Array.from(starts, ({ rows }) => rows[0]);
  let weights = weightsOf(await crew.trySeeds(candidates, 1), candidates.length);
  let taken = new Int32Array(starts.length);
  for (let c = 1; c < k; c++) {
    await pause("first centroids");
    const targets = starts.map(({ rng }, s) =>
      Array.from({ length: trials }, () => rng.uniform() * sum(weights[s]))
    );
    const drawn = await crew.draw(taken, drawsOf(weights, targets));
    let next = 0;
    candidates = Int32Array.from({ length: starts.length * trials }, (_, i) => {
      const s = Math.floor(i / trials);
      return sum(weights[s]) > 0 ? drawn[next++] : firstOther(x, starts[s].rows);
    });
    const tried = weightsOf(await crew.trySeeds(candidates, trials), candidates.length);
    taken = taken.map((_, s) => {
      const sums = tried.slice(s * trials, (s + 1) * trials).map(sum);
      return sums.indexOf(sums.reduce((least, each) => Math.min(least, each)));
    });
    starts.forEach(({ rows }, s) => rows.push(candidates[s * trials + taken[s]]));
    weights = starts.map((_, s) => tried[s * trials + taken[s]]);
  }
  return starts.map(({ rows }) => Int32Array.from(rows));
}

/** Draws for each centroid: 2 + floor(ln k), by powers of e as constants: Math.log may differ between
 * browsers. */
export function localTrials(k: number): number {
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

/** Sums of each slab, for each of some cells. */
function weightsOf(sums: Float64Array, cells: number): number[][] {
  return Array.from(
    { length: cells },
    (_, cell) =>
      Array.from({ length: sums.length / cells }, (_, slab) => sums[slab * cells + cell]),
  );
}

/** In which slab each target falls, and how far into it; no draw where all weights are 0. */
function drawsOf(
  weights: readonly number[][],
  targets: readonly number[][],
): [start: number, slab: number, target: number][] {
  const draws: [number, number, number][] = [];
  weights.forEach((slabs, start) => {
    if (sum(slabs) === 0) return;
    for (const target of targets[start]) {
      let running = 0;
      let draw: [number, number, number] = [start, -1, 0];
      for (let slab = 0; slab < slabs.length; slab++) {
        if (slabs[slab] === 0) continue;
        draw = [start, slab, target - running];
        running += slabs[slab];
        if (running > target) break;
      }
      draws.push(draw);
    }
  });
  return draws;
}

/** The first row that equals none of these: needed where rows differ by less than 32 bits can tell. */
function firstOther({ values, n, d }: Matrix, rows: readonly number[]): number {
  const isEqual = (a: number, b: number) => {
    for (let c = 0; c < d; c++) {
      if (values[a * d + c] !== values[b * d + c]) return false;
    }
    return true;
  };
  for (let i = 0; i < n; i++) {
    if (!rows.some((row) => isEqual(row, i))) return i;
  }
  return 0;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
