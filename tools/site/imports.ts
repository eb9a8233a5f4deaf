/** Lists what the code of a built site imports and cannot get, as JSON lines. Runs in Deno only.
 *
 * A program of its own, because only it may start esbuild, whose parser knows an import from a text
 * that looks like one.
 */

import { dirname, join, normalize } from "node:path/posix";
import * as esbuild from "esbuild";
import { listFiles, type SiteProblem } from "./check.ts";

/** One piece of code of the site. */
interface Code {
  /** From the site's root. */
  readonly path: string;
  readonly text: string;
  /** Folder that its relative imports start from. */
  readonly from: string;
}

const MODULE_SCRIPT = /<script\b[^>]*type="?module"?[^>]*>([^]*?)<\/script>/gi;
const PRELOAD = /<(?:link|script)\b[^>]*\b(?:href|src)="([^"#?:]+)[^">]*"/gi;
const BASE = /<base\b[^>]*href="([^"]*)"/i;

async function findBadImports(folder: string): Promise<SiteProblem[]> {
  const files = await listFiles(folder);
  const present = new Set(files);
  const problems: SiteProblem[] = [];
  for (const path of files) {
    if (!/\.(html|js|mjs)$/.test(path)) continue;
    const text = await Deno.readTextFile(join(folder, path));
    const from = BASE.test(text) && path.endsWith(".html") ? "" : dirname(path);
    const codes = path.endsWith(".html")
      ? [...text.matchAll(MODULE_SCRIPT)].map((match): Code => ({ path, text: match[1], from }))
      : [{ path, text, from }];
    const wanted = new Set<string>();
    for (const code of codes) for (const name of await importsOf(code)) wanted.add(name);
    if (path.endsWith(".html")) {
      for (const [, name] of text.matchAll(PRELOAD)) {
        if (/\.(js|mjs|css)$/.test(name)) wanted.add(name.startsWith(".") ? name : `./${name}`);
      }
    }
    for (const name of wanted) {
      const message = judge(name, from, present);
      if (message !== null) problems.push({ path, line: 1, message });
    }
  }
  return problems;
}

/** The names that code imports, static and dynamic, as they are written. */
async function importsOf({ path, text }: Code): Promise<string[]> {
  const names: string[] = [];
  await esbuild.build({
    stdin: { contents: text, sourcefile: path, loader: "js" },
    bundle: true,
    format: "esm",
    write: false,
    logLevel: "silent",
    plugins: [{
      name: "note-imports",
      setup(build) {
        build.onResolve({ filter: /.*/ }, ({ path: name, kind }) => {
          if (kind === "entry-point") return undefined;
          if (kind !== "dynamic-import" || !isOnDemand(path)) names.push(name);
          return { path: name, external: true };
        });
      },
    }],
  });
  return names;
}

/** Framework's own client knows how to fetch what pages may name without importing it. A page that does
 * so fails to build offline, so what is left of it never runs. */
function isOnDemand(path: string): boolean {
  return path.startsWith("_observablehq/");
}

function judge(name: string, from: string, present: ReadonlySet<string>): string | null {
  if (/^[a-z]+:/i.test(name)) return `imports from another place: ${name}`;
  if (!/^\.{0,2}\//.test(name)) {
    return `imports "${name}", which no browser can find: declare the package in deno.json`;
  }
  const target = normalize(name.startsWith("/") ? name.slice(1) : join(from, name));
  const file = target.replace(/[?#].*$/, "");
  return present.has(file) ? null : `imports ${name}, which is not there: name it with .js`;
}

if (import.meta.main) {
  for (const problem of await findBadImports(Deno.args[0])) console.log(JSON.stringify(problem));
  await esbuild.stop();
}
