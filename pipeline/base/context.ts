/** What a stage is given beside its input: randomness, progress, cancelling, warnings. Runs in Deno and browsers. */

import { createRng, type Rng } from "./rng.ts";

/** What can be done about a warning: parameters to set. */
export interface Remedy {
  /** What it does, as a button says it. */
  readonly words: string;
  /** Parameters by their paths, with their new values. */
  readonly settings: readonly (readonly [path: string, value: unknown])[];
}

/** The surroundings of a stage. A stage reads no clock, no environment and no file of its own. */
export interface StageContext {
  /** The generator of this stage. */
  readonly rng: Rng;
  /** Aborted when the caller no longer wants the result. */
  readonly signal: AbortSignal;
  /** Workers that long work may use; results do not depend on it. */
  readonly workers: number;
  /** Bytes that the whole process may take; Infinity where nobody knows. */
  readonly memory: number;
  /** Says how far the stage is. */
  progress(done: number, total: number, note?: string): void;
  /** Tells the researcher something worth knowing, and what can be done about it; never a failure. */
  warn(text: string, ...remedies: readonly Remedy[]): void;
  /** Shows what the stage's result would be if it ended here, and is to be awaited; absent where nobody
   * looks. The result does not depend on it. */
  readonly interim?: (value: unknown) => Promise<void>;
  /**
   * To be called every few milliseconds of work. Mostly returns undefined; when it is time to let
   * the host breathe it returns a promise to be awaited, which rejects if the work was cancelled.
   */
  checkpoint(done: number, total: number, note?: string): Promise<void> | undefined;
}

/** How to make a {@link StageContext}; every part has a silent default. */
export interface ContextOptions {
  /** Seed of the generator; 0 if absent. */
  readonly seed?: number;
  /** Aborted to cancel; never if absent. */
  readonly signal?: AbortSignal;
  /** Workers that long work may use; one a core, at most 8, if absent. */
  readonly workers?: number;
  /** Bytes that the whole process may take; not limited if absent. */
  readonly memory?: number;
  /** Hears how far the work is, at most every 40 ms or so. */
  readonly onProgress?: (done: number, total: number, note: string) => void;
  /** Hears what a researcher would want to know. */
  readonly onWarning?: (text: string, ...remedies: readonly Remedy[]) => void;
  /** Hears what a stage's result would be if it ended early; the stage waits for it. */
  readonly onInterim?: (value: unknown) => Promise<void>;
}

const MOST_MS_WITHOUT_YIELD = 40;
/** More share out too little work each, and take memory each. */
const MOST_WORKERS = 8;

/** Makes the surroundings of a stage.
 * @param options Seed (0 if absent), signal and listeners.
 */
export function createContext(options: ContextOptions = {}): StageContext {
  const signal = options.signal ?? new AbortController().signal;
  const onProgress = options.onProgress ?? (() => {});
  let last = performance.now();

  async function breathe(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 0));
    last = performance.now();
    signal.throwIfAborted();
  }

  return {
    rng: createRng(options.seed ?? 0),
    signal,
    workers: options.workers ?? Math.min(MOST_WORKERS, navigator.hardwareConcurrency),
    memory: options.memory ?? Infinity,
    progress: (done, total, note = "") => onProgress(done, total, note),
    warn: options.onWarning ?? (() => {}),
    ...(options.onInterim === undefined ? {} : { interim: options.onInterim }),
    checkpoint(done, total, note = "") {
      if (performance.now() - last < MOST_MS_WITHOUT_YIELD) return undefined;
      onProgress(done, total, note);
      return breathe();
    },
  };
}
