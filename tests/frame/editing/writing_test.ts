/** Tests of what helps with writing a cell: what may be written, signatures, places of names. Runs in Deno. */

import assert from "node:assert/strict";
import { readNameDocs } from "../../../src/data/name_docs.ts";
import { codeOf, codeTokens } from "../../../src/frame/editing/code_tokens.ts";
import { completionsAt } from "../../../src/frame/editing/completions.ts";
import type { Knowledge } from "../../../src/frame/editing/knowledge.ts";
import { signatureAt } from "../../../src/frame/editing/signature.ts";

const docs = await readNameDocs();

let isRead = false;
const run = {
  headline: "Three segments",
  profile: { respondents: 1204, segments: [{ number: 1, name: "Rates higher", size: 572 }] },
  get labels() {
    isRead = true;
    return [];
  },
};

const VALUES: Readonly<Record<string, unknown>> = {
  run,
  sizes: [3, 4],
  sum: (list: number[], start = 0) => list.length + start,
};

const KNOWN: Knowledge = {
  names: [
    { name: "sizes", from: "cell 2" },
    { name: "sum", from: "cell 3" },
    ...["run", "runWith", "scan", "columns", "params", "charts", "tables", "kmeans"]
      .map((name) => ({ name, from: "" })),
  ],
  docs,
  valueOf: (name) => name === "charts" ? { map() {}, heatmap() {} } : VALUES[name],
  columns: [{ name: "q1_1", text: "I cook every day" }, { name: "age", text: "age" }],
  params: [
    { path: "clustering.n_clusters", title: "Segments" },
    { path: "seed", title: "Seed" },
  ],
};

/** A cell with `|` where the cursor is. */
function at(text: string): { readonly source: string; readonly offset: number } {
  const offset = text.indexOf("|");
  return { source: text.slice(0, offset) + text.slice(offset + 1), offset };
}

function offered(text: string, { kind = "ts", isAsked = false } = {}): string {
  const { source, offset } = at(text);
  const found = completionsAt({ kind, source }, offset, KNOWN, { isAsked });
  return (found?.options ?? []).map(({ label }) => label).join(" ");
}

/** Cells, and what may be written at their cursor. */
const OFFERED: readonly (readonly [string, string])[] = [
  ["ru|", "run runWith"],
  ["const a = si|", "sizes"],
  ["r|", ""],
  ["const su|", ""],
  ["// ru|", ""],
  ["'ru|'", ""],
  ["`ru| ${1}`", ""],
  ["`a ${ru|} b`", "run runWith"],
  ["/ru|n/.test(a)", ""],
  ["4 / ru|", "run runWith"],
  ["run.|", "headline profile labels"],
  ["run?.he|", "headline"],
  ["run.profile.|", "respondents segments"],
  ["run.profile.segments[0].|", "number name size"],
  ["run['profile'].re|", "respondents"],
  ["run.profile.segments.map((s) => s.|)", "number name size"],
  ["for (const s of run.profile.segments) s.si|", "size"],
  ["nobody.|", ""],
  ["12.|", ""],
  ["charts.he|", "heatmap"],
  ['columns("|', "q1_1 age"],
  ['columns("cook|")', "q1_1"],
  ['columns("age", "q|")', "q1_1"],
  ['charts.distribution(run, "a|")', "age q1_1"],
  ['params("clus|")', "clustering.n_clusters"],
  ["params('|", "clustering.n_clusters seed"],
  ['runWith({ "|', "clustering.n_clusters seed"],
  ['await runWith({ "seed": 3, "cl|": 4 })', "clustering.n_clusters"],
  ['console.log("clus|")', ""],
];

Deno.test("completionsAt() offers what fits the place and what is written", async (t) => {
  for (const [text, expected] of OFFERED) {
    await t.step(text, () => assert.equal(offered(text), expected));
  }
  await t.step("all that there is where somebody asks", () => {
    assert.equal(
      offered("1 + |", { isAsked: true }),
      KNOWN.names.map(({ name }) => name).join(" "),
    );
  });
  await t.step("among words only in their expressions", () => {
    assert.equal(offered("run ${ru|} of", { kind: "markdown" }), "run runWith");
    assert.equal(offered("as in ru| of ${run}", { kind: "markdown" }), "");
    assert.equal(offered("not yet closed ${run.prof|", { kind: "markdown" }), "profile");
  });
  await t.step("a member is told without being read", () => {
    assert.match(offered("run.|"), /labels/);
    assert.equal(offered("run.labels.|"), "");
    assert.equal(isRead, false);
  });
});

Deno.test("completionsAt() says what each is", () => {
  const { source, offset } = at("run.profile.|");
  const options = completionsAt({ kind: "ts", source }, offset, KNOWN, { isAsked: false })!.options;
  assert.deepEqual(options.map(({ detail }) => detail), ["1204", "list of 1"]);
  const named = at("kme|");
  const [option] =
    completionsAt({ kind: "ts", source: named.source }, named.offset, KNOWN, { isAsked: false })!
      .options;
  assert.match(option.detail, /^\(x: Matrix, options: \{ k: number/);
  assert.equal(option.text, "Partitions rows into k segments of least inertia.");
});

function signed(text: string): string | null {
  const { source, offset } = at(text);
  const found = signatureAt({ kind: "ts", source }, offset, KNOWN);
  return found === null ? null : `${found.parts[0]}[${found.parts[1]}]${found.parts[2]}`;
}

Deno.test("signatureAt() marks the parameter that is written", async (t) => {
  const cases: readonly (readonly [string, string | null])[] = [
    ["charts.distribution(|", "charts.distribution([run: RunView], name: string)"],
    ["charts.distribution(run, |)", "charts.distribution(run: RunView, [name: string])"],
    ["charts.distribution(f(a, b), [1, 2], |", "charts.distribution(run: RunView, name: string[])"],
    ["sum([1, 2], |", "sum(list, [start = 0])"],
    ["sum([1, |", "sum([list], start = 0)"],
    ["params(x)|", null],
    ["if (|", null],
    ["nobody(|", null],
    ["sum(rows.map((r) => { |", null],
  ];
  for (const [text, expected] of cases) {
    await t.step(text, () => assert.equal(signed(text), expected));
  }
  await t.step("of any number of arguments the last", () => {
    assert.match(signed('columns("a", "b", |')!, /^columns\(\[\.\.\.patterns: string\[\]\]\)/);
  });
});

Deno.test("readNameDocs() has a sentence on all that cells are given", () => {
  for (const name of ["run", "survey", "columns", "params", "runWith", "scan", "charts.map"]) {
    assert.match(docs[name]?.text ?? "", /^[A-Z].*\.$/, name);
  }
  for (const name of ["kmeans", "pca", "umap", "agglomerative", "silhouette", "summarize"]) {
    assert.match(docs[name]?.signature ?? "", /^\(.*\): /, name);
  }
  const without = Object.entries(docs).filter(([, { text }]) => text === "");
  assert.deepEqual(without.map(([name]) => name), []);
});

Deno.test("codeTokens() covers a source, whatever is in it", () => {
  const sources = [
    "const a = `x ${`y ${b} z`} w`; a / b / c; /[/]\\//.test('it\\'s')",
    "`never ends ${",
    "'never ends\nconst b = 1",
    "/* never ends",
    "}})]",
    "a ? /x/ : b",
    "💡 'é' # @",
  ];
  for (const source of sources) {
    let last = 0;
    for (const { from, to } of codeTokens(source)) {
      assert.ok(from >= last && to >= from && to <= source.length, source);
      assert.match(source.slice(last, from), /^[\s`]*$/, source);
      last = to;
    }
  }
  assert.equal(codeOf("markdown", "a ${b} c\n${d}").replaceAll(/[ ;]/g, ""), "b\nd");
  assert.equal(codeOf("markdown", "a ${b} c").indexOf("b"), 4);
});

Deno.test("what is half written breaks nothing, wherever the cursor is", async () => {
  const sources = [
    await Deno.readTextFile("src/frame/editing/cursor_place.ts"),
    "# a ${run.profile.segments.map((s) => `${s.name} ${[1, {a: /[/]/}]} `)} and ${`x ${",
  ];
  for (const [i, source] of sources.entries()) {
    const kind = i === 0 ? "ts" : "markdown";
    for (let offset = 0; offset <= source.length; offset += i === 0 ? 29 : 1) {
      for (const text of [source, source.slice(0, offset)]) {
        const found = completionsAt({ kind, source: text }, offset, KNOWN, { isAsked: true });
        assert.ok(found === null || found.from <= offset && offset <= found.to);
        const signature = signatureAt({ kind, source: text }, offset, KNOWN);
        assert.ok(signature === null || signature.at < offset);
      }
    }
  }
});
