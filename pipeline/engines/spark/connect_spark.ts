/** The door to Spark: connects to a Spark Connect server. Runs in Deno only. */

import type { SqlConnection } from "../connection.ts";
import { parseEndpoint } from "./endpoint.ts";

/** How to connect; every part has a default. */
export interface SparkOptions {
  /** Sent with each call; that of the endpoint if absent. */
  readonly token?: string;
  /** What no message may hold beside the token, such as the keys of a store. */
  readonly secrets?: readonly string[];
  /** Longest wait for any word of a statement, rows or progress, in milliseconds; five minutes if
   * absent, since a server may plan for long before it says anything. */
  readonly timeoutMs?: number;
  /** Longest wait for calls that are no statement, such as the first, in milliseconds; 5 s if absent. */
  readonly callMs?: number;
  /** How long a server that broke off a statement may take to come back, in milliseconds; 30 s if absent. */
  readonly returnMs?: number;
}

/** Connects to a server of Spark 4 and opens a session of its own there.
 * When the server loses the session, a statement throws an error that {@link isSessionLost} knows, and
 * the connection goes on with a new session.
 * @param endpoint `sc://host:port/;use_ssl=true;token=…` or `host:port`; port 15002 if absent.
 * @throws {ParamsError} If the endpoint is no such address.
 * @throws {StorageError} If no server answers there, it turns the caller away, or is of another major version.
 */
export async function connectSpark(
  endpoint: string,
  options: SparkOptions = {},
): Promise<SqlConnection> {
  const { timeoutMs = 300_000, callMs = 5000, returnMs = 30_000, secrets = [] } = options;
  const address = parseEndpoint(endpoint, options.token);
  const { openSession } = await import("./session.ts");
  return await openSession(address, {
    ...{ patience: { callMs, returnMs, silenceMs: timeoutMs }, secrets },
  });
}
