/** Tasks in parallel workers, or in this thread where there are none. Runs in Deno and browsers. */

import type { StageContext } from "../base/context.ts";
import { DataError } from "../base/errors.ts";
import type { NamedTask, TaskStore } from "./task.ts";

/** The name by which a worker knows that it is one of a pool. */
export const POOL_WORKER_NAME = "numeric";

/** What a pool sends to a worker: a task's name, or that the worker's store is no longer needed. */
export type PoolRequest =
  | { readonly id: number; readonly task: string; readonly input: unknown }
  | { readonly id: null };

/** What a worker answers: how far it is, what came out, or why nothing did. */
export type PoolReply =
  | { readonly id: number; readonly progress: number }
  | { readonly id: number; readonly output: unknown }
  | { readonly id: number; readonly error: { readonly name: string; readonly message: string } };

/** A task and what it takes. */
export interface TaskCall<I, O> {
  readonly task: NamedTask<I, O>;
  readonly input: NoInfer<I>;
  /** Buffers of the input to hand over instead of copying them. */
  readonly transfer?: ArrayBuffer[];
  /** Hears the share done, 0..1. */
  readonly onProgress?: (share: number) => void;
}

/** Places where tasks run, each with a store of its own that lasts as long as the computation. */
export interface Pool {
  readonly size: number;
  /** Runs a task at a place; tasks of one place run one after another. */
  call<I, O>(place: number, call: TaskCall<I, O>): Promise<O>;
}

/** Whether this is no bundle: as source, a worker's module stands beside this one. */
const isSource = import.meta.url.endsWith("/pool.ts");
let isServed = isSource;

/** Lets a bundle have workers, which start from it again: without {@link serveFromBundle} the program that it
 * holds would start over in each, and no task would ever end.
 */
export function allowWorkers(): void {
  isServed = true;
}

/** Whether work for so many places gets workers. */
function getsWorkers(size: number): boolean {
  return size > 1 && isServed && typeof Worker !== "undefined";
}

/** Opens a pool, works with it and closes it, also when the work fails or is cancelled. Where workers
 * are kept ({@link keepWorkers}) it takes and gives back those.
 * @param size Workers; with 1, where the platform has no workers, or in a bundle that serves none
 * ({@link allowWorkers}), tasks run in this thread.
 * @throws Whatever the work throws; the signal's reason when it is aborted.
 */
export async function withPool<R>(
  size: number,
  context: StageContext,
  work: (pool: Pool) => Promise<R>,
): Promise<R> {
  if (!getsWorkers(size)) return await work(localPool(context));
  context.signal.throwIfAborted();
  const workers = takeWorkers(size);
  const pool = new Lease(workers, size);
  const onAbort = () => pool.end(context.signal.reason);
  context.signal.addEventListener("abort", onAbort);
  try {
    return await work(pool);
  } finally {
    context.signal.removeEventListener("abort", onAbort);
    pool.end(new Error("Cannot run a task: the pool is closed."));
    giveBack(workers);
  }
}

/** Workers that are kept until they are released, at the latest at the end of a `using` block. */
export interface KeptWorkers extends Disposable {
  /** Ends the workers, unless others keep them too. */
  release(): void;
}

let keepers = 0;
let kept: PoolWorkers | null = null;

/** Keeps parallel workers between computations until it is released, so that only the first one waits
 * for their start (about 50 ms). Results do not depend on it. A process ends only after the release.
 * @example
 * ```ts
 * import { keepWorkers, kmeans, matrix } from "../mod.ts";
 * using _workers = keepWorkers();
 * const x = matrix(Float64Array.of(0, 1, 10, 11), 4, 1);
 * for (const k of [2, 3]) await kmeans(x, { k, nInit: 10, maxIter: 300, seed: 42 });
 * ```
 */
export function keepWorkers(): KeptWorkers {
  keepers++;
  let isReleased = false;
  const release = (): void => {
    if (isReleased) return;
    isReleased = true;
    keepers--;
    if (keepers > 0) return;
    kept?.close();
    kept = null;
  };
  return { release, [Symbol.dispose]: release };
}

/** Starts workers that are kept, while this thread does what comes before their work. Nothing is started
 * where none are kept, nor for a pool of one.
 * @param size Workers of the pool that will be opened.
 */
export function startWorkers(size: number): void {
  if (keepers === 0 || !getsWorkers(size)) return;
  kept ??= new PoolWorkers();
  kept.grow(size);
}

function takeWorkers(size: number): PoolWorkers {
  const workers = kept ?? new PoolWorkers();
  kept = null;
  workers.grow(size);
  return workers;
}

/** Workers that were given more have memory to give back, which only their end does at once; beside such
 * work a new start is nothing. */
const MOST_BYTES_KEPT = 64 * 2 ** 20;

/** Keeps workers that are idle, if they are to be kept and none are. */
function giveBack(workers: PoolWorkers): void {
  const isWorthKeeping = workers.isIdle() && workers.bytesTaken <= MOST_BYTES_KEPT;
  if (keepers === 0 || kept !== null || !isWorthKeeping) return workers.close();
  workers.forget();
  kept = workers;
}

/** Runs one task for each input, at most one at a time at each place.
 * @returns Outputs in the order of the inputs, whatever the size of the pool.
 */
export async function runAll<I, O>(
  pool: Pool,
  task: NamedTask<I, O>,
  calls: readonly Pick<TaskCall<I, O>, "input" | "transfer">[],
  onProgress: (done: number) => void = () => {},
): Promise<O[]> {
  const outputs: O[] = new Array(calls.length);
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
      const steps = task.run(input, store);
      for (;;) {
        const { done, value } = steps.next();
        if (done) return value;
        onProgress?.(value);
        const pause = context.checkpoint(value, 1);
        if (pause !== undefined) await pause;
      }
    },
  };
}

/** Workers lent to one computation. */
class Lease implements Pool {
  readonly size: number;
  readonly #workers: PoolWorkers;
  #ended: unknown = null;

  constructor(workers: PoolWorkers, size: number) {
    this.#workers = workers;
    this.size = size;
  }

  call<I, O>(place: number, call: TaskCall<I, O>): Promise<O> {
    if (this.#ended !== null) return Promise.reject(this.#ended);
    return this.#workers.call(place, call);
  }

  /** Takes no more work; what is under way ends with the reason. */
  end(reason: unknown): void {
    if (this.#ended !== null) return;
    this.#ended = reason;
    if (!this.#workers.isIdle()) this.#workers.close(reason);
  }
}

interface Pending {
  readonly resolve: (output: unknown) => void;
  readonly reject: (reason: unknown) => void;
  readonly onProgress: (share: number) => void;
}

/** Workers of this thread, by place. */
class PoolWorkers {
  readonly #workers: Worker[] = [];
  readonly #pending = new Map<number, Pending>();
  #closed: unknown = null;
  #next = 0;
  /** Bytes of the arrays given to tasks since the last {@link forget}. */
  bytesTaken = 0;

  /** Whether every worker waits for work. */
  isIdle(): boolean {
    return this.#closed === null && this.#pending.size === 0;
  }

  grow(size: number): void {
    while (this.#workers.length < size) this.#workers.push(this.#start());
  }

  call<I, O>(
    place: number,
    { task, input, transfer = [], onProgress = () => {} }: TaskCall<I, O>,
  ): Promise<O> {
    if (this.#closed !== null) return Promise.reject(this.#closed);
    const id = this.#next++;
    this.bytesTaken += bytesOf(input);
    return new Promise((resolve, reject) => {
      // A worker answers with what the task of this name gave.
      this.#pending.set(id, { resolve: (output) => resolve(output as O), reject, onProgress });
      this.#post(place, { id, task: task.name, input }, transfer);
    });
  }

  /** Lets go of what tasks have stored. */
  forget(): void {
    this.bytesTaken = 0;
    this.#workers.forEach((_, place) => this.#post(place, { id: null }, []));
  }

  close(reason: unknown = null): void {
    if (this.#closed !== null) return;
    this.#closed = reason ?? new Error("Cannot run a task: the workers have ended.");
    for (const worker of this.#workers) worker.terminate();
    for (const { reject } of this.#pending.values()) reject(this.#closed);
    this.#pending.clear();
  }

  #post(place: number, request: PoolRequest, transfer: ArrayBuffer[]): void {
    this.#workers[place].postMessage(request, transfer);
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

/** Bytes of the arrays that an input has. */
function bytesOf(input: unknown): number {
  if (typeof input !== "object" || input === null) return 0;
  return Object.values(input).reduce(
    (sum: number, value) => sum + (ArrayBuffer.isView(value) ? value.byteLength : 0),
    0,
  );
}

/** In a bundle, that is the worker too. */
function workerAddress(): URL {
  return new URL(isSource ? "../run/pool_worker.ts" : "", import.meta.url);
}

function revive({ name, message }: { name: string; message: string }): Error {
  if (name === "DataError") return new DataError(message);
  return name === "RangeError" ? new RangeError(message) : new Error(message);
}
