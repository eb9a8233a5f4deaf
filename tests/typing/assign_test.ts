/** Tests of placing respondents: the run's own exactly, others by the run's figures alone. Runs in Deno. */

import assert from "node:assert/strict";
import { ingest } from "../../pipeline/ingest/mod.ts";
import { parseParams } from "../../pipeline/plan/parse_params.ts";
import type { PipelineResult } from "../../pipeline/run/run_result.ts";
import { assign, type Assignment } from "../../pipeline/typing/assign.ts";
import { parseModel } from "../../pipeline/typing/model.ts";
import { plantedColumns } from "../support/mixed_features.ts";
import { sharedData, sharedDataAbsent } from "../support/shared_data.ts";
import { bytesOf, csvOf, surveyOf } from "../support/survey_text.ts";
import { modelOf, rowsOfCsv, segmentInto, type Settings } from "../support/typing_runs.ts";

const WAYS: Readonly<Record<string, Settings>> = {
  "k-means": {},
  "k-means on components": { reduction: { method: "pca", n_components: 2 } },
  "k-means by batches": { clustering: { algorithm: "minibatch" } },
  "k-means by correspondence analysis": { reduction: { method: "mca" } },
  "k-means on UMAP": { reduction: { method: "umap" } },
  "bisecting k-means": { clustering: { method: "bisecting" } },
  "agglomerative, Ward": { clustering: { method: "agglomerative" } },
  "agglomerative, single": { clustering: { method: "agglomerative", linkage: "single" } },
  "agglomerative, Gower": {
    clustering: { method: "agglomerative", linkage: "average", distance: "gower" },
  },
  "agglomerative on UMAP": {
    reduction: { method: "umap" },
    clustering: { method: "agglomerative" },
  },
  "k-medoids": { clustering: { method: "kmedoids" } },
  "k-medoids, Gower": { clustering: { method: "kmedoids", distance: "gower" } },
  "k-modes": { clustering: { method: "kmodes" } },
  "k-prototypes": { clustering: { method: "kprototypes" } },
  "gaps from similar respondents": { cleaning: { imputation_method: "nearest" } },
  "ratings against the own mean": { features: { within_respondent: "standardize" } },
};

/** Planted answers of which some are missing. */
function plantedCsv(n: number, seed: number): string {
  const cells = Object.fromEntries(
    Object.entries(plantedColumns(n, seed)).map(([name, [, column]], c) => [
      name,
      column.map((cell, i) => (i * 7 + c * 3) % 41 === 0 ? "" : cell),
    ]),
  );
  return csvOf(cells);
}

async function placeOwn(
  bytes: Uint8Array<ArrayBuffer>,
  name: string,
  settings: Settings,
): Promise<{ result: PipelineResult; placed: Assignment[]; differ: number; conflicts: number }> {
  const result = await segmentInto(4, { bytes, name }, settings);
  const model = modelOf(result);
  const placed = assign(model, await ingest(bytes, name, result.params));
  let differ = 0;
  result.cleaned.respondents.forEach((row, i) =>
    differ += placed[row].segment === result.clustering.labels[i] + 1 ? 0 : 1
  );
  return { result, placed, differ, conflicts: model.placing.exact.conflicts };
}

Deno.test("assign() gives the run's own respondents their own segments, whatever formed these", async (t) => {
  for (const [name, settings] of Object.entries(WAYS)) {
    await t.step(name, async () => {
      const { differ } = await placeOwn(bytesOf(plantedCsv(240, 5)), "planted.csv", settings);
      assert.equal(differ, 0);
    });
  }
});

Deno.test({
  name: "assign() gives all of 2,800 and 1,453 real respondents their own segments",
  ignore: sharedDataAbsent,
  async fn(t) {
    for (const file of ["bfi.csv", "mcdonalds.csv"]) {
      const bytes = await Deno.readFile(sharedData(file));
      for (const [name, settings] of Object.entries(WAYS)) {
        await t.step(`${file}, ${name}`, async () => {
          const { differ } = await placeOwn(bytes, file, settings);
          assert.equal(differ, 0);
        });
      }
    }
  },
});

Deno.test({
  name:
    "where equal answers are in two segments, as UMAP may have it, the model counts who is placed elsewhere",
  ignore: sharedDataAbsent,
  async fn() {
    const bytes = await Deno.readFile(sharedData("volunteers.csv"));
    const { differ, conflicts } = await placeOwn(bytes, "volunteers.csv", {
      reduction: { method: "umap" },
    });
    assert.equal(differ, conflicts);
  },
});

Deno.test("assign() places a respondent alone as in company, gaps and other words for headers included", async () => {
  const csv = plantedCsv(240, 5);
  const result = await segmentInto(3, { bytes: bytesOf(csv), name: "planted.csv" });
  const model = modelOf(result);
  const all = assign(model, await surveyOf(csv, { ingest: result.params.ingest }));
  for (const row of [0, 41, 82, 100]) {
    const bytes = rowsOfCsv(csv, (each) => each === row);
    const [alone] = assign(model, await ingest(bytes, "one.csv", parseParams({})));
    assert.deepEqual(alone, all[row]);
  }
});

Deno.test("assign() names what is missing, and places nobody who answered nothing", async () => {
  const csv = plantedCsv(240, 5);
  const model = modelOf(await segmentInto(3, { bytes: bytesOf(csv), name: "planted.csv" }));
  const strangers = await surveyOf(
    "region,plan,owns,trust,spend\nnorth,,yes,3,100\nnorth,gold,YES,3,100\n,,,,\nnorth,basic,no,1,10\n",
    { ingest: { keep_rows: true } },
  );
  const [gap, unknown, last] = assign(model, strangers);
  assert.deepEqual(gap.missing, ["plan"]);
  assert.deepEqual(unknown.missing, ["plan"], "an answer that nobody of the run gave is none");
  assert.equal(unknown.segment, gap.segment);
  assert.deepEqual(last.missing, []);
  const nothing = { ...strangers, columns: strangers.columns.map(withoutAnswers) };
  const [{ segment, probability, missing }] = assign(model, nothing);
  assert.deepEqual([segment, probability, missing.length], [null, null, 4]);
});

function withoutAnswers<T extends { readonly missing: Uint8Array }>(column: T): T {
  return { ...column, missing: column.missing.map(() => 1) };
}

Deno.test("assign() tells who is unlike any segment, one in a hundred of the run at most and a half more", async () => {
  const rows = Array.from({ length: 300 }, (_, i) => {
    const base = [10, 50, 90][i % 3];
    return [base + (i * 7) % 5, base + (i * 11) % 7, 100 - base + (i * 13) % 6].join(",");
  });
  const csv = ["a,b,c", ...rows].join("\n") + "\n";
  const model = modelOf(await segmentInto(3, { bytes: bytesOf(csv), name: "blobs.csv" }));
  const own = assign(model, await surveyOf(csv));
  const unlike = own.filter(({ isUnlike }) => isUnlike).length;
  assert.ok(unlike <= 4, `${unlike} of 300`);
  const [far, near] = assign(model, await surveyOf("a,b,c\n300,10,300\n12,12,92\n13,13,93\n"));
  assert.deepEqual([far.isUnlike, near.isUnlike], [true, false]);
});

Deno.test("probabilities are true: of respondents placed with about p, a share of p is where the run with them has them", async () => {
  const { text, kinds } = overlapping(1600);
  const all = await segmentInto(2, { bytes: bytesOf(text), name: "all.csv" });
  const isNew = (row: number) => row % 10 === 3 || row % 10 === 6;
  const known = rowsOfCsv(text, (row) => !isNew(row));
  const model = modelOf(await segmentInto(2, { bytes: known, name: "known.csv" }));
  const survey = await ingest(rowsOfCsv(text, isNew), "new.csv", parseParams({}));
  const placed = assign(model, survey);
  const rows = kinds.map((_, row) => row).filter(isNew);
  // Segments are numbered by size: which of both is which is told by most.
  const same = rows.filter((row, i) => placed[i].segment === all.clustering.labels[row] + 1).length;
  const share = Math.max(same, rows.length - same) / rows.length;
  const mean = placed.reduce((sum, { probability }) => sum + probability!, 0) / placed.length;
  const error = 3 * Math.sqrt(mean * (1 - mean) / rows.length) + 0.005;
  assert.ok(Math.abs(share - mean) <= error, `said ${mean}, came true ${share}`);
});

/** Two groups that overlap, in four numbers. */
function overlapping(n: number): { text: string; kinds: number[] } {
  let state = 7;
  const uniform = () => (state = (state * 48271) % 2147483647) / 2147483647;
  const normal = () => uniform() + uniform() + uniform() + uniform() - 2;
  const kinds = Array.from({ length: n }, (_, i) => i % 2);
  const rows = kinds.map((kind) => [0, 1, 2, 3].map(() => (kind + 1.2 * normal()).toFixed(3)));
  return { text: ["a,b,c,d", ...rows.map((row) => row.join(","))].join("\n") + "\n", kinds };
}

Deno.test("assign() says which columns are missing and what is there instead", async () => {
  const csv = plantedCsv(240, 5);
  const model = modelOf(await segmentInto(3, { bytes: bytesOf(csv), name: "planted.csv" }));
  const other = await surveyOf("region,plans,owns,trust\nnorth,basic,no,1\nsouth,basic,yes,3\n");
  assert.throws(() => assign(model, other), {
    name: "DataError",
    message:
      'Cannot place the respondents of "survey.csv": the file must hold the 4 columns that the segments were ' +
      'formed on, but 2 are missing: "plan", found "plans" instead; "spend". It has 4 columns: "region", ' +
      '"plans", "owns", "trust". Name them as the survey of the run has them; a column whose cells are all ' +
      "empty would do.",
  });
});

Deno.test("parseModel() refuses what is no model of this form", () => {
  assert.throws(() => parseModel('{"format":1}', "runs/a/model.json"), {
    name: "DataError",
    message:
      'Cannot read the model "runs/a/model.json": it must be a model.json of format 2, but this is format 1. ' +
      "Run the survey again with this version of the engine.",
  });
  assert.throws(() => parseModel("row,segment", "segments.csv"), /but this is "row,segment"/);
});
