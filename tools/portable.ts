/** Proves that the engine runs in browsers, by bundling it for them: `deno task portable [MODULE]`. Runs in Deno. */

import * as esbuild from "esbuild";
import { bundleForBrowser } from "./lib/browser_bundle.ts";
import { ROOT } from "./lib/paths.ts";

/** The doors that browsers come in by. */
const DEFAULT_ENTRIES = ["pipeline/mod.ts", "pipeline/notebook/mod.ts"];

if (import.meta.main) {
  for (const entry of Deno.args.length > 0 ? Deno.args : DEFAULT_ENTRIES) await check(entry);
  await esbuild.stop();
}

async function check(entry: string): Promise<void> {
  const { bytes, problems } = await bundleForBrowser(entry, ROOT);
  if (problems.length === 0) {
    console.log(`portable: ok, ${entry} is ${await describeSize(bytes)}`);
  } else {
    for (const problem of problems) console.error(problem);
    console.error(`portable: ${problems.length} problems in ${entry}`);
    Deno.exitCode = 1;
  }
}

async function describeSize(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
  const { byteLength } = await new Response(packed).arrayBuffer();
  const kilobytes = (count: number) => (count / 1000).toFixed(0);
  return `${kilobytes(bytes.length)} kB (${kilobytes(byteLength)} kB gzip)`;
}
