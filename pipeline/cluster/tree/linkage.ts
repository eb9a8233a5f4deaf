/** Merge trees by the nearest-neighbour chain and by the minimum spanning tree. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";
import { finish, type Steps } from "../../base/steps.ts";
import type { KernelKind } from "../../numeric/kernels.ts";
import { WardField } from "../../numeric/twins/ward.ts";
import type { Matrix } from "../../numeric/matrix.ts";
import { rowStart } from "./condensed.ts";
import { openGroups } from "./groups.ts";
import { emptyMerges, type RawMerges } from "./merges.ts";

/** Distance of group i to the union of groups a and b, from its distances to both and their sizes. */
type Update = (ia: number, ib: number, na: number, nb: number) => number;

const UPDATES: Record<"complete" | "average" | "single", Update> = {
  complete: (ia, ib) => ia > ib ? ia : ib,
  average: (ia, ib, na, nb) => (na * ia + nb * ib) / (na + nb),
  single: (ia, ib) => ia < ib ? ia : ib,
};

/** Merges by the nearest-neighbour chain, O(n^2).
 * Follows the chain as SciPy does: it starts at the lowest group, prefers going back on a tie, else
 * the lowest group; a merged pair lives on under its higher respondent. A group's nearest is kept until
 * it merges: no union is nearer than the nearer of its sides was. Average linkage weighs the pairs of
 * rows by the product of their weights; the others do not depend on weights.
 * @param pairs Distances of all pairs of n rows, condensed; it is written over.
 * @see Müllner, Modern hierarchical, agglomerative clustering algorithms, 2011, arXiv:1109.2378.
 */
export async function chainMerges(
  pairs: Float64Array,
  { n, linkage, weights }: {
    n: number;
    linkage: keyof typeof UPDATES;
    weights?: Float64Array | undefined;
  },
  context: StageContext,
): Promise<RawMerges> {
  const groups = new Groups(pairs, { n, update: UPDATES[linkage], sizes: weights });
  await finish(groups.open(), context);
  const chain: number[] = [];
  const merges = emptyMerges(n - 1);
  for (let step = 0; step < n - 1; step++) {
    if (chain.length === 0) chain.push(groups.lowest());
    let before = chain.length > 1 ? chain[chain.length - 2] : -1;
    for (;;) {
      const tip = chain[chain.length - 1];
      const nearest = groups.nearest(tip, before);
      if (nearest === before) break;
      chain.push(nearest);
      before = tip;
    }
    const [one, other] = chain.splice(-2);
    merges.a[step] = Math.min(one, other);
    merges.b[step] = Math.max(one, other);
    merges.heights[step] = groups.merge(merges.a[step], merges.b[step]);
    const pause = (step & 7) === 0 ? context.checkpoint(step, n, "merges") : undefined;
    if (pause !== undefined) await pause;
  }
  return merges;
}

/** Merges of single linkage by Prim's minimum spanning tree, O(n^2 d) time and O(n d) memory.
 * Starts at the first row; of rows equally near to the tree the lowest is next. Distances are bounded
 * as Ward's are, and only those that may shorten a reach are measured, in 64 bits.
 */
export async function spanningMerges(
  x: Matrix,
  context: StageContext,
  kind: KernelKind = "auto",
): Promise<RawMerges> {
  const { n } = x;
  const { run, table, numbers, ids } = openGroups(x, { kind });
  const merges = emptyMerges(n - 1);
  for (let step = 0, place = 0; step < n - 1; step++) {
    merges.a[step] = ids[place];
    place = run.reach(table, place);
    merges.b[step] = ids[place];
    merges.heights[step] = Math.sqrt(2 * numbers[WardField.nearest / 2]);
    const pause = context.checkpoint(step, n, "merges");
    if (pause !== undefined) await pause;
  }
  return merges;
}

/** The groups that are left, with the distances of all pairs and each one's nearest. */
class Groups {
  readonly #pairs: Float64Array;
  readonly #update: Update;
  /** Sums of weights, which are 1 where rows have none. */
  readonly #sizes: Float64Array;
  /** Groups in rising order; the first `#count` are left. */
  readonly #members: Int32Array;
  /** Nearest group, the lowest of equally near ones; -1 where it has merged. */
  readonly #nearest: Int32Array;
  readonly #least: Float64Array;
  #count: number;

  constructor(
    pairs: Float64Array,
    { n, update, sizes }: { n: number; update: Update; sizes: Float64Array | undefined },
  ) {
    this.#pairs = pairs;
    this.#update = update;
    this.#sizes = sizes?.slice() ?? new Float64Array(n).fill(1);
    this.#members = Int32Array.from({ length: n }, (_, i) => i);
    this.#nearest = new Int32Array(n).fill(-1);
    this.#least = new Float64Array(n).fill(Infinity);
    this.#count = n;
  }

  /** Finds each group's nearest. */
  *open(): Steps<void> {
    const pairs = this.#pairs, n = this.#count;
    for (let i = 0, p = 0; i < n; i++) {
      for (let j = 0; j < i; j++, p++) {
        this.#offer(i, j, pairs[p]);
        this.#offer(j, i, pairs[p]);
      }
      yield i / n;
    }
  }

  lowest(): number {
    return this.#members[0];
  }

  /** The nearest group, or the one before it in the chain where that is as near. */
  nearest(group: number, before: number): number {
    if (this.#nearest[group] < 0) this.#search(group);
    return before >= 0 && this.#least[before] <= this.#least[group] ? before : this.#nearest[group];
  }

  /** Merges the lower group into the higher one.
   * @returns Their distance.
   */
  merge(low: number, high: number): number {
    const pairs = this.#pairs, members = this.#members, sizes = this.#sizes;
    const lowRow = rowStart(low), highRow = rowStart(high);
    const height = pairs[highRow + low];
    this.#remove(low);
    this.#least[high] = Infinity;
    this.#nearest[high] = -1;
    for (let m = 0; m < this.#count; m++) {
      const group = members[m];
      if (group === high) continue;
      const row = rowStart(group);
      const toLow = group < low ? lowRow + group : row + low;
      const toHigh = group < high ? highRow + group : row + high;
      const distance = this.#update(pairs[toLow], pairs[toHigh], sizes[low], sizes[high]);
      pairs[toHigh] = distance;
      this.#offer(high, group, distance);
      const nearest = this.#nearest[group];
      if (nearest === low || nearest === high) this.#nearest[group] = -1;
      else if (nearest >= 0) this.#offer(group, high, distance);
    }
    sizes[high] += sizes[low];
    return height;
  }

  #offer(group: number, other: number, distance: number): void {
    const least = this.#least[group];
    if (distance > least || (distance === least && other > this.#nearest[group])) return;
    this.#least[group] = distance;
    this.#nearest[group] = other;
  }

  #search(group: number): void {
    const pairs = this.#pairs, members = this.#members, count = this.#count;
    const row = rowStart(group);
    let nearest = -1, least = Infinity, m = 0;
    for (; members[m] < group; m++) {
      const distance = pairs[row + members[m]];
      if (distance < least) {
        least = distance;
        nearest = members[m];
      }
    }
    for (m++; m < count; m++) {
      const distance = pairs[rowStart(members[m]) + group];
      if (distance < least) {
        least = distance;
        nearest = members[m];
      }
    }
    this.#least[group] = least;
    this.#nearest[group] = nearest;
  }

  #remove(group: number): void {
    let low = 0, high = this.#count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#members[middle] < group) low = middle + 1;
      else high = middle;
    }
    this.#members.copyWithin(low, low + 1, this.#count);
    this.#count--;
  }
}
