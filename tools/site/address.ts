/** Reads on which host and port the site is to be shown. Runs in Deno only. */

import { parseArgs } from "node:util";
import { SiteError } from "./framework.ts";

/** Where a server listens. */
export interface SiteAddress {
  readonly host: string;
  readonly port: number;
}

const OPTIONS = {
  host: { type: "string" },
  port: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;
const LOOPBACK = /^(127\.\d+\.\d+\.\d+|localhost|\[?::1\]?)$/;

/** Reads `--host` and `--port`; null if `--help` asks for help instead.
 * @throws {SiteError} For another flag, or a port that is none.
 */
export function readAddress(args: readonly string[], defaultPort: number): SiteAddress | null {
  const { host, port, help } = parseFlags(args);
  if (help === true) return null;
  const number = port === undefined ? defaultPort : Number(port);
  if (!Number.isInteger(number) || number < 1 || number > 65_535) {
    throw new SiteError(
      `Cannot use --port: a port is a whole number from 1 to 65535, but got ${
        JSON.stringify(port)
      }. ${defaultPort} is the default.`,
    );
  }
  return { host: host ?? "127.0.0.1", port: number };
}

/** Whether only this machine reaches the host. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

/** Whether a server on a host goes by a name: one for this machine alone by this machine's names, any
 * other by all.
 */
export function answersTo(host: string, hostname: string): boolean {
  return !isLoopback(host) || isLoopback(hostname);
}

/** Refuses an address that another program listens on, before anything is started for it.
 * @throws {SiteError} If nobody can listen there.
 */
export function checkFree({ host, port }: SiteAddress): void {
  try {
    Deno.listen({ hostname: host, port }).close();
  } catch (error) {
    throw cannotListen({ host, port }, error);
  }
}

/** Says why a server cannot listen. */
export function cannotListen({ host, port }: SiteAddress, error: unknown): SiteError {
  if (error instanceof Deno.errors.AddrInUse) {
    return new SiteError(
      `Cannot listen on ${host}:${port}: the port must be free, but another program has it. ` +
        `Try --port ${port + 1}.`,
    );
  }
  return new SiteError(
    `Cannot listen on ${host}:${port}: the host must be an address of this machine that the task ` +
      `allows, but ${error instanceof Error ? error.message : String(error)}. ` +
      "127.0.0.1 and 0.0.0.0 work.",
  );
}

function parseFlags(
  args: readonly string[],
): { readonly host?: string; readonly port?: string; readonly help?: boolean } {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new SiteError(
      `Cannot use the command line: the flags are --host, --port and --help, but ${
        said.split("\n")[0]
      }`,
    );
  }
}
