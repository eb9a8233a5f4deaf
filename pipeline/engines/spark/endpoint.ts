/** Where a Spark Connect server is, read from `sc://host:port/;use_ssl=true;token=…`. Runs in Deno only. */

import { ParamsError, quoteValue } from "../../base/errors.ts";

/** A server's address, and what it wants to be told. */
export interface SparkEndpoint {
  /** `http://host:port` or `https://host:port`. */
  readonly baseUrl: string;
  /** `sc://host:port`: as messages name it, without what is secret. */
  readonly shown: string;
  /** Sent with each call; null where the server asks for none. */
  readonly token: string | null;
}

const DEFAULT_PORT = "15002";
const SHAPE = /^(?:sc:\/\/)?(\[[0-9a-f:.]+\]|[^\s:/;@]+)(?::(\d{1,5}))?\/?(?:;(.*))?$/i;
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/i;

/** Reads an address as Spark's own connection strings are written; the port is 15002 if absent.
 * A token goes over TLS, as Spark's own clients have it, unless the server is on this machine.
 * @param token Wins over one in the address.
 * @throws {ParamsError} If it is none; the message holds no token.
 */
export function parseEndpoint(text: string, token?: string): SparkEndpoint {
  const [, host, port = DEFAULT_PORT, rest = ""] = SHAPE.exec(text.trim()) ?? [];
  if (host === undefined || Number(port) < 1 || Number(port) > 65535) {
    const shown = text.split(";")[0].replace(/[^/]*@/, "***@");
    throw refuse("an address such as sc://host:15002", quoteValue(shown));
  }
  const given = new Map<string, string>();
  for (const part of rest.split(";").filter((part) => part.trim() !== "")) {
    const [key, ...value] = part.split("=");
    given.set(key.trim().toLowerCase(), decode(value.join("=").trim()));
  }
  const unknown = [...given.keys()].find((key) => key !== "use_ssl" && key !== "token");
  if (unknown !== undefined) throw refuse("no more than use_ssl and token", quoteValue(unknown));
  const secret = token ?? given.get("token") ?? null;
  const wanted = given.get("use_ssl")?.toLowerCase();
  const overTls = wanted === "true" || (secret !== null && !LOOPBACK.test(host));
  if (wanted === "false" && overTls) {
    throw refuse("use_ssl=true beside a token", "use_ssl=false");
  }
  return {
    baseUrl: `${overTls ? "https" : "http"}://${host}:${port}`,
    shown: `sc://${host}:${port}`,
    token: secret,
  };
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function refuse(expected: string, received: string): ParamsError {
  const hint =
    "Write sc://host:15002, or sc://host:443/;use_ssl=true;token=... for a server elsewhere.";
  return new ParamsError([{ path: "engine.spark_endpoint", expected, received, hint }]);
}
