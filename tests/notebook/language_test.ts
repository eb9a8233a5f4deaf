/** Tests of a cell's language: its names, its imports, its words, the places of what is wrong. Runs in Deno. */

import assert from "node:assert/strict";
import { type CellKind, readProgram } from "../../pipeline/notebook/mod.ts";

/** Kind, source, the names it needs ("?" where only typeof is asked), the names it gives. */
const NAMES: readonly (readonly [CellKind, string, string, string])[] = [
  ["ts", "const a: number = b + 1", "b", "a"],
  ["ts", "let {x, y: [z, ...w], ...rest} = q", "q", "x z w rest"],
  ["ts", "let a = 1, b = a", "", "a b"],
  ["ts", "function f(n: number): number { return n < 2 ? g : f(n - 1) }", "g", "f"],
  [
    "ts",
    "class K extends Base { #p = init; m() { return this.#p + K.s } static s = 2 }",
    "Base init",
    "K",
  ],
  ["ts", "const K = class Inner { m() { return Inner } }", "", "K"],
  ["ts", "import d, {a as b, type T} from 'm'; import * as ns from 'n'; b(T0)", "T0", "d b ns"],
  ["ts", "import type {T} from 'm'; interface I { a: T } type U = I; let u: U", "", "u"],
  ["ts", "enum E { A, B }", "", "E"],
  ["ts", "run.profile.segments.map(({size, share = zero}) => size * share + k)", "run zero k", ""],
  ["ts", "for (var i = 0; i < n; i++) { let hidden = i; var seen = hidden }", "n", "i seen"],
  ["ts", "{ const inner = 1; function local() {} } inner; local", "inner local", ""],
  ["ts", "try { risky() } catch (error) { error; other }", "risky other", ""],
  ["ts", "switch (a) { case b: let c = 1; c }", "a b", ""],
  ["ts", "label: for (const x of xs) continue label", "xs", ""],
  ["ts", "({a, b: c, [d]: e, f() {}, get g() { return h }})", "a c d e h", ""],
  ["ts", "a.b?.c[d]; e`x${f}`", "a d e f", ""],
  ["ts", "function f(a = b, {c} = a) { return arguments.length + c }", "b", "f"],
  ["ts", "const f = (a, ...b) => a + b + c", "c", "f"],
  ["ts", "typeof maybe === 'undefined' ? 1 : sure", "maybe? sure", ""],
  ["ts", "typeof maybe === 'undefined' ? 1 : maybe", "maybe", ""],
  ["ts", "const x = await (await import('d3')).sum(values)", "values", "x"],
  ["ts", "f<string>(a as B, c!) satisfies D", "f a c", ""],
  ["js", "f < g > (a)", "f g a", ""],
  ["ts", "const $$guard = $$value; $$load", "$$value $$load", "$$guard"],
  ["ts", "", "", ""],
  ["parameter", 'params("clustering.n_clusters")', "params", ""],
  ["parameter", 'const k = params("clustering.n_clusters")', "params", "k"],
  ["markdown", "# ${title} of ${rows.map((r: Row) => `<${r}>`).join('}')}", "title rows", ""],
  ["markdown", "`${a}` ``b ` ${b}`` \\${c}\n\n```ts\n${d}\n```\n~~~\n${e}\n~~~~\n${f}", "f", ""],
  ["markdown", "no expressions, $5 and {braces}", "", ""],
  ["foreign", "import pandas as pd", "", ""],
];

Deno.test("readProgram() finds the names that a cell needs and gives", async (t) => {
  for (const [kind, source, inputs, outputs] of NAMES) {
    await t.step(`${kind}: ${JSON.stringify(source)}`, () => {
      const program = readProgram({ kind, source });
      assert.equal(program.problem, null);
      const needed = program.inputs.map(({ name, isOptional }) => isOptional ? `${name}?` : name);
      assert.equal(needed.join(" "), inputs);
      assert.equal(program.outputs.join(" "), outputs);
      assert.equal(program.assigned.length, 0);
    });
  }
});

/** Source, and each name of others that it changes, with line and column. */
const ASSIGNED: readonly (readonly [string, string])[] = [
  ["total = 1", "total 1:1"],
  ["let own = 1; own++;\n  total += own", "total 2:3"],
  ["count++", "count 1:1"],
  ["--(count)", "count 1:4"],
  ["[a, b.c, ...d] = [1, 2, 3]", "a 1:2, d 1:13"],
  ["({a, b: c = 1} = {})", "a 1:3, c 1:9"],
  ["for (x of [1]);\nfor (y in {});", "x 1:6, y 2:6"],
  ["function f() { total = 1 }", "total 1:16"],
  ["const x: number = 1; total ??= x", "total 1:22"],
  ["a.b = 1; a[c] = 2", ""],
];

Deno.test("readProgram() finds what a cell changes that is not its own", async (t) => {
  for (const [source, expected] of ASSIGNED) {
    await t.step(source, () => {
      const { assigned, problem } = readProgram({ kind: "ts", source });
      assert.equal(problem, null);
      const found = assigned.map(({ name, place }) => `${name} ${place.line}:${place.column}`);
      assert.equal(found.join(", "), expected);
    });
  }
});

/** Kind, source, and what is said of it. */
const UNREADABLE: readonly (readonly [CellKind, string, string])[] = [
  ["ts", "const a = ;", "1:11 Unexpected token"],
  [
    "ts",
    "const a: number = 1;\nconst b: Set<string> = new Set(a;",
    '2:33 Unexpected token, expected ","',
  ],
  ["js", "const a = 1\nconst a = 2", "2:7 Identifier 'a' has already been declared"],
  ["ts", "let a: number = 1; let a: string = 'x'", "1:24 Identifier 'a' has already been declared"],
  ["js", "const a: number = 1", "1:8 Unexpected token"],
  ["js", "return 1", "1:1 'return' outside of function"],
  [
    "ts",
    "const x: string = 'a'; export const y = 1",
    "1:24 a cell exports nothing: what it declares is known to all cells. Leave out export",
  ],
  ["ts", "\nimport.meta.url", "2:1 import.meta is of a file, and a cell is none"],
  ["markdown", "one\ntwo ${a + } three", "2:11 Unexpected token"],
  ["markdown", "one\n ${never ends", "2:2 this expression has no end: a } is missing"],
];

Deno.test("readProgram() says what is wrong, and where in the source as written", async (t) => {
  for (const [kind, source, expected] of UNREADABLE) {
    await t.step(`${kind}: ${JSON.stringify(source)}`, () => {
      const { problem, inputs, outputs } = readProgram({ kind, source });
      const { message, place } = problem!;
      assert.equal(`${place!.line}:${place!.column} ${message}`, expected);
      assert.deepEqual([inputs, outputs], [[], []]);
    });
  }
});

/** Sources with `HERE` at a place; it must come back from the body that runs. */
const PLACES: readonly (readonly [CellKind, string])[] = [
  ["ts", "const a: number = 1; HERE(a)"],
  ["ts", "for (;;) for (const x of y as Z[])\n  f(x, (q: Q) => HERE(q))"],
  [
    "ts",
    "import {\n  a,\n  b,\n} from 'm';\nimport type { C } from 'c';\nfunction f<T>(x: T): T { HERE; return x }",
  ],
  ["js", "x => HERE"],
  ["markdown", "# words\n\nmore `code` ${a as B} and ${((x: X) => HERE)(1)} end"],
];

Deno.test("sourcePlace() leads from the body back to the cell", async (t) => {
  for (const [kind, source] of PLACES) {
    await t.step(JSON.stringify(source), () => {
      const program = readProgram({ kind, source });
      const place = (text: string) => {
        const before = text.slice(0, text.indexOf("HERE")).split("\n");
        return { line: before.length, column: before[before.length - 1].length + 1 };
      };
      assert.deepEqual(program.sourcePlace(place(program.body)), place(source));
    });
  }
});
