/** Tests of what a run on mixed answers writes: summary, model, report, map. Runs in Deno. */

import assert from "node:assert/strict";
import { summaryText } from "../../pipeline/cli/summary_table.ts";
import { writeModelJson } from "../../pipeline/deliver/model_json.ts";
import { writeSegmentsCsv } from "../../pipeline/deliver/respondents_csv.ts";
import { writeReport } from "../../pipeline/deliver/report_xlsx.ts";
import { runPipeline } from "../../pipeline/run/run.ts";
import type { PipelineResult } from "../../pipeline/run/run_result.ts";
import { summarize } from "../../pipeline/run/summary.ts";
import { makeView } from "../../pipeline/view/mod.ts";
import { assertClose } from "../support/golden.ts";
import { plantedColumns } from "../support/mixed_features.ts";
import { bytesOf, csvOf } from "../support/survey_text.ts";
import { originalParams } from "../support/original.ts";

const COLUMNS = plantedColumns(120, 3);

function run(params: object): Promise<PipelineResult> {
  const kinds = Object.fromEntries(Object.entries(COLUMNS).map(([name, [kind]]) => [name, kind]));
  const cells = Object.fromEntries(Object.entries(COLUMNS).map(([name, [, cell]]) => [name, cell]));
  const all = originalParams({ ingest: { columns: kinds }, ...params });
  return runPipeline(bytesOf(csvOf(cells)), "planted.csv", all);
}

// deno-lint-ignore no-explicit-any -- the file's form is what is tested
function modelOf(result: PipelineResult): any {
  return JSON.parse(new TextDecoder().decode(writeModelJson(result)));
}

Deno.test("a run by MCA states its inertia, and model.json places respondents by their categories", async () => {
  const result = await run({ reduction: { method: "mca" } });
  const { reduction } = summarize(result, null);
  assert.deepEqual(Object.keys(reduction), [
    "method",
    "dims",
    "inertia_ratio",
    "inertia_ratio_corrected",
  ]);
  assert.equal(reduction.inertia_ratio!.length, 2);
  const text = summaryText(result, { parameters: ["p"], output: "o" });
  assert.match(text, /Reduction {3}mca, 2 dimensions, \d+ % of the inertia \(corrected \d+ %\)/);
  const { map, pca } = makeView(result, { hasPoints: false });
  assert.match(map.xLabel, /^Dimension 1 \(\d+ % of inertia, corrected \d+ %\)$/);
  assert.equal(pca, null);
  const { reduction: { mca } } = modelOf(result);
  const own = ["region", "plan", "owns", "trust"].map((name) => {
    const { categories, values, codes } = result.survey.columns.find((one) => one.name === name)!;
    const value = values[codes[5]];
    const isNominal = name === "region" || name === "plan";
    return { column: name, level: isNominal ? categories![value] : value };
  });
  const chosen = own.map(({ column, level }) =>
    mca.categories.find((one: typeof own[0]) => one.column === column && one.level === level)
  );
  const mean = [0, 1].map((m) =>
    chosen.reduce((sum, { coordinates }) => sum + coordinates[m], 0) / 4
  );
  assertClose(result.embedding.values.subarray(10, 12), mean, 1e-12);
});

Deno.test("a run by Gower's distance states it, the cost, the medoids and the silhouette by it", async () => {
  const clustering = { method: "kmedoids", distance: "gower" };
  const result = await run({ clustering });
  const summary = summarize(result, null);
  assert.deepEqual(Object.keys(summary.clustering), [
    ...["method", "k", "distance", "sizes", "names", "inertia", "cost", "iterations", "converged"],
  ]);
  assert.equal(summary.clustering.distance, "gower");
  assert.equal(summary.evaluation.silhouette_gower, result.evaluation.gower!.mean);
  assert.ok(result.evaluation.gower!.mean > 0.3);
  const text = summaryText(result, { parameters: ["p"], output: "o" });
  assert.match(
    text,
    /Silhouette \d\.\d\d by Gower's distance, -?\d\.\d\d among the full answers\./,
  );
  assert.match(text, /Clustering {2}kmedoids by Gower's distance, /);
  for (const { silhouette, insights, number } of result.profile.segments) {
    assert.equal(silhouette, result.evaluation.gower!.perSegment[number - 1]);
    assert.match(insights.at(-1)!, /\(silhouette -?\d\.\d\d by Gower's distance\)\.$/);
  }
  const { silhouettes, map } = makeView(result, { hasPoints: true });
  const { gower, reduced } = result.evaluation;
  assert.deepEqual(
    [silhouettes!.by, silhouettes!.mean, silhouettes!.mapMean],
    ["gower", gower!.mean, reduced!.mean],
  );
  assert.deepEqual(silhouettes!.segments.map(({ mean }) => mean), [...gower!.perSegment]);
  assertClose(map.points!.silhouette as number[], [...gower!.perRow], 0.005);
  const { clustering: { medoids } } = modelOf(result);
  const { d, values } = result.features;
  assert.equal(medoids.length, 3);
  for (const [segment, { row, features, reduced }] of medoids.entries()) {
    assert.equal(result.clustering.labels[row - 1], segment);
    assert.deepEqual(features, [...values.subarray((row - 1) * d, row * d)]);
    assert.deepEqual(reduced, [...result.embedding.values.subarray(2 * (row - 1), 2 * row)]);
  }
});

Deno.test("a run by k-prototypes writes each segment's typical answers", async () => {
  const result = await run({ clustering: { method: "kprototypes" } });
  const { clustering } = modelOf(result);
  assert.ok(result.clustering.form === "prototypes");
  assert.deepEqual(clustering.prototypes, result.clustering.prototypes);
  assert.deepEqual(
    clustering.prototypes[0].map(({ column }: { column: string }) => column),
    ["region", "plan", "owns", "trust", "spend"],
  );
  assert.equal("distance" in summarize(result, null).clustering, false);
});

Deno.test("a run on the reduced space says nothing of other distances", async () => {
  const result = await run({ clustering: { distance: "gower" } });
  const summary = summarize(result, null);
  assert.equal(result.evaluation.gower, null);
  assert.equal("silhouette_gower" in summary.evaluation, false);
  assert.equal("distance" in summary.clustering || "cost" in summary.clustering, false);
  assert.equal(
    "mca" in modelOf(result).reduction || "medoids" in modelOf(result).clustering,
    false,
  );
});

Deno.test("segments.csv has the silhouette by Gower's distance where segments are of the answers", async () => {
  const linesOf = (result: PipelineResult) =>
    new TextDecoder().decode(writeSegmentsCsv(result)).trim().split(/\r?\n/);
  const result = await run({ clustering: { method: "kmodes" } });
  const [header, ...rows] = linesOf(result);
  assert.equal(header, "row,segment,reason,silhouette,distance,silhouette_gower,segment_name");
  const cells = rows.map((row) => row.split(","));
  assertClose(cells.map((row) => Number(row[3])), [...result.evaluation.reduced!.perRow], 1e-12);
  assertClose(cells.map((row) => Number(row[5])), [...result.evaluation.gower!.perRow], 1e-12);
  assert.equal(linesOf(await run({}))[0], "row,segment,reason,silhouette,distance,segment_name");
});

Deno.test("report.xlsx states distance, cost, inertia and the silhouette by Gower's distance", async () => {
  const XLSX = await import("xlsx");
  const result = await run({
    reduction: { method: "mca" },
    clustering: { method: "agglomerative", distance: "gower", linkage: "average" },
  });
  const book = XLSX.read(await writeReport(result));
  const rows: unknown[][] = XLSX.utils.sheet_to_json(book.Sheets.Summary, { header: 1 });
  const found = new Map(rows.map(([name, value]) => [name, value]));
  assert.equal(found.get("Distance"), "gower");
  assert.equal(found.get("Silhouette by Gower's distance"), result.evaluation.gower!.mean);
  assert.ok(result.embedding.method === "mca");
  const { share, correctedShare } = result.embedding.mca;
  assert.equal(found.get("Inertia kept"), share[0] + share[1]);
  assert.equal(found.get("Inertia kept, corrected"), correctedShare[0] + correctedShare[1]);
});

Deno.test("a sampled silhouette by Gower's distance is of the same respondents as the others", async () => {
  const evaluation = { silhouette: "sampled", sample: 40 };
  const { gower, features } =
    (await run({ clustering: { method: "kmodes" }, evaluation })).evaluation;
  assert.equal(gower!.sample, 40);
  const isMeasured = (value: number) => !Number.isNaN(value);
  assert.deepEqual([...gower!.perRow].map(isMeasured), [...features!.perRow].map(isMeasured));
  const exact = (await run({ clustering: { method: "kmodes" } })).evaluation.gower!;
  assert.ok(Math.abs(gower!.mean - exact.mean) < 4 * gower!.standardError!);
  const none = await run({ clustering: { method: "kmodes" }, evaluation: { silhouette: "none" } });
  assert.equal(none.evaluation.gower, null);
});
