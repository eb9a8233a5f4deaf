/** A worker that runs every algorithm with as many workers as it is told, as the site's worker does. Runs in browsers. */

import { serveFromBundle } from "../../pipeline/parallel/pool_service.ts";
import { TASKS } from "../../pipeline/run/tasks.ts";
import { runNumeric } from "./numeric_runs.ts";

const scope = globalThis as unknown as Pick<Worker, "postMessage" | "onmessage">;
// Bundled, this module is also what the pool starts its workers from.
if (!serveFromBundle(TASKS)) {
  scope.onmessage = async ({ data }) => scope.postMessage(await runNumeric(data));
}
