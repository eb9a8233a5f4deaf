/** Tests of what works on whole cells: tidying, searching, what is wrong and where. Runs in Deno. */

import assert from "node:assert/strict";
import { makeCell, makeNotebook, readProgram } from "../../../pipeline/notebook/mod.ts";
import { problemsOf } from "../../../src/frame/editing/cell_problems.ts";
import { nameAt, placesOf } from "../../../src/frame/editing/name_places.ts";
import { findText, replaceRanges } from "../../../src/frame/editing/search.ts";
import { tidySource } from "../../../src/frame/editing/tidy.ts";

const TIDIED: readonly (readonly [string, string])[] = [
  ["\n\n  const a = 1  \n\n", "const a = 1"],
  ["if (a) {\nb()\n} else {\n      c()\n   }", "if (a) {\n  b()\n} else {\n  c()\n}"],
  ["f(g({\na: [\n1,\n],\n}))", "f(g({\n  a: [\n    1,\n  ],\n}))"],
  [
    "rows\n.map((r) => {\nreturn r\n})\n.length",
    "rows\n  .map((r) => {\n    return r\n  })\n  .length",
  ],
  ["const t = `a  \n   ${f(\n1)}  \n b`;  \nt", "const t = `a  \n   ${f(\n  1)}  \n b`;\nt"],
  ["const s = 'a\\\n   b'\n  s", "const s = 'a\\\n   b'\ns"],
  ["/*\n   kept\n */\n  a", "/*\n   kept\n */\na"],
  ["a = /[{]/\n  b", "a = /[{]/\nb"],
  ["{ never\n closed", "{ never\n  closed"],
  ["return\n   1", "return\n1"],
];

Deno.test("tidySource() indents by brackets and leaves texts alone", async (t) => {
  for (const [source, expected] of TIDIED) {
    await t.step(JSON.stringify(source), () => {
      assert.equal(tidySource({ kind: "ts", source }), expected);
      assert.equal(tidySource({ kind: "ts", source: expected }), expected);
    });
  }
  await t.step("words keep their breaks", () => {
    assert.equal(tidySource({ kind: "markdown", source: "\n# a  \nb\n\n" }), "# a  \nb");
  });
});

Deno.test("tidySource() never changes what the product's own sources mean", async () => {
  for (const folder of ["src/frame", "src/frame/editing", "pipeline/notebook/language"]) {
    for (const { name, isFile } of Deno.readDirSync(folder)) {
      if (!isFile || !name.endsWith(".ts")) continue;
      const source = await Deno.readTextFile(`${folder}/${name}`);
      const flat = source.replace(/^ +(?![^`]*`;$)/gm, "");
      for (const each of [source, flat]) {
        const tidied = tidySource({ kind: "ts", source: each });
        assert.equal(tidied.replace(/\s+/g, " ").trim(), each.replace(/\s+/g, " ").trim(), name);
      }
    }
  }
});

function notebookOf(...sources: string[]) {
  return makeNotebook(sources.map((source, i) =>
    makeCell({
      id: String(i + 1),
      source,
      kind: source.startsWith("#") ? "markdown" : "ts",
    })
  ));
}

/** What is marked in each cell: the text that is, and the begin of what is said. */
function marked(...sources: string[]): string[] {
  const notebook = notebookOf(...sources);
  const known = { host: new Set(["run"]), isPlatform: (name: string) => name === "Math" };
  const problems = problemsOf(notebook, known, readProgram);
  return notebook.cells.map(({ id, source }) =>
    (problems.get(id) ?? []).map(({ from, to, message }) =>
      `${source.slice(from, to)}: ${/: (.*?)[,.]/.exec(message)?.[1]}`
    ).join("; ")
  );
}

Deno.test("problemsOf() marks what is wrong where it stands", async (t) => {
  await t.step("names nobody declares, each time", () => {
    assert.deepEqual(marked("const a = nowhere + run + Math.PI;\nnowhere", "a"), [
      "nowhere: every name must be declared by a cell; nowhere: every name must be declared by a cell",
      "",
    ]);
  });
  await t.step("names that two cells declare", () => {
    assert.deepEqual(marked("const a: number = 1", "let [b, a] = [1, 2]; a"), [
      "a: a name is declared by one cell",
      "a: a name is declared by one cell; a: a name is declared by one cell",
    ]);
  });
  await t.step("what cannot be read, also at the end and among words", () => {
    assert.deepEqual(marked("const = 1", "f(1, ", "# a ${b c}"), [
      "=: Unexpected token",
      ",: Unexpected token",
      "c: Unexpected token",
    ]);
  });
  await t.step("names of others that are changed", () => {
    assert.deepEqual(marked("let a = 1", "a++"), [
      "",
      "a: a name is changed only by the cell that declares it",
    ]);
  });
});

Deno.test("placesOf() tells a name from others of the same letters", () => {
  const { cells } = notebookOf(
    "const total = 1; const o = { total, x: o2.total }",
    "function f(total) { return total } f(total) // total",
    "# ${total} is total",
  );
  const places = placesOf(cells, "total", readProgram);
  assert.deepEqual(
    places.map(({ cell, from, isDeclaration }) => `${cell}:${from}${isDeclaration ? "!" : ""}`),
    ["1:6!", "1:29", "2:37", "3:4"],
  );
  assert.equal(nameAt(cells[1], 39, readProgram), "total");
  assert.equal(nameAt(cells[1], 13, readProgram), null);
});

Deno.test("findText() and replaceRanges() work over all cells", () => {
  const notebook = notebookOf("a.Size + size", "# SIZE of ${size}", "İ size");
  const found = findText(notebook.cells, "size");
  assert.deepEqual(found.map(({ cell, from }) => `${cell}:${from}`), [
    "1:2",
    "1:9",
    "2:2",
    "2:12",
    "3:2",
  ]);
  assert.deepEqual(findText(notebook.cells, "Size").length, 1);
  assert.deepEqual(findText(notebook.cells, ""), []);
  const changed = replaceRanges(notebook, found, "n");
  assert.deepEqual(changed.cells.map(({ source }) => source), ["a.n + n", "# n of ${n}", "İ n"]);
});
