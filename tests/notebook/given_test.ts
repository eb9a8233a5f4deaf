/** Tests of the names that notebooks are given: parameters, answers, drawing. Runs in Deno. */

import assert from "node:assert/strict";
import { ingest, parseParams } from "../../pipeline/mod.ts";
import { drawing } from "../../pipeline/notebook/deno/drawing.ts";
import { answersReader, parameterPath, parameterReader } from "../../pipeline/notebook/mod.ts";
import { bytesOf } from "../support/survey_text.ts";

const PARAMS = parseParams({ clustering: { n_clusters: 4 } });

Deno.test("params() gives a parameter by its path, or refuses with the nearest path", () => {
  const params = parameterReader(PARAMS);
  assert.equal(params("clustering.n_clusters"), 4);
  assert.equal(params("seed"), PARAMS.seed);
  assert.deepEqual(params("clustering"), PARAMS.clustering);
  assert.throws(() => params("clustering.n_cluster"), {
    name: "ParamsError",
    message: /"clustering.n_cluster".*Did you mean clustering.n_clusters\?/s,
  });
  assert.throws(() => params("clustering.constructor"), { name: "ParamsError" });
  assert.equal(
    parameterPath("const k = params( 'clustering.n_clusters' );"),
    "clustering.n_clusters",
  );
  assert.equal(parameterPath("paramsOf('x')"), null);
});

Deno.test("columns() gives answers as numbers and words, gaps as null", async () => {
  const rows = ["id,q1_a,q1_b,city"];
  for (let i = 0; i < 30; i++) {
    rows.push(`r${i},${i % 5 + 1},${i === 1 ? "" : i % 4},${i % 2 ? "Rome" : "Oslo"}`);
  }
  const survey = await ingest(bytesOf(rows.join("\n")), "s.csv", PARAMS);
  const columns = answersReader(survey);
  const found = columns("q1_*");
  assert.deepEqual(found.map(({ name }) => name), ["q1_a", "q1_b"]);
  assert.deepEqual(found[1].values.slice(0, 4), [0, null, 2, 3]);
  assert.deepEqual(columns("city")[0].values.slice(0, 2), ["Oslo", "Rome"]);
  assert.deepEqual(columns("city", "q1_a").map(({ name }) => name), ["q1_a", "city"]);
  assert.throws(() => columns("citty"), { message: /"citty".*Did you mean "city"\?/ });
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
