/** Merge trees by the nearest-neighbour chain and by the minimum spanning tree. Runs in Deno and browsers. */

import type { StageContext } from "../context.ts";
import { squaredDistance } from "../numeric/matrix.ts";
import type { Linkage, Matrix } from "../types.ts";
import { rowStart, squaredDistances } from "./condensed.ts";

/** Merges in the order they were found, each naming one respondent of either side. */
export interface RawMerges {
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly heights: Float64Array;
}

/** Distance of group i to the union of groups a and b, from the three distances and sizes. */
type Update = (ia: number, ib: number, ab: number, na: number, nb: number, ni: number) => number;

/** Ward works on squared distances, where its update is exact in fewer operations. */
const UPDATES: Record<Exclude<Linkage, "single">, Update> = {
  ward: (ia, ib, ab, na, nb, ni) => ((ni + na) * ia + (ni + nb) * ib - ni * ab) / (na + nb + ni),
  complete: (ia, ib) => ia > ib ? ia : ib,
  average: (ia, ib, _ab, na, nb) => (na * ia + nb * ib) / (na + nb),
};

/** Merges by the nearest-neighbour chain, O(n^2) after the distances.
 * Follows the chain as SciPy does: it starts at the lowest group, prefers going back on a tie, else
 * the lowest group; a merged pair lives on under its higher respondent.
 * @see Müllner, Modern hierarchical, agglomerative clustering algorithms, 2011, arXiv:1109.2378.
 */
export async function chainMerges(
  x: Matrix,
  linkage: Exclude<Linkage, "single">,
  context: StageContext,
): Promise<RawMerges> {
  const { n } = x;
  const pairs = await squaredDistances(x, context);
  if (linkage !== "ward") { for (let p = 0; p < pairs.length; p++) pairs[p] = Math.sqrt(pairs[p]); }
  const update = UPDATES[linkage];
  const sizes = new Int32Array(n).fill(1);
  const groups = new ActiveGroups(n);
  const chain: number[] = [];
  const merges = emptyMerges(n - 1);
  for (let step = 0; step < n - 1; step++) {
    if (chain.length === 0) chain.push(groups.members[0]);
    const height = extendChain(chain, pairs, groups, n);
    const [one, other] = chain.splice(-2);
    const low = Math.min(one, other), high = Math.max(one, other);
    merges.a[step] = low;
    merges.b[step] = high;
    merges.heights[step] = linkage === "ward" ? Math.sqrt(height) : height;
    groups.remove(low);
    for (let g = 0; g < groups.count; g++) {
      const group = groups.members[g];
      if (group === high) continue;
      const toLow = pairs[pairIndex(group, low, n)];
      const toHigh = pairIndex(group, high, n);
      pairs[toHigh] = update(toLow, pairs[toHigh], height, sizes[low], sizes[high], sizes[group]);
    }
    sizes[high] += sizes[low];
    const pause = (step & 7) === 0 ? context.checkpoint(step, n, "merges") : undefined;
    if (pause !== undefined) await pause;
  }
  return merges;
}

/** Merges of single linkage by Prim's minimum spanning tree, O(n^2 d) time and O(n) memory. */
export async function spanningMerges(x: Matrix, context: StageContext): Promise<RawMerges> {
  const { n } = x;
  const merges = emptyMerges(n - 1);
  const reach = new Float64Array(n).fill(Infinity);
  const done = new Uint8Array(n);
  let current = 0;
  for (let step = 0; step < n - 1; step++) {
    done[current] = 1;
    let next = -1;
    for (let i = 0; i < n; i++) {
      if (done[i] === 1) continue;
      const distance = squaredDistance(x, current, x, i);
      if (distance < reach[i]) reach[i] = distance;
      if (next < 0 || reach[i] < reach[next]) next = i;
    }
    merges.a[step] = current;
    merges.b[step] = next;
    merges.heights[step] = Math.sqrt(reach[next]);
    current = next;
    const pause = context.checkpoint(step, n, "merges");
    if (pause !== undefined) await pause;
  }
  return merges;
}

/** Follows nearest neighbours until the last two of the chain are each other's; gives their distance. */
function extendChain(
  chain: number[],
  pairs: Float64Array,
  groups: ActiveGroups,
  n: number,
): number {
  const { members } = groups;
  for (;;) {
    const tip = chain[chain.length - 1];
    const before = chain.length > 1 ? chain[chain.length - 2] : -1;
    let nearest = before;
    let least = before < 0 ? Infinity : pairs[pairIndex(tip, before, n)];
    let g = 0;
    for (; members[g] < tip; g++) {
      const distance = pairs[rowStart(members[g], n) + tip];
      if (distance < least) {
        least = distance;
        nearest = members[g];
      }
    }
    const row = rowStart(tip, n);
    for (g++; g < groups.count; g++) {
      const distance = pairs[row + members[g]];
      if (distance < least) {
        least = distance;
        nearest = members[g];
      }
    }
    if (nearest === before) return least;
    chain.push(nearest);
  }
}

function pairIndex(i: number, j: number, n: number): number {
  return i < j ? rowStart(i, n) + j : rowStart(j, n) + i;
}

function emptyMerges(count: number): RawMerges {
  return {
    a: new Int32Array(count),
    b: new Int32Array(count),
    heights: new Float64Array(count),
  };
}

/** The groups that are left, in rising order. */
class ActiveGroups {
  readonly members: Int32Array;
  count: number;

  constructor(n: number) {
    this.members = Int32Array.from({ length: n }, (_, i) => i);
    this.count = n;
  }

  remove(group: number): void {
    let low = 0, high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.members[middle] < group) low = middle + 1;
      else high = middle;
    }
    this.members.copyWithin(low, low + 1, this.count);
    this.count--;
  }
}
