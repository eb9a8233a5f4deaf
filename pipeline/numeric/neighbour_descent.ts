/** Nearly all nearest neighbours of many rows, by nearest-neighbour descent. Runs in Deno and browsers. */

import type { Rng } from "../base/rng.ts";
import type { Matrix } from "./matrix.ts";
import { addressesOf, arenaBytes, type KernelKind, openKernels } from "./kernels.ts";
import { squaredDistance } from "./matrix.ts";
import { emptyNeighbours, type Neighbours } from "./neighbours.ts";
import { columnMeans } from "./statistics.ts";
import { DESCENT_KERNELS } from "./twins/descent.ts";

/** What to find. */
export interface DescentOptions {
  /** Neighbours a row, itself counted; at most n. */
  readonly k: number;
  readonly rng: Rng;
  readonly kind?: KernelKind;
}

const TREES = 6;
const LEAF = 48;
/** A branch that is still too large this deep holds rows that are all alike. */
const MOST_DEPTH = 60;
const MOST_ROUNDS = 12;
/** Ends when a round changes under this share of all entries. */
const LEAST_CHANGE = 0.001;
const CANDIDATES_PER_NEIGHBOUR = 2;
const MOST_CANDIDATES = 60;
/** Rows that one call takes; a few milliseconds of work. */
const BLOCK = 128;
const UINT32 = 2 ** 32;

type Descent = ReturnType<typeof openDescent>;

/** Finds nearly all of each row's k nearest rows; O(n log n) trees, then rounds of O(n k^2 d), which
 * in practice take n^1.14. Rows that fall in one leaf of a random tree meet first; then neighbours
 * of a common row meet, until few lists change. Comparisons in 32 bits; the distances given are
 * measured in 64. Deterministic for a seed. Yields the share done.
 * @returns As {@link Neighbours}, but with some neighbours farther than the nearest.
 * @see Dong, Moses and Li, Efficient k-nearest neighbor graph construction for generic similarity
 * measures, 2011, doi:10.1145/1963405.1963487; Dasgupta and Freund, Random projection trees, 2008.
 */
export function* descendToNeighbours(
  x: Matrix,
  options: DescentOptions,
): Generator<number, Neighbours> {
  const descent = openDescent(x, options);
  for (let tree = 0; tree < TREES; tree++) {
    yield* growTree(x, descent, options.rng);
    yield tree / (TREES + MOST_ROUNDS);
  }
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const changes = yield* descend(descent, (TREES + round) / (TREES + MOST_ROUNDS));
    if (changes < LEAST_CHANGE * x.n * options.k) break;
  }
  return yield* measure(x, descent, options.k);
}

/** Room a row for candidates, twice: fresh ones and old ones. */
export function mostCandidates(k: number): number {
  return Math.min(MOST_CANDIDATES, k * CANDIDATES_PER_NEIGHBOUR);
}

function openDescent({ values, n, d }: Matrix, { k, rng, kind = "auto" }: DescentOptions) {
  const width = 4 * Math.ceil(d / 4);
  const own = k - 1;
  const most = mostCandidates(k);
  const sizes = [n * width, n * own, n * own, n * own, 2 * n * most, 2 * n, n, 1];
  const bytes = arenaBytes(sizes.map((length) => 4 * length));
  const { run, arena } = openKernels(DESCENT_KERNELS, bytes, kind);
  const rows = arena.float32(n * width);
  const indices = arena.int32(n * own).fill(-1), squares = arena.float32(n * own).fill(Infinity);
  const fresh = arena.int32(n * own);
  const candidates = arena.int32(2 * n * most), counts = arena.int32(2 * n);
  const order = arena.int32(n), state = arena.int32(1);
  state[0] = 1 + rng.below(UINT32 - 1);
  const means = columnMeans({ values, n, d });
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < d; c++) rows[i * width + c] = values[i * d + c] - means[c];
  }
  const addresses = addressesOf({ rows, indices, squares, fresh, candidates, counts, state });
  return {
    run,
    given: { ...addresses, bytes: 4 * width, k: own, most, n },
    rows,
    indices,
    counts,
    order,
    n,
    own,
    width,
  };
}

/** Cuts the rows by the plane half way between two random ones, and so on; the rows of a leaf meet. */
function* growTree(x: Matrix, descent: Descent, rng: Rng): Generator<number, void> {
  const { run, given, order, n, rows, width } = descent;
  for (let i = 0; i < n; i++) order[i] = i;
  const branches = [{ from: 0, to: n, depth: 0 }];
  const normal = new Float64Array(width);
  for (let branch = branches.pop(); branch !== undefined; branch = branches.pop()) {
    const { from, to, depth } = branch;
    if (to - from <= LEAF || depth > MOST_DEPTH) {
      // Where rows are all alike, those next to each other are as near as any.
      for (let first = from; first < to; first += LEAF) {
        const count = Math.min(LEAF, to - first);
        run.meetAll({ ...given, group: order.byteOffset + 4 * first, count });
      }
      yield 0;
      continue;
    }
    const left = order[from + rng.below(to - from)] * width;
    const right = order[from + rng.below(to - from)] * width;
    let offset = 0;
    for (let c = 0; c < width; c++) {
      normal[c] = rows[left + c] - rows[right + c];
      offset += normal[c] * (rows[left + c] + rows[right + c]) / 2;
    }
    let middle = from, end = to;
    while (middle < end) {
      const row = order[middle];
      let side = -offset;
      for (let c = 0, at = row * width; c < x.d; c++, at++) side += normal[c] * rows[at];
      if (side > 0) middle++;
      else {
        order[middle] = order[--end];
        order[end] = row;
      }
    }
    if (middle === from || middle === to) middle = (from + to) >> 1;
    yield 0;
    branches.push({ from, to: middle, depth: depth + 1 }, { from: middle, to, depth: depth + 1 });
  }
}

/** One round: rows, neighbours and those whose neighbours they are become candidates, and meet. */
function* descend(descent: Descent, done: number): Generator<number, number> {
  const { run, given, counts, n } = descent;
  const blockFrom = (from: number) => ({ ...given, from, to: Math.min(n, from + BLOCK) });
  const share = (row: number) => done + row / n / (TREES + MOST_ROUNDS);
  counts.fill(0);
  for (let from = 0; from < n; from += BLOCK) {
    run.gather(blockFrom(from));
    yield done;
  }
  for (let from = 0; from < n; from += BLOCK) {
    run.settle(blockFrom(from));
    yield done;
  }
  let changes = 0;
  for (let from = 0; from < n; from += BLOCK) {
    changes += run.meetCandidates(blockFrom(from));
    yield share(from);
  }
  return changes;
}

/** Lists with distances of 64 bits, sorted by these and then by row, each row before its own list. */
function* measure(x: Matrix, { indices, own }: Descent, k: number): Generator<number, Neighbours> {
  const { n } = x;
  const result = emptyNeighbours(n, k);
  const squares = new Float64Array(own);
  for (let i = 0; i < n; i++) {
    const start = i * k + 1;
    result.indices[start - 1] = i;
    for (let held = 0; held < own; held++) {
      const row = indices[i * own + held];
      const square = squaredDistance(x, i, x, row);
      let slot = held;
      for (; slot > 0; slot--) {
        const before = result.indices[start + slot - 1];
        if (squares[slot - 1] < square || (squares[slot - 1] === square && before < row)) break;
        squares[slot] = squares[slot - 1];
        result.indices[start + slot] = before;
      }
      squares[slot] = square;
      result.indices[start + slot] = row;
    }
    for (let slot = 0; slot < own; slot++) {
      result.distances[start + slot] = Math.sqrt(squares[slot]);
    }
    if (i % BLOCK === 0) yield 1;
  }
  return result;
}
