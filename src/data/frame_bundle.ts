/** Bundles a page of its own into one file: script and style in it, nothing asked of anybody. Runs in Deno only. */

import * as esbuild from "esbuild";
import config from "../../deno.json" with { type: "json" };
import { resolveImports } from "./bundler_plugin.ts";
import { ELSEWHERE } from "./elsewhere.ts";
import { type NameDoc, readNameDocs } from "./name_docs.ts";
import { FRAME_POLICY } from "./frame_policy.ts";

/** Bundles a script and a style sheet into one page.
 * @param title Of the page, for listeners.
 * @param options Paths from the project's root.
 */
export async function bundleFrame(
  title: string,
  { script, style }: { readonly script: string; readonly style: string },
): Promise<string> {
  const [code, css] = await Promise.all([bundle(script, "iife"), bundle(style)]);
  await esbuild.stop();
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${FRAME_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${css.replaceAll("</style", "<\\/style")}</style>
</head>
<body>
<script>${code.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--")}</script>
</body>
</html>
`;
}

async function bundle(entry: string, format?: "iife"): Promise<string> {
  const { outputFiles } = await esbuild.build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    ...(format === undefined ? {} : { format }),
    platform: "browser",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    write: false,
    logLevel: "error",
    plugins: [resolveImports(config.imports, Deno.cwd()), LEAVE_OUT],
  });
  return outputFiles[0].text;
}

/** What of d3 neither charts need nor a frame can do, as it fetches nothing. */
const LEFT_OUT_OF_D3 = /^export \* from "d3-(brush|chord|dsv|fetch|force|quadtree)";$/gm;

/** Where d3 gives all of geography, and what Plot takes of it: a frame can fetch no maps to measure. */
const ALL_OF_GEO = 'export * from "d3-geo";';
const GEO_OF_PLOT = `export { ${
  [
    ...["Albers", "AlbersUsa", "AzimuthalEqualArea", "AzimuthalEquidistant", "Centroid"],
    ...["ClipRectangle", "ConicConformal", "ConicEqualArea", "ConicEquidistant", "EqualEarth"],
    ...["Equirectangular", "Gnomonic", "Graticule10", "Mercator", "Orthographic", "Path"],
    ...["Stereographic", "Stream", "Transform", "TransverseMercator"],
  ].map((name) => `geo${name}`).join(", ")
} } from "d3-geo";`;

/** In the place of the package that gives colours to what grammars find: names that lead nowhere. */
const NO_COLOURS = `export class Tag {}
const none = new Tag(), modify = () => none;
export const tags = new Proxy({}, { get: (_, name) => name === "special" ? modify : none });
export const styleTags = () => () => null;
export const highlightTree = () => {}, tagHighlighter = () => ({});
`;

/** Where packages say how grammars are coloured: by their own colours, by older names, by kinds of words. */
const COLOURS: readonly (readonly [where: RegExp, instead: string])[] = [
  [/(?<=^const defaultHighlightStyle = )[^]*?^\]\)(?=;$)/m, "null"],
  [/^for \(let \[legacyName, name\] of [^]*?, name\);$/m, ""],
  [/(?<=^const markdownHighlighting = styleTags\()[^]*?^\}(?=\);$)/m, ""],
];

/** Where acorn reads regular expressions by itself, with what Unicode says of letters. */
const PATTERNS =
  /^var ecma9BinaryProperties = [^]*?(?=^\/\/ Object type used to represent tokens)/m;
/** In that place: the browser that would run them reads them, and says the same of what is wrong. */
const READ_PATTERNS = `function RegExpValidationState() {}
RegExpValidationState.prototype.reset = function (start, pattern, flags) {
  Object.assign(this, { start, pattern, flags });
};
Parser.prototype.validateRegExpFlags = function () {};
Parser.prototype.validateRegExpPattern = function ({ start, pattern, flags }) {
  try {
    new RegExp(pattern, flags);
  } catch (error) {
    this.raiseRecoverable(start, error.message);
  }
};
`;

/** What is known of names that a page has: of others it says where they are. */
async function docsOfPage(): Promise<Record<string, NameDoc>> {
  const docs = Object.entries(await readNameDocs());
  return Object.fromEntries(docs.filter(([name]) => !ELSEWHERE.includes(name)));
}

/** Puts names without anything behind them in the place of what is never called, and texts in that of
 * what is read from elsewhere. */
const LEAVE_OUT: esbuild.Plugin = {
  name: "leave-out",
  setup(build) {
    build.onLoad({ filter: /\/frame\/editing\/name_docs\.ts$/ }, async () => ({
      contents: `export const NAME_DOCS = ${JSON.stringify(await docsOfPage())};`,
    }));
    // The frame has a smaller reader of words than files have.
    build.onLoad({ filter: /\/notebook\/publish\/words_html\.ts$/ }, () => ({
      contents: "export const wordsHtml = undefined;",
    }));
    // Cells are given no session that names could be kept in.
    build.onLoad({ filter: /\/segments\/naming\/editable_name\.ts$/ }, () => ({
      contents: "export const editableName = undefined, renameButton = undefined;",
    }));
    build.onLoad({ filter: /\/acorn\/dist\/acorn\.mjs$/ }, async ({ path }) => {
      const text = await Deno.readTextFile(path);
      if (!PATTERNS.test(text)) throw new Error(`Cannot bundle ${path}: it is another acorn.`);
      return { contents: text.replace(PATTERNS, () => READ_PATTERNS) };
    });
    // The editor finds its colours itself: how grammars name theirs leads to nothing that is shown.
    build.onLoad({ filter: /\/@lezer\/highlight\/dist\/index\.js$/ }, () => ({
      contents: NO_COLOURS,
    }));
    build.onLoad({ filter: /\/@(codemirror\/language|lezer\/markdown)\/dist\/index\.js$/ }, async (
      { path },
    ) => ({
      contents: COLOURS.reduce(
        (text, [where, instead]) => text.replace(where, instead),
        await Deno.readTextFile(path),
      ),
    }));
    build.onLoad({ filter: /\/d3\/src\/index\.js$/ }, async ({ path }) => ({
      contents: (await Deno.readTextFile(path)).replaceAll(LEFT_OUT_OF_D3, "")
        .replace(ALL_OF_GEO, GEO_OF_PLOT),
    }));
  },
};
