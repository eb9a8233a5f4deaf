/** Tests of what a run with the engine's own settings may claim, on data that mislead. Runs in Deno. */

import assert from "node:assert/strict";
import { createRng } from "../../pipeline/base/rng.ts";
import { parseParams } from "../../pipeline/plan/parse_params.ts";
import { runPipeline } from "../../pipeline/run/run.ts";
import type { PipelineResult } from "../../pipeline/run/run_result.ts";
import { summarize } from "../../pipeline/run/summary.ts";
import { bytesOf, csvOf } from "../support/survey_text.ts";
import { sharedData, sharedDataAbsent } from "../support/shared_data.ts";

/** No segment is known by fewer of its answers than this. */
const KNOWN = 0.5;
const N = 400;

async function runFile(url: URL): Promise<PipelineResult> {
  const name = url.pathname.slice(url.pathname.lastIndexOf("/") + 1);
  return await runPipeline(await Deno.readFile(url), name, parseParams({}));
}

async function runColumns(
  columns: Record<string, readonly (string | number)[]>,
): Promise<PipelineResult> {
  return await runPipeline(bytesOf(csvOf(columns)), "survey.csv", parseParams({}));
}

/** Columns that segments were formed on. */
function defining({ features }: PipelineResult): string[] {
  return [...new Set(features.sources.map(({ column }) => column))];
}

/** The lowest share of their answers to the defining questions that the members of a segment gave. */
function leastKnown(result: PipelineResult): number {
  const names = new Set(defining(result));
  const columns = result.survey.columns.filter(({ name }) => names.has(name));
  const { labels, k } = result.clustering;
  const given = new Float64Array(k), asked = new Float64Array(k);
  result.cleaned.respondents.forEach((row, i) => {
    for (const { codes, missing } of columns) {
      asked[labels[i]]++;
      if (missing[codes[row]] === 0) given[labels[i]]++;
    }
  });
  return given.reduce((least, count, g) => Math.min(least, count / asked[g]), 1);
}

function findingOf(result: PipelineResult): string {
  return summarize(result, null).structure!.words.finding;
}

/** Answers of three kinds of respondents to eight items. */
function items(rng: ReturnType<typeof createRng>): number[][] {
  return Array.from(
    { length: 8 },
    (_, item) =>
      Array.from({ length: N }, (_, i) => {
        const mean = item % 3 === i % 3 ? 4.4 : 2;
        return Math.max(1, Math.min(5, Math.round(mean + 0.8 * rng.normal())));
      }),
  );
}

const people = (rng: ReturnType<typeof createRng>) => ({
  sex: Array.from({ length: N }, () => rng.uniform() < 0.5 ? "F" : "M"),
  region: Array.from({ length: N }, () => ["N", "E", "S", "W"][rng.below(4)]),
});

Deno.test("items with many gaps define, who people are describes", async () => {
  for (const gaps of [0.1, 0.3, 0.45]) {
    const rng = createRng(1);
    const answers = items(rng).map((column) =>
      column.map((answer) => rng.uniform() < gaps ? "" : answer)
    );
    const columns = Object.fromEntries(answers.map((column, i) => [`item${i}`, column]));
    const result = await runColumns({ ...columns, ...people(rng) });
    assert.deepEqual(defining(result), Object.keys(columns), `${gaps}`);
    assert.ok(leastKnown(result) > KNOWN, `${gaps}`);
  }
});

Deno.test("respondents who broke off form no segment, and are told", async (t) => {
  for (const share of [0.1, 0.25, 0.4]) {
    await t.step(`${100 * share} % of them`, async () => {
      const rng = createRng(2);
      const stays = Array.from({ length: N }, () => rng.uniform() >= share);
      const answers = items(rng).map((column, item) =>
        column.map((answer, i) => stays[i] || item < 2 ? answer : "")
      );
      const columns = Object.fromEntries(answers.map((column, i) => [`q1_${i + 1}`, column]));
      const result = await runColumns({ ...people(rng), ...columns });
      const broken = stays.filter((stay) => !stay).length;
      assert.equal(result.cleaned.respondents.length, N - broken);
      assert.equal(result.cleaned.report.respondentsDropped.length, broken);
      assert.ok(leastKnown(result) > 0.9);
      assert.equal(result.clustering.k, 3);
      // Whether they broke off or were led past the rest, a file alone cannot always tell.
      const told = new RegExp(
        `^${broken} of ${N} respondents take no part: they (?:left|were not asked)`,
      );
      assert.equal(result.warnings.filter(({ text }) => told.test(text)).length, 1);
    });
  }
});

Deno.test("one absurd value takes no segment of its own, and is named", async () => {
  for (const absurd of [1e9, -1e7]) {
    const rng = createRng(3);
    const columns = Object.fromEntries(["a", "b", "c", "d", "e"].map((name) => [
      name,
      Array.from({ length: N }, () => (50 + 10 * rng.normal()).toFixed(1)),
    ]));
    columns.c[17] = String(absurd);
    const result = await runColumns(columns);
    assert.ok(Math.min(...result.clustering.sizes) > 10, `${result.clustering.sizes}`);
    assert.ok(
      result.warnings.some(({ text }) => text.includes("row 18") && text.includes("Impossible")),
      `${absurd}`,
    );
  }
});

Deno.test("random yes/no answers have no clear segments", async () => {
  for (const count of [2, 3, 6]) {
    const rng = createRng(4 + count);
    const columns = Object.fromEntries(
      Array.from({ length: count }, (_, c) => [
        `q${c}`,
        Array.from({ length: N }, () => rng.uniform() < 0.3 + 0.1 * c ? 1 : 0),
      ]),
    );
    assert.match(findingOf(await runColumns(columns)), /^No clear segments/, `${count} columns`);
  }
});

Deno.test({
  name: "the small files that mislead are answered honestly (needs ../shared/cases)",
  ignore: sharedDataAbsent,
  async fn(t) {
    const file = (name: string) => sharedData(`../cases/honesty/${name}`);
    await t.step("dropped.csv: ten items define, sex and region describe", async () => {
      const result = await runFile(file("dropped.csv"));
      assert.deepEqual(defining(result), Array.from({ length: 10 }, (_, i) => `item${i}`));
    });
    await t.step("outlier.csv: no segment of one, the value is named", async () => {
      const result = await runFile(file("outlier.csv"));
      assert.ok(Math.min(...result.clustering.sizes) > 10);
      assert.ok(result.warnings.some(({ text }) => /1,?000,?000,?000/.test(text)));
    });
    await t.step("two.csv: no clear segments", async () => {
      assert.match(findingOf(await runFile(file("two.csv"))), /^No clear segments/);
    });
  },
});

Deno.test({
  name: "a film survey is segmented on its ratings, by those who answered (needs ../shared/data)",
  ignore: sharedDataAbsent,
  async fn() {
    const result = await runFile(sharedData("star_wars_538.csv"));
    const names = defining(result);
    const ratings = result.survey.columns.filter(({ label }) => /favorably/.test(label));
    assert.equal(ratings.length, 14);
    for (const { name } of ratings) assert.ok(names.includes(name), name);
    for (const { name, people } of result.survey.columns) {
      if (people !== undefined) assert.ok(!names.includes(name), name);
    }
    assert.ok(leastKnown(result) > 0.85, `${leastKnown(result)}`);
  },
});
