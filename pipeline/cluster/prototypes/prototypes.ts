/** k-modes and k-prototypes with seeded restarts. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";
import { assertDistinct } from "../../numeric/matrix.ts";
import type { MixedRows } from "./mixed_rows.ts";
import { bestStart } from "../best_start.ts";
import { orderSegments } from "../order.ts";
import type { PrototypesResult } from "./prototypes_result.ts";
import { PrototypeSearch } from "./search.ts";
import { drawPrototypes } from "./starts.ts";

/** How to run k-prototypes. */
export interface PrototypesOptions {
  /** Segments, 2..n. */
  readonly k: number;
  /** What an unlike category adds to the squared distance of the numbers; from 0. */
  readonly gamma: number;
  /** Starts; the lowest cost wins, ties go to the first. */
  readonly nInit: number;
  /** The most rounds over all respondents of one start. */
  readonly maxIter: number;
}

/** Partitions respondents by typical answers: modes of categories, means of numbers. With categories
 * alone it is k-modes (the cost counts answers that differ), with numbers alone k-means.
 * Each start begins at respondents drawn with probability proportional to their distance from those
 * already drawn, by a generator of its own. Respondents then move one by one to the nearest prototype
 * (ties: the lower segment), which follows at once: a mode changes when another category has become
 * more frequent, and when it loses one is the lowest of the most frequent. A segment that is left empty
 * takes the respondent farthest from its own prototype (ties: the first), so every segment has one.
 * Linear in n: O(nInit maxIter n k (q + p)) at worst.
 * @throws {DataError} If k exceeds the number of different respondents.
 * @see Huang, Extensions to the k-means algorithm for clustering large data sets with categorical
 * values, 1998, doi:10.1023/A:1009769707641, in the form of the Python package kmodes.
 */
export async function runPrototypes(
  rows: MixedRows,
  { k, gamma, nInit, maxIter }: PrototypesOptions,
  context: StageContext,
): Promise<PrototypesResult> {
  assertDistinct(rows.n, k, (i) => describeRow(rows, i, gamma));
  const search = new PrototypeSearch(rows, k, gamma);
  const best = await bestStart({ nInit, context }, async (start, shown) => {
    const rng = context.rng.fork(`start ${start}`);
    const first = await drawPrototypes(rows, { k, gamma, rng }, shown);
    return await search.run(first, maxIter, shown);
  });
  return inOrder(best, rows, k);
}

/** What tells a respondent from others; categories that do not count do not. */
function describeRow({ codes, numbers, q, p }: MixedRows, i: number, gamma: number): string {
  const own = gamma > 0 ? codes.subarray(i * q, (i + 1) * q).join(" ") : "";
  return `${own} ${numbers.subarray(i * p, (i + 1) * p).join(" ")}`;
}

function inOrder(found: PrototypesResult, { q, p }: MixedRows, k: number): PrototypesResult {
  const { labels, order } = orderSegments(found.labels, k);
  const modes = new Int32Array(k * q), means = new Float64Array(k * p);
  order.forEach((old, m) => {
    modes.set(found.modes.subarray(old * q, (old + 1) * q), m * q);
    means.set(found.means.subarray(old * p, (old + 1) * p), m * p);
  });
  return { ...found, labels, modes, means };
}
