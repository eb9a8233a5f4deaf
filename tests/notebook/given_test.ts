/** Tests of the names that notebooks are given: parameters, answers, drawing. Runs in Deno. */

import assert from "node:assert/strict";
import { kmeans, parseParams, type PipelineResult, runPipeline } from "../../pipeline/mod.ts";
import { drawing } from "../../pipeline/notebook/deno/drawing.ts";
import { CHARTS, html, svg } from "../../pipeline/notebook/deno/page_drawings.ts";
import { surveyHost } from "../../pipeline/notebook/deno/survey_host.ts";
import {
  columnsReader,
  fetchedRun,
  Lacking,
  parameterPath,
  parameterReader,
  readSettings,
  wholeOf,
  wholeRun,
} from "../../pipeline/notebook/mod.ts";
import { makeView } from "../../pipeline/view/mod.ts";
import { smallSurvey } from "../support/small_survey.ts";
import { bytesOf } from "../support/survey_text.ts";

const PARAMS = parseParams({ clustering: { n_clusters: 4 } });

Deno.test("params() gives a parameter by its path, or refuses with the nearest path", () => {
  const params = parameterReader(PARAMS);
  assert.equal(params("clustering.n_clusters"), 4);
  assert.equal(params("seed"), PARAMS.seed);
  assert.deepEqual(params("clustering"), PARAMS.clustering);
  assert.deepEqual(params(), PARAMS);
  assert.throws(() => params("clustering.n_cluster"), {
    name: "ParamsError",
    message: /"clustering.n_cluster".*Did you mean clustering.n_clusters\?/s,
  });
  for (const wrong of ["clustering.constructor", "", null, 7]) {
    assert.throws(() => params(wrong), {
      name: "ParamsError",
      message: /^Cannot use params\(\): expected the path of a parameter, but got /,
    });
  }
  assert.throws(() => params("clusterin"), { message: /Did you mean clustering\?/ });
  assert.equal(
    parameterPath("const k = params( 'clustering.n_clusters' );"),
    "clustering.n_clusters",
  );
  assert.equal(parameterPath("paramsOf('x')"), null);
});

Deno.test("settings by path are refused as params() refuses them", () => {
  const given = { "clustering.n_clusters": 4, seed: 7 };
  assert.deepEqual(readSettings(given, PARAMS, "runWith()"), Object.entries(given));
  assert.throws(() => readSettings({ "clustering.k": 4 }, PARAMS, "runWith()"), {
    name: "ParamsError",
    message: /^Cannot use runWith\(\): expected the path of a parameter, but got "clustering.k"/,
  });
  assert.throws(() => readSettings([3], PARAMS, "scan()"), {
    name: "ParamsError",
    message: /^Cannot use scan\(\): expected parameters by their paths, .*but got \[3\]\.$/,
  });
});

const SET = parseParams({ clustering: { n_clusters: 3 }, structure: { check: "none" } });

/** Reads everything that cells are told they may read of a run. */
function readings(run: unknown): unknown {
  // deno-lint-ignore no-explicit-any -- cells know no types
  const { clustering, map, features, survey, cleaned, evaluation, ...view } = run as any;
  return {
    ...{ labels: clustering.labels, sizes: clustering.sizes, silhouettes: evaluation.reduced },
    ...{ mapped: map.values, map: [map.n, map.d, map.method, map.points, map.xLabel] },
    ...{ features: [features.values, features.names, features.questions, features.count] },
    ...{ rows: cleaned.respondents, names: survey.columns.map(({ name }: Answered) => name) },
    ...{ codes: survey.columns[1].codes, texts: survey.columns[1].texts, all: survey.rows },
    ...{ questions: survey.questions, headline: view.headline, summary: view.summary.clustering },
    ...{ profile: view.profile, columns: view.columns, input: view.input.name },
  };
}

type Answered = { readonly name: string };

Deno.test("run reads the same where it is whole and where its parts are fetched", async () => {
  const result = await runPipeline(smallSurvey(), "s.csv", SET);
  const view = makeView(result, { hasPoints: true, hasIdentities: true });
  const whole = wholeRun(view, result);
  const fetched = fetchedRun(view, (part) => result[part]);
  assert.deepEqual(readings(fetched), readings(whole));
  // The engine's functions are given its own objects, whatever keys these have.
  const { features, map, survey } = fetched as Record<string, unknown>;
  assert.equal(wholeOf(features), result.features);
  assert.equal(wholeOf(map), result.map);
  assert.equal(wholeOf(survey), result.survey);
  const given = { map: result.map, features: result.features, survey: result.survey };
  for (const [name, engines] of Object.entries(given)) {
    for (const key of Object.keys(engines)) {
      assert.ok(key in (fetched as Record<string, object>)[name], `${name}.${key}`);
    }
  }
});

Deno.test("showing a run or its columns fetches nothing; reading what is not there says what it is", async () => {
  const result = await runPipeline(smallSurvey(), "s.csv", SET);
  const view = makeView(result, { hasPoints: false });
  const lack = (part: keyof PipelineResult): never => {
    throw new Lacking(`run.${part}`, () => Promise.resolve(""));
  };
  const run = fetchedRun(view, lack) as Record<string, unknown>;
  const [column] = columnsReader(view.columns, () => lack("survey"))("age");
  assert.equal(JSON.parse(JSON.stringify(run)).headline, view.headline);
  assert.equal(JSON.parse(JSON.stringify(column)).name, "age");
  assert.throws(() => run.clustering, { name: "Lacking", message: /run\.clustering/ });
  assert.throws(() => column.values, { name: "Lacking" });
});

Deno.test("columns() gives answers as numbers and words, gaps as null, all without a pattern", async () => {
  const rows = ["id,q1_a,q1_b,city"];
  for (let i = 0; i < 30; i++) {
    rows.push(`r${i},${i % 5 + 1},${i === 1 ? "" : i % 4},${i % 2 ? "Rome" : "Oslo"}`);
  }
  const result = await runPipeline(bytesOf(rows.join("\n")), "s.csv", SET);
  const view = makeView(result, { hasPoints: false });
  const { columns: survey } = result.survey;
  const columns = columnsReader(
    view.columns,
    (name) => survey.find((column) => column.name === name)!,
  );
  const found = columns("q1_*");
  assert.deepEqual(found.map(({ name }) => name), ["q1_a", "q1_b"]);
  assert.deepEqual(found[1].values.slice(0, 4), [0, null, 2, 3]);
  assert.deepEqual(columns("city")[0].values.slice(0, 2), ["Oslo", "Rome"]);
  assert.deepEqual(columns("city", "q1_a").map(({ name }) => name), ["q1_a", "city"]);
  assert.equal(columns().length, survey.length);
  assert.throws(() => columns("citty"), { message: /"citty".*Did you mean "city"\?/ });
});

Deno.test("runWith(), scan() and algorithms in cells compute as the pipeline does", async () => {
  const bytes = smallSurvey();
  const host = surveyHost({ name: "s.csv", bytes, params: SET, codebook: null });
  // deno-lint-ignore no-explicit-any -- cells know no types
  const get = async (name: string): Promise<any> =>
    await host.names.get(name)!.get({ signal: new AbortController().signal, log: () => {} });
  const five = await (await get("runWith"))({ "clustering.n_clusters": 5 });
  const params = parseParams({ clustering: { n_clusters: 5 }, structure: { check: "none" } });
  assert.deepEqual(
    five.clustering.labels,
    (await runPipeline(bytes, "s.csv", params)).clustering.labels,
  );
  const points = await (await get("scan"))();
  assert.deepEqual(points.map(({ k }: { k: number }) => k), [2, 3, 4, 5, 6, 7, 8]);
  await assert.rejects((await get("runWith"))({ "clustering.n_clusters": 1 }), {
    name: "ParamsError",
  });
  const run = await get("run");
  const found = await (await get("kmeans"))(run.embedding, { k: 3 });
  const options = { k: 3, nInit: 10, maxIter: 300, seed: 42 };
  assert.deepEqual(found, await kmeans(run.embedding, options));
});

Deno.test("html and svg make elements where there is no page, and leave no page behind", () => {
  // deno-lint-ignore no-explicit-any -- cells know no types
  const list = html`<ul>${["a <b>", 2].map((each) => html`<li>${each}</li>`)}</ul>` as any;
  assert.equal(list.outerHTML, "<ul><li>a &lt;b&gt;</li><li>2</li></ul>");
  // deno-lint-ignore no-explicit-any -- cells know no types
  assert.match((svg`<circle r="4"></circle>` as any).outerHTML, /^<circle r="4"/);
  assert.equal("document" in globalThis, false);
});

Deno.test("Plot and D3 draw without a page, the same bytes each time", () => {
  // deno-lint-ignore no-explicit-any -- cells use the libraries without types, and so does this
  const { Plot, d3 } = drawing() as any;
  const draw = (): string => Plot.plot({ marks: [Plot.barX([1, 2])] }).outerHTML;
  assert.match(draw(), /^<svg [^]*<rect /);
  assert.equal(draw(), draw());
  assert.match(Plot.barX([1, 2]).plot({ title: "Bars" }).outerHTML, /^<figure [^]*<h2>Bars/);
  assert.match(Plot.legend({ color: { domain: ["a"] } }).outerHTML, /a/);
  const svg = d3.create("svg").attr("width", 9);
  svg.selectAll("circle").data([1, 2]).join("circle").attr("r", (r: number) => r);
  assert.equal(
    svg.node().outerHTML,
    '<svg width="9"><circle r="1" /><circle r="2" /></svg>',
  );
});

Deno.test("charts are named alike on the page and where there is none", async () => {
  const source = await Deno.readTextFile(
    new URL("../../src/frame/house_charts.ts", import.meta.url),
  );
  const from = source.indexOf("export const charts = {");
  const body = source.slice(from, source.indexOf("\n};", from));
  const onPage = [...body.matchAll(/^ {2}(\w+): \(/gm)].map(([, name]) => name);
  assert.ok(onPage.length > 10);
  assert.deepEqual(Object.keys(CHARTS).sort(), onPage.sort());
});
