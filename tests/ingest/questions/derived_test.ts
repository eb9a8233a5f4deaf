/** Tests of columns that repeat others: copies, opposites, sums, means. Runs in Deno. */

import assert from "node:assert/strict";
import { clean } from "../../../pipeline/clean/mod.ts";
import { features } from "../../../pipeline/features/mod.ts";
import { createRng } from "../../../pipeline/base/rng.ts";
import { describeDerived } from "../../../pipeline/survey/derived.ts";
import { csvOf, surveyOf } from "../../support/survey_text.ts";
import { readText } from "../support.ts";
import { originalParams } from "../../support/original.ts";

type Cells = (string | number)[];

const ROWS = 60;

/** Random whole numbers from 1 to `most`, the same for a seed. */
function numbers(seed: number, most: number, rows = ROWS): number[] {
  const rng = createRng(seed);
  return Array.from({ length: rows }, () => 1 + rng.below(most));
}

function words(codes: readonly number[], texts: readonly string[]): string[] {
  return codes.map((code) => texts[code - 1]);
}

const A = numbers(1, 5), B = numbers(2, 5), C = numbers(3, 5), D = numbers(4, 5);
const BIG = numbers(5, 900), YES = numbers(6, 2);
const AGREE = ["Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree"];
const sum = (...items: number[][]) => items[0].map((_, i) => items.reduce((s, x) => s + x[i], 0));
const gaps = (cells: Cells) => cells.map((cell, i) => i % 9 === 4 ? "" : cell);

/** Columns, and what is said of those that repeat others. */
const REPEATS: readonly [name: string, columns: Record<string, Cells>, said: string[]][] = [
  ["equal columns", { a: A, b: B, again: A }, ['again is a copy of "a"']],
  ["equal words", { a: words(YES, ["Yes", "No"]), b: B, c: words(YES, ["Yes", "No"]) }, [
    'c is a copy of "a"',
  ]],
  ["equal gaps", { a: gaps(A), b: B, again: gaps(A) }, ['again is a copy of "a"']],
  ["reverse coded", { a: A, b: B, a_r: A.map((x) => 6 - x) }, ['a_r is the opposite of "a"']],
  ["reversed words", { a: words(A, AGREE), b: B, r: words(A, AGREE.toReversed()) }, [
    'r is the opposite of "a"',
  ]],
  ["yes and no turned round by forty", {
    a: words(YES.slice(0, 40), ["Yes", "No"]),
    b: B.slice(0, 40),
    not_a: words(YES.slice(0, 40), ["No", "Yes"]),
  }, ['not_a is the opposite of "a"']],
  ["the year of birth", { age: BIG, b: B, born: BIG.map((x) => 2024 - x) }, [
    'born is the opposite of "age"',
  ]],
  ["codes beside words", { code: A, b: B, word: words(A, ["N", "S", "E", "W", "Mid"]) }, [
    'word is the same answers in another coding as "code"',
  ]],
  ["another unit", { kg: BIG, b: B, lb: BIG.map((x) => (x * 2.2046).toFixed(1)) }, [
    'lb is nearly the same (correlation above 0.999) as "kg"',
  ]],
  ["a total behind", { a: A, b: B, c: C, total: sum(A, B, C) }, [
    'total is the sum of "a", "b" and "c"',
  ]],
  ["a total before", { total: sum(A, B, C, D), a: A, b: B, c: C, d: D }, [
    'total is the sum of "a" to "d" (4 columns)',
  ]],
  ["a total far away", { x: D, a: A, b: B, c: C, y: BIG, total: sum(A, B, C) }, [
    'total is the sum of "a", "b" and "c"',
  ]],
  ["a total between", { a: A, total: sum(A, B, C), b: B, c: C }, [
    'total is the sum of "a", "b" and "c"',
  ]],
  ["a mean", { a: A, b: B, c: C, mean: sum(A, B, C).map((x) => (x / 3).toFixed(2)) }, [
    'mean is the mean of "a", "b" and "c"',
  ]],
  ["a mean before", { mean: sum(A, B).map((x) => x / 2), a: A, b: B, d: D }, [
    'mean is the mean of "a" and "b"',
  ]],
  ["a score of words", {
    a: words(A, AGREE),
    b: words(B, AGREE),
    c: words(C, AGREE),
    score: sum(A, B, C),
  }, ['score is the sum of "a", "b" and "c"']],
  ["a mean of the items answered, far away", {
    q1_1: gaps(A),
    q1_2: B,
    q1_3: C,
    x: BIG,
    mean: A.map((a, i) => (i % 9 === 4 ? (B[i] + C[i]) / 2 : (a + B[i] + C[i]) / 3).toFixed(2)),
  }, ['mean is the mean of "q1_1", "q1_2" and "q1_3"']],
  ["a sum and a mean", { a: A, b: B, s: sum(A, B), m: sum(A, B).map((x) => x / 2) }, [
    's is the sum of "a" and "b"',
    'm is the same answers in another coding as "s"',
  ]],
  ["amounts in decimals", {
    a: BIG.map((x) => (x / 10).toFixed(1)),
    b: A.map((x) => (x / 4).toFixed(2)),
    total: BIG.map((x, i) => (x / 10 + A[i] / 4).toFixed(2)),
  }, ['total is nearly the same (correlation above 0.999) as "a"']],
];

Deno.test("ingest() notes columns that repeat others, and they form no segments", async (t) => {
  for (const [name, columns, said] of REPEATS) {
    await t.step(name, async () => {
      const { survey, warnings } = await readText(csvOf(columns));
      const { derived } = survey.report;
      const found = derived.map((each) => `${each.column} is ${describeDerived(each)}`);
      assert.deepEqual(found, said);
      const note = warnings.find((text) => text.includes("what others say")) ?? "";
      assert.match(note, /unless features\.include names (?:it|one) to the letter\.$/);
      const params = originalParams({});
      const { names, dropped } = await features(await clean(survey, params), params);
      for (const { column } of derived) {
        assert.ok(!names.some((feature) => feature.split("=")[0] === column));
        const reason = dropped.find((each) => each.name === column)!.reason;
        assert.match(reason, /which counts already; to use it too, name it in features\.include$/);
      }
      const include = { features: { include: [...Object.keys(columns)] } };
      const named = await features(await clean(survey, params), originalParams(include));
      assert.equal(new Set(named.sources.map(({ column }) => column)).size, survey.columns.length);
    });
  }
});

/** Columns of which none repeats another. */
const OWN: readonly [name: string, columns: Record<string, Cells>][] = [
  ["independent answers", { a: A, b: B, c: C, d: D, e: BIG }],
  ["measures that all differ", { a: BIG.map((_, i) => i * 3), b: BIG.map((x, i) => x + i * 1000) }],
  ["rare answers of the same few", {
    a: A.map((_, i) => Number(i < 2)),
    b: B.map((_, i) => Number(i < 2)),
    c: C,
  }],
  ["one answer another", { a: A, b: A.map((x, i) => i === 7 ? x % 5 + 1 : x) }],
  ["a sum but for one", { a: A, b: B, c: sum(A, B).map((x, i) => i === 7 ? x + 2 : x) }],
  ["six respondents alike", {
    a: [1, 2, 3, 1, 2, 3],
    b: [1, 2, 3, 1, 2, 3],
    c: [1, 5, 2, 4, 3, 3],
  }],
  ["two reversed short questions of twelve", {
    polite: words(YES.slice(0, 12), ["Yes", "No"]),
    rude: words(YES.slice(0, 12), ["No", "Yes"]),
    c: C.slice(0, 12),
  }],
  ["two reversed scales of twelve", {
    a: A.slice(0, 12),
    b: A.slice(0, 12).map((x) => 6 - x),
    c: C.slice(0, 12),
    d: D.slice(0, 12),
  }],
  ["reversed but for one answer", {
    a: A.map((_, i) => Number(i % 6 === 0)),
    b: A.map((_, i) => Number(i % 6 !== 0 || i === 30)),
    c: C,
  }],
  ["one outlier in both", { a: [...A, 1e7], b: [...B, 1e7] }],
  ["equal answers, other gaps", { a: gaps(A), b: A }],
  ["one of three options always", {
    a: A.map((x) => Number(x < 2)),
    b: A.map((x) => Number(x === 2)),
    c: A.map((x) => Number(x > 2)),
  }],
];

Deno.test("ingest() takes columns that say something of their own as they are", async (t) => {
  for (const [name, columns] of OWN) {
    await t.step(name, async () => {
      const { derived } = (await surveyOf(csvOf(columns))).report;
      assert.deepEqual(derived, []);
    });
  }
});

Deno.test("features() uses a copy whose original takes no part", async () => {
  const params = originalParams({ features: { exclude: ["a"] } });
  const survey = await surveyOf(csvOf({ a: A, b: B, again: A }));
  const { names } = await features(await clean(survey, params), params);
  assert.deepEqual(names, ["b", "again"]);
});

Deno.test("features() leaves a copy out that a glob includes", async () => {
  const params = originalParams({ features: { include: ["*"] } });
  const survey = await surveyOf(csvOf({ a: A, b: B, again: A }));
  const { names } = await features(await clean(survey, params), params);
  assert.deepEqual(names, ["a", "b"]);
});
