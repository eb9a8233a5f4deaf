/** Tests of what a second opinion says, and where: in words, in `--json`, in the report. Runs in Deno. */

import assert from "node:assert/strict";
import * as XLSX from "xlsx";
import { summaryText } from "../../pipeline/cli/summary_table.ts";
import { writeReport } from "../../pipeline/deliver/report_xlsx.ts";
import { LIMITS } from "../../pipeline/opinion/limits.ts";
import type { OpinionCheck } from "../../pipeline/opinion/result.ts";
import { cautions, opinionWords } from "../../pipeline/opinion/words.ts";
import { runPipeline } from "../../pipeline/run/run.ts";
import { summarize } from "../../pipeline/run/summary.ts";
import { makeView } from "../../pipeline/view/mod.ts";
import { askingParams, runOn } from "../support/opinion_runs.ts";
import { smallSurvey } from "../support/small_survey.ts";

/** What differs from the usual run, and what is said of the parts that nobody else can compute. */
const NOBODY: readonly (readonly [title: string, changes: Record<string, object>, said: string])[] =
  [
    [
      "k-medoids",
      { clustering: { method: "kmedoids" } },
      "Nobody else was asked about the segments: none of the programs does k-medoids.",
    ],
    [
      "k-modes",
      { clustering: { method: "kmodes" } },
      "Nobody else was asked about the segments: none of the programs does k-modes.",
    ],
    [
      "k-prototypes",
      { clustering: { method: "kprototypes" } },
      "Nobody else was asked about the segments: none of the programs does k-prototypes.",
    ],
    [
      "bisecting k-means",
      { clustering: { method: "bisecting" } },
      "Nobody else was asked about the segments: none of the programs does bisecting k-means.",
    ],
    [
      "Gower's distance",
      { clustering: { method: "agglomerative", linkage: "average", distance: "gower" } },
      "Nobody else was asked about the segments: none of the programs measures answers by Gower's distance.",
    ],
    [
      "weights with k-means",
      { weighting: { column: "wt" } },
      "Nobody else was asked about the segments: ml-kmeans takes no weights.",
    ],
    [
      "weights with a tree",
      { weighting: { column: "wt" }, clustering: { method: "agglomerative" } },
      "Nobody else was asked about the segments: ml-hclust takes no weights.",
    ],
    [
      "weights with components",
      { weighting: { column: "wt" } },
      "Nobody else was asked about the map: ml-pca takes no weights.",
    ],
    [
      "correspondences",
      { reduction: { method: "mca" } },
      "Nobody else was asked about the dimensions: none of the programs does MCA.",
    ],
  ];

Deno.test("what no program can compute again is said, with the reason", async (t) => {
  for (const [title, changes, said] of NOBODY) {
    await t.step(title, async () => {
      const { opinion } = await runPipeline(smallSurvey(), "survey.csv", askingParams(changes));
      const { parts } = opinionWords(opinion!);
      assert.ok(parts.some(({ sentence }) => sentence === said), JSON.stringify(parts));
    });
  }
});

Deno.test("a run of which nothing can be computed again has no opinion, and no verdict on it", async () => {
  const params = askingParams({ weighting: { column: "wt" } });
  const { opinion } = await runPipeline(smallSurvey(), "survey.csv", params);
  assert.equal(opinion?.agrees, null);
  assert.equal(
    opinionWords(opinion!).finding,
    "No independent program can compute this run again, so there is no second opinion.",
  );
});

Deno.test("opinionWords() tells how far programs differ, and of what size nobody is asked", async (t) => {
  const by = (name: string) => ({ name, version: "1" });
  const alike = { n: 1204, agreement: 0.953, elsewhere: 37 };
  const cases: readonly (readonly [check: OpinionCheck, sentence: string])[] = [
    [
      {
        ...{ kind: "segments", of: "clustering", by: by("ml-kmeans"), agrees: false, ...alike },
        inertiaDifference: 0.01,
      },
      "ml-kmeans, started at the same respondents, gives other segments: 37 of 1,204 respondents stand elsewhere (agreement 0.953).",
    ],
    [
      {
        ...{ kind: "segments", of: "clustering", by: by("ml-kmeans"), agrees: false },
        ...{ ...alike, agreement: 1, elsewhere: 0, inertiaDifference: 0.0025 },
      },
      "ml-kmeans, started at the same respondents, gives the same segments (agreement 1.000), but another inertia: they differ by 0.25 %.",
    ],
    [
      {
        ...{ kind: "tree", of: "clustering", by: by("ml-hclust"), agrees: true, ...alike },
        ...{ linkage: "complete", heightDifference: 0.5 },
        untied: { heightDifference: 0, agreement: 1 },
      },
      "Some pairs are equally far apart, so more than one tree is right (linkage complete). That of ml-hclust gives other segments: 37 of 1,204 respondents stand elsewhere (agreement 0.953). Once all pairs differ by a millionth, both programs merge at the same heights and give the same segments.",
    ],
    [
      {
        ...{ kind: "neighbours", of: "map", by: by("umap-js"), agrees: true },
        ...{ near: 15, kept: 0.2237, keptByOther: 0.2217 },
      },
      "Of each respondent's 15 nearest in the answers, this map keeps 22.4 % and that of umap-js 22.2 %.",
    ],
    [
      { kind: "none", of: "clustering", method: "agglomerative", why: "size" },
      "Nobody else was asked about the segments: ml-hclust is given up to 2,000 respondents.",
    ],
    [
      { kind: "none", of: "map", method: "pca", why: "size" },
      "Nobody else was asked about the map: ml-pca is given up to 500 features and 5,000,000 answers.",
    ],
    [
      { kind: "none", of: "clustering", method: "kmeans", why: "minibatch" },
      "Nobody else was asked about the segments: none of the programs draws the same batches of respondents (clustering.algorithm full can be compared).",
    ],
  ];
  assert.equal(LIMITS["ml-hclust"].rows, 2000);
  for (const [check, sentence] of cases) {
    await t.step(sentence, () => {
      const { parts } = opinionWords({ agrees: true, checks: [check] });
      assert.equal(parts[0].sentence, sentence);
    });
  }
});

Deno.test("a tree that ties decide is confirmed, with the caution that others are as right", () => {
  const check: OpinionCheck = {
    ...{ kind: "tree", of: "clustering", by: { name: "ml-hclust", version: "1" }, agrees: true },
    ...{ n: 919, agreement: 0.49, elsewhere: 195, linkage: "ward", heightDifference: 0.1 },
    untied: { heightDifference: 0, agreement: 1 },
  };
  assert.equal(
    opinionWords({ agrees: true, checks: [check] }).finding,
    "Independent programs confirm the segments, but other segments are as right: some pairs are equally far apart.",
  );
  assert.deepEqual(cautions([check]), [
    "Other segments are as right as these, as some pairs are equally far apart: with the tree of ml-hclust 195 of 919 respondents stand elsewhere (agreement 0.490). Fewer pairs are in components (reduction.method pca).",
  ]);
});

Deno.test("the command line, --json, report.xlsx and the pages' view tell the same opinion", async () => {
  const result = await runOn("dataset.xlsx", askingParams());
  const { second_opinion: said } = summarize(result, null);
  assert.equal(said?.finding, "Independent programs confirm the segments and the map.");
  assert.deepEqual(said.checks.map(({ of, program, agrees }) => [of, program?.name, agrees]), [
    ["clustering", "ml-kmeans", true],
    ["map", "ml-pca", true],
  ]);
  assert.equal(said.checks[0].figures.agreement, 1);
  const sentence =
    "ml-kmeans, started at the same respondents, gives the same segments (agreement 1.000).";
  assert.equal(said.checks[0].sentence, sentence);
  const lines = summaryText(result, { parameters: [], output: "runs/x" }).split("\n");
  const line = lines.filter((each) => each.startsWith("Opinion     "));
  assert.equal(line.length, 1);
  assert.ok(line[0].includes(said.finding) && line[0].includes(sentence), line[0]);
  const book = XLSX.read(await writeReport(result));
  const rows: unknown[][] = XLSX.utils.sheet_to_json(book.Sheets.Summary, { header: 1 });
  assert.ok(rows.some((row) => row[0] === "Second opinion" && row[1] === said.finding));
  const segments = rows.find((row) => row[0] === "Second opinion: segments")!;
  assert.equal(segments[1], sentence);
  assert.match(String(segments[2]), /^ml-kmeans \d+\.\d+\.\d+\. Sums are taken in another order/);
  const view = makeView(result, { hasPoints: false });
  assert.deepEqual(view.summary.second_opinion, said);
});

Deno.test("a run without a second opinion says nothing of one", async () => {
  const result = await runPipeline(
    smallSurvey(),
    "survey.csv",
    { ...askingParams(), evaluation: { ...askingParams().evaluation, second_opinion: false } },
  );
  assert.equal("second_opinion" in summarize(result, null), false);
  assert.doesNotMatch(summaryText(result, { parameters: [], output: "runs/x" }), /Opinion/);
});
