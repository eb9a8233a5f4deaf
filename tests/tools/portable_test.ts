/** Tests of the check that the engine runs in browsers. Runs in Deno. */

import assert from "node:assert/strict";
import * as esbuild from "esbuild";
import { bundleForBrowser } from "../../tools/lib/browser_bundle.ts";
import { findEngineDefined } from "../../tools/lib/engine_defined.ts";
import { ROOT } from "../../tools/lib/paths.ts";

const LACKS = "browsers lack it";
const LOCALE = "its answer depends on the locale and the platform's data";
const TIME = "its answer depends on the local time zone";

/** Source, and per finding its line, name and reason. */
const SOURCES: readonly [string, ...[number, string, string][]][] = [
  ["Deno.exit(1);", [1, "Deno", LACKS]],
  ["\nconst here = typeof Deno;", [2, "Deno", LACKS]],
  ["globalThis.Deno?.exit(1);", [1, "Deno", LACKS]],
  ["process.exit(1);", [1, "process", LACKS]],
  ["Buffer.from([]);", [1, "Buffer", LACKS]],
  ["new Intl.Collator();", [1, "Intl", LOCALE]],
  [
    "new SharedArrayBuffer(8);",
    [1, "SharedArrayBuffer", "many static hosts cannot enable it"],
  ],
  ['a.localeCompare("b");', [1, "localeCompare", LOCALE]],
  ["a.toLocaleString();", [1, "toLocaleString", LOCALE]],
  ['a["toLocaleUpperCase"]();', [1, "toLocaleUpperCase", LOCALE]],
  ["const { getHours } = date;", [1, "getHours", TIME]],
  ["`${new Date().getFullYear()}`;", [1, "getFullYear", TIME]],
  ["date.getTimezoneOffset();", [1, "getTimezoneOffset", TIME]],
  ["date.setMonth(1);", [1, "setMonth", TIME]],
  ["date.toDateString();", [1, "toDateString", TIME]],
  ["crypto.subtle.digest(a, b);", [1, "subtle", "pages on plain http lack crypto.subtle"]],
  ["// no Intl here\na();\nIntl.x;", [3, "Intl", LOCALE]],
  ["date.getUTCHours(); date.toISOString();"],
  ["// Deno, Intl, localeCompare\n/* getHours */"],
  ['const text = "Deno localeCompare Intl.x";'],
  ["export type Locale = Intl.Locale;"],
  ["function f(process: number) { return process; }"],
  ["const timing = { process: 1 }; timing.process;"],
];

Deno.test("findEngineDefined() finds what differs between platforms", async (t) => {
  try {
    for (const [source, ...expected] of SOURCES) {
      await t.step(source.replaceAll("\n", " "), async () => {
        assert.deepEqual(
          await findEngineDefined(source),
          expected.map(([line, name, reason]) => ({ name, reason, line })),
        );
      });
    }
  } finally {
    await esbuild.stop();
  }
});

/** Files of a small project, and what stands in the way of its `mod.ts`. */
const PROJECTS: readonly [string, Record<string, string>, string[]][] = [
  ["a good module", { "mod.ts": 'export { a } from "./a.ts";', "a.ts": "export const a = 1;" }, []],
  [
    "a built-in, reached through another module",
    { "mod.ts": 'import "./a.ts";', "a.ts": '\nimport { join } from "node:path";\njoin("a");' },
    ['a.ts:2 Could not resolve "node:path"'],
  ],
  [
    "a built-in without its scheme",
    { "mod.ts": 'import { join } from "path";\njoin("a");' },
    ['mod.ts:1 Could not resolve "path"'],
  ],
  [
    "a built-in that a package asks for in vain",
    {
      "mod.ts": 'import "kind";',
      "node_modules/kind/index.js": 'try { require("fs"); } catch {}',
    },
    ['node_modules/kind/index.js imports "fs", which browsers lack'],
  ],
  [
    "a package that has a stand-in for browsers",
    {
      "mod.ts": 'import "kind";',
      "node_modules/kind/package.json": '{"name":"kind","browser":{"fs":false}}',
      "node_modules/kind/index.js": 'require("fs"); new Intl.Collator(); Deno.exit();',
    },
    [],
  ],
  [
    "a package that deno.json calls by another name",
    { "mod.ts": 'import "short/part.js";', "node_modules/@long/name/part.js": "export {};" },
    [],
  ],
  [
    "a module for Deno only, imported lazily",
    {
      "mod.ts": 'export const open = () => import("./a.ts");',
      "a.ts": "/** Opens files. Runs in Deno only. */\nDeno.cwd();",
    },
    ["a.ts:1 runs in Deno only, but is reached from here"],
  ],
  [
    "the types of a module for Deno only",
    {
      "mod.ts": 'import { type A } from "./a.ts";\nexport type B = A;',
      "a.ts": "/** Opens files. Runs in Deno only. */\nexport type A = number; Deno.cwd();",
    },
    [],
  ],
  [
    "an answer that depends on the locale",
    { "mod.ts": "\nexport const sort = (a: string[]) => a.sort((x, y) => x.localeCompare(y));" },
    [`mod.ts:2 uses localeCompare: ${LOCALE}`],
  ],
];

Deno.test("bundleForBrowser() says what browsers lack", async (t) => {
  try {
    for (const [title, files, problems] of PROJECTS) {
      await t.step(title, async () => {
        const root = await writeProject(files);
        try {
          const bundle = await bundleForBrowser("mod.ts", root);
          assert.deepEqual(bundle.problems, problems);
        } finally {
          await Deno.remove(root, { recursive: true });
        }
      });
    }
  } finally {
    await esbuild.stop();
  }
});

Deno.test("the engine's public surface runs in browsers", async () => {
  try {
    const { bytes, problems } = await bundleForBrowser("pipeline/mod.ts", ROOT);
    assert.deepEqual(problems, []);
    assert.ok(bytes.length > 10000);
  } finally {
    await esbuild.stop();
  }
});

async function writeProject(files: Record<string, string>): Promise<URL> {
  const root = new URL(`file://${await Deno.makeTempDir()}/`);
  const config = JSON.stringify({ imports: { short: "npm:@long/name@^1.2.3" } });
  for (const [path, text] of Object.entries({ "deno.json": config, ...files })) {
    const place = new URL(path, root);
    await Deno.mkdir(new URL(".", place), { recursive: true });
    await Deno.writeTextFile(place, text);
  }
  return root;
}
