/** Bundles a module of the engine for browsers. Runs in Deno only. */

import { resolve } from "node:path";
import * as esbuild from "esbuild";
import config from "../../deno.json" with { type: "json" };
import { resolveImports } from "./bundler_plugin.ts";
import { writeBytes } from "./load_run.ts";

/** The packages of a second opinion: few ask for one, so browsers get them in a module of their own. */
export const OPINION_PACKAGES = "pipeline/opinion/packages/mod.ts";
/** The packages that write slides and documents, which are taken away far more rarely than pages are read. */
export const OFFICE_PACKAGES = "pipeline/deliver/packages/mod.ts";

/** Documentation that packages name in notices and messages, and never fetch: the site's pages hold no address
 * of another host, so that these stand there without what makes them addresses. */
const NAMED_ADDRESS =
  /https?:\/\/(?=(?:stuk|gitbrent)\.github\.io\/|(?:raw\.)?github\.com\b|rolldown\.rs\/|answers\.microsoft\.com\/|stuartk\.com\/|feross\.org\b|mths\.be\/)/g;

/** Writes one module with all that it imports to standard output.
 * @param entry Its path from the project's root.
 * @param apart Modules that are left out, by path, with the address from which they are fetched when
 * they are needed, relative to this one.
 */
export async function writeBundle(
  entry: string,
  apart: Readonly<Record<string, string>> = {},
): Promise<void> {
  const root = Deno.cwd();
  const { outputFiles } = await esbuild.build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    write: false,
    logLevel: "error",
    plugins: [keepApart(apart, root), resolveImports(config.imports, root)],
  });
  const { text } = outputFiles[0];
  writeBytes(new TextEncoder().encode(text.replaceAll(NAMED_ADDRESS, "")));
  await esbuild.stop();
}

/** Leaves modules out that are imported on demand. */
function keepApart(apart: Readonly<Record<string, string>>, root: string): esbuild.Plugin {
  const addresses = new Map(
    Object.entries(apart).map(([path, address]) => [resolve(root, path), address]),
  );
  return {
    name: "keep-apart",
    setup(build) {
      build.onResolve({ filter: /^\./ }, ({ path, kind, resolveDir }) => {
        const address = addresses.get(resolve(resolveDir, path));
        const isOnDemand = address !== undefined && kind === "dynamic-import";
        return isOnDemand ? { path: address, external: true } : undefined;
      });
    },
  };
}
