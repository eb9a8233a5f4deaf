/** Tests of the formats of notebooks: what is written is read as the same cells, what is foreign is kept. Runs in Deno. */

import assert from "node:assert/strict";
import { createRng, type Rng } from "../../pipeline/base/rng.ts";
import {
  type CellKind,
  type CellSwitch,
  editCell,
  makeCell,
  makeNotebook,
  type Notebook,
  readIpynb,
  readKitHtml,
  readNotebook,
  readPercent,
  writeIpynb,
  writeKitHtml,
  writeNotebook,
  writePercent,
} from "../../pipeline/notebook/mod.ts";
import { productFile } from "../support/command.ts";

/** As @observablehq/notebook-kit 2.1.8 wrote it in Chromium 156, with `serialize()`. */
const KIT = `<!doctype html>
<notebook theme="air">
  <title>A &amp; &lt;B&gt;</title>
  <script id="1" type="text/markdown">
    # Hi \${name}

      indented

  </script>
  <script id="2" type="text/x-typescript" pinned="">
    const name: string = "<script>a<\\/script>";

    name
  </script>
  <script id="5" type="module" pinned="" hidden="">
    1 + 1
  </script>
  <script id="7" type="application/sql" database="var:db" output="rows">
    SELECT 1
  </script>
  <script id="8" type="text/x-python" pinned="" format="text">
    print("x")
  </script>
  <script id="9" type="module">

  </script>
</notebook>
`;

Deno.test("Notebook Kit's file is read, and written again to the byte", () => {
  const notebook = readKitHtml(KIT);
  assert.equal(notebook.title, "A & <B>");
  assert.deepEqual(
    notebook.cells.map((
      { id, kind, source, hidden, folded },
    ) => [id, kind, source, hidden, folded]),
    [
      ["1", "markdown", "# Hi ${name}\n\n  indented\n", false, true],
      ["2", "ts", 'const name: string = "<script>a</script>";\n\nname', false, false],
      ["5", "js", "1 + 1", true, false],
      ["7", "foreign", "SELECT 1", false, true],
      ["8", "foreign", 'print("x")', false, false],
      ["9", "js", "", false, true],
    ],
  );
  assert.equal(writeKitHtml(notebook), KIT);
});

Deno.test("a notebook that a person wrote for Notebook Kit is read as a browser would", () => {
  const notebook = readKitHtml(`<!DOCTYPE html>
<notebook theme=midnight readonly>
<!-- <script type="module">no</script> -->
<SCRIPT type='module' data-x="a &quot;b&quot; > c">
  const a = 1 < 2;</SCRIPT >
<script>
    a</script></notebook>`);
  assert.deepEqual(notebook.cells.map(({ id, source }) => [id, source]), [
    ["1", "  const a = 1 < 2;"],
    ["2", "a"],
  ]);
  const written = writeKitHtml(notebook);
  assert.match(
    written,
    /^<!doctype html>\n<notebook theme="midnight" readonly="">\n {2}<title>Untitled</,
  );
  assert.match(written, /data-x="a &quot;b&quot; > c"/);
  assert.equal(writeKitHtml(readKitHtml(written)), written);
});

/** A notebook as other programs leave it: Python, raw, outputs, attachments, metadata of all kinds. */
const PYTHON = {
  cells: [
    {
      cell_type: "markdown",
      id: "intro",
      metadata: { tags: ["keep"], jupyter: { source_hidden: true } },
      source: ["# Title\n", "\n", "![x](attachment:a.png)"],
      attachments: { "a.png": { "image/png": "iVBORw0KGgo=" } },
    },
    {
      cell_type: "code",
      execution_count: 7,
      id: "load-data",
      metadata: { collapsed: true, trusted: false, jupyter: { outputs_hidden: true } },
      outputs: [
        { output_type: "stream", name: "stdout", text: ["1\n", "2\n"] },
        {
          output_type: "execute_result",
          data: { "text/plain": ["3"], "application/x": { b: 1, a: [null, true] } },
          execution_count: 7,
          metadata: {},
        },
      ],
      source: ["import pandas as pd\n", "pd.DataFrame()"],
    },
    { cell_type: "raw", id: "raw", metadata: { format: "text/latex" }, source: ["\\LaTeX"] },
    { cell_type: "heading", id: "old", metadata: {}, source: [], level: 2 },
  ],
  metadata: {
    kernelspec: { display_name: "Python 3", language: "python", name: "python3" },
    language_info: { name: "python", version: "3.12.1" },
    widgets: { state: {} },
  },
  nbformat: 4,
  nbformat_minor: 5,
};

Deno.test("a notebook in another language is kept as it is, cell by cell", () => {
  const notebook = readIpynb(JSON.stringify(PYTHON));
  assert.deepEqual(notebook.cells.map(({ kind }) => kind), [
    "markdown",
    "foreign",
    "foreign",
    "foreign",
  ]);
  assert.deepEqual(JSON.parse(writeIpynb(notebook)), PYTHON);
  const extended = editCell(
    makeNotebook([...notebook.cells, makeCell({ id: "9", source: "1 + 1" })], notebook),
    "intro",
    { source: "# New" },
  );
  const written = writeIpynb(extended);
  const { cells } = JSON.parse(written);
  assert.deepEqual(cells.slice(1, 4), PYTHON.cells.slice(1));
  assert.deepEqual(cells[0].attachments, PYTHON.cells[0].attachments);
  assert.deepEqual(readIpynb(written).cells.map(({ kind }) => kind), [
    ...["markdown", "foreign", "foreign", "foreign", "ts"],
  ]);
});

Deno.test("outputs are saved as they came, or left out", () => {
  const notebook = readIpynb(JSON.stringify(PYTHON));
  const { cells } = JSON.parse(writeIpynb(notebook, { outputs: "none" }));
  assert.deepEqual([cells[1].outputs, cells[1].execution_count], [[], null]);
  for (const text of [writePercent(notebook), writeKitHtml(notebook)]) {
    assert.doesNotMatch(text, /stdout|execution_count/);
  }
});

Deno.test("older notebooks get ids; what is no notebook of version 4 is refused in words", () => {
  const { id: _id, ...cell } = PYTHON.cells[1];
  const old = readIpynb(JSON.stringify({ ...PYTHON, nbformat_minor: 2, cells: [cell, cell] }));
  const written = JSON.parse(writeIpynb(old));
  assert.equal(written.nbformat_minor, 5);
  assert.deepEqual(written.cells.map(({ id }: { id: string }) => id), ["1", "2"]);
  assert.throws(() => readIpynb('{"nbformat": 2, "worksheets": []}'), {
    name: "NotebookError",
    message:
      "Cannot read the notebook: it must be one of nbformat 3 or 4 with cells, but nbformat is 2. " +
      "Open it in Jupyter and save it anew.",
  });
  assert.throws(
    () => readIpynb("{"),
    /^NotebookError: Cannot read the notebook: an \.ipynb file is JSON/,
  );
  assert.throws(() => readKitHtml("<p>"), /has a <notebook> element, but this has none/);
  assert.throws(() => readNotebook("", "a.md"), {
    message:
      'Cannot read "a.md": a notebook is an .ipynb, .html or .ts file, but this is none by its name.',
  });
});

Deno.test("the notebook of the product is read and written without a loss", async () => {
  const text = await Deno.readTextFile(productFile("notebooks/segmentation.ipynb"));
  const notebook = readIpynb(text);
  assert.ok(notebook.cells.every(({ kind }) => kind === "ts" || kind === "markdown"));
  assert.deepEqual(JSON.parse(writeIpynb(notebook)), JSON.parse(text));
});

Deno.test("plain TypeScript is cut at its marks, and without marks is one cell", () => {
  const text = `import { a } from "x";
// %%
const b = a;
// %% The title of a cell [markdown]
// # Words
//
// more \${b}

// %% {"run": "lazy", "other": 1}
b;
`;
  const { cells } = readPercent(text);
  assert.deepEqual(cells.map(({ kind, source, run }) => [kind, source, run]), [
    ["ts", 'import { a } from "x";', "auto"],
    ["ts", "const b = a;", "auto"],
    ["markdown", "# Words\n\nmore ${b}", "auto"],
    ["ts", "b;", "lazy"],
  ]);
  const written = writePercent({ title: "", kept: {}, cells });
  assert.match(
    written,
    /^\/\/ %%\nimport .*\n\n\/\/ %%\nconst b = a;\n\n\/\/ %% The title of a cell \[markdown\]\n/,
  );
  assert.match(written, /\n\/\/ %% \{"other":1,"run":"lazy"\}\nb;\n$/);
  assert.deepEqual(readPercent("a;\nb;\n").cells.map(({ source }) => source), ["a;\nb;"]);
});

/** What breaks formats: their own marks, ends of lines and their absence, quotes, any character. */
const PIECES = [
  "\n",
  "\n\n",
  "   ",
  "    \n",
  "\t",
  "// %%",
  "\n// %% [markdown]",
  "\n// \\%%",
  "\n//%%x",
  "\n%% y",
  "\n\\%%",
  "//",
  "</script>",
  "<\\/script >",
  "<!-- ",
  '"quoted"',
  "'",
  "`${a}`",
  "&amp; &lt;",
  "ü 😀 \u2028 \u00a0",
  "const a = 1;",
  "# words",
  "{}",
];

function randomNotebook(rng: Rng): Notebook {
  const pick = <T>(list: readonly T[]): T => list[rng.below(list.length)];
  const cells = Array.from({ length: rng.below(6) }, (_, i) =>
    makeCell({
      id: pick([String(i + 1), String(100 - i), `c-${i}`, `odd id ${i} "x"`]),
      kind: pick<CellKind>(["ts", "js", "markdown", "parameter", "foreign"]),
      source: Array.from({ length: rng.below(6) }, () => pick(PIECES)).join(""),
      hidden: rng.below(3) === 0,
      folded: rng.below(2) === 0,
      run: pick<CellSwitch>(["auto", "auto", "live", "lazy"]),
    }));
  return makeNotebook(cells, {
    title: pick(["", 'A <title> & "more"', "Ünï"]),
    surveys: pick([undefined, [], ["*"], ['panel "2025" & more.csv', "<x>-?.sav"]]),
  });
}

const FORMATS = ["a.ipynb", "a.html", "a.ts"];

Deno.test("300 random notebooks: each format reads what it writes, to the cell and to the byte", () => {
  for (let seed = 1; seed <= 300; seed++) {
    const notebook = randomNotebook(createRng(seed));
    for (const name of FORMATS) {
      const text = writeNotebook(notebook, name);
      const read = readNotebook(text, name);
      // A format may keep more of a foreign cell than was known of it.
      const known = ({ title, surveys, cells }: Notebook) => ({
        ...{ title, surveys },
        cells: cells.map(({ kept: _kept, ...cell }) => cell),
      });
      assert.deepEqual(known(read), known(notebook), `seed ${seed} ${name}\n${text}`);
      assert.equal(writeNotebook(read, name), text, `seed ${seed} ${name}`);
      for (const other of FORMATS) {
        const through = readNotebook(writeNotebook(read, other), other);
        assert.deepEqual(known(through), known(notebook), `seed ${seed} ${name} ${other}`);
        assert.equal(writeNotebook(through, name), text, `seed ${seed} ${name} through ${other}`);
      }
    }
  }
});

Deno.test("the first cell for other programs is written and not read, unless somebody changed it", () => {
  const notebook = makeNotebook([
    makeCell({ id: "1", source: "const sizes = run.profile.segments" }),
    makeCell({ id: "2", source: "Plot.plot({}); console.log(sizes, d3, Math)" }),
    makeCell({ id: "3", source: "const d3 = 1" }),
  ]);
  const imports = {
    product: "../",
    given: ["run", "Plot", "d3", "console", "survey"],
    input: "data/a b.csv",
    set: ["seed=7"],
  };
  const written = writeIpynb(notebook, { imports });
  const [first] = JSON.parse(written).cells;
  const source = `import { openNotebook } from "../pipeline/notebook/deno/open_notebook.ts";
const {
  Plot,
  run,
} = await openNotebook(["Plot","run"], {"input":"data/a b.csv","set":["seed=7"]});`;
  assert.equal(first.source.join(""), source);
  assert.deepEqual(readIpynb(written), notebook);
  assert.equal(writeIpynb(readIpynb(written), { imports }), written);
  const changed = readIpynb(written.replace("  Plot,\\n", "  Plot, more,\\n"));
  assert.equal(changed.cells.length, 4);
  const plain = writePercent(notebook, { imports });
  assert.ok(plain.startsWith(`// %% {"role":"imports"}\n${source}\n\n// %%\n`));
  assert.deepEqual(readPercent(plain), notebook);
});
