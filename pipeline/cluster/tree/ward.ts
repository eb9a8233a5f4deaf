/** Ward's merges by the nearest-neighbour chain over centroids, without a matrix of distances. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";
import type { KernelKind } from "../../numeric/kernels.ts";
import { WardField } from "../../numeric/twins/ward.ts";
import type { Matrix } from "../../numeric/matrix.ts";
import { openGroups } from "./groups.ts";
import { emptyMerges, type RawMerges } from "./merges.ts";

/** Merges by Ward's linkage, O(n^2 d) time and O(n d) memory.
 * The distance of two groups is |A||B| / (|A| + |B|) times that of their centroids. Certified lower
 * bounds from centroids in 16 bits leave few groups to be measured in 64, which alone decide. The chain
 * runs as SciPy's does: it starts at the lowest group, prefers going back where two distances are equal
 * to the last bit, else the lowest group; a merged pair lives on under its higher respondent. SciPy
 * updates distances instead of centroids, so ties that only arise from merging may fall otherwise.
 * Rows with weights begin as groups of that size: heights are as in R's hclust, method ward.D2, with the
 * weights as `members` and the distances of weighted pairs, right to about 1e-6 of their size.
 * @see Müllner, Modern hierarchical, agglomerative clustering algorithms, 2011, arXiv:1109.2378.
 */
export async function wardMerges(
  x: Matrix,
  context: StageContext,
  kind: KernelKind = "auto",
): Promise<RawMerges> {
  const { n } = x;
  const { run, table, fields, numbers, ids, places } = openGroups(x, { kind, sizes: x.weights });
  const merges = emptyMerges(n - 1);
  const chain: number[] = [];
  let lowest = 0;
  const isGone = new Uint8Array(n);
  for (let step = 0; step < n - 1;) {
    if (chain.length === 0) {
      while (isGone[lowest] === 1) lowest++;
      chain.push(lowest);
    }
    const tip = chain[chain.length - 1];
    const before = chain.length > 1 ? chain[chain.length - 2] : -1;
    const nearest = ids[run.nearest(table, places[tip], before)];
    if (nearest !== before) {
      chain.push(nearest);
    } else {
      chain.length -= 2;
      const low = Math.min(tip, before), high = Math.max(tip, before);
      merges.a[step] = low;
      merges.b[step] = high;
      merges.heights[step] = Math.sqrt(2 * numbers[WardField.nearest / 2]);
      step++;
      const place = places[low];
      run.merge(table, place, places[high]);
      isGone[low] = 1;
      if (place < fields[WardField.count]) places[ids[place]] = place;
    }
    const pause = context.checkpoint(step, n, "merges");
    if (pause !== undefined) await pause;
  }
  return merges;
}
