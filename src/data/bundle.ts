/** Bundles a module of the engine for browsers. Runs in Deno only. */

import * as esbuild from "esbuild";
import config from "../../deno.json" with { type: "json" };
import { resolveImports } from "./bundler_plugin.ts";
import { writeBytes } from "./load_run.ts";

/** Writes one module with all that it imports to standard output.
 * @param entry Its path from the project's root.
 */
export async function writeBundle(entry: string): Promise<void> {
  const { outputFiles } = await esbuild.build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    write: false,
    logLevel: "error",
    plugins: [resolveImports(config.imports, Deno.cwd())],
  });
  writeBytes(outputFiles[0].contents);
  await esbuild.stop();
}
