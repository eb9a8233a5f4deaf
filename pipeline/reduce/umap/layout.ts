/** UMAP's layout: rows pull their neighbours near and push random rows away, epoch by epoch. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";
import {
  addressesOf,
  arenaBytes,
  type KernelKind,
  type Kernels,
  openKernels,
} from "../../numeric/kernels.ts";
import { UMAP_KERNELS, type UmapKernels } from "../../numeric/twins/umap.ts";
import type { Matrix } from "../../numeric/matrix.ts";
import { type Curve, FORCE_ENTRIES, forceTables } from "./curve.ts";
import type { Graph } from "./graph.ts";

/** How to lay out. */
export interface LayoutOptions {
  readonly curve: Curve;
  readonly epochs: number;
  /** Learning rate of the first epoch; it falls to 0 in equal steps. */
  readonly rate: number;
  /** The map whose rows the graph's columns are, which then stays as it is; null: the map laid out. */
  readonly fixed: Matrix | null;
  readonly kind?: KernelKind;
}

/** The kernels' generators: 5 rows push for a pull, each drawn by its own. */
const GENERATORS = 5;
/** Edges a call passes over; well under 10 ms of work. */
const BLOCK = 2 ** 15;
/** An edge is due when its meter runs over this. */
const FULL = 2 ** 31;
const UINT32 = 2 ** 32;

/** Arrays of the kernels. */
interface LayoutArrays {
  readonly points: Float32Array;
  readonly others: Float32Array;
  readonly pushes: Float32Array;
  readonly heads: Int32Array;
  readonly tails: Int32Array;
  readonly meters: Int32Array;
  readonly shares: Int32Array;
  readonly due: Int32Array;
  readonly attract: Float32Array;
  readonly repel: Float32Array;
  readonly states: Int32Array;
}

interface Layout extends LayoutArrays {
  readonly kernels: Kernels<UmapKernels>;
  readonly addresses: Readonly<Record<keyof LayoutArrays, number>>;
  readonly width: number;
}

/** Moves the rows of a map from a start. O(epochs x edges); in 32-bit numbers, one edge after another.
 * In epoch e (from 1) an edge of weight w pulls when floor(e w / most weight) rises; then 5 random
 * rows push its head away. Each edge's pushes start from one place, where umap-learn applies one
 * after another; edges go round the rows, where umap-learn finishes one row after another.
 * @param start n x m, finite.
 * @returns n x m.
 * @see umap-learn 0.5.12, optimize_layout_euclidean (negative_sample_rate 5, repulsion_strength 1).
 */
export async function layOut(
  start: Matrix,
  graph: Graph,
  options: LayoutOptions,
  context: StageContext,
): Promise<Matrix> {
  const layout = openLayout(start, graph, options);
  for (let i = 0; i < GENERATORS; i++) layout.states[i] = 1 + context.rng.below(UINT32 - 1);
  const { epochs, rate } = options;
  for (let epoch = 1; epoch < epochs; epoch++) {
    const epochRate = rate * (1 - (epoch - 1) / epochs);
    for (let from = 0; from < layout.shares.length; from += BLOCK) {
      moveAlong(layout, { from, rate: epochRate, isMutual: options.fixed === null });
      const pause = context.checkpoint(epoch, epochs, "layout");
      if (pause !== undefined) await pause;
    }
  }
  return { values: unpad(layout.points, start.d, layout.width), n: start.n, d: start.d };
}

function moveAlong(
  layout: Layout,
  { from, rate, isMutual }: { from: number; rate: number; isMutual: boolean },
): void {
  const { kernels: { run }, addresses, others, shares, width } = layout;
  const to = Math.min(shares.length, from + BLOCK);
  const count = run.dueEdges(addresses.meters, addresses.shares, addresses.due, from, to);
  const n = others.length / width;
  const given = { ...addresses, count, n, rate, isMutual: isMutual ? 1 : 0 };
  if (width === 2) run.moveInPlane(given);
  else run.moveInSpace({ ...given, width });
}

function openLayout(
  start: Matrix,
  graph: Graph,
  { curve, fixed, kind = "auto" }: LayoutOptions,
): Layout {
  const edges = 4 * Math.ceil(graph.weights.length / 4);
  const width = start.d === 2 ? 2 : 4 * Math.ceil(start.d / 4);
  const { attract, repel } = forceTables(curve);
  const sizes = [start.n * width, (fixed?.n ?? 0) * width, width, edges, edges, edges, edges];
  const rest = [Math.min(edges, BLOCK) + 4, 2 * FORCE_ENTRIES, 2 * FORCE_ENTRIES, GENERATORS];
  const bytes = arenaBytes([...sizes, ...rest].map((length) => 4 * length));
  const kernels = openKernels(UMAP_KERNELS, bytes, kind);
  const { arena } = kernels;
  const points = arena.float32(start.n * width);
  pad(start, points, width);
  let others = points;
  if (fixed !== null) {
    others = arena.float32(fixed.n * width);
    pad(fixed, others, width);
  }
  const arrays: LayoutArrays = {
    points,
    others,
    pushes: arena.float32(width),
    heads: arena.int32(edges),
    tails: arena.int32(edges),
    meters: arena.int32(edges),
    shares: arena.int32(edges),
    due: arena.int32(Math.min(edges, BLOCK) + 4),
    attract: arena.float32(attract.length),
    repel: arena.float32(repel.length),
    states: arena.int32(GENERATORS),
  };
  arrays.attract.set(attract);
  arrays.repel.set(repel);
  listEdges(graph, arrays);
  return { ...arrays, kernels, addresses: addressesOf(arrays), width };
}

/** Lists the first edge of every row, then the second of every row and so on: neighbours in the list
 * then move different rows, and the processor need not wait for one to begin the next. */
function listEdges({ n, starts, columns, weights }: Graph, arrays: LayoutArrays): void {
  const most = weights.reduce((largest, weight) => Math.max(largest, weight), 0);
  const ranks = new Int32Array(n + 1);
  let ranksUsed = 0;
  for (let i = 0; i < n; i++) {
    const length = starts[i + 1] - starts[i];
    ranks[length]++;
    ranksUsed = Math.max(ranksUsed, length);
  }
  // From how many rows have r edges to where the r-th edges' part of the list begins.
  const next = new Int32Array(ranksUsed + 1);
  let rows = n;
  for (let rank = 0; rank < ranksUsed; rank++) {
    rows -= ranks[rank];
    next[rank + 1] = next[rank] + rows;
  }
  for (let i = 0; i < n; i++) {
    for (let at = starts[i]; at < starts[i + 1]; at++) {
      const slot = next[at - starts[i]]++;
      arrays.heads[slot] = i;
      arrays.tails[slot] = columns[at];
      // FULL itself is the sign bit of 32: an edge of full weight is due in every epoch.
      arrays.shares[slot] = Math.round(weights[at] / most * FULL);
    }
  }
}

function pad({ values, n, d }: Matrix, target: Float32Array, width: number): void {
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < d; c++) target[i * width + c] = values[i * d + c];
  }
}

function unpad(points: Float32Array, d: number, width: number): Float64Array {
  const n = points.length / width;
  const values = new Float64Array(n * d);
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < d; c++) values[i * d + c] = points[i * width + c];
  }
  return values;
}
