/** A page's side of the engine's worker: requests, progress, the latest answer only. Runs in browsers. */

import type { CodebookFile } from "../../../pipeline/ingest/codebook/codebook.ts";
import type { Problem } from "../../../pipeline/base/errors.ts";
import type { InterimWords } from "../../../pipeline/profile/interim_words.ts";
import type { RunView } from "../../../pipeline/view/types.ts";
import { engineRules } from "../kit/engine_rules.js";
import type {
  WorkerAnswers,
  WorkerMessage,
  WorkRequest,
  WorkType,
} from "../../../pipeline/browser/protocol.ts";

/** How far a request is. */
export interface EngineProgress {
  readonly stage: string;
  readonly share: number;
  readonly note: string;
}

/** What a run has before its verdict, and what is said of it. */
export interface EngineInterim {
  readonly view: RunView;
  readonly words: InterimWords;
}

/** Who hears of a request before its answer. */
interface Listeners {
  readonly onProgress: (progress: EngineProgress) => void;
  readonly onInterim: (interim: EngineInterim) => void;
}

/** How a request is followed. */
export interface AskOptions extends Partial<Listeners> {
  /** Aborting it rejects at once and tells the worker to give up. */
  readonly signal?: AbortSignal;
}

/** An error of the engine with its class's name and problems. */
export class EngineError extends Error {
  readonly problems: readonly Problem[];

  constructor(name: string, message: string, problems: readonly Problem[]) {
    super(message);
    this.name = name;
    this.problems = problems;
  }
}

/** What the engine is started from. */
export interface EngineSource {
  /** Address of the bundled worker. */
  readonly workerUrl: string;
  /** The survey's name, for messages. */
  readonly name: string;
  /** Fetches or reads the file or artifact, once, when it is first needed. */
  bytes(): Promise<Uint8Array<ArrayBuffer>>;
  readonly isArtifact: boolean;
  /** Of a file, where one was given beside it. */
  readonly codebook?: CodebookFile | undefined;
}

interface Waiting extends Listeners {
  /** What came last before the answer. */
  interim?: RunView;
  resolve(answer: WorkerAnswers[WorkType]): void;
  reject(error: Error): void;
}

const UNHEARD: Listeners = { onProgress: () => {}, onInterim: () => {} };

/** Starts the worker with the first request; after a crash the next request starts another. */
export class EngineClient {
  readonly #source: EngineSource;
  readonly #waiting = new Map<number, Waiting>();
  #opened: Promise<Worker> | null = null;
  #worker: Worker | null = null;
  /** The worker, once it has the survey. */
  #ready: Worker | null = null;
  #lastId = 0;
  #sha256 = "";

  constructor(source: EngineSource) {
    this.#source = source;
  }

  /** Asks the engine. */
  async ask<T extends Exclude<WorkType, "open">>(
    asked: WorkRequest<T>,
    { signal, ...heard }: AskOptions = {},
  ): Promise<WorkerAnswers[T]> {
    signal?.throwIfAborted();
    this.#opened ??= this.#open();
    // A worker that is open begins before whoever asks does anything else.
    const worker = this.#ready ?? await orAborted(this.#opened, signal);
    return await this.#send(worker, asked, { signal, ...UNHEARD, ...heard });
  }

  /** SHA-256 of the survey's file, once it is open. */
  async fingerprint(): Promise<string> {
    this.#opened ??= this.#open();
    await this.#opened;
    return this.#sha256;
  }

  /** Ends the worker; requests under way are rejected. */
  close(): void {
    this.#fail(new DOMException("closed", "AbortError"));
  }

  async #open(): Promise<Worker> {
    const worker = new Worker(this.#source.workerUrl, { type: "module" });
    this.#worker = worker;
    worker.onmessage = ({ data }: MessageEvent<WorkerMessage>) => this.#take(data);
    worker.onerror = (event) => {
      this.#fail(new EngineError("Error", `The engine stopped: ${event.message}`, []));
    };
    try {
      const { name, isArtifact, codebook } = this.#source;
      const bytes = await this.#source.bytes();
      this.#sha256 = await this.#send(
        worker,
        { type: "open", name, bytes, isArtifact, codebook },
        { signal: undefined, ...UNHEARD },
      );
      if (this.#worker === worker) this.#ready = worker;
      return worker;
    } catch (error) {
      this.#fail(error as Error);
      throw error;
    }
  }

  #send<T extends WorkType>(
    worker: Worker,
    asked: WorkRequest<T>,
    { signal, ...heard }: Listeners & { readonly signal: AbortSignal | undefined },
  ): Promise<WorkerAnswers[T]> {
    const id = ++this.#lastId;
    return new Promise<WorkerAnswers[T]>((resolve, reject) => {
      // What comes under an id is the answer to what was asked under it.
      const settle = resolve as Waiting["resolve"];
      this.#waiting.set(id, { resolve: settle, reject, ...heard });
      // What an algorithm is called with is a copy already, and nobody else's.
      const given = asked.type === "algorithm" ? engineRules().buffersOf(asked) : [];
      worker.postMessage({ id, ...asked }, given);
      signal?.addEventListener("abort", () => {
        if (!this.#waiting.delete(id)) return;
        worker.postMessage({ id, type: "cancel" });
        reject(signal.reason);
      }, { once: true });
    });
  }

  #take(message: WorkerMessage): void {
    const waiting = this.#waiting.get(message.id);
    if (waiting === undefined) return;
    if (message.type === "progress") return waiting.onProgress(message);
    if (message.type === "interim") {
      waiting.interim = message.view;
      return waiting.onInterim(message);
    }
    this.#waiting.delete(message.id);
    if (message.type === "tested") waiting.resolve({ ...waiting.interim!, tests: message.tests });
    else if (message.type === "done") waiting.resolve(message.answer);
    else waiting.reject(new EngineError(message.name, message.message, message.problems));
  }

  #fail(error: Error): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#ready = null;
    this.#opened = null;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

/** A result, unless the signal is aborted before: who cancels does not wait for the engine to open. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}
