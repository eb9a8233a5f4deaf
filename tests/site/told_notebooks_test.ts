/** Tests of notebooks as pages of a site: which there are, what their cells get, what becomes of it. Runs in Deno. */

import assert from "node:assert/strict";
import { makeCell, makeNotebook } from "../../pipeline/notebook/mod.ts";
import { NO_CACHE } from "../../pipeline/run/cache.ts";
import { runPipeline } from "../../pipeline/run/run.ts";
import { publishedOrder } from "../../pipeline/view/publish.ts";
import type { LoadedRun } from "../../src/data/load_run.ts";
import { builtNames } from "../../src/frame/built_names.ts";
import { OVERVIEW } from "../../src/components/notebook/page_cells/overview.ts";
import { COMPARE } from "../../src/components/notebook/page_cells/compare.ts";
import { HOW_MANY } from "../../src/components/notebook/page_cells/how_many.ts";
import { QUESTIONS } from "../../src/components/notebook/page_cells/questions.ts";
import { WHO } from "../../src/components/notebook/page_cells/who.ts";
import { notebookOf } from "../../src/components/notebook/cell_source.ts";
import { standardNotebook } from "../../src/components/notebook/standard_notebook.ts";
import { notebookMarkdown, tellNotebook } from "../../src/data/notebook_page.ts";
import { listNotebooks, notebooksOf } from "../../pipeline/notebook/deno/page_notebooks.ts";
import { toldHtml } from "../../src/data/told_html.ts";
import { inTemporaryFolder } from "../support/command.ts";
import { originalParams } from "../support/original.ts";
import { bytesOf, csvOf } from "../support/survey_text.ts";

const N = 60;
const Q1 = Array.from({ length: N }, (_, i) => 1 + (i * 7) % 5);
const FILE = csvOf({
  respondent: Array.from({ length: N }, (_, i) => `R-${70_000 + i}`),
  q1: Q1,
  q2: Array.from({ length: N }, (_, i) => i < 30 ? 1 + i % 2 : 4 + i % 2),
  comment: Array.from({ length: N }, (_, i) => i < 20 ? `my neighbour number ${i} said so` : ""),
});

async function loadedRun(publish: LoadedRun["publish"]): Promise<LoadedRun> {
  const params = originalParams({});
  const file = { name: "people.csv", bytes: bytesOf(FILE), codebook: null };
  const result = await runPipeline(file.bytes, file.name, params);
  return { result, file, params, publish, cache: NO_CACHE } as LoadedRun;
}

/** Runs cells of code over a survey, and gives what the page shows. */
async function tell(
  publish: LoadedRun["publish"],
  sources: readonly string[],
  mostMs?: number,
): Promise<{ html: string; problems: readonly string[] }> {
  const cells = sources.map((source, i) => makeCell({ id: String(i + 1), source }));
  const section = { slug: "x", title: "X", notebook: makeNotebook(cells) };
  return await tellNotebook(section, await loadedRun(publish), {
    drawn: builtNames,
    ...(mostMs === undefined ? {} : { mostMs }),
  });
}

Deno.test("listNotebooks() takes what names surveys, by title, and tells of what is no notebook", async () => {
  await inTemporaryFolder(async (folder) => {
    const files = {
      "b.ts": '// %% [notebook] {"title":"Sizes","surveys":["panel*.csv"]}\n// %%\n1\n',
      "a.html": '<notebook data-notebook=\'{"surveys":"*"}\'><title>All</title></notebook>',
      "plain.ts": "// %%\n1\n",
      "python.ipynb": '{"nbformat":4,"cells":[],"metadata":{"kernelspec":{"name":"python3"}}}',
      "heading.ts": '// %% [notebook] {"surveys":["*"]}\n// %% [markdown]\n// # ${1} people\n',
      "broken.ipynb": "{",
      ".hidden.ts": '// %% [notebook] {"surveys":["*"]}\n',
      "notes.md": "# no notebook",
    };
    for (const [name, text] of Object.entries(files)) {
      await Deno.writeTextFile(`${folder}/${name}`, text);
    }
    const said: string[] = [];
    const found = await listNotebooks((text) => said.push(text), folder);
    assert.deepEqual(found.map(({ slug, title }) => [slug, title]), [
      ["a", "All"],
      ["b", "Sizes"],
      ["heading", "heading"],
    ]);
    assert.equal(said.length, 1);
    assert.match(said[0], /broken\.ipynb: Cannot read the notebook: an \.ipynb file is JSON/);
    const slugs = (survey: string) => notebooksOf(found, survey).map(({ slug }) => slug);
    assert.deepEqual(slugs("panel 2025.csv"), ["a", "b", "heading"]);
    assert.deepEqual(slugs("dataset.xlsx"), ["a", "heading"]);
    assert.deepEqual(await listNotebooks(() => {}, `${folder}/none`), []);
  });
});

Deno.test("cells of a page get answers as they are published: without identities, in another order", async () => {
  const asked = [
    'columns("q1")[0].values.join()',
    'JSON.stringify(columns("respondent", "comment"))',
  ];
  const order = Array.from(publishedOrder(N, (await loadedRun("all")).result.input.sha256));
  const { html, problems } = await tell("pseudonymous", asked);
  assert.deepEqual(problems, []);
  assert.ok(html.includes(order.map((row) => Q1[row]).join()), html);
  assert.doesNotMatch(html, /R-70|neighbour/);
  const all = await tell("all", asked);
  assert.ok(all.html.includes(Q1.join()));
  assert.match(all.html, /R-70001.*neighbour/s);
});

Deno.test("segments and map of a page's cells go with the answers in their order", async () => {
  const { result: { clustering, map }, result } = await loadedRun("all");
  const order = Array.from(publishedOrder(N, result.input.sha256));
  const { html } = await tell("pseudonymous", [
    "Array.from(run.clustering.labels).join()",
    "[run.map.values[0], run.map.values[1], run.map.values.length].join()",
  ]);
  assert.ok(html.includes(order.map((row) => clustering.labels[row]).join()), html);
  const [first] = order;
  const values = [map.values[first * map.d], map.values[first * map.d + 1], map.values.length];
  assert.ok(html.includes(values.join()), html);
});

Deno.test("where nothing of respondents is published cells get aggregates, and are told so of all else", async () => {
  const { html, problems } = await tell("none", [
    "[run.profile.segments.length, run.clustering.k, survey.rows, columns().length].join()",
    "run.clustering.labels",
    "run.map.values",
    "columns('q1')[0].values",
    "run.cleaned",
  ]);
  assert.match(html, /3,3,60,4/);
  assert.deepEqual(problems.map((problem) => /Cannot give (.*?):/.exec(problem)?.[1]), [
    "run.clustering.labels",
    "run.map.values",
    'columns("q1").values',
    "run.cleaned",
  ]);
  assert.match(problems[0], /this site publishes no answers of single respondents/);
  assert.match(problems[3], /given what its pages show/);
});

Deno.test("cells compare and cross what is published, and are told why where nothing is", async () => {
  const asked = [
    'compareSolutions(run, await runWith({ "clustering.n_clusters": 4 })).respondents.both',
    '(await crosstab(run, { rows: "q2" })).base',
    '(await crosstab(run, { rows: "q1", columns: "q2" })).cells' +
    ".filter(({ count }) => count > 0 && count < 5).length",
    "compareSolutions(run, 5)",
  ];
  const { html, problems } = await tell("pseudonymous", asked);
  const shown = [...html.matchAll(/<pre class="text">(\d+)<\/pre>/g)].map(([, text]) =>
    Number(text)
  );
  assert.deepEqual(shown, [N, N, 0]);
  assert.match(
    problems.join(),
    /Cannot call compareSolutions\(\): it takes a run, .*but got number/,
  );
  const all = await tell("all", asked);
  assert.doesNotMatch(all.html, /<pre class="text">0<\/pre>/);
  const none = await tell(
    "none",
    asked.slice(0, 3).map((cell) => cell.replace("await runWith", "runWith")),
  );
  assert.deepEqual(none.problems.map((problem) => /Cannot give (.*?):/.exec(problem)?.[1]), [
    ...["compareSolutions()", "crosstab()", "crosstab()"],
  ]);
});

Deno.test("a cell that fails is named on the page, a notebook without end is given up", async () => {
  const failed = await tell("none", ["1 + 1", "missing"]);
  assert.equal(failed.problems.length, 1);
  assert.match(failed.html, /<pre class="text">2<\/pre>/);
  assert.match(failed.html, /<p class="problem" role="alert">.*missing/);
  assert.doesNotMatch(failed.html, /<details/);
  const endless = await tell("none", ["for (;;) {}"], 200);
  assert.match(endless.html, /its cells must be done within 0 seconds, but they were not/);
});

Deno.test("the notebooks of the site's own are told as pages as well, charts and tables included", async () => {
  const loaded = await loadedRun("pseudonymous");
  const survey = { name: "people.csv" };
  const notebooks = [
    ...[OVERVIEW, QUESTIONS, HOW_MANY, WHO, COMPARE].map((cells) => notebookOf("Cells", cells)),
    standardNotebook({ survey }),
  ];
  for (const notebook of notebooks) {
    const section = { slug: "x", title: "X", notebook };
    const { html, problems } = await tellNotebook(section, loaded, { drawn: builtNames });
    assert.deepEqual(problems, []);
    assert.match(html, /<figure|<table/);
    assert.doesNotMatch(html, /<(button|input|select|canvas)|R-70|neighbour/);
  }
});

/** Markup of cells, and what stands on the page for it. */
const TOLD: readonly (readonly [string, string])[] = [
  ["<p>a\n\nb ${run}</p>", "<p>a&#10;&#10;b $&#123;run}</p>"],
  ["<script>x()</script><b onclick='x()'>c</b><!-- d -->", "<b>c</b>"],
  ["<iframe src='/x'></iframe><img src='http://h.test/a.png'>", "<img>"],
  [
    "<table><tr><th><button>a</button></th></tr></table><button>b</button>",
    "<table><tr><th>a</th></tr></table>",
  ],
  ["<b id='a'>a</b><a href='#a'>b</a>", '<b id="told-a">a</b><a href="#told-a">b</a>'],
  [
    "<svg aria-label='S'><g aria-label='bar' fill='url(#a)'></g></svg>",
    '<svg role="img" aria-label="S"><g fill="url(#told-a)" /></svg>',
  ],
  [
    "<rect fill='#0072b2' style='color:#fff'></rect>",
    '<rect fill="#0072b2" style="color:#fff"></rect>',
  ],
  ["<img src='data:image/png;base64,AA'>", '<img src="data:image/png;base64,AA">'],
  ["<a href='../explore#x'>e</a>", '<a href="../explore#x">e</a>'],
  ["<a href='https://h.test/a'>h</a>", "<a>h (h.test/a)</a>"],
  ["<a href='javascript:x()'>j</a>", "<a>j (x())</a>"],
  ["<p title='https://h.test'>ftp://h.test localhost</p>", "…"],
  ["<p style='background:url(//h.test/x)'>s</p>", '<p style="background:none">s</p>'],
];

Deno.test("toldHtml() runs nothing, asks for nothing, and ends no block of words", () => {
  for (const [markup, expected] of TOLD) {
    const told = toldHtml(markup);
    if (expected !== "…") assert.equal(told, expected);
    assert.doesNotMatch(told, /https?:\/\/|ftp:\/\/|localhost|\n|\$\{/);
  }
  const svg = '<svg viewBox="0 0 1 1"><style>\n.a > .b {\n}\n</style><text>a &lt; b</text></svg>';
  assert.match(toldHtml(svg), /<text>a &lt; b<\/text>/);
});

Deno.test("a page whose survey cannot be read says why, and its title is no markup", () => {
  const page = notebookMarkdown({ slug: "x", title: 'A "<b>" ${1}' }, {
    status: "failed",
    name: "DataError",
    message: "Cannot read <x>.",
  });
  assert.match(page, /^---\ntitle: "A \\"<b>\\" \$\{1\}"\n---\n/);
  assert.match(
    page,
    /<h1>A "&lt;b&gt;" \$&#123;1}<\/h1><p class="problem".*Cannot read &lt;x&gt;\./,
  );
});
