/** Tests of notebooks that other programs wrote: all of them is kept, and what cannot run here is told. Runs in Deno. */

import assert from "node:assert/strict";
import {
  buildGraph,
  findObstacles,
  type Notebook,
  obstaclesText,
  readIpynb,
  readProgram,
  writeIpynb,
} from "../../pipeline/notebook/mod.ts";

type Json = Record<string, unknown>;

const DENO = { kernelspec: { display_name: "Deno", language: "typescript", name: "deno" } };
const JAVASCRIPT = {
  kernelspec: { display_name: "JavaScript", language: "javascript", name: "javascript" },
  language_info: { name: "javascript", version: "es2017" },
};
const NET = { kernelspec: { display_name: ".NET (C#)", language: "C#", name: ".net-csharp" } };
const PYTHON = { kernelspec: { display_name: "Python 3", language: "python", name: "python3" } };

function code(source: string, metadata: Json = {}): Json {
  const outputs = [{ name: "stdout", output_type: "stream", text: ["kept\n"] }];
  return { cell_type: "code", execution_count: 3, metadata, outputs, source: source.split(/^/m) };
}

function words(source: string): Json {
  return { attachments: {}, cell_type: "markdown", metadata: { hidden: true }, source: [source] };
}

function fileOf(metadata: Json, cells: readonly Json[]): string {
  return JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 2 });
}

/** What a page with these modules and names would say of a notebook. */
function obstaclesOf(notebook: Notebook): { readonly texts: string[]; readonly text: string } {
  const known = {
    host: new Set(["Plot", "d3", "run", "console"]),
    isPlatform: (name: string) => /^(Math|fetch|document|Promise)$/.test(name),
  };
  const graph = buildGraph(notebook, known, readProgram);
  const limits = { modules: ["d3", "npm:d3", "htl"], isOffline: true };
  const found = findObstacles(notebook, graph, limits);
  const inOrder = notebook.cells.flatMap(({ id }) => found.get(id) ?? []);
  return { texts: inOrder.map(({ text }) => text), text: obstaclesText(notebook, found) };
}

/** What was in a file and is not in another, by its place; ids and the minor version may come. */
function lost(before: unknown, after: unknown, place = ""): string[] {
  if (typeof before !== "object" || before === null) {
    return Object.is(before, after) || place.endsWith("nbformat_minor") ? [] : [place];
  }
  const other = (after ?? {}) as Json;
  const isShorter = Array.isArray(before) && before.length !== (after as unknown[])?.length;
  return isShorter
    ? [place]
    : Object.entries(before).flatMap(([key, value]) => lost(value, other[key], `${place}/${key}`));
}

/** Files of other programs, and what is told of them. */
const FILES: Readonly<Record<string, readonly [file: string, text: string]>> = {
  "Deno: modules of all kinds, and Deno itself": [
    fileOf(DENO, [
      words("# Tests"),
      code('import { equal } from "jsr:@std/assert";\nDeno.test("a", () => equal(1, 1));'),
      code('import chalk from "npm:chalk";\nconst red = chalk.red("x");'),
      code('const { read } = await import("https://example.org/read.ts");'),
      code('const text = Deno.readTextFileSync("a.txt");'),
      code("red + text"),
      code('import * as d3 from "npm:d3";\nd3.sum([1, 2])'),
      code('await fetch("https://example.org")'),
      code("const el = <b>JSX</b>;"),
    ]),
    "7 of 9 cells cannot run here: 3 import jsr:@std/assert, npm:chalk and " +
    "https://example.org/read.ts; 1 uses Deno; 1 asks the network with fetch; 1 holds JSX; " +
    "1 needs red of cell 3.",
  ],
  "Node.js: require and its own names": [
    fileOf(JAVASCRIPT, [
      code('const fs = require("fs");'),
      code("process.env.HOME"),
      code("$$html$$ = '<b>x</b>'"),
      code("console.log(Math.PI)"),
    ]),
    "3 of 4 cells cannot run here: 3 use require of Node.js, process of Node.js and " +
    "$$html$$ of IJavascript.",
  ],
  "commands of kernels": [
    fileOf(JAVASCRIPT, [
      code("%%html\n<b>x</b>"),
      code("%show"),
      code("!ls -l"),
      code("#!import ./a.ipynb"),
      code("10 % 3"),
      code("!true"),
    ]),
    "5 of 6 cells cannot run here: 5 begin with %%html, %show, !ls and 2 more.",
  ],
  "a notebook of several languages": [
    fileOf(NET, [
      code("var x = 1;"),
      code("<div id='here'></div>", { dotnet_interactive: { language: "html" } }),
      code("const seen = document.title;", { polyglot_notebook: { kernelName: "javascript" } }),
      code("const n: number = 2;", { vscode: { languageId: "typescript" } }),
      code("SELECT 1", { vscode: { languageId: "polyglot-notebook" }, kernel: "sql" }),
    ]),
    "3 of 5 cells cannot run here: 3 are in C#, HTML and SQL.",
  ],
  "another language, and raw text": [
    fileOf(PYTHON, [
      code("import pandas as pd"),
      { cell_type: "raw", metadata: { format: "text/latex" }, source: ["\\LaTeX"] },
    ]),
    "2 of 2 cells cannot run here: 2 are in Python and raw text.",
  ],
  "cells that run from top to bottom and change each other's names": [
    fileOf(JAVASCRIPT, [code("var n = 4"), code("n = 20"), code("sketch(n)"), code("n + 1")]),
    "2 of 4 cells cannot run here: 1 uses sketch; 1 breaks a rule of cells.",
  ],
  "nothing foreign": [fileOf(JAVASCRIPT, [code("2 + 2"), words("# Words")]), ""],
};

Deno.test("notebooks of other programs: all is kept, and one line says what cannot run", async (t) => {
  for (const [name, [file, text]] of Object.entries(FILES)) {
    await t.step(name, () => {
      const notebook = readIpynb(file);
      const saved = writeIpynb(notebook);
      assert.deepEqual(lost(JSON.parse(file), JSON.parse(saved)), []);
      assert.equal(writeIpynb(readIpynb(saved)), saved);
      assert.equal(obstaclesOf(notebook).text, text);
    });
  }
});

Deno.test("a cell says in words why it cannot run", () => {
  const notebook = readIpynb(fileOf(DENO, [
    code('import a from "npm:a";'),
    code("a()"),
    code("Deno.args"),
    code("fetch('/')"),
    code("%%bash"),
    code("x", { vscode: { languageId: "python" } }),
    code("undeclared"),
  ]));
  assert.deepEqual(obstaclesOf(notebook).texts, [
    "Cannot run cell 1 here: cells import only d3 and htl, but it imports npm:a.",
    "Cannot run cell 2 here: what it needs must run, but it needs a of cell 1.",
    "Cannot run cell 3 here: cells have what browsers have, but it uses Deno.",
    "Cannot run cell 4 here: cells reach no network, but it asks the network with fetch.",
    "Cannot run cell 5 here: cells are code alone, but it begins with %%bash.",
    "Cannot run cell 6 here: cells are TypeScript or JavaScript, but it is in Python.",
    "Cannot run cell 7: every name must be declared by a cell, but none declares undeclared " +
    "(line 1).",
  ]);
});

Deno.test("a cell that notes another language than its notebook is of that language, and stays so", () => {
  const notebook = readIpynb(FILES["a notebook of several languages"][0]);
  assert.deepEqual(notebook.cells.map(({ kind }) => kind), [
    ...["foreign", "foreign", "js", "ts", "foreign"],
  ]);
  const { cells } = JSON.parse(writeIpynb(notebook));
  assert.ok(
    cells.every(({ metadata }: { metadata: Json }) => !("customer_clustering" in metadata)),
  );
});

Deno.test("a notebook of nbformat 3 is read as Jupyter makes it one of 4", () => {
  const cells = [
    { cell_type: "heading", level: 2, metadata: {}, source: ["A ", "title"] },
    {
      cell_type: "code",
      collapsed: true,
      input: ["msg\n", "+ 1"],
      language: "python",
      metadata: { tags: ["x"] },
      outputs: [
        { output_type: "stream", stream: "stderr", text: ["Hello\n"] },
        { output_type: "pyout", prompt_number: 2, metadata: {}, text: ["'a'"], html: ["<b>a</b>"] },
        { output_type: "display_data", metadata: {}, svg: ["<svg/>"] },
        { output_type: "pyerr", ename: "Error", evalue: "no", traceback: ["Error: no"] },
      ],
      prompt_number: 2,
    },
    { cell_type: "raw", metadata: {}, source: ["raw"] },
  ];
  const metadata = { ...JAVASCRIPT, name: "old" };
  const old = { metadata, nbformat: 3, nbformat_minor: 0, worksheets: [{ cells, metadata: {} }] };
  const notebook = readIpynb(JSON.stringify(old));
  assert.deepEqual(notebook.cells.map(({ kind, source }) => [kind, source]), [
    ["markdown", "## A title"],
    ["ts", "msg\n+ 1"],
    ["foreign", "raw"],
  ]);
  const saved = JSON.parse(writeIpynb(notebook));
  assert.deepEqual([saved.nbformat, saved.nbformat_minor, saved.metadata], [4, 5, metadata]);
  assert.deepEqual(saved.cells[1], {
    cell_type: "code",
    execution_count: 2,
    id: "2",
    metadata: { collapsed: true, tags: ["x"] },
    outputs: [
      { output_type: "stream", name: "stderr", text: ["Hello\n"] },
      {
        output_type: "execute_result",
        execution_count: 2,
        metadata: {},
        data: { "text/plain": ["'a'"], "text/html": ["<b>a</b>"] },
      },
      { output_type: "display_data", metadata: {}, data: { "image/svg+xml": ["<svg/>"] } },
      { output_type: "error", ename: "Error", evalue: "no", traceback: ["Error: no"] },
    ],
    source: ["msg\n", "+ 1"],
  });
});

Deno.test("new outputs go to the cells that have some; all others keep what the file came with", () => {
  const notebook = readIpynb(fileOf(DENO, [code("1"), code("2")]));
  const fresh = { outputs: [], executionCount: 9 };
  const { cells } = JSON.parse(writeIpynb(notebook, { outputs: new Map([["1", fresh]]) }));
  assert.deepEqual(
    cells.map((cell: Json) => [cell.execution_count, (cell.outputs as Json[]).length]),
    [[9, 0], [3, 1]],
  );
});
