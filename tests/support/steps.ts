/** Running numeric generators to their end. Runs in Deno. */

/** Runs a generator of shares done.
 * @returns What it returns.
 */
export function runSteps<R>(steps: Generator<number, R>): R {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
