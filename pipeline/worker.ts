/** The browser's worker: hands messages to a session or to a pool's tasks, nothing else. Runs in browsers. */

import { useFileDigest } from "./base/hash.ts";
import { memoryCache } from "./run/cache.ts";
import { keepWorkers } from "./parallel/pool.ts";
import { serveFromBundle } from "./parallel/pool_service.ts";
import { TASKS } from "./run/tasks.ts";
import type { WorkerRequest } from "./browser/protocol.ts";
import { webDigest } from "./browser/web_digest.ts";
import { WorkerSession } from "./browser/worker_session.ts";

const MOST_CACHE_BYTES = 256 * 2 ** 20;

// Bundled, this module is also what a pool of the engine starts its workers from.
if (!serveFromBundle(TASKS)) serveSession();

function serveSession(): void {
  // Until the page ends this worker, and its own with it.
  keepWorkers();
  useFileDigest(webDigest(self.crypto));
  const session = new WorkerSession(
    memoryCache(MOST_CACHE_BYTES),
    (message, transfer) => self.postMessage(message, { transfer }),
  );
  self.onmessage = ({ data }: MessageEvent<WorkerRequest>) => void session.take(data);
}
