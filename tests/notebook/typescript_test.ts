/** Tests of how types are taken out of cells, beside esbuild, which makes JavaScript of the same sources. Runs in Deno. */

import assert from "node:assert/strict";
import * as esbuild from "esbuild";
import { readProgram } from "../../pipeline/notebook/mod.ts";

const AsyncFunction = (async () => {}).constructor as new (
  ...parts: string[]
) => (...values: unknown[]) => Promise<{ value: unknown; names: Record<string, unknown> }>;

/** Cells whose types stand where they are hard to tell from code; each ends in a value. */
const CELLS: readonly string[] = [
  "const first = <T,>(x: T[]): T => x[0]; first([1, 2])",
  "const f = async <T>(x: T): Promise<T> => x; await f(3)",
  "const f = async <\n  T,\n>\n(x: T) => x; await f(3)",
  "const pair = <A, B = A extends string ? 1 : 2>(a: A, b: B): [A, B] => [a, b]; pair(1, 2)",
  "const o = { a: 1 } satisfies Record<string, number> as const; [o.a]",
  "let x = [1, 2] as const;\n[x.length]",
  "const x = 5 as any as number ?? 3; x",
  "let n: number | undefined = 1;\nn!++;\nn! + n!",
  "let a = 1, b = 2, c = 3; [a < b, a < (b >> c), (a < b) === (c > a)]",
  "const x = (f: any) => f; const y = 2, z = 3; x < any > (y + z)",
  "const f = (a: any, b: any) => [a, b]; const a = 1, b = 2, c = 3, d = 4; f(a < b, c > d)",
  "const w = 8, g = 2; const i = 1; w / g / i",
  "const s = 'a/b/c'; s.split(/\\//g).map((x): string => x)",
  "const r = <any>/x+/.exec('axx'); r[0]",
  "const t = (x: { a: number }) => x.a / 2 / 1; t({ a: 4 })",
  "const f = (x: number): x is 5 => x === 5; f(5)",
  "function isIt(this: void, x: unknown): asserts x is number { if (x !== 1) throw new Error() } isIt(1); 7",
  "function f(a: number): number;\nfunction f(a: string): string;\nfunction f(a: any) { return a }\nf(4)",
  "async function f<T>(a?: T, ...rest: T[]): Promise<number> { return rest.length } await f(1, 2, 3)",
  "function f({ a, b = 2 }: { a: number; b?: number } = { a: 1 }, [c]: [number?] = []) { return [a, b, c] } f()",
  "abstract class A { abstract x: number; abstract m(): void; constructor(protected readonly y = 3) {} get z(): number { return this.y } }\nclass B extends A implements Iterable<number> { x = 1; m() {} *[Symbol.iterator](): Iterator<number> { yield this.z } }\n[...new B()]",
  "class A { constructor(public x: number, private y?: string) {} } const a = new A(1, 'u'); JSON.stringify(a)",
  "class A {} class B extends A { constructor(readonly x: number) { super(); this.x++ } } new B(4).x",
  "class A { [key: string]: unknown; a?: number; b!: string; static readonly c: number = 3; declare d: string; override e = 1 }\n[Object.keys(new A()), A.c]",
  "class A { x: number\n['y'] = 2; get: string\n m() { return 1 } }\n[Object.keys(new A()), new A().m()]",
  "class A { a = 1\n public ['b'] = 2 }\nnew A()",
  "class A { m(): void;\n m(x?: number): number { return x ?? 2 } static async *g<T>(x: T) { yield x } }\n[new A().m(), (await A.g(3).next()).value]",
  "class A<in out T, const U extends readonly T[]> { get<V>(v: V) { return v } set<V>(v: V) { return v } async<V>(v: V) { return v } }\nconst a = new A<number, []>(); [a.get(1), a.set(2), a.async(3)]",
  "class A { #x?: number = 4; has(o: object): o is A { return #x in o } }\nnew A().has(new A())",
  "declare const missing: number; declare function alsoMissing(): void; declare module 'm' { const a: 1 }\ndeclare global { interface Window { a: {} } }\ndeclare let u: string, v: { a: `}` }\n1",
  "declare class K<T> extends Array<{ a: T }> { m(): void }\ndeclare enum L { A }\ndeclare namespace N { type A = 1 }\n2",
  "import type { T } from 'd3'; import type U from 'd3'; import type * as V from 'd3'; 1",
  "type A = { [K in keyof B as `get${K & string}`]-?: () => B[K] };\ntype B = A extends (infer U extends string)[] ? U : never\n9",
  "let a = 1\ntype T = number\n;[a].length",
  "let f = (x: number) => x, a = 2\ntype T = string\n(f)(a)",
  "let a = 5, b = 2 as number\n(a)",
  "let a = 5, b = a as number\n[a].length",
  "interface I extends Array<{ a: 1 }> { (x: number): void; new (x: string): I; readonly [k: number]: { a: 1 }; get a(): string; set a(v); m?<T>(): T }\n3",
  "const f = () => { return (<any>4) }; f()",
  "const f = () => { return <\n  any\n>4 }; f()",
  "const f = () => { return <T,\n>(x: T) => x }; f()(6)",
  "const f = (a: number): {\n  x: number\n} => ({ x: a }); f(1)",
  "enum E { A, B = 3, C, D = 'd', 'e f' = 1 << 4, G = B | C, default = 9 } [E.A, E.B, E.C, E.D, E['e f'], E.G, E[4], E.default, E[0]]",
  "const enum E { A = 'x'.length, B = A + 1 } enum F { C = E.B } enum F { D = 7 } [E.B, F.C, F.D, F[7]]",
  "enum Empty {} Object.keys(Empty)",
  "const a = true, c = 5; a ? (c) : (d: number) => d",
  "const a = false, b = 1; const g = a ? (b) : c => c; (g as any)(2)",
  "const a = true; const g = a ? (b): number => b : (c: number) => c; (g as any)(3)",
  "const a = true, b = 2; (a ? (b as number) : b ? 1 : 2)",
  "const x = { m<T>(a: T): T { return a }, get g(): number { return 1 }, async n<T>(a: T) { return a } }; [x.m(1), x.g, await x.n(2)]",
  "try { throw 1 } catch (e: unknown) { var caught = e } caught",
  "for (const x of [1, 2] as number[]) var last = x; last",
  "const f = (x?: number, y: string = 'a/', ...z: [a: 1, b?: 2, ...c: 3[]]) => [x, y, z]; f()",
  "const id = (x: any) => x; const g = id<string>; [g(1), id<number[]>`a`.length, id?.<number>(2)]",
  "const m = new Map<string, Array<Map<number, number>>>([['a', []]]); m.size",
  "let a = 5, b: number\n++a",
  "const f = (x: any) => x == 1 as any\n(f)(1)",
  "const f = (x: any) => x!\n;[f(2)]",
  "let v: A.B.C<D>[] | null = null, w: typeof v extends infer X ? X : never = null; [v, w]",
  "let f: new () => void, g: abstract new (x: number) => A, h: (this: A, ...b: B[]) => asserts b is C, i: <T>() => T; 1",
  "let u: unique symbol, t: `a${string | `b`}c`, q: typeof import('x').y<number>, k: -1 | 2n | 'x' | true | null; 1",
  "const type = 1, of = 2, declare = 3, abstract = 4, as = 5, satisfies = 6, namespace = 7; [type, of, declare, abstract, as, satisfies, namespace]",
  "let type = 1\ntype\n= 2\ntype",
  "const as = 3; as as any as number",
  "const async = (x: any) => x; async(1) + async<number>(2)",
  "const x = 1, y = { x, x2: x as number, ...({ z: 1 } as any), ['w' as string]: 2 }; y",
  "const f = function <T>(this: any, a: T): T { return a }; f(1)",
  "label: for (let i: number = 0; i < 3; i++) { if (i as any > 1) break label } 'done'",
  "const x = ((): void => {}) as () => void; typeof x",
  "(await (async (a: number, b): Promise<number> => { await null; return a + b })(1, 2)) satisfies number",
  "const a = [1, 2, 3]; a.map<string>((x) => `${x as number}`).filter(Boolean as any).length",
  "let o = { a: { b: [4] } } as any; o?.a!.b![0]!",
  "function* g(): Generator<number> { const x: number = yield <any>1; return x } [...g()]",
];

/** What a cell gives: its value and its names, functions by their class. */
async function outcome(kind: "ts" | "js", source: string): Promise<string> {
  const { problem, body, parameters } = readProgram({ kind, source });
  assert.equal(problem, null, `${source}\n${JSON.stringify(problem)}`);
  const guard = { n: 1e9, check() {}, isTurnOver: () => false };
  const { value, names } = await new AsyncFunction(...parameters, body)(guard, () => ({}));
  return JSON.stringify([value, names], (_, each) => typeof each === "function" ? "f" : each);
}

async function toJavaScript(source: string): Promise<string> {
  const { code } = await esbuild.transform(source, {
    loader: "ts",
    target: "esnext",
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true, useDefineForClassFields: true } },
  });
  return code;
}

Deno.test("cells without their types give what esbuild's JavaScript gives", async (t) => {
  for (const source of CELLS) {
    await t.step(source, async () => {
      assert.equal(await outcome("ts", source), await outcome("js", await toJavaScript(source)));
    });
  }
  await esbuild.stop();
});

/** Modules of a folder, and of those within it. */
function* modulesIn(folder: string): Generator<string> {
  for (const { name, isDirectory } of Deno.readDirSync(folder)) {
    const path = `${folder}/${name}`;
    if (isDirectory) yield* modulesIn(path);
    else if (name.endsWith(".ts")) yield path;
  }
}

/** A module as a cell would have it: with nothing exported. */
function withoutExports(source: string): string {
  return source
    .replace(/^export (?:type )?(?:\{[^}]*\}|\*)(?: as \w+)? from .*$/gm, "")
    .replace(/^export (?=[a-z])/gm, "");
}

Deno.test("the product's own modules lose their types and nothing else", async () => {
  const options = { minifySyntax: true, minifyWhitespace: true, target: "esnext" } as const;
  let count = 0;
  for (const folder of ["pipeline", "src/components", "src/frame"]) {
    for (const path of modulesIn(folder)) {
      if (path.includes("/assembly/")) continue;
      const source = withoutExports(await Deno.readTextFile(path));
      if (source.includes("import.meta")) continue;
      // A field whose class takes parameters for fields is moved by esbuild.
      if (/constructor\(\s*(?:readonly|private|public|protected) /.test(source)) continue;
      const { body, problem } = readProgram({ kind: "ts", source });
      assert.equal(problem, null, `${path}: ${JSON.stringify(problem)}`);
      const other = readProgram({ kind: "js", source: await toJavaScript(source) });
      assert.equal(other.problem, null, path);
      const [mine, theirs] = await Promise.all(
        [body, other.body].map(async (code) =>
          (await esbuild.transform(`async()=>{${code}}`, { ...options, loader: "js" })).code
        ),
      );
      assert.equal(mine, theirs, path);
      count++;
    }
  }
  await esbuild.stop();
  assert.ok(count > 400, `${count} modules`);
});

Deno.test("a cell says what of TypeScript it does not know, and where", async (t) => {
  const cases: readonly (readonly [string, string])[] = [
    ["let a = 1\nnamespace N { export const b = 1 }", "2:1 a cell has no namespaces"],
    ["@sealed class A {}", "1:1 decorators are not part"],
    ["import a = require('m')", "1:1 import a = b is not known to cells"],
    ["class A { m(private x: number) {} }", "1:13 only a constructor's parameter is a field"],
    [
      "class A { y = this.x + 1; constructor(public x: number) {} }",
      "1:15 fields have their values",
    ],
    ["export enum E { A }", "1:1 a cell exports nothing"],
    ["const x: Map<string, = 1", "1:22 Unexpected token"],
    ["const f = (x: number): number => {\n  return x +\n}", "3:1 Unexpected token"],
    ["let x: { a: number, b: }", "1:24 Unexpected token"],
    ["class A { x: number y: string }", "1:21 Unexpected token"],
  ];
  for (const [source, expected] of cases) {
    await t.step(source, () => {
      const { problem } = readProgram({ kind: "ts", source });
      const { line, column } = problem!.place!;
      const said = `${line}:${column} ${problem!.message}`;
      assert.ok(said.startsWith(expected), said);
    });
  }
});
