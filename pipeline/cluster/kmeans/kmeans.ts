/** k-means with seeded restarts, by exact bounds over kernels and workers. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";
import { assertDistinctRows } from "../../numeric/matrix.ts";
import { isWeighted } from "../../numeric/weights.ts";
import { type Pool, withPool } from "../../parallel/pool.ts";
import type { Matrix } from "../../numeric/matrix.ts";
import { KmeansCrew } from "./crew.ts";
import { inOrder, type KmeansOptions, type KmeansResult } from "./kmeans_result.ts";
import { chooseUnits, startsAtOnce, type Units, workersFor } from "./layout.ts";
import { runLloyd } from "./lloyd.ts";
import { runWeightedKmeans } from "./weighted/weighted_kmeans.ts";
import { localTrials, seedStarts } from "./seeding.ts";

/** Partitions rows into k segments of least inertia by Lloyd's iterations.
 * Each start begins at greedy k-means++ centroids of its own generator, so the result does not depend
 * on the order in which starts are run, and goes on until no respondent changes its segment. A
 * respondent equally near two centroids belongs to the lower one, distances being of 64 bits. When a
 * start ends with an empty segment, that segment's centroid moves to the respondent farthest from its
 * own centroid (ties: the first) and the iterations go on; so every segment of the result has a
 * respondent. Centroids and inertia are summed anew at the end, in an order that n alone fixes: the
 * bits do not depend on the number of workers.
 *
 * Distances are filtered in 32 bits. A row keeps a lower bound of the margin by which its centroid is
 * nearest, less the filter's error; only rows whose margin the centroids' moves may have used up are
 * looked at again, and only those within the filter's error again in 64 bits. So segments are those of
 * the plain algorithm. O(nInit maxIter n k d) at worst, mostly far less.
 * @param x n x d, finite; where its rows have weights, `runWeightedKmeans` takes over.
 * @throws {DataError} If a value is not finite, is beyond 1e150 in size, or k exceeds the number of
 * distinct rows.
 * @see Lloyd, Least squares quantization in PCM, 1982, doi:10.1109/TIT.1982.1056489; the bound is
 * akin to Hamerly, Making k-means even faster, SDM 2010, doi:10.1137/1.9781611972801.12, but of
 * differences of scores, which move less than distances do.
 */
export async function runKmeans(
  x: Matrix,
  options: KmeansOptions,
  context: StageContext,
): Promise<KmeansResult> {
  if (isWeighted(x)) return await runWeightedKmeans(x, options, context);
  const { seeds: _seeds, ...found } = await runKmeansFromKnown(x, options, context);
  return found;
}

/** A partition and where it began. */
export interface KnownStart extends KmeansResult {
  /** The rows at which the centroids of the start that was kept began, length k. */
  readonly seeds: Int32Array;
}

/** The same, with the rows at which the start that was kept began, from which others may begin too.
 * @param x Without weights.
 */
export async function runKmeansFromKnown(
  x: Matrix,
  options: KmeansOptions,
  context: StageContext,
): Promise<KnownStart> {
  const { k, nInit } = options;
  let done = 0;
  let note = "";
  const shown: StageContext = {
    ...context,
    checkpoint: () => context.checkpoint(done, nInit, note),
  };
  const workers = workersFor(x, { k, nInit, most: context.workers });
  return await withPool(workers, shown, (pool) => {
    const units = chooseUnits(x);
    assertDistinctRows(x, k);
    return runStarts(x, {
      ...{ options, context, pool, units },
      pause(settled, text) {
        done = settled;
        note = text;
        return shown.checkpoint(done, nInit);
      },
    });
  });
}

interface StartsSetting {
  readonly options: KmeansOptions;
  readonly context: StageContext;
  readonly pool: Pool;
  readonly units: Units;
  readonly pause: (done: number, note: string) => Promise<void> | undefined;
}

async function runStarts(
  x: Matrix,
  { options: { k, nInit, maxIter }, context, pool, units, pause }: StartsSetting,
): Promise<KnownStart> {
  const trials = localTrials(k);
  const atOnce = startsAtOnce(x.n, trials, nInit);
  const shape = { k, trials, starts: atOnce, units };
  const crew = await KmeansCrew.open(pool, x, shape);
  const runFrom = async (first: number) => {
    const rngs = Array.from(
      { length: Math.min(atOnce, nInit - first) },
      (_, s) => context.rng.fork(`start ${first + s}`),
    );
    const seeds = await seedStarts(crew, x, { k, rngs, pause: (note) => pause(first, note) });
    const starts = await runLloyd(crew, x, {
      ...{ k, maxIter, seeds },
      pause: (done) => pause(first + done, `${first + done} of ${nInit} starts done`),
    });
    const { inertia } = await crew.measure(starts.map(({ index }) => index));
    const least = inertia.indexOf(inertia.reduce((a, b) => Math.min(a, b)));
    return { ...starts[least], inertia: inertia[least], seeds: seeds[least] };
  };
  // The crew holds the segments of these starts until the next ones begin.
  const keep = async ({ index, seeds, ...start }: Awaited<ReturnType<typeof runFrom>>) => ({
    ...{ iterations: start.iterations, converged: start.converged, inertia: start.inertia, seeds },
    labels: await crew.labels(index),
    centroids: { values: start.centroids, n: k, d: x.d },
  });
  let best = await keep(await runFrom(0));
  for (let first = atOnce; first < nInit; first += atOnce) {
    const found = await runFrom(first);
    if (found.inertia < best.inertia) best = await keep(found);
  }
  return { ...inOrder(best, k), seeds: best.seeds };
}
