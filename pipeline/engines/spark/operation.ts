/** One statement on a Spark Connect server, from being sent to its last row. Runs in Deno only. */

import type { SqlProgress } from "../connection.ts";
import type { ArrowPart } from "./arrow_table.ts";
import type { SparkCalls } from "./calls.ts";
import { isBroken, isUnknownOperation, unreachable } from "./failures.ts";
import type { ExecutePlanResponse } from "./wire/spark_connect_pb.ts";

/** How a statement is run. */
export interface OperationOptions {
  /** Aborted to stop it. */
  readonly signal: AbortSignal;
  readonly onProgress: ((progress: SqlProgress) => void) | undefined;
}

const ACTION = "run a statement";
const BETWEEN_INTERRUPTS_MS = 200;
/** A server that does not end a statement within so many interrupts is left alone with it. */
const MOST_INTERRUPTS = 25;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2000;

/** A statement that outlives a broken connection: the server keeps its answer until it is fetched whole,
 * and the client goes on after the last part that came. So nothing runs twice. */
export class Operation {
  readonly #calls: SparkCalls;
  readonly #sql: string;
  readonly #options: OperationOptions;
  readonly #id: string = crypto.randomUUID();
  readonly #cut = new AbortController();
  readonly #parts: ArrowPart[] = [];
  #lastResponse = "";
  #complete = false;
  #ended = false;
  #silent = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Makes it; nothing is sent before {@link run}. */
  constructor(calls: SparkCalls, sql: string, options: OperationOptions) {
    this.#calls = calls;
    this.#sql = sql;
    this.#options = options;
  }

  /** Runs it to its end.
   * @returns What came, in the order of the rows; one part at least.
   * @throws {ConnectError} As the server or the connection failed; to be explained by the caller.
   * @throws {StorageError} If nothing came for too long, or the server did not come back.
   * @throws The signal's reason, once the server has stopped the work.
   */
  async run(): Promise<readonly ArrowPart[]> {
    const { signal } = this.#options;
    signal.throwIfAborted();
    let stopped: Promise<void> | undefined;
    const stop = () => stopped ??= this.#stop();
    signal.addEventListener("abort", stop);
    try {
      await this.#receive();
      return this.#parts;
    } catch (error) {
      signal.throwIfAborted();
      if (!this.#silent) throw error;
      await this.#interrupt();
      const seconds = this.#calls.patience.silenceMs / 1000;
      throw unreachable(ACTION, this.#calls.shown, `no word of a statement came for ${seconds} s`);
    } finally {
      this.#ended = true;
      clearTimeout(this.#timer);
      signal.removeEventListener("abort", stop);
      await stopped;
      this.#release();
    }
  }

  /** Takes in what the server sends, over as many connections as it needs. */
  async #receive(): Promise<void> {
    let sent = false;
    let brokenSince = 0;
    let pause = FIRST_PAUSE_MS;
    while (!this.#complete) {
      const before = this.#lastResponse;
      try {
        const stream = sent ? this.#reattach() : this.#execute();
        sent = true;
        this.#listen();
        for await (const response of stream) this.#take(response);
      } catch (error) {
        if (isUnknownOperation(error) && this.#lastResponse === "") {
          // It got lost on its way to the server, and so cannot have begun.
          sent = false;
          continue;
        }
        if (this.#cut.signal.aborted || this.#options.signal.aborted || !isBroken(error)) {
          throw error;
        }
        if (this.#lastResponse !== before) {
          brokenSince = 0;
          pause = FIRST_PAUSE_MS;
        }
        brokenSince ||= performance.now();
        if (performance.now() - brokenSince > this.#calls.patience.returnMs) throw error;
        await new Promise((resolve) => setTimeout(resolve, pause));
        pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
      }
    }
  }

  #execute(): AsyncIterable<ExecutePlanResponse> {
    const sql = { case: "sql", value: { query: this.#sql } } as const;
    const reattachable = { case: "reattachOptions", value: { reattachable: true } } as const;
    return this.#calls.client.executePlan({
      ...{ ...this.#calls.names(), operationId: this.#id, tags: [this.#id] },
      plan: { opType: { case: "root", value: { relType: sql } } },
      requestOptions: [{ requestOption: reattachable }],
    }, { signal: this.#cut.signal });
  }

  #reattach(): AsyncIterable<ExecutePlanResponse> {
    const after = this.#lastResponse === "" ? {} : { lastResponseId: this.#lastResponse };
    const call = { ...this.#calls.names(), operationId: this.#id, ...after };
    return this.#calls.client.reattachExecute(call, { signal: this.#cut.signal });
  }

  #take({ serverSideSessionId, responseId, responseType }: ExecutePlanResponse): void {
    this.#listen();
    this.#calls.observe(serverSideSessionId);
    this.#lastResponse = responseId;
    if (responseType.case === "arrowBatch") {
      const { data, rowCount } = responseType.value;
      this.#parts.push({ stream: data, rows: Number(rowCount) });
    }
    if (responseType.case === "resultComplete") this.#complete = true;
    if (responseType.case !== "executionProgress") return;
    let [done, total] = [0, 0];
    for (const { numCompletedTasks, numTasks } of responseType.value.stages) {
      done += Number(numCompletedTasks);
      total += Number(numTasks);
    }
    if (total > 0) this.#options.onProgress?.({ done, total });
  }

  /** Begins anew to wait for a word. */
  #listen(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#silent = true;
      this.#cut.abort();
    }, this.#calls.patience.silenceMs);
  }

  /** Ends the work on the server, and then the wait for it. Asks again while the statement goes on,
   * because the server may hear of the interrupt before it hears of the statement. */
  async #stop(): Promise<void> {
    for (let asked = 0; asked < MOST_INTERRUPTS && !this.#ended; asked++) {
      await this.#interrupt();
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_INTERRUPTS_MS));
    }
    this.#cut.abort();
  }

  async #interrupt(): Promise<void> {
    const interrupt = { case: "operationTag", value: this.#id } as const;
    const call = { ...this.#calls.names(), interruptType: 2, interrupt };
    await this.#calls.client.interrupt(call, { timeoutMs: this.#calls.patience.callMs })
      .catch(() => {});
  }

  /** Lets the server forget the answer. Nobody waits for it: it forgets by itself in some minutes. */
  #release(): void {
    const release = { case: "releaseAll", value: {} } as const;
    const call = { ...this.#calls.names(), operationId: this.#id, release };
    this.#calls.client.releaseExecute(call, { timeoutMs: this.#calls.patience.callMs })
      .catch(() => {});
  }
}
