/** The browser's worker: hands messages to a session, nothing else. Runs in browsers. */

import { memoryCache } from "./cache.ts";
import type { WorkerMessage, WorkerRequest } from "./worker_protocol.ts";
import { WorkerSession } from "./worker_session.ts";

const MOST_CACHE_BYTES = 256 * 2 ** 20;

/** The part of a worker's global scope that is used here. */
interface WorkerScope {
  postMessage(message: WorkerMessage, transfer: ArrayBuffer[]): void;
  onmessage: ((event: { data: WorkerRequest }) => void) | null;
}

const scope = globalThis as unknown as WorkerScope;
const session = new WorkerSession(
  memoryCache(MOST_CACHE_BYTES),
  (message, transfer) => scope.postMessage(message, transfer),
);
scope.onmessage = ({ data }) => void session.take(data);
