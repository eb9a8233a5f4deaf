/** The engine's kernels, each with the operations and bytes of one call by its own formula. Runs in Deno only. */

import { createRng } from "../../pipeline/base/rng.ts";
import { openGroups } from "../../pipeline/cluster/tree/groups.ts";
import { addressesOf, openKernels } from "../../pipeline/numeric/kernels.ts";
import { ANSWER_KERNELS } from "../../pipeline/numeric/twins/answers.ts";
import { COVARIANCE_KERNELS } from "../../pipeline/numeric/twins/covariance.ts";
import { KMEANS_KERNELS } from "../../pipeline/numeric/twins/kmeans.ts";
import { PAIRS_KERNELS } from "../../pipeline/numeric/twins/pairs.ts";
import { SILHOUETTE_KERNELS } from "../../pipeline/numeric/twins/silhouette.ts";
import { UMAP_KERNELS } from "../../pipeline/numeric/twins/umap.ts";
import { inSlices } from "./peaks.ts";

/** A kernel with what a call of it takes. */
export interface KernelLimit {
  readonly name: string;
  /** How the operations are counted. */
  readonly formula: string;
  /** Which numbers it computes with. */
  readonly numbers: "f64" | "f32" | "i16";
  readonly operations: number;
  /** Of the arrays that it passes over, each once. */
  readonly bytes: number;
  /** Whether these come through memory, as more than caches hold. */
  readonly isStream: boolean;
  readonly call: () => void;
}

const D = 50;
/** Columns in 32 bits, filled up to a multiple of 4. */
const WIDTH = 52;
const K = 8;
/** Room of the arenas: more than any of these takes. */
const ROOM = 2 ** 27;
const rng = createRng(1);

/** All kernels that long work spends its time in, on 50 columns. */
export function kernelLimits(): KernelLimit[] {
  return [
    ...kmeansLimits(),
    pairsLimit(),
    silhouetteLimit(),
    wardLimit(),
    ...covarianceLimits(),
    answersLimit(),
    umapLimit(),
  ];
}

/** The step that finds the nearest of 8 centroids, and k-means++ that tries two rows. */
function kmeansLimits(): KernelLimit[] {
  const n = 2 ** 18, slice = 2 ** 12;
  const { run, arena } = openKernels(KMEANS_KERNELS, ROOM, "wasm");
  const near = fill(arena.float32(n * WIDTH)), list = arena.int32(n);
  for (let i = 0; i < n; i++) list[i] = i;
  const pairs = fill(arena.float32(K * WIDTH)), halves = fill(arena.float32(K));
  const found = arena.int32(n), foundMargins = arena.float32(n);
  const nearest = arena.float32(n).fill(1e9), after = arena.float32(2 * n);
  const sums = arena.float64(4);
  const own = addressesOf({ near, pairs, halves, found, foundMargins });
  const tried = addressesOf({ near, candidates: pairs, nearest, after, sums });
  return [{
    name: "k-means, nearest centroid",
    formula: "2 n k d",
    numbers: "f32",
    operations: 2 * slice * K * WIDTH,
    bytes: slice * (4 * WIDTH + 12),
    isStream: true,
    call: inSlices(n, slice, (from) => {
      const rows = list.byteOffset + 4 * from;
      run.findNearest({ ...own, list: rows, width: WIDTH, count: slice, k: K });
    }),
  }, {
    name: "k-means++, two candidates",
    formula: "6 n d",
    numbers: "f32",
    operations: 6 * slice * WIDTH,
    bytes: slice * (4 * WIDTH + 12),
    isStream: true,
    call: inSlices(n, slice, (from) => {
      run.tryCandidates({ ...tried, width: WIDTH, count: 2, stride: n, from, to: from + slice });
    }),
  }];
}

/** Distances of all pairs in 64 bits, four rows to all before them. */
function pairsLimit(): KernelLimit {
  const panels = 1_024;
  const { run, arena } = openKernels(PAIRS_KERNELS, ROOM, "wasm");
  const rows = fill(arena.float64(4 * panels * D)), target = arena.float64(16 * panels);
  return {
    name: "distances of pairs",
    formula: "3 pairs d",
    numbers: "f64",
    operations: 3 * 16 * panels * D,
    bytes: 8 * (4 * panels * D + 16 * panels),
    isStream: false,
    call: () => run.measurePanel(rows.byteOffset, target.byteOffset, D, panels - 1),
  };
}

/** Distances in 32 bits of 64 rows to 1,024, summed by segment. */
function silhouetteLimit(): KernelLimit {
  const height = 16, count = 256, n = 4 * (height + count);
  const { run, arena } = openKernels(SILHOUETTE_KERNELS, ROOM, "wasm");
  const panels = fill(arena.float64(n * D)), halves = arena.float32((n + 4) * D);
  halves.set(panels);
  const norms = arena.float32(n), segments = arena.int32(n);
  for (let row = 0; row < n; row++) {
    for (let c = 0; c < D; c++) norms[row] += halves[(row >> 2) * 4 * D + 4 * c + (row & 3)] ** 2;
    segments[row] = row < 4 * height ? 0 : 1;
  }
  const addresses = addressesOf({
    ...{ panels, halves, norms, segments, sums: arena.float64(2 * n), scratch: arena.float64(40) },
  });
  const rest = { n, d: D, stride: n, rowFrom: 0, rowTo: height, from: height, to: height + count };
  const pairs = 16 * height * count;
  return {
    name: "silhouette, distances and sums",
    formula: "pairs (2 d + 8)",
    numbers: "f32",
    operations: pairs * (2 * D + 8),
    bytes: 4 * 4 * (height + count) * D,
    isStream: false,
    call: () => run.addDistances({ ...addresses, ...rest }),
  };
}

/** The nearest of 10,000 groups, bounded in 16 bits. */
function wardLimit(): KernelLimit {
  const n = 10_000;
  const values = fill(new Float64Array(n * D));
  const { run, table } = openGroups({ values, n, d: D }, { kind: "wasm" });
  return {
    name: "Ward, nearest group",
    formula: "2 n d",
    numbers: "i16",
    operations: 2 * n * WIDTH,
    bytes: n * (2 * WIDTH + 5 * 4),
    isStream: false,
    call: () => {
      run.nearest(table, 0, -1);
    },
  };
}

/** Products of all columns, and scores on ten components, of blocks that stay in the first cache. */
function covarianceLimits(): KernelLimit[] {
  const rows = 60, components = 10, tiles = (WIDTH / 4) * (WIDTH / 4 + 1) / 2, times = 20;
  const { run, arena } = openKernels(COVARIANCE_KERNELS, ROOM, "wasm");
  const block = fill(arena.float64(rows * WIDTH)).byteOffset;
  const sums = arena.float64(WIDTH * WIDTH).byteOffset;
  const directions = fill(arena.float64(WIDTH * components)).byteOffset;
  const scores = arena.float64(rows * components).byteOffset;
  return [{
    name: "PCA, products of columns",
    formula: "n d^2",
    numbers: "f64",
    operations: times * 2 * rows * 16 * tiles,
    bytes: times * 8 * rows * WIDTH,
    isStream: false,
    call: () => {
      for (let i = 0; i < times; i++) run.addProducts(block, sums, rows, WIDTH);
    },
  }, {
    name: "PCA, scores",
    formula: "2 n d m",
    numbers: "f64",
    operations: times * 2 * rows * WIDTH * components,
    bytes: times * 8 * rows * (WIDTH + components),
    isStream: false,
    call: () => {
      for (let i = 0; i < times; i++) {
        run.project(block, directions, scores, rows, WIDTH, components);
      }
    },
  }];
}

/** The same products of answers, two columns in a field. */
function answersLimit(): KernelLimit {
  const rows = 256, width = 56, times = 5;
  const { run, arena } = openKernels(ANSWER_KERNELS, ROOM, "wasm");
  const right = arena.int32(rows * width / 2).byteOffset;
  const left = arena.int32(rows * width / 4).byteOffset;
  const sums = arena.int32(width * width / 2).byteOffset;
  const tiles = (width / 8) * (width / 8 + 1) / 2;
  return {
    name: "PCA of answers, products",
    formula: "n d^2 / 2",
    numbers: "i16",
    // A tile of 4 x 8 lanes takes two rows in one product of pairs each.
    operations: times * (rows / 2) * tiles * 32 * 4,
    bytes: times * rows * width * 3,
    isStream: false,
    call: () => {
      for (let i = 0; i < times; i++) run.addProducts(right, left, sums, rows, width);
    },
  };
}

/** One pull and five pushes of each of 16,384 edges between 10,000 rows of a map. */
function umapLimit(): KernelLimit {
  const n = 10_000, count = 16_384, pieces = 64 * 32;
  const { run, arena } = openKernels(UMAP_KERNELS, ROOM, "wasm");
  const points = fill(arena.float32(2 * n));
  const heads = arena.int32(count).map(() => rng.below(n)), places = arena.int32(count);
  const tails = arena.int32(count), due = arena.int32(count);
  places.set(heads);
  for (let e = 0; e < count; e++) [tails[e], due[e]] = [rng.below(n), e];
  const attract = arena.float32(2 * pieces), repel = arena.float32(2 * pieces);
  const states = arena.int32(8).fill(12_345);
  const addresses = addressesOf({
    ...{ points, others: points, heads: places, tails, due, attract, repel, states },
  });
  return {
    name: "UMAP, layout",
    formula: "92 an edge",
    numbers: "f32",
    operations: 92 * count,
    bytes: count * (12 + 8 * 7 + 8 * 6),
    isStream: false,
    call: () => run.moveInPlane({ ...addresses, count, n, rate: 0, isMutual: 1 }),
  };
}

/** Numbers from -1 to 1. */
function fill<A extends Float32Array | Float64Array>(array: A): A {
  for (let i = 0; i < array.length; i++) array[i] = 2 * rng.uniform() - 1;
  return array;
}
