/** Tests of whether answering or not tells segments apart. Runs in Deno. */

import assert from "node:assert/strict";
import { createRng } from "../../pipeline/base/rng.ts";
import { compareAnswering, describeSilence } from "../../pipeline/profile/answering.ts";
import { runPipeline } from "../../pipeline/run/run.ts";
import type { Column } from "../../pipeline/survey/column.ts";
import { assertClose } from "../support/golden.ts";
import { bytesOf, csvOf } from "../support/survey_text.ts";
import { originalParams } from "../support/original.ts";

function columnOf(isAnswered: readonly number[], name = "q1"): Column {
  return {
    ...{ name, label: name, question: null, metadata: false, source: null, kind: "ordinal" },
    ...{ reason: "", confidence: 1, categories: null },
    codes: Uint8Array.from(isAnswered),
    texts: ["", "3"],
    values: Float64Array.of(NaN, 3),
    missing: Uint8Array.of(1, 0),
  };
}

/** A 0 for each gap, by segment: [gaps, answers] each. */
function tabled(...counts: [gaps: number, answers: number][]) {
  const isAnswered = counts.flatMap(([gaps, answers]) => [
    ...new Array<number>(gaps).fill(0),
    ...new Array<number>(answers).fill(1),
  ]);
  const labels = counts.flatMap(([gaps, answers], g) => new Array<number>(gaps + answers).fill(g));
  return { isAnswered, segmentOf: Int32Array.from(labels), k: counts.length };
}

Deno.test("compareAnswering() gives shares of gaps and Cramér's V", async (t) => {
  // scipy 1.17.1: scipy.stats.contingency.association(table, method="cramer")
  const cases: [[number, number][], number[], number[], number][] = [
    [[[62, 38], [8, 192]], [0.62, 0.04], [0.04, 0.62], 0.6464427265874093],
    [[[10, 90], [20, 80], [60, 40]], [0.1, 0.2, 0.6], [0.4, 0.35, 0.15], 0.47140452079103173],
    [[[5, 5], [5, 5]], [0.5, 0.5], [0.5, 0.5], 0],
    [[[0, 10], [0, 10]], [0, 0], [0, 0], 0],
    [[[10, 0], [0, 10]], [1, 0], [0, 1], 1],
  ];
  for (const [counts, own, others, v] of cases) {
    await t.step(JSON.stringify(counts), () => {
      const { isAnswered, segmentOf, k } = tabled(...counts);
      const found = compareAnswering(columnOf(isAnswered), { segmentOf, k, weightOf: null });
      assertClose(found.bySegment, own, 1e-12);
      assertClose(found.byOthers, others, 1e-12);
      assertClose([found.cramersV], [v], 1e-12);
      const weightOf = new Float64Array(isAnswered.length).fill(1);
      assert.deepEqual(compareAnswering(columnOf(isAnswered), { segmentOf, k, weightOf }), found);
    });
  }
});

Deno.test("compareAnswering() takes a weight of 2 as the respondent twice", () => {
  const { isAnswered, segmentOf, k } = tabled([7, 9], [3, 21], [8, 8]);
  const times = isAnswered.map((_, i) => 1 + i % 2);
  const rows = times.flatMap((count, i) => new Array<number>(count).fill(i));
  const weighted = compareAnswering(columnOf(isAnswered), {
    ...{ segmentOf, k },
    weightOf: Float64Array.from(times, (count) => count / 1.5),
  });
  const repeated = compareAnswering(columnOf(rows.map((i) => isAnswered[i])), {
    segmentOf: Int32Array.from(rows, (i) => segmentOf[i]),
    ...{ k, weightOf: null },
  });
  assertClose([weighted.cramersV, weighted.gaps], [repeated.cramersV, repeated.gaps], 1e-12);
  assertClose(weighted.bySegment, repeated.bySegment, 1e-12);
});

Deno.test("describeSilence() tells from a medium association on, of columns with gaps enough", async (t) => {
  const clear = tabled([62, 38], [8, 192]);
  const compare = ({ isAnswered, segmentOf, k }: typeof clear, name = "q1") =>
    compareAnswering(columnOf(isAnswered, name), { segmentOf, k, weightOf: null });
  const sentence =
    'Segment 1 is told apart by not answering: 62 % of it gave no answer to "q1", 4 % of ' +
    "the others (Cramér's V 0.65)";
  const cases: [string, ReturnType<typeof compare>[], string[]][] = [
    ["one", [compare(clear)], [`${sentence}.`]],
    ["several", [
      compare(clear),
      compare(tabled([60, 40], [12, 188]), "q2"),
      compare(tabled([55, 45], [10, 190]), "q3"),
    ], [
      `${sentence}; likewise 2 more columns.`,
    ]],
    ["gaps everywhere", [compare(tabled([40, 60], [80, 120]))], []],
    ["a small association", [compare(tabled([30, 70], [20, 180]))], []],
    ["few gaps, all in one segment", [compare(tabled([12, 8], [0, 280]))], []],
    ["the silent one of three", [compare(tabled([2, 98], [3, 97], [50, 50]))], [
      'Segment 3 is told apart by not answering: 50 % of it gave no answer to "q1", 3 % of the others ' +
      "(Cramér's V 0.58).",
    ]],
  ];
  for (const [name, compared, expected] of cases) {
    await t.step(name, () => assert.deepEqual(describeSilence(compared), expected));
  }
});

Deno.test("a run says at the end of its stages that gaps made a segment, and two-way makes none", async () => {
  const n = 240;
  const rng = createRng(8);
  const mood = Array.from({ length: n }, () => 2 + rng.below(3));
  const item = () =>
    mood.map((m, i) => {
      const own = m + rng.below(3) - 1;
      return i % 3 === 0 && rng.below(10) < 6 ? "" : own;
    });
  const csv = csvOf({
    ...Object.fromEntries([1, 2, 3, 4, 5].map((c) => [`q1_${c}`, item()])),
    sex: Array.from({ length: n }, (_, i) => i % 2 === 0 ? "F" : "M"),
  });
  for (const [imputation_method, count] of [["fill", 1], ["auto", 0]] as const) {
    const { warnings } = await runPipeline(
      bytesOf(csv),
      "survey.csv",
      originalParams({
        cleaning: { imputation_method, drop_thresh: "auto" },
        features: { include: ["q1_*"] },
        clustering: { n_clusters: 2 },
      }),
    );
    const told = warnings.filter(({ text }) => text.includes("told apart by not answering"));
    assert.equal(told.length, count, imputation_method);
    if (count > 0) assert.equal(told[0].stage, "profile");
  }
});
