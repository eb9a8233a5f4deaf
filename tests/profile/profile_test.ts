/** Tests of profiles: figures over answers really given, roles, words. Runs in Deno. */

import assert from "node:assert/strict";
import { describeSegments } from "../../pipeline/profile/words.ts";
import { wordingOf } from "../../pipeline/profile/wording.ts";
import { runPipeline } from "../../pipeline/run/run.ts";
import type { PipelineResult } from "../../pipeline/run/run_result.ts";
import type { ProfileRow } from "../../pipeline/profile/segment_profile.ts";
import { assertClose } from "../support/golden.ts";
import { bytesOf, csvOf } from "../support/survey_text.ts";
import { originalParams } from "../support/original.ts";

/** Two clear groups of 40 and 20 by q1 and q2; the rest describes. */
const N = 60;
const SURVEY = csvOf({
  id: Array.from({ length: N }, (_, i) => `R${1000 + i}`),
  q1: Array.from({ length: N }, (_, i) => i < 40 ? 1 + i % 2 : 4 + i % 2),
  q2: Array.from({ length: N }, (_, i) => i === 0 ? "" : i < 40 ? 5 - i % 2 : 1 + i % 3),
  age: Array.from({ length: N }, (_, i) => i % 10 === 3 ? "" : 30 + i * 0.5),
  town: Array.from({ length: N }, (_, i) => i < 30 ? "Bonn" : i % 3 === 0 ? "" : "Ulm"),
  member: Array.from({ length: N }, (_, i) => i % 4 === 0 ? "Yes" : "No"),
  secret: Array.from({ length: N }, (_, i) => i % 7),
  rare: Array.from({ length: N }, (_, i) => i < 3 ? i + 1 : ""),
  comment: Array.from({ length: N }, (_, i) => i < 10 ? `comment number ${i}` : ""),
});
const PARAMS = originalParams({
  cleaning: { imputation_method: "mode", exclude_columns: ["secret"], drop_thresh: 0.5 },
  features: { include: ["q*"] },
  reduction: { method: "none" },
  clustering: { n_clusters: 2 },
});

function run(): Promise<PipelineResult> {
  return runPipeline(bytesOf(SURVEY), "survey.csv", PARAMS);
}

function rowOf(
  { profile }: PipelineResult,
  variable: string,
  category: string | null = null,
): ProfileRow {
  const found = profile.rows.find((row) => row.variable === variable && row.category === category);
  if (found === undefined) throw new Error(`no row for ${variable} ${category}`);
  return found;
}

Deno.test("profile() gives sizes and shares, largest segment first", async () => {
  const { profile } = await run();
  assert.deepEqual(profile.segments.map(({ number, size }) => [number, size]), [[1, 40], [2, 20]]);
  assertClose(profile.segments.map(({ share }) => share), [2 / 3, 1 / 3], 1e-12);
});

Deno.test("profile() takes means over answers really given, never over imputed ones", async () => {
  const result = await run();
  const q2 = rowOf(result, "q2");
  assert.equal(q2.total.base, 59);
  assert.deepEqual(q2.segments.map(({ base }) => base), [39, 20]);
  // 19 fives and 20 fours: the first respondent gave no answer.
  assertClose([q2.segments[0].value!], [(19 * 5 + 20 * 4) / 39], 1e-12);
  const { value, index, difference } = q2.segments[0];
  assertClose(
    [index!, difference!],
    [100 * value! / q2.total.value!, value! - q2.total.value!],
    1e-12,
  );
});

Deno.test("profile() gives shares of categories, and of yes alone", async () => {
  const result = await run();
  const bonn = rowOf(result, "town", "Bonn");
  assert.deepEqual(bonn.segments.map(({ value, base }) => [value, base]), [[30 / 36, 36], [0, 14]]);
  assert.equal(rowOf(result, "member", "Yes").statistic, "share");
  assert.equal(result.profile.rows.some(({ category }) => category === "No"), false);
  const comment = rowOf(result, "comment");
  assert.deepEqual([comment.statistic, comment.segments[0].value], ["answered", 0.25]);
});

Deno.test("profile() tells what made the segments, what describes and what was dropped", async () => {
  const result = await run();
  const parts = ["q1", "town", "rare", "comment"].map((name) => {
    const { role, roleReason } = result.profile.rows.find(({ variable }) => variable === name)!;
    return [name, role, roleReason];
  });
  assert.deepEqual(parts, [
    ["q1", "segmenting", ""],
    ["town", "describing", "not in features.include"],
    ["rare", "dropped", "3 of 60 answered it (95 % gaps), 30 are needed"],
    ["comment", "dropped", "10 of 60 answered it (83 % gaps), 30 are needed"],
  ]);
  assert.ok(!result.profile.rows.some(({ variable }) => variable === "secret"));
});

Deno.test("profile() explains variation as a one-way analysis of variance does", async () => {
  const result = await run();
  // scipy 1.17.1 / numpy 2.4.6: eta squared of age by i < 40, answers of i % 10 == 3 left out:
  // a = 30 + i / 2; ((n_g * (mean_g - mean) ** 2).sum()) / ((a - mean) ** 2).sum()
  const age = Array.from({ length: N }, (_, i) => i).filter((i) => i % 10 !== 3);
  const mean = (ids: number[]): number => ids.reduce((sum, i) => sum + 30 + i / 2, 0) / ids.length;
  const groups = [age.filter((i) => i < 40), age.filter((i) => i >= 40)];
  const between = groups.reduce((sum, ids) => sum + ids.length * (mean(ids) - mean(age)) ** 2, 0);
  const total = age.reduce((sum, i) => sum + (30 + i / 2 - mean(age)) ** 2, 0);
  assertClose([rowOf(result, "age").effect], [between / total], 1e-12);
  const effects = result.profile.rows.map(({ effect }) => effect);
  assert.deepEqual(effects, effects.toSorted((a, b) => b - a));
});

Deno.test("profile() puts each segment into three to five sentences", async () => {
  const { profile } = await run();
  for (const { insights } of profile.segments) {
    assert.ok(insights.length >= 3 && insights.length <= 5, insights.join("\n"));
  }
  assert.deepEqual(profile.segments[1].insights.slice(0, 3), [
    "It holds 33 % of the respondents (20 of 60).",
    "More than others: q1 (mean 4.5, all 2.5, on 20 answers only).",
    "Less than others: q2 (mean 2.0, all 3.7, on 20 answers only).",
  ]);
  assert.equal(profile.segments[1].name, "Higher: q1");
});

Deno.test("describeSegments() still has three sentences where nothing differs", () => {
  const facts = {
    ...{ segment: 0, size: 5, share: 0.5, respondents: 10, silhouette: null, rows: [] },
    ...{ weighted: null, isByGower: false, named: null },
  };
  const wording = wordingOf({ columns: [], questions: [] });
  const [{ name, insights }] = describeSegments([facts], wording);
  assert.equal(name, "Segment 1");
  assert.deepEqual(insights, [
    "It holds 50 % of the respondents (5 of 10).",
    "No answer sets it clearly apart from the respondents as a whole.",
    "How clearly it stands apart was not measured.",
  ]);
});
