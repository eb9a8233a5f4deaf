/** How a worker serves a pool. Runs in Deno and browsers. */

import { allowWorkers, POOL_WORKER_NAME, type PoolReply, type PoolRequest } from "./pool.ts";
import type { NamedTask, TaskStore } from "./task.ts";

const MS_BETWEEN_REPORTS = 50;

/** The part of a worker's global scope that is used here. */
interface WorkerScope {
  postMessage(reply: PoolReply, transfer: ArrayBuffer[]): void;
  onmessage: ((event: { data: PoolRequest }) => void) | null;
}

/** Serves where a bundle starts as a worker of a pool, and else lets the bundle have such workers.
 * @returns Whether it serves: then there is nothing else to do.
 */
export function serveFromBundle(tasks: readonly NamedTask<unknown, unknown>[]): boolean {
  const isWorker = (globalThis as { readonly name?: string }).name === POOL_WORKER_NAME;
  if (isWorker) servePool(tasks);
  else allowWorkers();
  return isWorker;
}

/** Answers every request of the pool that started this worker; its store lasts until it is told.
 * @param tasks Every task that a pool may ask for, each under a name of its own.
 */
export function servePool(tasks: readonly NamedTask<unknown, unknown>[]): void {
  const table = new Map(tasks.map((task) => [task.name, task]));
  const scope = globalThis as unknown as WorkerScope;
  const store: TaskStore = new Map();
  scope.onmessage = ({ data }) => {
    if (data.id === null) return store.clear();
    const { id, task, input } = data;
    try {
      const report = (progress: number) => scope.postMessage({ id, progress }, []);
      const output = finish(taskOf(table, task), { input, store, report });
      scope.postMessage({ id, output }, buffersOf(output));
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      scope.postMessage({ id, error: { name, message } }, []);
    }
  };
}

function taskOf<T>(table: ReadonlyMap<string, T>, name: string): T {
  const task = table.get(name);
  if (task !== undefined) return task;
  throw new Error(`Cannot run the task "${name}": this worker's table of tasks has none.`);
}

function finish(
  task: NamedTask<unknown, unknown>,
  { input, store, report }: {
    readonly input: unknown;
    readonly store: TaskStore;
    readonly report: (progress: number) => void;
  },
): unknown {
  const steps = task.run(input, store);
  let last = performance.now();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    const now = performance.now();
    if (now - last < MS_BETWEEN_REPORTS) continue;
    last = now;
    report(value);
  }
}

/** Buffers of an output's own arrays, which can be handed over; views into kernels' memory cannot. */
function buffersOf(output: unknown): ArrayBuffer[] {
  if (typeof output !== "object" || output === null) return [];
  const buffers = new Set<ArrayBuffer>();
  for (const value of ArrayBuffer.isView(output) ? [output] : Object.values(output)) {
    const isWhole = ArrayBuffer.isView(value) && value.buffer instanceof ArrayBuffer &&
      value.byteLength === value.buffer.byteLength;
    if (isWhole) buffers.add(value.buffer as ArrayBuffer);
  }
  return [...buffers];
}
