/** Shows the site while it is worked on, following its inputs: `deno task dev`. Runs in Deno only. */

import { checkFree, isLoopback, readAddress, type SiteAddress } from "./site/address.ts";
import { resetFrameworkCache, runSiteTool, SiteError, startFramework } from "./site/framework.ts";
import { followInputs } from "./site/inputs.ts";
import { lockSite } from "./site/lock.ts";

const DEFAULT_PORT = 3000;
/** What `--help` prints. */
const HELP = `Shows the site, and follows edits of pages, parameters, engine and surveys.

deno task dev [--port NUMBER] [--host ADDRESS]

  --port NUMBER    default ${DEFAULT_PORT}
  --host ADDRESS   default 127.0.0.1: this machine only. Pages show every respondent, so with
                   0.0.0.0 everyone who reaches this machine sees them`;
/** A preview that lives shorter than this did not recover by being started again. */
const SHORT_LIFE_MS = 10_000;
const MOST_SHORT_LIVES = 5;
const RESTART_MS = 1000;
const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Runs the preview until it is interrupted.
 * @throws {SiteError} If the preview cannot be started, or keeps ending by itself.
 */
async function dev(): Promise<void> {
  const address = readAddress(Deno.args, DEFAULT_PORT);
  if (address === null) return console.log(HELP);
  using _lock = await lockSite("show the site");
  checkFree(address);
  if (!isLoopback(address.host)) {
    console.error(
      `warning: everyone who reaches this machine on port ${address.port} sees every respondent`,
    );
  }
  await resetFrameworkCache();
  const interruption = new AbortController();
  const stop = (): void => interruption.abort();
  for (const signal of SIGNALS) Deno.addSignalListener(signal, stop);
  let pid = 0;
  const following = followInputs({ signal: interruption.signal, frameworkPid: () => pid });
  try {
    await keepRunning(address, { signal: interruption.signal, onStart: (now) => pid = now });
  } finally {
    interruption.abort();
    await following;
    for (const signal of SIGNALS) Deno.removeSignalListener(signal, stop);
  }
}

/** Starts the preview, and again when it ends: a mistake in the configuration ends it. */
async function keepRunning(
  address: SiteAddress,
  { signal, onStart }: {
    readonly signal: AbortSignal;
    readonly onStart: (pid: number) => void;
  },
): Promise<void> {
  let shortLives = 0;
  while (!signal.aborted) {
    const started = performance.now();
    const framework = await startFramework({ name: "preview", ...address }, { output: "inherit" });
    onStart(framework.pid);
    const end = (): void => endProcess(framework);
    signal.addEventListener("abort", end);
    if (signal.aborted) end();
    const { code } = await framework.status;
    signal.removeEventListener("abort", end);
    if (signal.aborted) return;
    shortLives = performance.now() - started < SHORT_LIFE_MS ? shortLives + 1 : 1;
    if (shortLives >= MOST_SHORT_LIVES) {
      throw new SiteError(
        `Cannot show the site: the preview must stay up, but it ended ${shortLives} times within ` +
          "seconds. What it said stands above.",
      );
    }
    console.error(`the preview ended with code ${code}; starting it again`);
    await new Promise((resolve) => setTimeout(resolve, RESTART_MS * shortLives));
  }
}

function endProcess(process: Deno.ChildProcess): void {
  try {
    process.kill("SIGTERM");
  } catch {
    // It has ended by itself, as after Ctrl-C in a terminal, which reaches both.
  }
}

if (import.meta.main) await runSiteTool(dev);
