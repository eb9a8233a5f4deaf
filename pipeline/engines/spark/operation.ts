/** One statement on a Spark Connect server, from being sent to its last row. Runs in Deno only. */

import { Code, ConnectError } from "@connectrpc/connect";
import { StorageError } from "../../base/errors.ts";
import type { SqlProgress } from "../connection.ts";
import type { ArrowPart } from "./arrow_table.ts";
import type { SparkCalls } from "./calls.ts";
import { isBroken, isUnknownOperation } from "./failures.ts";
import type {
  ExecutePlanResponse,
  ExecutePlanResponse_ExecutionProgress_StageInfo,
} from "./wire/spark_connect_pb.ts";

/** How a statement is run. */
export interface OperationOptions {
  /** Aborted to stop it. */
  readonly signal: AbortSignal;
  readonly onProgress: ((progress: SqlProgress) => void) | undefined;
}

/** Spark's name for a stop by tag. */
const BY_TAG = 2;
/** How long a stop waits for a statement to have a job. */
const JOB_WITHIN_MS = 15_000;
const BETWEEN_INTERRUPTS_MS = 200;
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
  #atWork = false;
  #told = "";
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
      const { patience, shown } = this.#calls;
      throw new StorageError(
        "unreachable",
        `Cannot run a statement on Spark at ${shown}: rows or progress must come within ` +
          `${patience.silenceMs / 1000} s, but nothing came. Look whether the server is at work.`,
      );
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
    let wait = FIRST_PAUSE_MS;
    while (!this.#complete) {
      const before = this.#lastResponse;
      try {
        const stream = sent ? this.#reattach() : this.#execute();
        sent = true;
        this.#listen();
        for await (const response of stream) this.#take(response);
        // A server may end a long stream in between, but not without having said anything.
        if (!this.#complete && this.#lastResponse === before) {
          throw new ConnectError("the answer ended early", Code.Unavailable);
        }
      } catch (error) {
        if (this.#cut.signal.aborted || this.#options.signal.aborted) throw error;
        if (isUnknownOperation(error) && this.#lastResponse === "") {
          // It got lost on its way to the server, and so cannot have begun.
          sent = false;
          continue;
        }
        if (!isBroken(error)) throw error;
        if (this.#lastResponse !== before) {
          brokenSince = 0;
          wait = FIRST_PAUSE_MS;
        }
        brokenSince ||= performance.now();
        if (performance.now() - brokenSince > this.#calls.patience.returnMs) throw error;
        await pause(wait);
        wait = Math.min(2 * wait, LONGEST_PAUSE_MS);
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
    if (responseType.case === "executionProgress") this.#tell(responseType.value.stages);
  }

  #tell(stages: readonly ExecutePlanResponse_ExecutionProgress_StageInfo[]): void {
    this.#atWork = stages.some((stage) => !stage.done);
    let [done, total] = [0, 0];
    for (const { numCompletedTasks, numTasks } of stages) {
      done += Number(numCompletedTasks);
      total += Number(numTasks);
    }
    // The server says the same again and again, as a sign of life.
    const words = `${done} of ${total}`;
    if (total > 0 && words !== this.#told) this.#options.onProgress?.({ done, total });
    this.#told = words;
  }

  /** Begins anew to wait for a word. */
  #listen(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#silent = true;
      this.#endWork();
    }, this.#calls.patience.silenceMs);
  }

  /** Ends the statement for its caller. Spark forgets a job that it is about to begin when the interrupt
   * comes, and the job then runs to its end: so the interrupt waits until one runs. */
  async #stop(): Promise<void> {
    const end = performance.now() + JOB_WITHIN_MS;
    while (!this.#ended && !this.#atWork && performance.now() < end) await pause(20);
    await this.#endWork();
  }

  /** Ends the work on the server, and then the wait for it. Asks again while the statement goes on; a
   * server that does not end it is left alone with it. */
  async #endWork(): Promise<void> {
    const interrupt = { case: "operationTag", value: this.#id } as const;
    const timeoutMs = this.#calls.patience.callMs;
    const end = performance.now() + timeoutMs;
    while (!this.#ended && performance.now() < end) {
      const call = { ...this.#calls.names(), interruptType: BY_TAG, interrupt };
      await this.#calls.client.interrupt(call, { timeoutMs }).catch(() => {});
      await pause(BETWEEN_INTERRUPTS_MS);
    }
    this.#cut.abort();
  }

  /** Lets the server forget the answer. Nobody waits for it: it forgets by itself in some minutes. */
  #release(): void {
    const release = { case: "releaseAll", value: {} } as const;
    const call = { ...this.#calls.names(), operationId: this.#id, release };
    this.#calls.client.releaseExecute(call, { timeoutMs: this.#calls.patience.callMs })
      .catch(() => {});
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
