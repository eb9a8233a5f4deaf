/** What the stages of a run will take of memory. Runs in Deno and browsers. */

import { PLAN } from "../plan/engine_plan.ts";
import { MOST_BYTES as MOST_PAIR_BYTES, pairBytes } from "../cluster/tree/condensed.ts";
import { bytesOfStart, paddedWidth, startsAtOnce, workersFor } from "../cluster/kmeans/layout.ts";
import { localTrials } from "../cluster/kmeans/seeding.ts";
import { squareBytes } from "../cluster/medoids/square.ts";
import { silhouetteForm } from "../evaluate/mod.ts";
import { silhouettePlaces } from "../evaluate/silhouette.ts";
import { MOST_KERNEL_BYTES } from "../numeric/kernels.ts";
import type { Params } from "../plan/params.ts";
import { neighbourPlan } from "../reduce/umap/neighbours.ts";
import type { StageName } from "../plan/stages.ts";

/** What memory depends on beside the parameters. */
export interface RunShape {
  /** Respondents that are segmented. */
  readonly n: number;
  /** Features. */
  readonly d: number;
  /** Workers that long work may use. */
  readonly workers: number;
  /** Bytes that a respondent takes in the file and in the survey's columns. */
  readonly surveyBytes: number;
}

/** What a stage takes while it runs. */
export interface StageMemory {
  readonly stage: StageName;
  /** Peak of the whole process, with the results of earlier stages but without what these gave up and
   * the platform has not collected yet. */
  readonly bytes: number;
  /** The block in one piece that comes nearest to its limit. */
  readonly piece: number;
  /** What such a block may take. */
  readonly mostPiece: number;
}

/** Bytes of a stage's own, and its block. */
type Need = Omit<StageMemory, "stage">;
type Size = Pick<RunShape, "n" | "d">;

/** The engine and what it runs on, with nothing loaded. */
const RUNTIME = 75e6;
/** The same of a worker. */
const WORKER = 20e6;
/** What an array may take in every browser. */
const MOST_ARRAY_BYTES = 2 ** 33;
const NOTHING: Need = { bytes: 0, piece: 0, mostPiece: MOST_ARRAY_BYTES };
const MOST_BANDS = 8;
const MOST_SUMS = 2 ** 25;
/** Copies of a covariance, in bytes a value, until its eigenvectors are found. */
const BYTES_OF_EIGEN = 240;
/** Vectors of UMAP's start. */
const START_VECTORS = 62;
/** Copies of the graph's edges that are there at once, in bytes a neighbour. */
const GRAPH_BYTES = 100;
const EDGES_A_NEIGHBOUR = 1.6;

/** Estimates the peak of every stage from features on. Their largest is within a factor of 1.5 of a
 * process's peak, as measured on Linux from 200 MB up.
 */
export function estimateMemory(shape: RunShape, given: Params): StageMemory[] {
  const { n, d } = shape;
  const params = PLAN.resolve(given, { rows: n, file: null });
  const { reduction, clustering } = params;
  const features = 8 * n * d;
  const m = reduction.method === "none" ? d : reduction.n_components;
  const before = RUNTIME + n * shape.surveyBytes + features;
  const after = before + (reduction.method === "none" ? 0 : 8 * n * m);
  const stage = (name: StageName, held: number, need: Need): StageMemory => ({
    ...need,
    stage: name,
    bytes: held + need.bytes,
  });
  const width = PLAN.comparesAnswers(params) ? d : m;
  const isTree = clustering.method === "agglomerative";
  return [
    stage("features", before, { ...NOTHING, piece: features }),
    stage("reduce", after, ofReduction(shape, reduction)),
    ...(isTree ? [stage("tree", after, ofTree({ n, d: width }, clustering))] : []),
    stage("cluster", after, ofClustering({ ...shape, d: width }, clustering)),
    stage("evaluate", after, ofSilhouette({ ...shape, d: Math.max(d, m) }, params)),
  ];
}

function ofReduction(shape: RunShape, reduction: Params["reduction"]): Need {
  const { n, d } = shape;
  if (reduction.method === "none") return NOTHING;
  if (reduction.method === "umap") return ofUmap(shape, reduction);
  // Where features outnumber respondents, the rows are transposed.
  const side = Math.min(n, d);
  const products = BYTES_OF_EIGEN * side * side + (d > n ? 8 * n * d : 0);
  return { ...NOTHING, bytes: products, piece: 8 * side * side };
}

/** The neighbours' kernels come first, then the graph and the layout over it. */
function ofUmap(
  { n, d, workers }: RunShape,
  { n_neighbors: k, n_components: m }: Params["reduction"],
): Need {
  const { isExact, places } = neighbourPlan({ n, d }, workers);
  const exact = n * (12 * d + 4);
  const candidates = Math.min(60, 2 * k);
  const descent = 4 * n * (d + 3 * k + 2 * candidates + 3);
  const search = isExact ? places * (exact + (places > 1 ? 8 * n * d + WORKER : 0)) : descent;
  const edges = EDGES_A_NEIGHBOUR * n * k;
  const layout = 4 * (4 * edges + 4 * m * n);
  const graph = GRAPH_BYTES * n * k + 8 * n * START_VECTORS;
  return {
    bytes: 12 * n * k + Math.max(search, graph + layout),
    piece: Math.max(isExact ? exact : descent, layout),
    mostPiece: MOST_KERNEL_BYTES,
  };
}

function ofTree({ n, d }: Size, { linkage, distance }: Params["clustering"]): Need {
  const merges = 60 * n;
  if (!needsPairs(linkage, distance)) {
    const groups = n * (8 * d + 8 * Math.ceil(d / 4) + 36);
    return { bytes: groups + merges, piece: groups, mostPiece: MOST_KERNEL_BYTES };
  }
  const pairs = pairBytes(n);
  const panels = n * (8 * d + 32);
  return { bytes: pairs + panels + merges, piece: pairs, mostPiece: MOST_PAIR_BYTES };
}

/** Whether a tree is built from the distances of all pairs. */
export function needsPairs(
  linkage: Params["clustering"]["linkage"],
  distance: Params["clustering"]["distance"],
): boolean {
  return distance === "gower" || linkage === "complete" || linkage === "average";
}

function ofClustering(shape: RunShape, clustering: Params["clustering"]): Need {
  const { n, d } = shape;
  if (clustering.method === "kmedoids") {
    const square = squareBytes(n);
    return { bytes: square + 60 * n, piece: square, mostPiece: MOST_PAIR_BYTES };
  }
  if (clustering.method !== "kmeans") return { ...NOTHING, bytes: 8 * n, piece: 4 * n };
  if (clustering.algorithm === "minibatch") {
    const sample = ofKmeans({ ...shape, n: 3 * clustering.batch_size }, clustering);
    return { ...sample, bytes: sample.bytes + 24 * clustering.batch_size * d + 8 * n };
  }
  return ofKmeans(shape, clustering);
}

function ofKmeans(
  { n, d, workers }: RunShape,
  { n_clusters: k, n_init: nInit }: Params["clustering"],
): Need {
  const trials = localTrials(k);
  const starts = startsAtOnce(n, trials, nInit);
  const rows = n * (8 * d + 4 * paddedWidth(d) + 4) + starts * bytesOfStart(n, trials);
  const places = workersFor({ n, d }, { k, nInit, most: workers });
  return {
    bytes: rows + 12 * n + (places > 1 ? places * WORKER : 0),
    piece: rows / places,
    mostPiece: MOST_KERNEL_BYTES,
  };
}

function ofSilhouette({ n, d, workers }: RunShape, params: Params): Need {
  const form = silhouetteForm(n, params);
  if (form === "none") return NOTHING;
  const k = params.clustering.n_clusters;
  const size = form === "exact" ? n : params.evaluation.sample;
  const places = silhouettePlaces({ n: size, d }, k, workers);
  const packed = size * (12 * d + 8);
  const arena = packed + 8 * k * size;
  const bands = Math.max(1, Math.min(MOST_BANDS, MOST_SUMS / (size * k)));
  const sums = 8 * k * size * (1 + 0.7 * bands);
  const copies = places > 1 ? places * (packed + arena + WORKER) : arena;
  const sample = form === "exact" ? 0 : 8 * size * d;
  return {
    bytes: packed + copies + sums + sample + 16 * n,
    piece: arena,
    mostPiece: MOST_KERNEL_BYTES,
  };
}
