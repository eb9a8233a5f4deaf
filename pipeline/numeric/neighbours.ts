/** Nearest neighbours of rows by comparing all pairs. Runs in Deno and browsers. */

import type { Matrix } from "./matrix.ts";
import { addressesOf, arenaBytes, type KernelKind, openKernels } from "./kernels.ts";
import { columnMeans } from "./statistics.ts";
import { NEIGHBOURS_KERNELS } from "./twins/neighbours.ts";

/** Nearest neighbours of n rows. */
export interface Neighbours {
  /** n x k: row numbers by rising distance, ties by lowest row; a row's own number leads its list. */
  readonly indices: Int32Array<ArrayBuffer>;
  /** n x k Euclidean distances. */
  readonly distances: Float64Array<ArrayBuffer>;
  readonly n: number;
  /** Neighbours a row, itself counted. */
  readonly k: number;
}

/** Which rows' neighbours are sought, and among which. */
export interface NeighbourSearch {
  /** Among these; finite. */
  readonly x: Matrix;
  /** Of these rows, of x's width; null: of x's own, each of which leads its list at distance 0. */
  readonly of: Matrix | null;
  /** Of rows from..to-1 alone. */
  readonly from: number;
  readonly to: number;
  /** 1 to the number of rows of x. */
  readonly k: number;
  readonly kind?: KernelKind;
}

/** Rows compared together, with as many at once. */
const QUERIES = 4;
const LANES = 8;
const MOST_QUERIES = 64;
/** Pairs of numbers that one call compares; a few milliseconds of work. */
const WORK = 2 ** 25;
/** Twice what one operation in 32 bits rounds by. */
const UNIT = 1 / 8_388_608;
const EXTRA_ROUNDINGS = 16;
/** Own row's square while others are compared: no duplicate goes before it. */
const BEFORE_ALL = -1;

type Scan = ReturnType<typeof openScan>;

/** Finds the k nearest rows of each row of a search; exact, O(m n d) for m rows sought among n.
 * Products in 32 bits leave out what is too far by more than their largest possible error; what is
 * left is measured in 64 bits, column after column, so a list does not depend on other rows' lists.
 * Yields the share done every few milliseconds.
 */
export function* nearestRows(search: NeighbourSearch): Generator<number, Neighbours> {
  const { x, of, from, to, k } = search;
  const scan = openScan(search);
  const { run, found, nearest, count, panels } = scan;
  const step = Math.max(1, Math.ceil(WORK / (count * Math.max(1, x.d) * LANES)));
  const result = emptyNeighbours(to - from, k);
  for (let first = from; first < to; first += count) {
    const held = Math.min(count, to - first);
    takeQueries(scan, of ?? x, { first, held, isOwn: of === null });
    for (let panel = 0; panel < panels; panel += step) {
      const end = Math.min(panels, panel + step);
      run.scan({ ...scan.addresses, n: x.n, d: x.d, k, count, from: panel, to: end });
      yield (first - from + held * end / panels) / (to - from);
    }
    const target = (first - from) * k;
    result.indices.set(found.subarray(0, held * k), target);
    for (let at = 0; at < held * k; at++) {
      result.distances[target + at] = Math.sqrt(Math.max(0, nearest[at]));
    }
  }
  return result;
}

/** Lists for n rows, all 0. */
export function emptyNeighbours(n: number, k: number): Neighbours {
  return { indices: new Int32Array(n * k), distances: new Float64Array(n * k), n, k };
}

function openScan({ x, from, to, k, kind = "auto" }: NeighbourSearch) {
  const { n, d } = x;
  const panels = Math.ceil(n / LANES);
  const count = Math.min(MOST_QUERIES, QUERIES * Math.ceil((to - from) / QUERIES));
  const wide = [n * d, count * d, count, count * k].map((length) => 8 * length);
  const narrow = [panels * LANES * d, panels * LANES, count * d, count, count * k, count]
    .map((length) => 4 * length);
  const { run, arena } = openKernels(NEIGHBOURS_KERNELS, arenaBytes([...wide, ...narrow]), kind);
  const rows = arena.float64(n * d);
  const means = columnMeans(x);
  const panelled = arena.float32(panels * LANES * d);
  const norms = arena.float32(panels * LANES).fill(Infinity);
  rows.set(x.values);
  for (let i = 0; i < n; i++) {
    const panel = i - i % LANES, lane = i % LANES;
    let square = 0;
    for (let c = 0; c < d; c++) {
      const value = x.values[i * d + c] - means[c];
      square += value * value;
      panelled[(panel * d) + c * LANES + lane] = value;
    }
    norms[i] = (square - errorOf(square, d)) / 2;
  }
  const exact = arena.float64(count * d), rounded = arena.float32(count * d);
  const bases = arena.float64(count), limits = arena.float32(count);
  const nearest = arena.float64(count * k), found = arena.int32(count * k);
  const own = arena.int32(count);
  const addresses = addressesOf({
    ...{ rows, panels: panelled, norms, exact, rounded, bases, limits, nearest, found, own },
  });
  return {
    run,
    addresses,
    exact,
    rounded,
    bases,
    limits,
    nearest,
    found,
    own,
    means,
    count,
    panels,
  };
}

/** Puts `held` rows in the places of a scan, with empty lists; places beyond them take nothing. */
function takeQueries(
  scan: Scan,
  { values, d }: Matrix,
  { first, held, isOwn }: { first: number; held: number; isOwn: boolean },
): void {
  const { exact, rounded, bases, limits, nearest, found, own, means, count } = scan;
  const k = nearest.length / count;
  exact.fill(0).set(values.subarray(first * d, (first + held) * d));
  nearest.fill(Infinity).fill(BEFORE_ALL, held * k);
  limits.fill(Infinity).fill(-Infinity, held);
  own.fill(-1);
  for (let q = 0; q < held; q++) {
    const group = q - q % QUERIES;
    let square = 0;
    for (let c = 0; c < d; c++) {
      const value = exact[q * d + c] - means[c];
      square += value * value;
      rounded[group * d + c * QUERIES + q % QUERIES] = value;
    }
    bases[q] = (errorOf(square, d) - square) / 2;
    if (!isOwn) continue;
    own[q] = first + q;
    found[q * k] = first + q;
    nearest[q * k] = BEFORE_ALL;
    if (k === 1) limits[q] = -Infinity;
  }
}

/** The part of the error of norm - product that a row of this squared length can account for, twice. */
function errorOf(square: number, d: number): number {
  return (d + EXTRA_ROUNDINGS) * UNIT * square;
}
