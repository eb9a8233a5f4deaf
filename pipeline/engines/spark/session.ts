/** A session with a Spark Connect server: its calls, and the statements that run in it. Runs in Deno only.
 * Loaded only when Spark is asked for, since it brings the packages that speak to it.
 */

import { type Client, ConnectError, createClient, type Interceptor } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { StorageError } from "../../base/errors.ts";
import type { SqlConnection, SqlQueryOptions, SqlTable } from "../connection.ts";
import { tableOfParts } from "./arrow_table.ts";
import type { SessionNames, SparkCalls, SparkPatience } from "./calls.ts";
import type { SparkEndpoint } from "./endpoint.ts";
import {
  explainFailure,
  type FailureContext,
  hideSecrets,
  isLost,
  wordOfSpark,
} from "./failures.ts";
import { Line } from "./line.ts";
import { Operation } from "./operation.ts";
import { isSessionLost } from "./session_lost.ts";
import { SparkConnectService } from "./wire/spark_connect_pb.ts";

const SUPPORTED_MAJOR = 4;
/** Names the product in the server's own pages. */
const CLIENT = "customer-clustering-engine";
/** Has the server say twice a second how far a statement is, which is a sign of life too. */
const REPORT_OFTEN = "SET spark.connect.progress.reportInterval=500ms";

/** Opens a session, once the server has said which version it is.
 * @param secrets What no message may hold, beside the token.
 * @throws {StorageError} If it does not answer, turns the caller away, or is another major version.
 */
export async function openSession(
  endpoint: SparkEndpoint,
  { patience, secrets }: { readonly patience: SparkPatience; readonly secrets: readonly string[] },
): Promise<SqlConnection> {
  const line = new Line(endpoint.baseUrl);
  const interceptors: Interceptor[] = endpoint.token === null ? [] : [withToken(endpoint.token)];
  const transport = createGrpcTransport({
    ...{ baseUrl: endpoint.baseUrl, sessionManager: line, interceptors },
  });
  const client = createClient(SparkConnectService, transport);
  const hidden = endpoint.token === null ? secrets : [endpoint.token, ...secrets];
  const session = new Session(client, { patience, shown: endpoint.shown, secrets: hidden });
  try {
    const version = await session.askVersion();
    return {
      ...{ name: "spark", version },
      query: (sql, options = {}) => session.query(sql, options),
      async close() {
        await session.release();
        line.close();
      },
    };
  } catch (error) {
    line.close();
    throw error;
  }
}

interface Surroundings {
  readonly patience: SparkPatience;
  readonly shown: string;
  readonly secrets: readonly string[];
}

class Session implements SparkCalls {
  readonly client: Client<typeof SparkConnectService>;
  readonly patience: SparkPatience;
  readonly shown: string;
  readonly #failures: FailureContext;
  #id: string = crypto.randomUUID();
  #observed: string | undefined;
  #isPrepared = false;

  constructor(client: Client<typeof SparkConnectService>, surroundings: Surroundings) {
    this.client = client;
    this.patience = surroundings.patience;
    this.shown = surroundings.shown;
    const timeoutMs = surroundings.patience.callMs;
    this.#failures = {
      ...{ shown: surroundings.shown, secrets: surroundings.secrets },
      causesOf: async (errorId) => {
        const call = { ...this.names(), errorId };
        const { errors, rootErrorIdx } = await client.fetchErrorDetails(call, { timeoutMs });
        const chain = [];
        for (let at = rootErrorIdx; at !== undefined && chain.length < errors.length;) {
          chain.push(errors[at]);
          at = errors[at].causeIdx;
        }
        return chain;
      },
    };
  }

  names(): SessionNames {
    return {
      ...{ sessionId: this.#id, userContext: { userId: CLIENT }, clientType: CLIENT },
      ...(this.#observed === undefined
        ? {}
        : { clientObservedServerSideSessionId: this.#observed }),
    };
  }

  observe(serverSideSessionId: string): void {
    if (serverSideSessionId !== "") this.#observed ??= serverSideSessionId;
  }

  async askVersion(): Promise<string> {
    const said = await this.#attempt("begin a session", async () => {
      const call = { ...this.names(), analyze: { case: "sparkVersion", value: {} } } as const;
      const answer = await this.client.analyzePlan(call, { timeoutMs: this.patience.callMs });
      this.observe(answer.serverSideSessionId);
      return answer.result.case === "sparkVersion" ? answer.result.value.version : "";
    });
    if (Number.parseInt(said, 10) === SUPPORTED_MAJOR) return said;
    throw new StorageError(
      "failed",
      `Cannot begin a session on Spark at ${this.shown}: its version must be ${SUPPORTED_MAJOR}.x, ` +
        `but it is ${said === "" ? "not told" : hideSecrets(said, this.#failures.secrets)}. ` +
        `Use a server of Spark ${SUPPORTED_MAJOR}, such as 4.3.`,
    );
  }

  async query(sql: string, { signal, onProgress }: SqlQueryOptions): Promise<SqlTable> {
    const options = { signal: signal ?? new AbortController().signal, onProgress };
    const parts = await this.#attempt("run a statement", async () => {
      await this.#prepare(options.signal);
      return await new Operation(this, sql, options).run();
    });
    return tableOfParts(parts);
  }

  /** Settings that each new session needs; a server that does not know them works without. */
  async #prepare(signal: AbortSignal): Promise<void> {
    if (this.#isPrepared) return;
    try {
      await new Operation(this, REPORT_OFTEN, { signal, onProgress: undefined }).run();
    } catch (error) {
      const word = error instanceof ConnectError ? wordOfSpark(error) : null;
      if (word === null || isLost(word)) throw error;
    }
    this.#isPrepared = true;
  }

  /** Ends the session. A server that is gone has ended it already. */
  async release(): Promise<void> {
    const { clientObservedServerSideSessionId: _, ...call } = this.names();
    await this.client.releaseSession(call, { timeoutMs: this.patience.callMs }).catch(() => {});
  }

  async #attempt<T>(action: string, work: () => Promise<T>): Promise<T> {
    const id = this.#id;
    try {
      return await work();
    } catch (thrown) {
      const error = await explainFailure(action, thrown, this.#failures);
      // Statements that ran beside this one may have begun a new session already.
      if (isSessionLost(error) && id === this.#id) {
        this.#id = crypto.randomUUID();
        this.#observed = undefined;
        this.#isPrepared = false;
      }
      throw error;
    }
  }
}

function withToken(token: string): Interceptor {
  return (next) => (request) => {
    request.header.set("authorization", `Bearer ${token}`);
    return next(request);
  };
}
