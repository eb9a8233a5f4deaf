/** Tests of weighted runs: figures, files, words, the cache. Runs in Deno. */

import assert from "node:assert/strict";
import * as XLSX from "xlsx";
import { memoryCache } from "../../pipeline/run/cache.ts";
import { summaryText } from "../../pipeline/cli/summary_table.ts";
import { runArtifacts } from "../../pipeline/deliver/artifacts.ts";
import { runPipeline } from "../../pipeline/run/run.ts";
import type { PipelineResult } from "../../pipeline/run/run_result.ts";
import { summarize } from "../../pipeline/run/summary.ts";
import { makeView } from "../../pipeline/view/mod.ts";
import { assertClose } from "../support/golden.ts";
import { bytesOf, csvOf } from "../support/survey_text.ts";
import { originalParams } from "../support/original.ts";

/** 40 respondents of weight 0.5 and 20 of weight 2, in two clear groups; the first weighs nothing. */
const N = 60;
const GROUP = Array.from({ length: N }, (_, i) => i < 40 ? 0 : 1);
const WEIGHTS = GROUP.map((group, i) => i === 0 ? 0 : group === 0 ? 0.5 + (i % 2) : 2 + (i % 3));
const SURVEY = csvOf({
  q1: GROUP.map((group, i) => 1 + 3 * group + i % 2),
  q2: GROUP.map((group, i) => 5 - 3 * group - i % 2),
  age: GROUP.map((_, i) => i % 10 === 3 ? "" : 30 + i),
  member: GROUP.map((_, i) => i % 4 === 0 ? "Yes" : "No"),
  wt: WEIGHTS,
});
const SETTINGS = {
  features: { include: ["q*"] },
  reduction: { method: "none" },
  clustering: { n_clusters: 2 },
};

function run(settings: object = {}, cache = memoryCache(1e7)): Promise<PipelineResult> {
  const params = originalParams({ weighting: { column: "wt" }, ...SETTINGS, ...settings });
  return runPipeline(bytesOf(SURVEY), "survey.csv", params, { cache });
}

async function fileOf(result: PipelineResult, name: string): Promise<string> {
  const file = (await runArtifacts(result)).find((one) => one.name === name)!;
  return new TextDecoder().decode(file.bytes);
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
/** The weights of those of a group, by (sum)^2 / (sum of squares) and sum. */
function weigh(weights: readonly number[]): { total: number; base: number } {
  const total = sum(weights);
  return { total, base: total ** 2 / sum(weights.map((weight) => weight ** 2)) };
}

Deno.test("a weighted run counts respondents, and shares by weight", async (t) => {
  for (const clustering of [{ method: "kmeans" }, { method: "agglomerative" }]) {
    await t.step(clustering.method, async () => {
      const { profile } = await run({ clustering: { ...clustering, n_clusters: 2 } });
      const [light, heavy] = [0, 1].map((group) =>
        weigh(WEIGHTS.filter((_, i) => GROUP[i] === group))
      );
      const all = weigh(WEIGHTS);
      assert.equal(profile.respondents, 59);
      // The group of fewer respondents weighs more, and is number 1.
      assert.deepEqual(profile.segments.map(({ size }) => size), [20, 39]);
      assertClose(
        profile.segments.map(({ weighted }) => weighted!.share),
        [heavy.total / all.total, light.total / all.total],
        1e-12,
      );
      assertClose(
        profile.segments.map(({ weighted }) => weighted!.effectiveBase),
        [heavy.base, light.base],
        1e-9,
      );
      assertClose(profile.segments.map(({ share }) => share), [20 / 59, 39 / 59], 1e-12);
      assert.equal(profile.weighting!.column, "wt");
      assertClose([profile.weighting!.effectiveBase], [all.base], 1e-9);
    });
  }
});

Deno.test("a weighted profile has weighted figures on bases that are not", async () => {
  const { profile } = await run();
  const age = profile.rows.find(({ variable }) => variable === "age")!;
  const answered = GROUP.map((_, i) => i).filter((i) => i > 0 && i % 10 !== 3);
  const heavy = answered.filter((i) => GROUP[i] === 1);
  const mean = (rows: number[]) =>
    sum(rows.map((i) => WEIGHTS[i] * (30 + i))) / sum(rows.map((i) => WEIGHTS[i]));
  const [first] = age.segments;
  assert.equal(first.base, heavy.length);
  assertClose([first.value!, age.total.value!], [mean(heavy), mean(answered)], 1e-9);
  assertClose(
    [first.index!, first.difference!],
    [100 * mean(heavy) / mean(answered), mean(heavy) - mean(answered)],
    1e-9,
  );
  assertClose([first.effectiveBase!], [weigh(heavy.map((i) => WEIGHTS[i])).base], 1e-9);
  const member = profile.rows.find(({ variable }) => variable === "member")!;
  const yes = GROUP.map((_, i) => i).filter((i) => i % 4 === 0);
  assertClose([member.total.value!], [sum(yes.map((i) => WEIGHTS[i])) / sum(WEIGHTS)], 1e-12);
  assert.deepEqual(
    profile.rows.filter(({ variable }) => variable === "wt").map((row) => [
      row.role,
      row.roleReason,
    ]),
    [["dropped", "the weight of respondents"]],
  );
});

Deno.test("weights leave a constant without variance: no difference, no effect, no scale", async () => {
  const third = Array.from({ length: N }, () => 0.1);
  const survey = SURVEY.trimEnd().split("\n").map((line, i) =>
    `${line},${i === 0 ? "same,constant" : `7,${third[i - 1]}`}`
  ).join("\n");
  const params = originalParams({
    weighting: { column: "wt" },
    features: {
      ...{ include: ["q*", "same", "constant"], scaling: "standardize" },
      ...{ min_unique: 0, use_variance_threshold: false },
    },
    reduction: { method: "none" },
    clustering: { n_clusters: 2 },
  });
  const { profile, features } = await runPipeline(bytesOf(survey), "survey.csv", params);
  for (const name of ["same", "constant"]) {
    const { effect, deviation, segments } = profile.rows.find((row) => row.variable === name)!;
    assert.deepEqual([effect, deviation, ...segments.map(({ difference }) => difference)], [
      ...[0, 0, 0, 0],
    ]);
    assert.equal(features.scale[features.names.indexOf(name)], 1);
  }
});

Deno.test("the files of a weighted run hold weights, shares and effective bases", async () => {
  const result = await run();
  const [header, first, second] = (await fileOf(result, "segments.csv")).split("\n");
  assert.equal(header, "row,segment,reason,silhouette,distance,weight,segment_name");
  assert.equal(first, "1,,has the weight 0,,,,");
  assertClose([Number(second.split(",")[5])], [WEIGHTS[1] / (sum(WEIGHTS) / 59)], 1e-12);
  const [columns, row] = (await fileOf(result, "profile.csv")).split("\n");
  assert.ok(columns.includes(",difference,effective_base,segment_name,effect_measure,"));
  const at = columns.split(",").indexOf("effective_base");
  assertClose([Number(row.split(",")[at])], [weigh(WEIGHTS).base], 1e-9);
  const model = JSON.parse(await fileOf(result, "model.json"));
  assert.deepEqual(model.params.weighting, { column: "wt" });
  assertClose([sum(model.clustering.weighted_shares)], [1], 1e-12);
  const { weighting, clustering } = summarize(result, null);
  assert.equal(weighting!.column, "wt");
  assert.deepEqual(clustering.weighted_shares, model.clustering.weighted_shares);
  assert.deepEqual(JSON.parse(await fileOf(result, "profile.json")).weighting, {
    column: "wt",
    effectiveBase: weighting!.effective_base,
  });
});

Deno.test("report.xlsx of a weighted run tells the column, weighted shares and effective bases", async () => {
  const report = (await runArtifacts(await run())).find(({ name }) => name === "report.xlsx")!;
  const { Sheets } = XLSX.read(report.bytes);
  const rowsOf = (name: string) =>
    XLSX.utils.sheet_to_json<(string | number)[]>(Sheets[name], { header: 1 });
  assert.deepEqual(
    rowsOf("Summary").filter(([key]) => /Weight|Effective/.test(String(key))).map((
      [key, value],
    ) => [
      key,
      typeof value === "number" ? value.toFixed(1) : value,
    ]),
    [["Weighted by", "wt"], ["Effective base", weigh(WEIGHTS).base.toFixed(1)]],
  );
  assert.deepEqual(rowsOf("Segments")[0].slice(2, 7), [
    ...["Respondents", "Share", "Weighted share", "Effective base", "Silhouette"],
  ]);
  assert.deepEqual(rowsOf("Profiles")[0].slice(-3), [
    ...["Effective base", "Effective base 1", "Effective base 2"],
  ]);
});

Deno.test("people read that shares are weighted, by what, and how much is left of the base", async () => {
  const result = await run();
  const text = summaryText(result, { parameters: [], output: "runs/x" });
  assert.match(text, /^Two segments; the largest holds 61 % by weight\./);
  assert.match(text, /\nSegment {2}Respondents {2}Weighted share {2}Silhouette/);
  assert.match(text, /\n {6}1 {11}20 {12}61 % /);
  assert.match(text, /\nWeights {5}wt, effective base 41 of 59\n/);
  assert.equal(
    result.profile.segments[0].insights[0],
    "It holds 61 % of the respondents by weight (20 of 59 respondents).",
  );
});

Deno.test("distributions of a weighted run have counts and weights", async () => {
  const view = makeView(await run(), { hasPoints: false });
  const { bins } = view.columns.find(({ name }) => name === "member")!.distribution!;
  assert.deepEqual(bins.map(({ label, counts }) => [label, ...counts]), [
    ["No", 15, 30],
    ["Yes", 5, 9],
  ]);
  const total = sum(bins.flatMap(({ weights }) => weights!));
  assertClose([total], [59], 1e-9);
  const heavyYes = GROUP.map((_, i) => i).filter((i) => i % 4 === 0 && GROUP[i] === 1);
  assertClose(
    [bins[1].weights![0]],
    [sum(heavyYes.map((i) => WEIGHTS[i])) / (sum(WEIGHTS) / 59)],
    1e-9,
  );
});

Deno.test("naming a weight runs every stage anew from cleaning on, and no earlier one", async () => {
  const cache = memoryCache(1e7);
  const plain = await run({ weighting: { column: "" } }, cache);
  assert.deepEqual(plain.cached, []);
  const weighted = await run({}, cache);
  assert.deepEqual(weighted.cached, ["ingest"]);
  assert.notEqual(weighted.runId, plain.runId);
  const stages = ["ingest", "clean", "features", "reduce", "map", "cluster", "evaluate", "profile"];
  assert.deepEqual((await run({}, cache)).cached, stages);
  const again = await run({ weighting: { column: "" } }, cache);
  assert.deepEqual(again.cached, stages);
  assert.deepEqual(again.profile, plain.profile);
});

Deno.test("a run without weights has no trace of any in its results and files", async () => {
  const result = await run({ weighting: { column: "" } });
  assert.equal(result.cleaned.weights, null);
  for (const value of [result.features, result.embedding]) assert.ok(!("weights" in value));
  for (const name of ["segments.csv", "profile.csv", "profile.json", "model.json"]) {
    assert.doesNotMatch(
      await fileOf(result, name),
      /weighted|effective|"weighting"|,weight\n/,
      name,
    );
  }
});
