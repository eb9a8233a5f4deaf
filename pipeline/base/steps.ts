/** Work in steps, run to its end at once or with pauses. Runs in Deno and browsers. */

import type { StageContext } from "./context.ts";

/** Work that yields the share done, at most some milliseconds apart. */
export type Steps<T> = Generator<number, T>;

/** Runs work to its end at once. */
export function endOf<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Runs work to its end in this thread, which breathes between its steps.
 * @param note What is being done, for who waits.
 */
export async function finish<T>(steps: Steps<T>, context: StageContext, note = ""): Promise<T> {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    const pause = context.checkpoint(value, 1, note);
    if (pause !== undefined) await pause;
  }
}
