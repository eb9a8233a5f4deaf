/** Nearest neighbours for UMAP, shared out to workers where that pays. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";
import { finish } from "../../base/steps.ts";
import {
  emptyNeighbours,
  type Neighbours,
  type NeighbourSearch,
} from "../../numeric/neighbours.ts";
import { descendToNeighbours } from "../../numeric/neighbour_descent.ts";
import { runAll, withPool } from "../../parallel/pool.ts";
import type { Matrix } from "../../numeric/matrix.ts";
import { findNearest } from "./tasks.ts";

/** Pairs of numbers compared, above which workers earn the time they take to start. */
const WORTH_WORKERS = 2e9;
/** Beyond this many rows descent finds nearly all neighbours in less time: 30,000 x 50 takes some 4 s
 * exactly with two workers, and 3 s by descent. */
const EXACT_UP_TO = 30_000;

/** How neighbours of n rows among themselves are found: exactly in so many workers, or by descent. */
export function neighbourPlan(
  { n, d }: Pick<Matrix, "n" | "d">,
  workers: number,
): { readonly isExact: boolean; readonly places: number } {
  const isExact = n <= EXACT_UP_TO;
  return { isExact, places: isExact ? placesFor(n, { n, d }, workers) : 1 };
}

/** Nearest rows of every row of x, or of other rows among x. The same whatever the number of workers.
 * Exact, O(m n d) for m rows among n; of x's own rows, if they are more than 30,000, nearly all, by
 * {@link descendToNeighbours}, which draws random numbers.
 * @param of Rows of x's width; null: x's own, each of which leads its list.
 * @param k At most the number of rows of x.
 */
export async function findNeighbours(
  x: Matrix,
  { of, k }: { of: Matrix | null; k: number },
  context: StageContext,
): Promise<Neighbours> {
  const { n } = of ?? x;
  if (of === null && !neighbourPlan(x, context.workers).isExact) {
    const steps = descendToNeighbours(x, { k, rng: context.rng.fork("neighbours") });
    return await finish(steps, context, "neighbours");
  }
  const size = placesFor(n, x, context.workers);
  const bounds = Array.from({ length: size + 1 }, (_, place) => Math.floor(n * place / size));
  const parts = await withPool(size, context, (pool) => {
    const calls = Array.from({ length: size }, (_, place) => {
      const search = { x, of, k, from: bounds[place], to: bounds[place + 1] };
      return size === 1 ? { input: search } : handOver(search);
    });
    return runAll(pool, findNearest, calls, (done) => {
      context.progress(done, size, "neighbours");
    });
  });
  const whole = emptyNeighbours(n, k);
  parts.forEach(({ indices, distances }, place) => {
    whole.indices.set(indices, bounds[place] * k);
    whole.distances.set(distances, bounds[place] * k);
  });
  return whole;
}

/** Workers for m rows sought among n. */
function placesFor(m: number, { n, d }: Pick<Matrix, "n" | "d">, workers: number): number {
  return m * n * d > WORTH_WORKERS ? Math.max(1, Math.min(workers, m)) : 1;
}

/** A search with copies of its rows, to be given away. */
function handOver(search: NeighbourSearch): { input: NeighbourSearch; transfer: ArrayBuffer[] } {
  const copy = (m: Matrix) => ({ ...m, values: m.values.slice() });
  const x = copy(search.x), of = search.of === null ? null : copy(search.of);
  const transfer = [x, of].flatMap((m) => m === null ? [] : [m.values.buffer]);
  return { input: { ...search, x, of }, transfer };
}
