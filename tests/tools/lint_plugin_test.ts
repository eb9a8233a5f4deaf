/** Tests of our own lint rules: each one on a snippet that breaks it and on one that does not. Runs in Deno. */
/// <reference lib="deno.unstable" />

import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { ROOT } from "../../tools/lib/paths.ts";
import plugin from "../../tools/lint_plugin.ts";

const OPENING = "/** Adds numbers. Runs in Deno and browsers. */\n";
const DENO_ONLY = "/** Opens files. Runs in Deno only. */\n";

/** A rule, a file's path and content, and what is reported. */
type Case = readonly [rule: string, path: string, source: string, messages: readonly string[]];

const OPENING_MISSING =
  "the first line must be a doc comment that says what the module is and where it runs";
const NO_NAME = "a default export has no name: export it by name";
const REEXPORT = "only mod.ts re-exports: import from where it is defined";
const ADVICE = 'move it to a module whose first line says "Runs in Deno only"';
const ABSENT = "a test is ignored only by constants named ...Absent, which say what it lacks";
const UNFINISHED_WORDS = ["TO" + "DO", "FIX" + "ME", "X" + "XX"];

const engine = (to: string) =>
  `the engine must not import ${to}: the engine knows nothing of the site, the tests, the tools and the data`;
const kernel = (to: string) =>
  `numeric code must not import ${to}: kernels know numbers, not surveys and stages`;
const stage = (to: string) =>
  `a stage must not import ${to}: a stage takes another one's result, whose type is all that it needs`;
const above = (own: string, other: string, to = other) =>
  `${own} must not import ${other} (${to}): it stands above, and arrows point down only`;

const KERNEL = "/** A kernel of one loop: calls within it would double its time. */\n";
const tooLong = (what: string, lines: number) =>
  `a ${what} has at most ${what === "kernel" ? 80 : 60} lines, but this one has ${lines}`;

const SHAPE: readonly Case[] = [
  ["opening-comment", "pipeline/a.ts", OPENING, []],
  ["opening-comment", "pipeline/a.ts", OPENING.replace(" */", "\n * It is exact. */"), []],
  ["opening-comment", "pipeline/a.ts", `\n${OPENING}`, [OPENING_MISSING]],
  ["opening-comment", "pipeline/a.ts", "/** Adds numbers. */\n", [OPENING_MISSING]],
  ["opening-comment", "pipeline/a.ts", "// Adds. Runs in Deno.\n", [OPENING_MISSING]],
  ["opening-comment", "tests/a_test.ts", "export const a = 1;\n", [OPENING_MISSING]],
  ["max-lines", "pipeline/a.ts", "a();\n".repeat(400), []],
  ["max-lines", "pipeline/a.ts", "a();\n".repeat(401), [
    "a module has at most 400 lines, but this one has 401",
  ]],
  ["max-function-lines", "pipeline/a.ts", functionOf(60), []],
  ["max-function-lines", "pipeline/a.ts", functionOf(61), [tooLong("function", 61)]],
  ["max-function-lines", "tests/a_test.ts", functionOf(61), [tooLong("function", 61)]],
  ["max-function-lines", "pipeline/a.ts", `export const f = () => {\n${"a();\n".repeat(60)}};\n`, [
    tooLong("function", 62),
  ]],
  ["max-function-lines", "pipeline/a.ts", `class A {\n  f() {\n${"a();\n".repeat(60)}  }\n}\n`, [
    tooLong("function", 62),
  ]],
  ["max-function-lines", "pipeline/numeric/a.ts", KERNEL + functionOf(80), []],
  ["max-function-lines", "pipeline/ingest/files/columnar/a.ts", KERNEL + functionOf(80), []],
  ["max-function-lines", "pipeline/numeric/a.ts", KERNEL + functionOf(81), [
    tooLong("kernel", 81),
  ]],
  [
    "max-function-lines",
    "pipeline/numeric/a.ts",
    `class A {\n  /* One kernel: calls would cost more than they do. */\n  f() {\n${
      "a();\n".repeat(70)
    }  }\n}\n`,
    [],
  ],
  ["max-function-lines", "pipeline/numeric/a.ts", functionOf(61), [tooLong("function", 61)]],
  ["max-function-lines", "pipeline/numeric/a.ts", `${KERNEL}a();\n${functionOf(61)}`, [
    tooLong("function", 61),
  ]],
  ["max-function-lines", "pipeline/clean/a.ts", KERNEL + functionOf(61), [
    tooLong("function", 61),
  ]],
  ["no-default-export", "pipeline/a.ts", "export const a = 1;\n", []],
  ["no-default-export", "pipeline/a.ts", "export default 1;\n", [NO_NAME]],
  ["no-default-export", "pipeline/a.ts", "const a = 1;\nexport { a as default };\n", [NO_NAME]],
  ["no-default-export", "observablehq.config.ts", "export default {};\n", []],
  ["no-default-export", "src/[survey]/clusters.json.ts", "export default {};\n", []],
  ["no-default-export", "src/components/plot.ts", "export default {};\n", [NO_NAME]],
  ["reexport-only-in-mod", "pipeline/mod.ts", 'export { a } from "./a.ts";\n', []],
  ["reexport-only-in-mod", "pipeline/a.ts", "const b = 1;\nexport { b };\n", []],
  ["reexport-only-in-mod", "pipeline/a.ts", 'export { b } from "./b.ts";\n', [REEXPORT]],
  ["reexport-only-in-mod", "pipeline/a.ts", 'export * from "./b.ts";\n', [REEXPORT]],
  ["reexport-only-in-mod", "pipeline/a.ts", 'export type { B } from "./b.ts";\n', [REEXPORT]],
  ["reexport-only-in-mod", "pipeline/a.ts", 'import { b } from "./b.ts";\nexport { b };\n', [
    REEXPORT,
  ]],
  ...UNFINISHED_WORDS.map((word): Case => [
    "no-unfinished",
    "pipeline/a.ts",
    `a(); // ${word}: later\n`,
    [`a ${word} belongs in an issue: finish or file it`],
  ]),
  ["no-unfinished", "pipeline/a.ts", `const text = "${UNFINISHED_WORDS[0]}"; // methods\n`, []],
];

const LAYERS: readonly (readonly [path: string, source: string, messages: readonly string[]])[] = [
  ["pipeline/run/a.ts", 'import { clean } from "../clean/mod.ts";\n', []],
  ["pipeline/run/a.ts", 'import { b } from "./b.ts";\n', []],
  ["pipeline/run/a.ts", 'import { b } from "../io/b.ts";\n', [
    above("pipeline/run", "pipeline/io", "pipeline/io/b.ts"),
  ]],
  ["pipeline/run/a.ts", 'import { b } from "../cli.ts";\n', [
    above("pipeline/run", "pipeline/cli.ts"),
  ]],
  ["pipeline/a/b.ts", 'import { c } from "../../src/c.ts";\n', [engine("src/c.ts")]],
  ["pipeline/a/b.ts", 'import { c } from "../../tests/c.ts";\n', [engine("tests/c.ts")]],
  ["pipeline/a/b.ts", 'import { c } from "../../tools/c.ts";\n', [engine("tools/c.ts")]],
  ["pipeline/a/b.ts", 'import type { C } from "../../bench/c.ts";\n', [engine("bench/c.ts")]],
  ["tests/a_test.ts", 'import { b } from "../pipeline/io/b.ts";\n', []],
  ["pipeline/numeric/a.ts", 'import { b } from "./b.ts";\nimport "../base/rng.ts";\n', []],
  ["pipeline/numeric/a.ts", 'import { b } from "../survey/b.ts";\n', [
    kernel("pipeline/survey/b.ts"),
  ]],
  ["pipeline/numeric/a.ts", 'import type { P } from "../plan/params.ts";\n', [
    kernel("pipeline/plan/params.ts"),
  ]],
  ["pipeline/parallel/a.ts", 'import { T } from "../cluster/kmeans/tasks.ts";\n', [
    "the pool of workers must not import pipeline/cluster/kmeans/tasks.ts: stages bring the tasks that it runs",
  ]],
  ["pipeline/base/a.ts", 'import type { B } from "../survey/b.ts";\n', [
    above("pipeline/base", "pipeline/survey", "pipeline/survey/b.ts"),
  ]],
  ["pipeline/ingest/files/a.ts", 'import { b } from "../table/b.ts";\n', []],
  ["pipeline/ingest/table/a.ts", 'import type { B } from "../columns/b.ts";\n', [
    above("pipeline/ingest/table", "pipeline/ingest/columns", "pipeline/ingest/columns/b.ts"),
  ]],
  ["pipeline/ingest/files/csv/a.ts", 'export * from "../../mod.ts";\n', [
    above("pipeline/ingest/files", "pipeline/ingest/mod.ts"),
  ]],
  ["pipeline/clean/a.ts", 'import { b } from "../numeric/b.ts";\n', []],
  ["pipeline/clean/a.ts", 'const b = await import("../io/fs/b.ts");\n', [
    above("pipeline/clean", "pipeline/io", "pipeline/io/fs/b.ts"),
  ]],
  ["pipeline/clean/a.ts", 'export type B = import("../io/fs/b.ts").B;\n', [
    above("pipeline/clean", "pipeline/io", "pipeline/io/fs/b.ts"),
  ]],
  ["pipeline/evaluate/a.ts", 'import type { B } from "../cluster/b.ts";\n', []],
  ["pipeline/evaluate/a.ts", 'import { type B, type C } from "../cluster/b.ts";\n', []],
  ["pipeline/evaluate/a.ts", 'import { b, type C } from "../cluster/b.ts";\n', [
    stage("pipeline/cluster/b.ts"),
  ]],
  ["pipeline/evaluate/a.ts", 'import { b } from "../features/gower.ts";\n', []],
  ["pipeline/evaluate/a.ts", 'import { b } from "../features/mod.ts";\n', [
    stage("pipeline/features/mod.ts"),
  ]],
  ["pipeline/clean/a.ts", 'import type { B } from "../profile/b.ts";\n', [
    above("pipeline/clean", "pipeline/profile", "pipeline/profile/b.ts"),
  ]],
  ["pipeline/io/a.ts", 'import { b } from "../cli/b.ts";\n', [
    above("pipeline/io", "pipeline/cli", "pipeline/cli/b.ts"),
  ]],
  ["pipeline/worker.ts", 'import { b } from "./mod.ts";\n', [
    "pipeline/worker.ts must not import pipeline/mod.ts (pipeline/mod.ts): these two do not know each other",
  ]],
  ["src/components/kit/a.ts", 'import { b } from "../charts/b.js";\n', [
    above("src/components/kit", "src/components/charts", "src/components/charts/b.ts"),
  ]],
  ["src/components/shell/a.ts", 'import { b } from "../kit/words/b.js";\n', []],
  ["src/components/shell/a.ts", 'import type { B } from "../../data/b.ts";\n', [
    above("src/components/shell", "src/data", "src/data/b.ts"),
  ]],
  ["src/components/kit/a.ts", 'import type { B } from "../../../pipeline/view/types.ts";\n', []],
  ["src/components/kit/a.ts", 'import { b } from "../../../pipeline/view/mod.ts";\n', [
    "a component must not import pipeline/view/mod.ts: the engine runs in the worker, and pages know its results by their types alone",
  ]],
  ["src/data/a.ts", 'import { b } from "../../pipeline/io/open.ts";\n', []],
  ["src/[survey]/a.json.ts", 'import { b } from "../data/b.ts";\n', []],
  ["src/data/a.ts", 'import { b } from "../[survey]/a.json.ts";\n', [
    above("src/data", "src", "src/[survey]/a.json.ts"),
  ]],
  ["src/components/kit/a.ts", 'import { b } from "../../../tests/b.ts";\n', [
    "the site must not import tests/b.ts: what users get does not depend on how it is checked",
  ]],
];

const IMPORTS: readonly Case[] = [
  ...LAYERS.map(([path, source, messages]): Case => ["layering", path, source, messages]),
  ["portable-engine", "pipeline/a.ts", `${OPENING}const deno = { noDeno: 1 };\n`, []],
  ["portable-engine", "pipeline/a.ts", `${OPENING}Deno.exit(1);\n`, [
    `Deno is absent in browsers: ${ADVICE}`,
  ]],
  ["portable-engine", "pipeline/a.ts", `${OPENING}export type A = Deno.Permissions;\n`, [
    `Deno is absent in browsers: ${ADVICE}`,
  ]],
  ["portable-engine", "pipeline/a.ts", `${OPENING}import { join } from "node:path";\n`, [
    `"node:path" is absent in browsers: ${ADVICE}`,
  ]],
  [
    "portable-engine",
    "pipeline/io/fs/folder.ts",
    `${DENO_ONLY}import "node:path";\nDeno.exit(1);\n`,
    [],
  ],
  ["portable-engine", "pipeline/clean/a.ts", `${DENO_ONLY}Deno.exit(1);\n`, [
    '"Runs in Deno only" is for the command line and pipeline/io/, but this is pipeline/clean/a.ts',
  ]],
  ["portable-engine", "tools/a.ts", `${OPENING}Deno.exit(1);\n`, []],
  ["pure-stages", "pipeline/cluster/a.ts", "rng.uniform();\n", []],
  ["pure-stages", "pipeline/cluster/a.ts", "Math.random();\n", [
    "Math.random makes the same input give other results: use the stage's context",
  ]],
  ["pure-stages", "pipeline/numeric/a.ts", "Date.now();\n", [
    "Date.now makes the same input give other results: use the stage's context",
  ]],
  ["pure-stages", "pipeline/base/context.ts", "performance.now();\n", []],
];

const tooMany = (name: string, advice: string) =>
  `a call takes about 120,000 arguments at most, and this ${name} gets one for each item: ${advice}`;
const ONE_BY_ONE = "push one by one in a loop";
const IN_ORDER = "build the array in its order with a loop";
const REDUCE = "use reduce, or a loop";
const JOIN = "join the characters in a loop";

const CALLS: readonly Case[] = [
  ["no-unbounded-spread", "pipeline/a.ts", "a.push(...b);\n", [tooMany("push", ONE_BY_ONE)]],
  ["no-unbounded-spread", "pipeline/a.ts", "a?.push(1, ...f(b));\n", [
    tooMany("push", ONE_BY_ONE),
  ]],
  ["no-unbounded-spread", "src/a.ts", "a.unshift(...b);\n", [tooMany("unshift", IN_ORDER)]],
  ["no-unbounded-spread", "tools/a.ts", "a.splice(0, 1, ...b);\n", [tooMany("splice", IN_ORDER)]],
  ["no-unbounded-spread", "bench/a.ts", "[].concat(...b);\n", [
    tooMany("concat", `use flat(), or ${ONE_BY_ONE}`),
  ]],
  ["no-unbounded-spread", "pipeline/a.ts", "Math.max(0, ...b);\n", [tooMany("max", REDUCE)]],
  ["no-unbounded-spread", "pipeline/a.ts", "Math.min(...b, ...c);\n", [
    tooMany("min", REDUCE),
    tooMany("min", REDUCE),
  ]],
  ["no-unbounded-spread", "pipeline/a.ts", "Math.hypot(...b);\n", [
    tooMany("hypot", "sum the squares in a loop"),
  ]],
  ["no-unbounded-spread", "pipeline/a.ts", "String.fromCharCode(...b);\n", [
    tooMany("fromCharCode", JOIN),
  ]],
  ["no-unbounded-spread", "pipeline/a.ts", "String.fromCodePoint(...b);\n", [
    tooMany("fromCodePoint", JOIN),
  ]],
  ["no-unbounded-spread", "pipeline/a.ts", "Math.max.apply(null, b);\n", [
    tooMany("apply", "use a loop"),
  ]],
  ["no-unbounded-spread", "pipeline/a.ts", "f.apply(this, arguments);\n", [
    tooMany("apply", "use a loop"),
  ]],
  ["no-unbounded-spread", "pipeline/a.ts", "a.push(...[0, ...b]);\n", [
    tooMany("push", ONE_BY_ONE),
  ]],
  ["no-unbounded-spread", "pipeline/a.ts", "a.push(...[b, c]);\nMath.max(a, b);\n", []],
  ["no-unbounded-spread", "pipeline/a.ts", "a.push(...(b ? [c] : []), ...[1] as const);\n", []],
  ["no-unbounded-spread", "pipeline/a.ts", "f.apply(null, [a, b]);\nf(...a);\n[...a];\n", []],
  ["no-unbounded-spread", "tests/a_test.ts", "a.push(...b);\n", []],
];

const OFF = "switches tests off: ignore one only by a ...Absent constant";
const TESTS: readonly Case[] = [
  ["no-disabled-tests", "tests/a_test.ts", "Deno.test({ ignore: dataAbsent, name, fn });\n", []],
  [
    "no-disabled-tests",
    "tests/a_test.ts",
    "Deno.test(n, { ignore: aAbsent || bAbsent }, f);\n",
    [],
  ],
  ["no-disabled-tests", "tests/a_test.ts", "Deno.test({ ignore: true, name, fn });\n", [ABSENT]],
  ["no-disabled-tests", "tests/a_test.ts", "Deno.test({ ignore: !slow, name, fn });\n", [ABSENT]],
  ["no-disabled-tests", "tests/a_test.ts", "await t.step({ ignore: true, name, fn });\n", [ABSENT]],
  ["no-disabled-tests", "tests/a_test.ts", "Deno.test({ only: true, name, fn });\n", [
    "a test that runs alone switches all others off",
  ]],
  ["no-disabled-tests", "tests/a_test.ts", 'Deno.test.only("a", f);\n', [`Deno.test.only ${OFF}`]],
  ["no-disabled-tests", "tests/a_test.ts", 'Deno.test.ignore("a", f);\n', [
    `Deno.test.ignore ${OFF}`,
  ]],
];

for (
  const [title, cases] of [
    ["a module's shape", SHAPE],
    ["what a module reaches for", IMPORTS],
    ["calls with too many arguments", CALLS],
    ["tests that are switched off", TESTS],
  ] as const
) {
  Deno.test(`lint rules report ${title}`, async (t) => {
    for (const [rule, path, source, messages] of cases) {
      const title = `${rule} in ${path}: ${source.slice(0, 60).replaceAll("\n", " ")}`;
      await t.step(title, () => assert.deepEqual(lint(rule, path, source), messages));
    }
  });
}

Deno.test("every lint rule has a case that it reports and one that it does not", () => {
  const cases = [...SHAPE, ...IMPORTS, ...CALLS, ...TESTS];
  for (const rule of Object.keys(plugin.rules)) {
    const own = cases.filter(([name]) => name === rule);
    assert.ok(own.some(([, , , messages]) => messages.length > 0), `${rule} is never broken`);
    assert.ok(own.some(([, , , messages]) => messages.length === 0), `${rule} is never kept`);
  }
});

function lint(rule: string, path: string, source: string): string[] {
  const file = fileURLToPath(ROOT) + path;
  return Deno.lint.runPlugin(plugin, file, source)
    .filter(({ id }) => id === `house/${rule}`).map(({ message }) => message);
}

/** A function that spans so many lines. */
function functionOf(lines: number): string {
  return `export function f(): void {\n${"a();\n".repeat(lines - 2)}}\n`;
}
