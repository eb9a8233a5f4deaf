/** How a worker serves a pool. Runs in Deno and browsers. */

import type { PoolReply, PoolRequest } from "./pool.ts";
import { type Task, TASKS, type TaskStore } from "../run/tasks.ts";

const MS_BETWEEN_REPORTS = 50;

/** The part of a worker's global scope that is used here. */
interface WorkerScope {
  postMessage(reply: PoolReply, transfer: ArrayBuffer[]): void;
  onmessage: ((event: { data: PoolRequest }) => void) | null;
}

/** Answers every request of the pool that started this worker; its store lasts until it is told. */
export function servePool(): void {
  const scope = globalThis as unknown as WorkerScope;
  const store: TaskStore = new Map();
  scope.onmessage = ({ data }) => {
    if (data.id === null) return store.clear();
    const { id, task, input } = data;
    try {
      const report = (progress: number) => scope.postMessage({ id, progress }, []);
      const output = finish(TASKS[task] as Task<unknown, unknown>, { input, store, report });
      scope.postMessage({ id, output }, buffersOf(output));
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      scope.postMessage({ id, error: { name, message } }, []);
    }
  };
}

function finish(
  task: Task<unknown, unknown>,
  { input, store, report }: {
    readonly input: unknown;
    readonly store: TaskStore;
    readonly report: (progress: number) => void;
  },
): unknown {
  const steps = task(input, store);
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
