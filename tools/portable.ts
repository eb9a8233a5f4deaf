/** Proves that the engine runs in browsers, by bundling it for them: `deno task portable [MODULE]`. Runs in Deno. */

import * as esbuild from "esbuild";
import { bundleForBrowser } from "./lib/browser_bundle.ts";
import { ROOT } from "./lib/paths.ts";

const DEFAULT_ENTRY = "pipeline/mod.ts";

if (import.meta.main) {
  const entry = Deno.args[0] ?? DEFAULT_ENTRY;
  const { bytes, problems } = await bundleForBrowser(entry, ROOT);
  await esbuild.stop();
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
