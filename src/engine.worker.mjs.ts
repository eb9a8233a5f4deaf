/** Loader: the engine for browsers, bundled into one module. Runs in Deno only. */

import * as esbuild from "esbuild";
import config from "../deno.json" with { type: "json" };
import { writeBytes } from "./data/load_run.ts";
import { resolveImports } from "./data/bundler_plugin.ts";

const { outputFiles } = await esbuild.build({
  entryPoints: ["pipeline/worker.ts"],
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
