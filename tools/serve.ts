/** Serves the built site on this machine: `deno task serve`. Runs in Deno only. */

import { answersTo, cannotListen, readAddress, type SiteAddress } from "./site/address.ts";
import { DIST, runSiteTool, SiteError } from "./site/framework.ts";
import { siteHandler } from "./site/handler.ts";
import { withPassword } from "./site/password.ts";

const DEFAULT_PORT = 8080;
/** What `--help` prints. */
const HELP = `Serves the site that deno task build made.

deno task serve [--port NUMBER] [--host ADDRESS]

  --port NUMBER    default ${DEFAULT_PORT}
  --host ADDRESS   default 127.0.0.1: this machine only; 0.0.0.0: everyone who reaches it

SITE_PASSWORD in the environment: browsers ask for it before they show anything, whatever the
user's name. It travels readable, so put a server with https before this one.`;

/** Serves until the process ends.
 * @throws {SiteError} If there is no built site, or nobody can listen there.
 */
async function serve(): Promise<void> {
  const address = readAddress(Deno.args, DEFAULT_PORT);
  if (address === null) return console.log(HELP);
  if (!(await hasSite())) {
    throw new SiteError(
      `Cannot serve the site: it must be built first, but there is no ${DIST}/index.html. ` +
        "Run: deno task build",
    );
  }
  await listen(address, readPassword()).finished;
}

function readPassword(): string | null {
  const password = Deno.env.get("SITE_PASSWORD") ?? "";
  return password === "" ? null : password;
}

function listen(address: SiteAddress, password: string | null): Deno.HttpServer {
  const { host, port } = address;
  try {
    return Deno.serve({
      hostname: host,
      port,
      handler: withPassword(siteHandler(DIST, (hostname) => answersTo(host, hostname)), password),
      onListen: (heard) => console.log(`serving ${DIST}/ on http://${host}:${heard.port}/`),
    });
  } catch (error) {
    throw cannotListen(address, error);
  }
}

async function hasSite(): Promise<boolean> {
  try {
    return (await Deno.stat(`${DIST}/index.html`)).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

if (import.meta.main) await runSiteTool(serve);
