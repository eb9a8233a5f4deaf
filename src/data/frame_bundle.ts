/** Bundles a page of its own into one file: script and style in it, nothing asked of anybody. Runs in Deno only. */

import * as esbuild from "esbuild";
import config from "../../deno.json" with { type: "json" };
import { resolveImports } from "./bundler_plugin.ts";
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

/** Parts of the package that takes types out of TypeScript which only its other languages, older
 * browsers, imports that are left out and its own files of source maps need: a third of it. */
const NOT_NEEDED =
  /sucrase\/dist\/esm\/(CJSImportProcessor|identifyShadowedGlobals|parser\/plugins\/(flow|jsx\/.*)|transformers\/(CJSImport|JSX|Flow|JestHoist|ReactDisplayName|ReactHotLoader|NumericSeparator|OptionalCatchBinding|OptionalChainingNullish)Transformer|util\/(formatTokens|getNonTypeIdentifiers|getTSImportedNames))\.js$|@jridgewell\/(resolve-uri|trace-mapping)\/dist\/[\w-]+\.mjs$/;

/** What of d3 neither charts need nor a frame can do, as it fetches nothing. */
const LEFT_OUT_OF_D3 = /^export \* from "d3-(brush|chord|dsv|fetch|force)";$/gm;

/** Puts names without anything behind them in the place of what is never called. */
const LEAVE_OUT: esbuild.Plugin = {
  name: "leave-out",
  setup(build) {
    build.onLoad({ filter: NOT_NEEDED }, async ({ path }) => {
      const names = exportsOf(await Deno.readTextFile(path));
      const lines = names.map((name) => `export const ${name} = undefined;`);
      return { contents: [...lines, "export default undefined;"].join("\n") };
    });
    // Its options are written above, and are right.
    build.onLoad({ filter: /sucrase\/dist\/esm\/Options\.js$/ }, () => ({
      contents: "export function validateOptions() {}",
    }));
    // Its helpers stand in for what older browsers lack.
    build.onLoad({ filter: /sucrase\/dist\/esm\/HelperManager\.js$/ }, () => ({
      contents: 'export class HelperManager { emitHelpers() { return ""; } }',
    }));
    // The frame has a smaller reader of words than files have.
    build.onLoad({ filter: /\/notebook\/publish\/words_html\.ts$/ }, () => ({
      contents: "export const wordsHtml = undefined;",
    }));
    build.onLoad({ filter: /\/d3\/src\/index\.js$/ }, async ({ path }) => ({
      contents: (await Deno.readTextFile(path)).replaceAll(LEFT_OUT_OF_D3, ""),
    }));
  },
};

/** The names that a module exports, `default` aside. */
function exportsOf(source: string): string[] {
  const declared = [...source.matchAll(/^export (?:function|class|const|let) (\w+)/gm)];
  const listed = [...source.matchAll(/^export \{([^}]*)\}/gm)]
    .flatMap(([, list]) => [...list.matchAll(/(\w+)\s*(?:,|$)/g)]);
  const names = [...declared, ...listed].map(([, name]) => name);
  return [...new Set(names)].filter((name) => name !== "default");
}
