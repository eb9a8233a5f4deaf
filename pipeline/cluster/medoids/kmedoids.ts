/** k-medoids by FasterPAM with a greedy start and seeded restarts. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";
import type { RowDistances } from "../../numeric/row_distances.ts";
import { buildMedoids, drawMedoids } from "./starts.ts";
import { MedoidSwaps } from "./swaps.ts";
import { bestStart } from "../best_start.ts";
import { orderSegments } from "../order.ts";
import { squareOf } from "./square.ts";
import { alikeInSquares } from "../too_alike.ts";

/** How to run k-medoids. */
export interface KmedoidsOptions {
  /** Segments, 2..n. */
  readonly k: number;
  /** Starts; the lowest cost wins, ties go to the first. */
  readonly nInit: number;
  /** The most rounds over all respondents of one start. */
  readonly maxIter: number;
}

/** A partition found by k-medoids. */
export interface KmedoidsResult {
  /** Length n, in [0, k), numbered by falling size. */
  readonly labels: Int32Array;
  /** The row that stands for each segment, in the order of the labels. */
  readonly medoids: Int32Array;
  /** Sum of distances to the own medoid. */
  readonly cost: number;
  /** Rounds over all respondents of the start that was kept. */
  readonly iterations: number;
  /** Whether no swap of a medoid for another respondent lowers the cost further. */
  readonly converged: boolean;
}

interface Start {
  readonly medoids: Int32Array;
  readonly cost: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/** Chooses k rows, the medoids, such that the distances of all rows to their nearest add up to little.
 * The first start takes medoids greedily (BUILD), the others at random; each then swaps a medoid for
 * another row as soon as that lowers the cost, going round the rows until none does. A row equally near
 * two medoids belongs to the lower one. Swaps are decided on distances of 32 bits; segments and cost
 * are those of 64. Where rows are equal a medoid may be left without one: it moves to the row farthest
 * from its own medoid (ties: the first), so every segment has a respondent. O(nInit rounds n^2) time,
 * 4 n^2 bytes.
 * @param distances Of n rows, of which at least k are different.
 * @throws {DataError} If the distances of all pairs do not fit in memory, or values are so large or near
 * that their squared gaps are not numbers above 0.
 * @see Schubert and Rousseeuw, Fast and eager k-medoids clustering, 2021,
 * doi:10.1016/j.is.2021.101804; Kaufman and Rousseeuw, Finding Groups in Data, 1990, for BUILD.
 */
export async function runKmedoids(
  distances: RowDistances,
  { k, nInit, maxIter }: KmedoidsOptions,
  context: StageContext,
): Promise<KmedoidsResult> {
  const { n } = distances;
  const square = await squareOf(distances, context);
  const swaps = new MedoidSwaps(square, n, k);
  const best = await bestStart<Start>({ nInit, context }, async (start, shown) => {
    const first = start === 0
      ? await buildMedoids(square, { n, k }, shown)
      : drawMedoids(n, k, context.rng.fork(`start ${start}`));
    return await swaps.run(first, maxIter, shown);
  });
  return assign(distances, best);
}

/** Segments of the nearest medoids, in 64 bits. */
function assign(
  distances: RowDistances,
  { medoids, iterations, converged }: Start,
): KmedoidsResult {
  const { n } = distances;
  const k = medoids.length;
  const rows = new Float64Array(k * n);
  const own = medoids.slice();
  const measure = (m: number) => distances.measure(own[m], n, rows.subarray(m * n, (m + 1) * n));
  for (let m = 0; m < k; m++) measure(m);
  const labels = new Int32Array(n), sizes = new Int32Array(k);
  for (;;) {
    sizes.fill(0);
    let farthest = 0;
    for (let i = 0; i < n; i++) {
      let nearest = 0;
      for (let m = 1; m < k; m++) if (rows[m * n + i] < rows[nearest * n + i]) nearest = m;
      labels[i] = nearest;
      sizes[nearest]++;
      if (rows[nearest * n + i] > rows[labels[farthest] * n + farthest]) farthest = i;
    }
    const empty = sizes.indexOf(0);
    if (empty < 0) break;
    if (rows[labels[farthest] * n + farthest] === 0) throw alikeInSquares(k);
    own[empty] = farthest;
    measure(empty);
  }
  let cost = 0;
  for (let i = 0; i < n; i++) cost += rows[labels[i] * n + i];
  const ordered = orderSegments(labels, k);
  return {
    labels: ordered.labels,
    medoids: ordered.order.map((old) => own[old]),
    ...{ cost, iterations, converged },
  };
}
