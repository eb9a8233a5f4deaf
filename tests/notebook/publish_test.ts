/** Tests of what is shown of cells: values, words, pages. Runs in Deno. */

import assert from "node:assert/strict";
import {
  inspectText,
  ipynbOutputs,
  makeCell,
  makeNotebook,
  notebookPage,
  ownIds,
  problemText,
  Runner,
  showValue,
  wordsHtml,
} from "../../pipeline/notebook/mod.ts";
import { hostOf } from "./support.ts";

class Point {
  readonly x = 1;
}

const itself: Record<string, unknown> = { a: 1 };
itself.me = itself;

/** Values, and how they are written. */
const INSPECTED: readonly (readonly [unknown, string])[] = [
  [1.5, "1.5"],
  [-0, "-0"],
  [10n, "10n"],
  [null, "null"],
  ['say "a"', '"say \\"a\\""'],
  [[1, "a", [true]], '[1, "a", [true]]'],
  [Float64Array.of(1, NaN), "Float64Array(2) [1, NaN]"],
  [Array.from({ length: 23 }, (_, i) => i % 3), `[${"0, 1, 2, ".repeat(6)}0, 1, … 3 more]`],
  [{ a: 1, "b c": { d: [] } }, '{ a: 1, "b c": { d: [] } }'],
  [new Map([["k", 2]]), 'Map(1) { "k" => 2 }'],
  [new Set(["x"]), 'Set(1) { "x" }'],
  [new Point(), "Point { x: 1 }"],
  [Point, "[class Point]"],
  [function add() {}, "[function add]"],
  [new Date(0), "1970-01-01T00:00:00.000Z"],
  [new RangeError("too far"), "RangeError: too far"],
  [itself, "{ a: 1, me: [itself] }"],
  [{ a: { b: { c: { d: 1 } } } }, "{ a: { b: { c: [Object] } } }"],
  ["x".repeat(203), `"${"x".repeat(200)}"… 3 more characters`],
];

Deno.test("inspectText() writes any value as one text", () => {
  for (const [value, expected] of INSPECTED) assert.equal(inspectText(value), expected);
  const long = inspectText({ first: "a".repeat(60), second: { third: "b".repeat(60) } });
  assert.equal(
    long,
    `{\n  first: "${"a".repeat(60)}",\n  second: { third: "${"b".repeat(60)}" }\n}`,
  );
});

Deno.test("showValue() gives rows as a table, markup as it is, nothing for undefined", () => {
  assert.equal(showValue(undefined), null);
  assert.deepEqual(showValue("a\nb"), { text: "a\nb", html: null });
  assert.deepEqual(showValue({ outerHTML: '<svg aria-label="Sizes"></svg>' }), {
    text: "[a drawing: Sizes]",
    html: '<svg aria-label="Sizes"></svg>',
  });
  const html = { [Symbol.for("Jupyter.display")]: () => ({ "text/html": "<b>x</b>" }) };
  assert.deepEqual(showValue(html), { text: "[<b>]", html: "<b>x</b>" });
  const rows = Array.from({ length: 52 }, (_, i) => ({ "<n>": i / 3, word: i === 0 ? "&" : null }));
  const { html: table } = showValue(rows)!;
  assert.match(table!, /<caption>2 more rows<\/caption>/);
  assert.match(table!, /<th class="number">&lt;n&gt;<\/th><th>word<\/th>/);
  assert.match(table!, /<td class="number">0.3333<\/td><td><\/td>/);
  assert.match(table!, /<td>&amp;<\/td>/);
  const numbers = [{ n: 1.5, small: 1e-9 }, { n: 12, small: 0.25 }, { n: null, small: NaN }];
  assert.deepEqual(
    [...showValue(numbers)!.html!.matchAll(/<td class="number">([^<]*)</g)].map(([, each]) => each),
    ["1.5", "1e-9", "12.0", "0.25", "", "NaN"],
  );
  assert.equal(showValue([{ a: [1] }])!.html, null);
});

/** Words, the values of their expressions, and what is shown. */
const WORDS: readonly (readonly [string, readonly unknown[], string])[] = [
  ["# ${n} people", [3], "<h1>3 people</h1>\n"],
  [
    "*${a}* `${b}` \\${c}",
    ["<b>*x*</b>"],
    "<p><em>&lt;b&gt;*x*&lt;/b&gt;</em> <code>${b}</code> ${c}</p>\n",
  ],
  ["- ${v}", ["- 1\n- 2"], "<ul>\n<li>- 1\n- 2</li>\n</ul>\n"],
  ["${a}${b}", [1, 2], "<p>12</p>\n"],
  ["${a}", [], "<p>–</p>\n"],
  ["${a}", [{ outerHTML: "<svg></svg>" }], "<p><svg></svg></p>\n"],
  ["<script>x</script>", [], "<p>&lt;script&gt;x&lt;/script&gt;</p>\n"],
  ["[go](${to})", ["https://a.test/?b&c"], '<p><a href="https://a.test/?b&amp;c">go</a></p>\n'],
  ["[go](${to})", ["javascript:x"], '<p><a href="#">go</a></p>\n'],
  ["Zz0Zz ${a}", [7], "<p>Zz0Zz 7</p>\n"],
  ["${open", [], "<p>${open</p>\n"],
];

Deno.test("wordsHtml() puts values among words, and never reads them as markup", () => {
  for (const [source, values, expected] of WORDS) {
    assert.equal(wordsHtml(source, values), expected);
  }
});

Deno.test("ids of charts are counted anew in each file", () => {
  const own = ownIds();
  assert.equal(
    own('<a id="plot-clip-7"/><b url(#plot-clip-7)>'),
    '<a id="plot-clip-1"/><b url(#plot-clip-1)>',
  );
  assert.equal(own("plot-clip-9 plot-marker-7"), "plot-clip-2 plot-marker-3");
});

Deno.test("a page and Jupyter's outputs tell values, what was printed and what is wrong", async () => {
  const notebook = makeNotebook([
    makeCell({ id: "a", source: "# Of ${n}", kind: "markdown" }),
    makeCell({ id: "b", source: "console.log('<i>'); const n = 2; n * 2" }),
    makeCell({ id: "c", source: 'params("seed")', kind: "parameter", folded: true }),
    makeCell({ id: "d", source: "'gone'", hidden: true }),
    makeCell({ id: "e", source: "throw new RangeError('<too far>')" }),
    makeCell({ id: "f", source: "print(1)", kind: "foreign" }),
  ]);
  const runner = new Runner(hostOf({ params: () => 42 }));
  runner.update(notebook);
  await runner.settled();
  const runs = notebook.cells.map((cell, i) => {
    const state = runner.state(cell.id)!;
    const problem = state.problem && problemText(state.problem, cell.id, (id) => `cell ${id}`);
    return { cell, state, problem, count: i };
  });
  const page = notebookPage(runs, { title: "T<", survey: "s&.csv", set: ["seed=42"] });
  for (
    const part of [
      "<title>T&lt; – s&amp;.csv</title>",
      "s&amp;.csv · <code>seed=42</code> · <strong>1 of 6 cells failed</strong>",
      "<h1>Of 2</h1>",
      '<pre class="text">&lt;i&gt;</pre>\n<pre class="text">4</pre>\n<details open>',
      '<p class="setting">seed: <strong>42</strong></p>\n<details><summary>',
      '<p class="problem" role="alert">Cell e, line 1, column 7: RangeError: &lt;too far&gt;</p>',
      "Kept as it is, not run</summary><pre><code>print(1)",
    ]
  ) assert.ok(page.includes(part), part);
  assert.ok(!page.includes("gone</pre>"));
  assert.doesNotMatch(page, /https?:|src=|<script/);
  const outputs = ipynbOutputs(runs);
  assert.deepEqual([...outputs.keys()], ["b", "c", "d", "e"]);
  assert.deepEqual(outputs.get("b"), {
    executionCount: 1,
    outputs: [
      { output_type: "stream", name: "stdout", text: ["<i>\n"] },
      {
        output_type: "execute_result",
        execution_count: 1,
        metadata: {},
        data: { "text/plain": ["4"] },
      },
    ],
  });
  assert.deepEqual(outputs.get("e")!.outputs, [{
    output_type: "error",
    ename: "RangeError",
    evalue: "<too far>",
    traceback: ["Cell e, line 1, column 7: RangeError: <too far>"],
  }]);
});
