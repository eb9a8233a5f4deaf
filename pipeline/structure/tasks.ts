/** Tasks that find structure: drawn sets, samples, fits. Runs in Deno and browsers. */

import { createRng } from "../base/rng.ts";
import { defineTask, type TaskStore } from "../parallel/task.ts";
import { fitBest, matrixOf, type OpenJob, openJob, type StructureJob } from "./job.ts";
import { resampled } from "./kmeans/fit_rows.ts";
import type { Partition } from "./kmeans/lloyd.ts";
import { runStarts } from "./kmeans/starts.ts";
import { drawRespondents } from "./null/draw.ts";
import { toSpace } from "./space.ts";

/** The set that is not drawn: the data themselves. */
export const OBSERVED = -1;

/** Partitions of the respondents by several starts. */
export interface FitOutput {
  /** starts x n. */
  readonly labels: Uint16Array;
  /** One a start. */
  readonly inertia: Float64Array;
  /** Of the start of least inertia (ties: the first): k x d, less the respondents' means. */
  readonly centroids: Float64Array;
}

const KEY = "structure";
/** A set's iterations end when at most one row in so many changes its segment: more moves no silhouette
 * by what matters, and drawn sets are treated as the data are. */
const ROWS_A_RESTLESS_ONE = 500;

/** Takes the job that the tasks to come are of. */
export const structureOpen = defineTask<StructureJob, null>(
  "structureOpen",
  function* (job, store) {
    store.set(KEY, yield* openJob(job));
    return null;
  },
);

/** Mean silhouettes of the best partition for each k: of the data, or of one drawn set. */
export const structureSet = defineTask<number, Float64Array>(
  "structureSet",
  function* (set, store) {
    const { job, rows: own, desk, meter } = openOf(store);
    const rows = set === OBSERVED ? own : yield* toSpace(
      matrixOf(
        job,
        yield* drawRespondents(job.model, job.n, createRng(job.seed).fork(`drawn ${set}`)),
      ),
      job.components,
    );
    desk.load(rows);
    const restless = Math.floor(rows.n / ROWS_A_RESTLESS_ONE);
    const stream = `set ${set}`;
    const partitions: (Partition & { k: number })[] = [];
    for (const k of job.ks) {
      const before = fewer(partitions, k);
      partitions.push({ k, ...yield* fitBest(desk, rows, { job, k, stream, restless, before }) });
    }
    return Float64Array.from(yield* meter.measure(rows, partitions));
  },
);

/** Partitions of the respondents into k by so many starts, each to its fixed point. */
export const structureFit = defineTask<{ k: number; starts: number }, FitOutput>(
  "structureFit",
  function* ({ k, starts }, store) {
    const { job, rows, desk } = openOf(store);
    desk.load(rows);
    const rng = createRng(job.seed).fork(`fit, ${k} segments`);
    const { maxIter } = job;
    const found = yield* runStarts(desk, rows, {
      k,
      starts,
      maxIter,
      restless: 0,
      rng,
      before: null,
    });
    const labels = new Uint16Array(starts * rows.n);
    found.forEach((each, start) => labels.set(each.labels, start * rows.n));
    const inertia = Float64Array.from(found, (each) => each.inertia);
    const best = inertia.indexOf(inertia.reduce((a, b) => Math.min(a, b)));
    return { labels, inertia, centroids: found[best].centroids };
  },
);

/** Partitions of all respondents by centroids fitted to the two bootstrap samples of a pair.
 * @returns 2 x ks x n.
 */
export const structurePair = defineTask<{ pair: number; ks: readonly number[] }, Uint16Array>(
  "structurePair",
  function* ({ pair, ks }, store) {
    const { job, rows, all, desk } = openOf(store);
    const { n } = rows;
    const labels = new Uint16Array(2 * ks.length * n);
    for (let side = 0; side < 2; side++) {
      const stream = `pair ${pair}, sample ${side + 1}`;
      const sample = resampled(rows, drawSample(n, job.seed, stream));
      desk.load(sample);
      const partitions: (Partition & { k: number })[] = [];
      for (const [at, k] of ks.entries()) {
        const before = fewer(partitions, k);
        const found = yield* fitBest(desk, sample, { job, k, stream, restless: 0, before });
        partitions.push({ k, ...found });
        all.assign(found.centroids, true);
        labels.set(all.labels, (side * ks.length + at) * n);
        yield (side + at / ks.length) / 2;
      }
    }
    return labels;
  },
);

/** The partition into one segment fewer, where it was the last. */
function fewer(partitions: readonly (Partition & { k: number })[], k: number): Partition | null {
  const last = partitions.at(-1);
  return last?.k === k - 1 ? last : null;
}

/** How often each of n respondents is drawn in n draws with replacement. */
function drawSample(n: number, seed: number, stream: string): Int32Array {
  const rng = createRng(seed).fork(stream);
  const drawn = new Int32Array(n);
  for (let draw = 0; draw < n; draw++) drawn[rng.below(n)]++;
  return drawn;
}

function openOf(store: TaskStore): OpenJob {
  return store.get(KEY) as OpenJob;
}
