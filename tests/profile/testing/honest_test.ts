/** Tests that tests of segments find nothing where there is nothing, and say what they withhold. Runs in Deno. */

import assert from "node:assert/strict";
import { createRng } from "../../../pipeline/base/rng.ts";
import {
  clean,
  cluster,
  createContext,
  evaluate,
  features,
  ingest,
  type Params,
  parseParams,
  type PipelineResult,
  profile,
  reduce,
  runPipeline,
  testSegments,
} from "../../../pipeline/mod.ts";
import { tabulate } from "../../../pipeline/profile/figures.ts";
import { markOf } from "../../../pipeline/profile/bases.ts";
import { groupAnswers } from "../../../pipeline/profile/testing/grouped_answers.ts";
import { testRanks } from "../../../pipeline/profile/testing/ranks.ts";
import { testWelch } from "../../../pipeline/profile/testing/welch.ts";
import { bytesOf, columnOf, csvOf, surveyOf } from "../../support/survey_text.ts";

const ALPHA = 0.05;
const REPETITIONS = 200;
/** Above the level by no more than two standard errors of so many repetitions: questions of one survey are
 * called different together, so that repetitions count and not questions. */
const MOST = ALPHA + 2 * Math.sqrt(ALPHA * (1 - ALPHA) / REPETITIONS);

const N = 400;

/** A survey of answers that form segments, and of all kinds that describe them. */
function describedSurvey(extra: Record<string, readonly (string | number)[]> = {}): string {
  const rng = createRng(5);
  const column = (draw: (row: number) => string | number) =>
    Array.from({ length: N }, (_, i) => draw(i));
  const pick = (words: readonly string[]) => () => words[rng.below(words.length)];
  return csvOf({
    q1_1: column((row) => 1 + (row % 2) * 3 + rng.below(2)),
    q1_2: column((row) => 5 - (row % 2) * 3 - rng.below(2)),
    q1_3: column((row) => 1 + (row % 2) * 2 + rng.below(3)),
    age: column(() => 18 + rng.below(60)),
    income: column(() => Math.round(1000 * (1 + rng.normal() ** 2))),
    happy: column(pick(["never", "rarely", "sometimes", "often", "always"])),
    region: column(pick(["north", "south", "east", "west"])),
    owner: column(pick(["Yes", "No"])),
    rare: column(() => rng.uniform() < 0.012 ? "both" : rng.uniform() < 0.4 ? "left" : "right"),
    ...extra,
  });
}

function paramsOf(settings: object = {}): Params {
  return parseParams({
    clustering: { n_clusters: 2 },
    structure: { check: "none" },
    features: { include: ["q1_*"] },
    ...settings,
  });
}

function run(csv: string, settings: object = {}): Promise<PipelineResult> {
  return runPipeline(bytesOf(csv), "survey.csv", paramsOf(settings));
}

Deno.test("with labels shuffled, at most alpha of the describing questions are called different", async (t) => {
  for (const weighting of [null, "wt"]) {
    await t.step(weighting === null ? "all count alike" : "weighted", async () => {
      const rng = createRng(6);
      const weights = Array.from({ length: N }, () => (0.3 + 2 * rng.uniform()).toFixed(2));
      const csv = describedSurvey(weighting === null ? {} : { wt: weights });
      const result = await run(csv, weighting === null ? {} : { weighting: { column: "wt" } });
      const called = { questions: 0, segments: 0 }, asked = { questions: 0, segments: 0 };
      let anyFalse = 0;
      for (let repetition = 0; repetition < REPETITIONS; repetition++) {
        const labels = shuffled(result.clustering.labels, repetition);
        const { questions, apart } = await testSegments({
          ...result,
          clustering: { ...result.clustering, labels },
        });
        const tested = questions.filter(({ test }) => test !== null);
        assert.equal(tested.length, 6);
        asked.questions += tested.length;
        called.questions += tested.filter(({ test }) => test!.p < ALPHA).length;
        anyFalse += tested.some(({ adjusted }) => adjusted! < ALPHA) ? 1 : 0;
        const ps = apart.flatMap(({ segments }) =>
          segments.flatMap(({ p }) => p === null ? [] : [p])
        );
        asked.segments += ps.length;
        called.segments += ps.filter((p) => p < ALPHA).length;
      }
      const shares = {
        questions: called.questions / asked.questions,
        segments: called.segments / asked.segments,
        falseDiscoveries: anyFalse / REPETITIONS,
      };
      console.log(shares);
      for (const share of Object.values(shares)) assert.ok(share <= MOST, JSON.stringify(shares));
      // A test that never calls anything different would pass, too.
      assert.ok(shares.questions > 0.02 && shares.segments > 0.02, JSON.stringify(shares));
    });
  }
});

function shuffled(labels: Int32Array, seed: number): Int32Array {
  const rng = createRng(seed).fork("labels");
  const mixed = labels.slice();
  for (let i = mixed.length - 1; i > 0; i--) {
    const other = rng.below(i + 1);
    [mixed[i], mixed[other]] = [mixed[other], mixed[i]];
  }
  return mixed;
}

Deno.test("questions that differ are called different, by the test of their kind", async () => {
  const labels = Array.from({ length: N }, (_, row) => row % 2);
  const rng = createRng(9);
  const result = await run(describedSurvey({
    age: labels.map((label) => 30 + 15 * label + rng.below(20)),
    owner: labels.map((label) => rng.uniform() < 0.3 + 0.4 * label ? "Yes" : "No"),
  }));
  const named = Object.fromEntries(result.tests.questions.map((each) => [each.variable, each]));
  const names = ["age", "owner", "happy", "region", "rare"].map((name) => named[name].test?.name);
  assert.deepEqual(names, ["welch", "chi-square", "kruskal-wallis", "chi-square", "fisher"]);
  for (const name of ["age", "owner"]) {
    assert.ok(named[name].adjusted! < 0.001 && named[name].effect!.band !== "negligible", name);
    assert.match(
      named[name].told,
      /p < 0\.001; adjusted for many tests p < 0\.001\. The difference/,
    );
  }
  assert.equal(result.tests.tested, 6);
});

Deno.test("questions that formed segments, and copies of them, have an effect and no p", async () => {
  const copy = describedSurvey().trim().split("\n").slice(1).map((line) => line.split(",")[0]);
  const result = await run(describedSurvey({ again: copy }));
  const { questions, apart } = result.tests;
  const formed = questions.filter(({ role }) => role === "segmenting");
  assert.equal(formed.length, 3);
  for (const { test, adjusted, effect, reason, told } of formed) {
    assert.deepEqual([test, adjusted, effect!.band], [null, null, "large"]);
    assert.equal(
      reason,
      "Segments were made from this question, so that it differs by construction: it has no p.",
    );
    assert.ok(told.startsWith(reason));
  }
  const again = questions.find(({ variable }) => variable === "again")!;
  assert.equal(again.role, "describing");
  assert.equal(again.test, null);
  assert.match(again.reason, /says again what questions do that segments were made from/);
  for (const { variable, segments } of apart) {
    const isTested = !variable.startsWith("q1_") && variable !== "again";
    for (const { v, p } of segments) assert.deepEqual([v !== null, p !== null], [true, isTested]);
  }
});

Deno.test("bases are judged unweighted: marked under 100 and 50, withheld under 30", async (t) => {
  assert.deepEqual([30, 49, 50, 99, 100].map(markOf), ["**", "**", "*", "*", ""]);
  const answers = (given: readonly number[]) =>
    Array.from({ length: N }, (_, row) => Math.floor(row / 2) < given[row % 2] ? 1 + row % 7 : "");
  const result = await run(
    describedSurvey({ many: answers([120, 60]), some: answers([90, 40]), few: answers([90, 29]) }),
    { cleaning: { drop_thresh: 0 } },
  );
  const of = (name: string) => result.tests.questions.find(({ variable }) => variable === name)!;
  await t.step("by the smallest segment", () => {
    assert.deepEqual([of("age").mark, of("many").mark, of("some").mark], ["", "*", "**"]);
  });
  await t.step("a segment under 30 is not compared, and with one alone there is no test", () => {
    const { effect, test, without, reason } = of("few");
    assert.deepEqual([effect, test, without.length], [null, null, 1]);
    assert.equal(reason, "Withheld: fewer than two segments have at least 30 answers to it.");
    const { segments } = result.tests.apart.find(({ variable }) => variable === "few")!;
    const withheld = segments.find(({ v }) => v === null)!;
    assert.equal(withheld.reason, "Withheld: fewer than 30 of the segment answered.");
  });
});

Deno.test("answers without variation are no figure, and ranks stand in where a segment has none", async () => {
  const column = async (values: readonly number[]) =>
    columnOf(await surveyOf(csvOf({ a: values }), { ingest: { columns: { a: "numeric" } } }), "a");
  const assignment = {
    ...{ segmentOf: Int32Array.from({ length: 80 }, (_, row) => row % 2), k: 2, weightOf: null },
  };
  const answersOf = async (values: readonly number[]) => {
    const read = await column(values);
    return groupAnswers(tabulate(read, assignment), read.values);
  };
  const same = await answersOf(Array.from({ length: 80 }, () => 3));
  assert.deepEqual([testWelch(same), testRanks(same)], [null, null]);
  const half = await answersOf(Array.from({ length: 80 }, (_, row) => row % 2 === 0 ? 3 : row));
  assert.equal(testWelch(half), null);
  assert.ok(testRanks(half)!.p < 0.001);
});

Deno.test("the largest numbers that a survey may hold give figures, as the same numbers do in a larger unit", async () => {
  const numbers = Array.from({ length: N }, (_, row) => 1 + (row * 7) % 23 + row % 2);
  const large = describedSurvey({ large: numbers.map((number) => `${number}e60`) });
  const [one, other] = await Promise.all([
    run(large, { ingest: { columns: { large: "numeric" } } }),
    run(describedSurvey({ large: numbers }), { ingest: { columns: { large: "numeric" } } }),
  ]);
  const [a, b] = [one, other].map(({ tests }) =>
    tests.questions.find(({ variable }) => variable === "large")!
  );
  assert.equal(a.test!.name, "welch");
  assert.ok(Math.abs(a.test!.p - b.test!.p) < 1e-9);
  assert.deepEqual(JSON.parse(JSON.stringify(one.tests)), one.tests);
});

Deno.test("weights that are all alike change no figure but the words", async () => {
  const [plain, weighted] = [
    await run(describedSurvey({ wt: Array.from({ length: N }, (_, row) => 1 + row % 3) })),
    await run(describedSurvey({ wt: Array.from({ length: N }, () => 1) }), {
      weighting: { column: "wt" },
    }),
  ];
  for (const variable of ["age", "happy", "region", "rare"]) {
    const [one, other] = [plain, weighted].map(({ tests }) =>
      tests.questions.find((each) => each.variable === variable)!
    );
    assert.ok(Math.abs(one.test!.p - other.test!.p) < 1e-9, variable);
    assert.ok(Math.abs(one.effect!.value - other.effect!.value) < 1e-9, variable);
  }
});

Deno.test("1, 2 and 4 workers give the same bits, and so does the same run again", async () => {
  const told: string[] = [];
  for (const workers of [1, 2, 4, 4]) {
    const context = createContext({ seed: 42, workers });
    const params = paramsOf();
    const survey = await ingest(bytesOf(describedSurvey()), "survey.csv", params, context);
    const cleaned = await clean(survey, params, context);
    const made = await features(cleaned, params, context);
    const embedding = await reduce(made, params, context);
    const clustering = await cluster(embedding, params, context);
    const evaluation = await evaluate({ embedding, features: made, clustering }, params, context);
    const given = { survey, cleaned, features: made, clustering };
    const shown = await profile({ ...given, evaluation }, context);
    told.push(JSON.stringify(
      await testSegments({ ...given, embedding, profile: shown, params }, context),
    ));
  }
  assert.ok(told[0].includes('"fisher'), "tables are enumerated or drawn");
  assert.equal(new Set(told).size, 1);
});
