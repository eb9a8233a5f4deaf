/** Seeded starts one after another, of which the best is kept. Runs in Deno and browsers. */

import type { StageContext } from "../base/context.ts";

/** How many starts there are, and where they run. */
export interface StartsOptions {
  /** At least 1. */
  readonly nInit: number;
  readonly context: StageContext;
}

/** Runs starts 0..nInit-1 and keeps the one of least cost; ties go to the first.
 * @param run Is given a context whose checkpoints say how many starts are done.
 */
export async function bestStart<S extends { readonly cost: number }>(
  { nInit, context }: StartsOptions,
  run: (start: number, shown: StageContext) => Promise<S>,
): Promise<S> {
  const runStart = (start: number) =>
    run(start, {
      ...context,
      checkpoint: () => context.checkpoint(start, nInit, `${start} of ${nInit} starts done`),
    });
  let best = await runStart(0);
  for (let start = 1; start < nInit; start++) {
    const found = await runStart(start);
    if (found.cost < best.cost) best = found;
  }
  return best;
}
