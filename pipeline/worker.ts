/** The browser's worker: hands messages to a session or to a pool's tasks, nothing else. Runs in browsers. */

import { memoryCache } from "./run/cache.ts";
import { keepWorkers, POOL_WORKER_NAME } from "./parallel/pool.ts";
import { servePool } from "./parallel/pool_service.ts";
import { TASKS } from "./run/tasks.ts";
import type { WorkerMessage, WorkerRequest } from "./browser/protocol.ts";
import { WorkerSession } from "./browser/session.ts";

const MOST_CACHE_BYTES = 256 * 2 ** 20;

/** The part of a worker's global scope that is used here. */
interface WorkerScope {
  readonly name: string;
  postMessage(message: WorkerMessage, transfer: ArrayBuffer[]): void;
  onmessage: ((event: { data: WorkerRequest }) => void) | null;
}

const scope = globalThis as unknown as WorkerScope;
// Bundled, this module is also what a pool of the engine starts its workers from.
if (scope.name === POOL_WORKER_NAME) servePool(TASKS);
else serveSession();

function serveSession(): void {
  // Until the page ends this worker, and its own with it.
  keepWorkers();
  const session = new WorkerSession(
    memoryCache(MOST_CACHE_BYTES),
    (message, transfer) => scope.postMessage(message, transfer),
  );
  scope.onmessage = ({ data }) => void session.take(data);
}
