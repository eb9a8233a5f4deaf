/** Bundles a module as browsers would get it, and says what in it a browser lacks. Runs in Deno. */

import { isBuiltin } from "node:module";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { resolveImports } from "../../src/data/bundler_plugin.ts";
import { findEngineDefined } from "./engine_defined.ts";
import { isDenoOnly } from "../rules/layers.ts";
import { fileAt } from "./paths.ts";

/** A bundle and what stands in its way. */
export interface BrowserBundle {
  /** Minified; empty where it could not be made. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** One line each: place and reason. */
  readonly problems: readonly string[];
}

/** Bundles for browsers and checks what went in.
 * Our own modules (those outside of node_modules) are also searched for what differs between
 * platforms; what packages do inside is theirs, but they may not import built-ins either.
 * @param entry Path of the module from the root.
 * @param root The project's root, with a slash at its end; its deno.json names the packages.
 */
export async function bundleForBrowser(entry: string, root: URL): Promise<BrowserBundle> {
  const { imports = {} } = JSON.parse(await Deno.readTextFile(new URL("deno.json", root)));
  const result = await esbuild.build({
    absWorkingDir: fileURLToPath(root),
    entryPoints: [entry],
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    minify: true,
    write: false,
    metafile: true,
    logLevel: "silent",
    plugins: [resolveImports(imports, fileURLToPath(root))],
  }).catch((error: unknown) => {
    if (error instanceof Error && "errors" in error) return error as esbuild.BuildFailure;
    throw error;
  });
  if (!("metafile" in result)) {
    return { bytes: new Uint8Array(), problems: result.errors.map(describeError) };
  }
  const inputs = Object.entries(result.metafile.inputs);
  const own = inputs.filter(([path]) => isOwnModule(path));
  const problems = [
    ...inputs.flatMap(([path, input]) => findBuiltins(path, input)),
    ...(await Promise.all(own.map(([path]) => findOwnProblems(path, root)))).flat(),
  ];
  return { bytes: result.outputFiles[0].contents as Uint8Array<ArrayBuffer>, problems };
}

/** Built-ins that the bundler left to the platform, such as a `require` within a `try`. */
function findBuiltins(path: string, input: esbuild.Metafile["inputs"][string]): string[] {
  const isPackage = path.includes("node_modules/");
  return input.imports
    // The bundler's own helpers are in the bundle. Ours may need none, as they stand for what older
    // browsers lack; packages bring theirs along.
    .filter(({ path }) => !(isPackage && path === "<runtime>"))
    // A relative path is only ever external where types alone are imported.
    .filter(({ path, external }) => isBuiltin(path) || (external === true && !path.startsWith(".")))
    .map((used) => `${path} imports "${used.path}", which browsers lack`);
}

/** Of our own code: no package, no data, no package's empty stand-in for a built-in. */
function isOwnModule(path: string): boolean {
  return /\.[cm]?[jt]s$/.test(path) && !/node_modules\/|^\(disabled\):/.test(path);
}

async function findOwnProblems(path: string, root: URL): Promise<string[]> {
  const source = await Deno.readTextFile(fileAt(root, path));
  if (isDenoOnly(source)) return [`${path}:1 runs in Deno only, but is reached from here`];
  const found = await findEngineDefined(source);
  return found.map(({ line, name, reason }) => `${path}:${line} uses ${name}: ${reason}`);
}

function describeError({ text, location }: esbuild.Message): string {
  return location === null ? text : `${location.file}:${location.line} ${text}`;
}
