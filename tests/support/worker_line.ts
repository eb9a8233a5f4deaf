/** A line to the browser's worker, without a browser. Runs in Deno. */

import assert from "node:assert/strict";
import type { WorkerMessage, WorkRequest } from "../../pipeline/browser/protocol.ts";
import { WorkerSession } from "../../pipeline/browser/worker_session.ts";
import { memoryCache } from "../../pipeline/mod.ts";
import type { AlgorithmName } from "../../pipeline/run/algorithms/names.ts";

/** A worker's session whose messages cross as they do between threads. */
export class WorkerLine {
  readonly heard: WorkerMessage[] = [];
  readonly #session: WorkerSession;
  #lastId = 0;

  constructor() {
    this.#session = new WorkerSession(memoryCache(2 ** 24), (message, transfer) => {
      this.heard.push(structuredClone(message, { transfer }));
    });
  }

  /** Asks, and gives what came under the request's id last. */
  async ask(asked: WorkRequest, id = ++this.#lastId): Promise<WorkerMessage> {
    await this.#session.take({ id, ...structuredClone(asked) });
    return this.heard.findLast((message) => message.id === id)!;
  }

  cancel(id: number): void {
    void this.#session.take({ id, type: "cancel" });
  }

  /** Asks for what must succeed. */
  // deno-lint-ignore no-explicit-any -- whatever was asked for
  async done(asked: WorkRequest): Promise<any> {
    const message = await this.ask(asked);
    if (message.type === "tested") {
      const interim = this.heard.findLast((each) => each.type === "interim");
      return { ...interim?.view, tests: message.tests };
    }
    assert.equal(message.type, "done", JSON.stringify(message));
    return message.type === "done" ? message.answer : null;
  }

  // deno-lint-ignore no-explicit-any -- whatever the algorithm gives
  call(name: AlgorithmName, ...args: readonly unknown[]): Promise<any> {
    return this.done({ type: "algorithm", name, args });
  }
}
