/** Mean silhouettes of several partitions of the same rows, from one pass over their distances. Runs in Deno and browsers. */

import {
  addressesOf,
  type Arena,
  arenaBytes,
  type Kernels,
  openKernels,
} from "../../numeric/kernels.ts";
import { SILHOUETTE_KERNELS, type SilhouetteKernels } from "../../numeric/twins/silhouette.ts";
import type { FitRows } from "../kmeans/fit_rows.ts";

/** Groups that distances are summed by; more partitions than give so many take a second pass. */
const MOST_ATOMS = 160;
/** Pairs of numbers compared in one call, a few milliseconds of work. */
const MOST_WORK = 2 ** 23;
const SCRATCH = 40;
const MOST_VALUE = 2 ** 20;

/** Some partitions of n rows. */
export interface Labelled {
  readonly labels: Int32Array;
  readonly k: number;
}

/** Memory in which silhouettes are measured, used again for every set of the same shape. */
export class SilhouetteMeter {
  readonly #n: number;
  readonly #d: number;
  readonly #count: number;
  readonly #kernels: Kernels<SilhouetteKernels>;
  readonly #panels: Float64Array;
  readonly #halves: Float32Array;
  readonly #norms: Float32Array;
  readonly #segments: Int32Array;
  readonly #sums: Float64Array;
  readonly #scratch: ReturnType<Arena["float64"]>;

  /** @param k The most segments of a partition. */
  constructor({ n, d, k }: { readonly n: number; readonly d: number; readonly k: number }) {
    this.#n = n;
    this.#d = d;
    const atoms = Math.max(MOST_ATOMS, k);
    const count = this.#count = Math.ceil(n / 4);
    const width = d + d % 2;
    this.#kernels = openKernels(
      SILHOUETTE_KERNELS,
      arenaBytes([
        ...[32 * count * d, 16 * (count + 1) * width, 16 * count, 16 * count],
        ...[32 * count * atoms, 8 * SCRATCH],
      ]),
    );
    const { arena } = this.#kernels;
    this.#panels = arena.float64(4 * count * d);
    this.#halves = arena.float32(4 * (count + 1) * width);
    this.#norms = arena.float32(4 * count);
    this.#segments = arena.int32(4 * count);
    this.#sums = arena.float64(4 * count * atoms);
    this.#scratch = arena.float64(SCRATCH);
  }

  /** The mean silhouette of each partition, by Euclidean distance, as `exactSilhouette` defines it; with
   * weights, means are weighted and the own segment's sum is divided by its weight less what the
   * respondent stands for alone ({@link ownShare}), so that rows twice equal weights of 2.
   * Distances are summed by the groups that all partitions together make (`atoms`), and each partition
   * adds up its own. O(n^2 d + n atoms partitions).
   */
  *measure(rows: FitRows, partitions: readonly Labelled[]): Generator<number, number[]> {
    const { labels, count } = atomsOf(partitions, rows.n);
    if (count > MOST_ATOMS && partitions.length > 1) {
      const half = partitions.length >> 1;
      const first = yield* this.measure(rows, partitions.slice(0, half));
      return [...first, ...yield* this.measure(rows, partitions.slice(half))];
    }
    const atoms = count > MOST_ATOMS ? partitions[0] : { labels, k: count };
    const order = rowsByAtom(atoms);
    const sums = rows.weights === null
      ? yield* this.#sumByKernel(rows, atoms, order)
      : yield* sumByWeight(rows, atoms);
    const stride = rows.weights === null ? 4 * this.#count : rows.n;
    const place = rows.weights === null ? placesOf(order) : null;
    return partitions.map((partition) =>
      meanSilhouette(partition, { atoms, sums, stride, place, weights: rows.weights })
    );
  }

  *#sumByKernel(
    rows: FitRows,
    atoms: Labelled,
    order: Int32Array,
  ): Generator<number, Float64Array> {
    this.#pack(rows, atoms, order);
    const n = this.#n, d = this.#d, count = this.#count;
    const [panels, halves, norms] = [this.#panels, this.#halves, this.#norms];
    const [segments, sums, scratch] = [this.#segments, this.#sums, this.#scratch];
    const addresses = addressesOf({ panels, halves, norms, segments, sums, scratch });
    sums.fill(0, 0, atoms.k * 4 * count);
    const height = Math.max(1, Math.floor(MOST_WORK / (16 * d * count)));
    for (let g = 0; g < count; g += height) {
      this.#kernels.run.addDistances({
        ...{ ...addresses, n, d, stride: 4 * count, from: g, to: count },
        ...{ rowFrom: g, rowTo: Math.min(g + height, count) },
      });
      yield g / count;
    }
    return sums;
  }

  /** Puts the rows in order of their atom, four by four. */
  #pack({ values, d }: FitRows, { labels }: Labelled, order: Int32Array): void {
    const width = d + d % 2;
    const panels = this.#panels.fill(0), halves = this.#halves.fill(0), norms = this.#norms.fill(0);
    const segments = this.#segments.fill(-1);
    const unit = unitOf(values);
    order.forEach((row, at) => {
      segments[at] = labels[row];
      const to = (at >> 2) * 4 * d + (at & 3), halfTo = (at >> 2) * 4 * width + (at & 3);
      let norm = 0;
      for (let c = 0; c < d; c++) {
        const value = values[row * d + c] * unit;
        panels[to + 4 * c] = value;
        halves[halfTo + 4 * c] = value;
        norm += halves[halfTo + 4 * c] ** 2;
      }
      norms[at] = norm;
    });
  }
}

/** What a respondent stands for alone: one, or the smallest weight where that is less. */
export function ownShare(weights: Float64Array): number {
  return weights.reduce((least, weight) => Math.min(least, weight), 1);
}

/** A power of two by which squares stay in the range of 32 bits. */
function unitOf(values: Float64Array): number {
  let most = 0;
  for (let at = 0; at < values.length; at++) most = Math.max(most, Math.abs(values[at]));
  let unit = 1;
  while (most * unit > MOST_VALUE) unit /= 2;
  while (most > 0 && most * unit < 1 / MOST_VALUE) unit *= 2;
  return unit;
}

/** Groups of rows that no partition tells apart, in the order of their first rows. */
function atomsOf(
  partitions: readonly Labelled[],
  n: number,
): { labels: Int32Array; count: number } {
  let labels = new Int32Array(n);
  let count = 1;
  for (const partition of partitions) {
    const known = new Int32Array(count * partition.k).fill(-1);
    const next = new Int32Array(n);
    count = 0;
    for (let i = 0; i < n; i++) {
      const cell = labels[i] * partition.k + partition.labels[i];
      if (known[cell] < 0) known[cell] = count++;
      next[i] = known[cell];
    }
    labels = next;
  }
  return { labels, count };
}

function rowsByAtom({ labels, k }: Labelled): Int32Array {
  const starts = new Int32Array(k + 1);
  for (const label of labels) starts[label + 1]++;
  for (let g = 0; g < k; g++) starts[g + 1] += starts[g];
  const rows = new Int32Array(labels.length);
  labels.forEach((label, i) => rows[starts[label]++] = i);
  return rows;
}

function placesOf(order: Int32Array): Int32Array {
  const places = new Int32Array(order.length);
  order.forEach((row, at) => places[row] = at);
  return places;
}

/** Weighted sums of distances from each row to each atom, atoms x n. */
function* sumByWeight(
  { values, n, d, weights }: FitRows,
  { labels, k }: Labelled,
): Generator<number, Float64Array> {
  const sums = new Float64Array(k * n);
  for (let i = 1; i < n; i++) {
    const own = labels[i] * n, weight = weights![i];
    for (let j = 0, q = 0; j < i; j++) {
      let sum = 0;
      for (let c = 0, p = i * d; c < d; c++, p++, q++) {
        const gap = values[p] - values[q];
        sum += gap * gap;
      }
      const distance = Math.sqrt(sum);
      sums[own + j] += weight * distance;
      sums[labels[j] * n + i] += weights![j] * distance;
    }
    if ((i & 63) === 0) yield i * i / (n * n);
  }
  return sums;
}

interface Sums {
  readonly atoms: Labelled;
  /** Atoms x stride. */
  readonly sums: Float64Array;
  readonly stride: number;
  /** Where each row is in the sums; null where in its own order. */
  readonly place: Int32Array | null;
  readonly weights: Float64Array | null;
}

function meanSilhouette(
  { labels, k }: Labelled,
  { atoms, sums, stride, place, weights }: Sums,
): number {
  const n = labels.length;
  const segmentOf = new Int32Array(atoms.k),
    totals = new Float64Array(k),
    counts = new Int32Array(k);
  for (let i = 0; i < n; i++) {
    segmentOf[atoms.labels[i]] = labels[i];
    totals[labels[i]] += weights === null ? 1 : weights[i];
    counts[labels[i]]++;
  }
  const own = weights === null ? 1 : ownShare(weights);
  const to = new Float64Array(k);
  let mean = 0, total = 0;
  for (let i = 0; i < n; i++) {
    const weight = weights === null ? 1 : weights[i];
    total += weight;
    if (counts[labels[i]] === 1) continue;
    to.fill(0);
    for (let a = 0, at = place === null ? i : place[i]; a < atoms.k; a++, at += stride) {
      to[segmentOf[a]] += sums[at];
    }
    const within = to[labels[i]] / (totals[labels[i]] - own);
    let between = Infinity;
    for (let g = 0; g < k; g++) {
      if (g !== labels[i] && counts[g] > 0) between = Math.min(between, to[g] / totals[g]);
    }
    const larger = Math.max(within, between);
    if (larger > 0 && between < Infinity) mean += weight * (between - within) / larger;
  }
  return mean / total;
}
