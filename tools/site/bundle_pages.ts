/** Puts the code of a built site's pages into few files, and the first words into the pages themselves. Runs in Deno only.
 *
 * Framework gives every module a file of its own, over a hundred for a page: on a slow line their way
 * there and back takes longer than they do. A program of its own, because only it may start esbuild and
 * may write to the site.
 */

import { dirname, join } from "node:path/posix";
import * as esbuild from "esbuild";
import project from "../../deno.json" with { type: "json" };
import type { LoadedView } from "../../src/components/shell/page.ts";
import { resolveImports } from "../../src/data/bundler_plugin.ts";
import { listFiles } from "./check.ts";
import { withFirstView, withWay } from "./first_view.ts";

/** Folders that Framework fills with modules. */
const MODULE = /^_(import|node|npm|observablehq)\/.*\.js$/;
/** Where the bundles lie: beside Framework's client, which looks for what it fetches on demand from there. */
const FOLDER = "_observablehq";
/** Pages that people see first: what they need is no more than that. */
const IS_FIRST = /(^|\/)index\.html$/;
const MODULE_SCRIPT = /(<script type="module">)([^]*?)(<\/script>)/g;
const PRELOAD = /<link rel="modulepreload" href="([^"]+)">\n?/g;
const STATIC_IMPORT = /^import (\{[^}]*\}) from "(\.[^"]+\.js)";$/gm;
/** What a page without code of its own imports. */
const BARE_IMPORT = /^import "(\.[^"]+\.js)";$/gm;
const DYNAMIC_IMPORT = /\bimport\("(\.[^"]+\.js)"\)/g;
/** A package's file as Framework names it: `_node/@observablehq/plot@0.6.17/index.3e99bd70.js`. */
const PACKAGE = /\/_node\/((?:@[^/]+\/)?[^/@]+)@[^/]+\/index\.[0-9a-f]+\.js$/;
/** A file that a page's script names, with its type and where it lies. */
const FILE = /^registerFile\("([^"]+)", \{.*?"mimeType":"([^"]+)","path":"([^"]+)"/gm;
/** How a page's script imports such a file. */
const IMPORTED_FILE = /\bimport\(FileAttachment\("([^"]+)"\)\.href\)/g;
/** Framework lets nobody zoom with two fingers. */
const NO_ZOOM = ", maximum-scale=1";

const HEADER = /<header\b[^>]*>/;
/** For those who come by keyboard, before the navigation of every page. */
const SKIP_LINK = '<a class="skip-link" href="#observablehq-main">Skip to the results</a>';

/** A page and the modules that it imports. */
interface Page {
  /** From the site's root. */
  readonly path: string;
  readonly text: string;
  /** Paths from the site's root, in order of their first use. */
  readonly modules: readonly string[];
}

/** A bundle: its file, and the names under which it gives modules. */
interface Bundle {
  readonly path: string;
  readonly names: ReadonlyMap<string, string>;
  /** Files that it imports, for pages to fetch at once. */
  readonly parts: readonly string[];
}

async function bundlePages(site: string): Promise<void> {
  const files = await listFiles(site);
  const present = new Set(files.filter((file) => MODULE.test(file)));
  const pages: Page[] = [];
  for (const path of files.filter((file) => file.endsWith(".html"))) {
    const text = await Deno.readTextFile(join(site, path));
    const modules = importsOf(path, text).filter((module) => present.has(module));
    pages.push({ path, text, modules });
  }
  const groups = [
    pages.filter(({ path }) => IS_FIRST.test(path)),
    pages.filter(({ path }) => !IS_FIRST.test(path)),
  ];
  const bundles = await bundle(site, groups.map(modulesOf), present);
  const readView = viewReader(site);
  for (const page of pages) {
    const text = rewrite(page, bundles[IS_FIRST.test(page.path) ? 0 : 1]);
    await Deno.writeTextFile(join(site, page.path), withWords(page, text, await readView(page)));
  }
  for (const module of present) await Deno.remove(join(site, module));
  for (const folder of ["_import", "_node", "_npm"]) await removeEmpty(join(site, folder));
}

/** A page with what the built run says there: headers everywhere, all first words where people come in. */
function withWords({ path }: Page, text: string, view: LoadedView | null): string {
  if (view === null) return text;
  const told = withWay(text, view);
  return IS_FIRST.test(path) ? withFirstView(told, view) : told;
}

/** Removes folders that hold no file, deepest first. */
async function removeEmpty(folder: string): Promise<void> {
  const entries = await Array.fromAsync(Deno.readDir(folder)).catch(() => null);
  if (entries === null) return;
  for (const { name, isDirectory } of entries) {
    if (isDirectory) await removeEmpty(join(folder, name));
  }
  // One that still holds something stays.
  await Deno.remove(folder).catch(() => {});
}

/** The modules of a page's scripts, by their paths from the site's root. */
function importsOf(path: string, text: string): string[] {
  const scripts = [...text.matchAll(MODULE_SCRIPT)].map(([, , script]) => script).join("\n");
  const named = [
    ...[...scripts.matchAll(STATIC_IMPORT)].map(([, , name]) => name),
    ...[BARE_IMPORT, DYNAMIC_IMPORT].flatMap((form) =>
      [...scripts.matchAll(form)].map(([, name]) => name)
    ),
  ];
  return [...new Set(named.map((name) => join(dirname(path), name)))];
}

function modulesOf(pages: readonly Page[]): string[] {
  return [...new Set(pages.flatMap(({ modules }) => modules))].sort();
}

/** Bundles lists of modules, what several lists need in a file of its own. */
async function bundle(
  site: string,
  lists: readonly (readonly string[])[],
  present: ReadonlySet<string>,
): Promise<Bundle[]> {
  const root = Deno.cwd();
  const names = lists.map((modules) => new Map(modules.map((module, i) => [module, `m${i}`])));
  const sources = names.map((list) =>
    [...list].map(([module, name]) => `export * as ${name} from "${root}/${site}/${module}";`)
  );
  const { outputFiles, metafile } = await esbuild.build({
    entryPoints: lists.map((_, i) => ({ in: `pages:${i}`, out: `pages${i}` })),
    entryNames: "[name].[hash]",
    chunkNames: "shared.[hash]",
    outdir: join(site, FOLDER),
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    metafile: true,
    write: false,
    logLevel: "error",
    plugins: [
      givenSources(sources.map((lines) => lines.join("\n"))),
      siteModules(`${root}/${site}/`, present, root),
      resolveImports(project.imports, root),
    ],
  });
  for (const { path, contents } of outputFiles) await Deno.writeFile(path, contents);
  const outputs = Object.entries(metafile.outputs);
  return lists.map((_, i) => {
    const found = outputs.find(([, { entryPoint }]) => entryPoint?.endsWith(`pages:${i}`));
    if (found === undefined) throw new Error(`Cannot find the bundle of pages ${i}.`);
    const [path, { imports }] = found;
    const inSite = (file: string): string => file.slice(file.indexOf(`${FOLDER}/`));
    const parts = imports.filter(({ kind }) => kind === "import-statement");
    return { path: inSite(path), names: names[i], parts: parts.map((part) => inSite(part.path)) };
  });
}

/** Entries that are made here. */
function givenSources(sources: readonly string[]): esbuild.Plugin {
  return {
    name: "given-sources",
    setup(build) {
      build.onResolve({ filter: /^pages:\d+$/ }, ({ path }) => ({ path, namespace: "given" }));
      build.onLoad({ filter: /^pages:\d+$/, namespace: "given" }, ({ path }) => ({
        contents: sources[Number(path.slice("pages:".length))],
        resolveDir: Deno.cwd(),
      }));
    },
  };
}

/** Packages come as their makers divided them, so that what nobody uses stays out; Framework's copies are
 * of one piece. What its client may fetch on demand and no page asks for is left to it. */
function siteModules(site: string, present: ReadonlySet<string>, root: string): esbuild.Plugin {
  return {
    name: "site-modules",
    setup(build) {
      build.onResolve({ filter: /^[./]/ }, async ({ path, importer, kind, resolveDir }) => {
        const file = path.startsWith("/") ? path : join(dirname(importer), path);
        if (!file.startsWith(site)) return undefined;
        const name = PACKAGE.exec(file)?.[1];
        if (name !== undefined) {
          return { ...await build.resolve(name, { kind, resolveDir: root }), sideEffects: false };
        }
        if (present.has(file.slice(site.length))) return { path: file };
        return kind === "dynamic-import" ? { path, external: true } : { path: file, resolveDir };
      });
    },
  };
}

/** A page that takes its modules from a bundle. */
function rewrite({ path, text, modules }: Page, { path: file, names, parts }: Bundle): string {
  const toRoot = "../".repeat(path.split("/").length - 1) || "./";
  const nameOf = (specifier: string) => names.get(join(dirname(path), specifier));
  const preloads = [file, ...parts]
    .map((part) => `<link rel="modulepreload" fetchpriority="low" href="${toRoot}${part}">\n`).join(
      "",
    ) +
    preloadsOfFiles(text);
  let isFirst = true;
  return text
    .replace(NO_ZOOM, "")
    .replace(HEADER, (header) => header + SKIP_LINK)
    .replace(PRELOAD, (link, href: string) => {
      if (nameOf(href) === undefined && !MODULE.test(join(dirname(path), href))) return link;
      if (!isFirst || modules.length === 0) return "";
      isFirst = false;
      return preloads;
    })
    .replace(MODULE_SCRIPT, (whole, open: string, script: string, close: string) => {
      const used = new Set<string>();
      const take = (specifier: string): string | undefined => {
        const name = nameOf(specifier);
        if (name !== undefined) used.add(name);
        return name;
      };
      const rewritten = script
        .replace(STATIC_IMPORT, (line, list: string, specifier: string) => {
          const name = take(specifier);
          return name === undefined ? line : `const ${list.replace(/ as /g, ": ")} = ${name};`;
        })
        .replace(
          BARE_IMPORT,
          (line, specifier: string) => take(specifier) === undefined ? line : "",
        )
        .replace(DYNAMIC_IMPORT, (call, specifier: string) => take(specifier) ?? call);
      if (used.size === 0) return whole;
      return `${open}\nimport {${
        [...used].join(", ")
      }} from "${toRoot}${file}";${rewritten}${close}`;
    });
}

/** Reads what a page's loader gave of its survey; null where the page is of none. Pages of a survey follow
 * each other: for all of them it is read once.
 */
function viewReader(site: string): (page: Page) => Promise<LoadedView | null> {
  let known = "";
  let loaded: LoadedView | null = null;
  return async ({ path, text }) => {
    const named = [...text.matchAll(FILE)].find(([, name]) => name === "./view.json")?.[3];
    if (named === undefined) return null;
    const file = join(site, dirname(path), named);
    if (file !== known) loaded = JSON.parse(await Deno.readTextFile(file));
    known = file;
    return loaded;
  };
}

/** What the page's script will fetch in any case, to be fetched while the script is still on its way. */
function preloadsOfFiles(text: string): string {
  const imported = new Set([...text.matchAll(IMPORTED_FILE)].map(([, name]) => name));
  return [...text.matchAll(FILE)].map(([, name, type, path]) => {
    if (imported.has(name)) {
      return `<link rel="modulepreload" fetchpriority="low" href="${path}">\n`;
    }
    if (type !== "application/json") return "";
    return `<link rel="preload" as="fetch" fetchpriority="low" crossorigin href="${path}">\n`;
  }).join("");
}

if (import.meta.main) {
  await bundlePages(Deno.args[0]);
  await esbuild.stop();
}
