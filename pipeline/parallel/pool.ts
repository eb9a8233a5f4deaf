/** Tasks in parallel workers, or in this thread where there are none. Runs in Deno and browsers. */

import type { StageContext } from "../context.ts";
import { DataError } from "../errors.ts";
import { type TaskInput, type TaskName, type TaskOutput, TASKS, type TaskStore } from "./tasks.ts";

/** The name by which a worker knows that it is one of a pool. */
export const POOL_WORKER_NAME = "numeric";

/** What a pool sends to a worker. */
export interface PoolRequest {
  readonly id: number;
  readonly task: TaskName;
  readonly input: unknown;
}

/** What a worker answers: how far it is, what came out, or why nothing did. */
export type PoolReply =
  | { readonly id: number; readonly progress: number }
  | { readonly id: number; readonly output: unknown }
  | { readonly id: number; readonly error: { readonly name: string; readonly message: string } };

/** Places where tasks run, each with a store of its own that lasts as long as the pool. */
export interface Pool {
  readonly size: number;
  /** Runs a task at a place; tasks of one place run one after another.
   * @param transfer Buffers of the input to hand over instead of copying them.
   * @param onProgress Hears the share done, 0..1.
   */
  call<T extends TaskName>(
    place: number,
    call: {
      readonly task: T;
      readonly input: TaskInput<T>;
      readonly transfer?: ArrayBuffer[];
      readonly onProgress?: (share: number) => void;
    },
  ): Promise<TaskOutput<T>>;
}

/** Opens a pool, works with it and closes it, also when the work fails or is cancelled.
 * @param size Workers; with 1, or where the platform has no workers, tasks run in this thread.
 * @throws Whatever the work throws; the signal's reason when it is aborted.
 */
export async function withPool<R>(
  size: number,
  context: StageContext,
  work: (pool: Pool) => Promise<R>,
): Promise<R> {
  if (size <= 1 || typeof Worker === "undefined") return await work(localPool(context));
  const pool = new WorkerPool(size);
  const onAbort = () => pool.close(context.signal.reason);
  context.signal.addEventListener("abort", onAbort);
  try {
    context.signal.throwIfAborted();
    return await work(pool);
  } finally {
    context.signal.removeEventListener("abort", onAbort);
    pool.close(new Error("Cannot run a task: the pool is closed."));
  }
}

/** Runs one task for each input, at most one at a time at each place.
 * @returns Outputs in the order of the inputs, whatever the size of the pool.
 */
export async function runAll<T extends TaskName>(
  pool: Pool,
  task: T,
  calls: readonly { readonly input: TaskInput<T>; readonly transfer?: ArrayBuffer[] }[],
  onProgress: (done: number) => void = () => {},
): Promise<TaskOutput<T>[]> {
  const outputs: TaskOutput<T>[] = new Array(calls.length);
  const shares = new Float64Array(calls.length);
  let next = 0;
  async function serve(place: number): Promise<void> {
    while (next < calls.length) {
      const i = next++;
      outputs[i] = await pool.call(place, {
        task,
        ...calls[i],
        onProgress: (share) => {
          shares[i] = share;
          onProgress(shares.reduce((sum, each) => sum + each, 0));
        },
      });
      shares[i] = 1;
      onProgress(shares.reduce((sum, each) => sum + each, 0));
    }
  }
  await Promise.all(Array.from({ length: Math.min(pool.size, calls.length) }, (_, i) => serve(i)));
  return outputs;
}

function localPool(context: StageContext): Pool {
  const store: TaskStore = new Map();
  return {
    size: 1,
    async call(_place, { task, input, onProgress }) {
      const steps = TASKS[task](input as never, store);
      for (;;) {
        const { done, value } = steps.next();
        if (done) return value as TaskOutput<typeof task>;
        onProgress?.(value);
        const pause = context.checkpoint(value, 1);
        if (pause !== undefined) await pause;
      }
    },
  };
}

interface Pending {
  readonly resolve: (output: unknown) => void;
  readonly reject: (reason: unknown) => void;
  readonly onProgress: (share: number) => void;
}

class WorkerPool implements Pool {
  readonly #workers: readonly Worker[];
  readonly #pending = new Map<number, Pending>();
  #closed: unknown = null;
  #next = 0;

  constructor(size: number) {
    this.#workers = Array.from({ length: size }, () => this.#start());
  }

  get size(): number {
    return this.#workers.length;
  }

  call<T extends TaskName>(
    place: number,
    { task, input, transfer = [], onProgress = () => {} }: {
      readonly task: T;
      readonly input: TaskInput<T>;
      readonly transfer?: ArrayBuffer[];
      readonly onProgress?: (share: number) => void;
    },
  ): Promise<TaskOutput<T>> {
    if (this.#closed !== null) return Promise.reject(this.#closed);
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve: resolve as Pending["resolve"], reject, onProgress });
      const request: PoolRequest = { id, task, input };
      this.#workers[place].postMessage(request, transfer);
    });
  }

  close(reason: unknown): void {
    if (this.#closed !== null) return;
    this.#closed = reason;
    for (const worker of this.#workers) worker.terminate();
    for (const { reject } of this.#pending.values()) reject(reason);
    this.#pending.clear();
  }

  #start(): Worker {
    const worker = new Worker(workerAddress(), { type: "module", name: POOL_WORKER_NAME });
    worker.onmessage = ({ data }: MessageEvent<PoolReply>) => this.#take(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.close(new Error(`Cannot compute in a worker: ${event.message}`));
    };
    return worker;
  }

  #take(reply: PoolReply): void {
    const pending = this.#pending.get(reply.id);
    if (pending === undefined) return;
    if ("progress" in reply) return pending.onProgress(reply.progress);
    this.#pending.delete(reply.id);
    if ("output" in reply) pending.resolve(reply.output);
    else pending.reject(revive(reply.error));
  }
}

/** As source, the worker stands beside this module; in a bundle, the bundle is the worker too. */
function workerAddress(): URL {
  const here = import.meta.url;
  return here.endsWith("/pool.ts") ? new URL("./pool_worker.ts", here) : new URL(here);
}

function revive({ name, message }: { name: string; message: string }): Error {
  if (name === "DataError") return new DataError(message);
  return name === "RangeError" ? new RangeError(message) : new Error(message);
}
