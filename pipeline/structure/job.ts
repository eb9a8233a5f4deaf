/** What workers are given to find structure, and what they keep of it. Runs in Deno and browsers. */

import { createRng } from "../base/rng.ts";
import type { Matrix } from "../numeric/matrix.ts";
import { KmeansDesk } from "./kmeans/desk.ts";
import type { FitRows } from "./kmeans/fit_rows.ts";
import { bestOf, runStarts } from "./kmeans/starts.ts";
import type { Partition } from "./kmeans/lloyd.ts";
import type { NullModel } from "./null/draw.ts";
import { toSpace } from "./space.ts";
import { SilhouetteMeter } from "./test/silhouettes.ts";

/** Everything that the sets and samples of one search depend on, as plain data. */
export interface StructureJob {
  /** The respondents, n x d, and their weights; null where all count alike. */
  readonly values: Float64Array;
  readonly n: number;
  readonly d: number;
  readonly weights: Float64Array | null;
  /** Principal components that segments are formed in; null for the answers themselves. */
  readonly components: number | null;
  readonly model: NullModel;
  /** Numbers of segments, rising. */
  readonly ks: readonly number[];
  /** Starts of k-means for each fit, and the most iterations of one. */
  readonly starts: number;
  readonly maxIter: number;
  readonly seed: number;
}

/** The job with the memory that its tasks use again and again. */
export interface OpenJob {
  readonly job: StructureJob;
  /** The respondents in the space. */
  readonly rows: FitRows;
  /** Holds the respondents: partitions of samples are predicted on it. */
  readonly all: KmeansDesk;
  /** For drawn sets and samples. */
  readonly desk: KmeansDesk;
  readonly meter: SilhouetteMeter;
}

/** Brings the respondents into the space and opens the kernels. */
export function* openJob(job: StructureJob): Generator<number, OpenJob> {
  const rows = yield* toSpace(matrixOf(job, job.values), job.components);
  const shape = { n: rows.n, d: rows.d, k: job.ks[job.ks.length - 1] };
  const all = new KmeansDesk(shape);
  all.load(rows);
  const open = { all, desk: new KmeansDesk(shape), meter: new SilhouetteMeter(shape) };
  return { job, rows, ...open };
}

/** Answers of the job's shape with its weights. */
export function matrixOf({ n, d, weights }: StructureJob, values: Float64Array): Matrix {
  return weights === null ? { values, n, d } : { values, n, d, weights };
}

/** Times the starts of a fit that has no partition into one segment fewer to begin at. */
const STARTS_ALONE = 2;

/** The best partition into k of rows that a desk holds. */
export function* fitBest(
  desk: KmeansDesk,
  rows: FitRows,
  { job, k, stream, restless, before }: {
    readonly job: StructureJob;
    readonly k: number;
    /** Names the random numbers. */
    readonly stream: string;
    readonly restless: number;
    /** Of the same rows into one segment fewer. */
    readonly before: Partition | null;
  },
): Generator<number, Partition> {
  const rng = createRng(job.seed).fork(`${stream}, ${k} segments`);
  const { maxIter } = job;
  // Without a partition to begin at there must be more chances of another kind.
  const starts = before === null ? STARTS_ALONE * job.starts : job.starts;
  return bestOf(yield* runStarts(desk, rows, { k, starts, maxIter, restless, rng, before }));
}
