/** Tests of response quality: whose answers are doubted, and what becomes of them. Runs in Deno. */

import assert from "node:assert/strict";
import { clean } from "../../pipeline/clean/mod.ts";
import { ingest } from "../../pipeline/ingest/mod.ts";
import type { CleanReport } from "../../pipeline/clean/cleaned.ts";
import { csvOf, surveyOf } from "../support/survey_text.ts";
import { sharedData, sharedDataAbsent } from "../support/shared_data.ts";
import { originalParams } from "../support/original.ts";

/** Twelve people who answer with care; the last four are doubtful, each in a way of her own. */
const ITEMS = [1, 2, 3, 4, 5];
const CAREFUL = Array.from(
  { length: 12 },
  (_, i) => ITEMS.map((item) => 1 + (3 * i + item * (1 + i % 3)) % 5),
);
const DOUBTFUL = [[4, 4, 4, 4, 4], [2, 3, 1, 5, 2], CAREFUL[2], ["", "", "", 3, ""]];
const ANSWERS = [...CAREFUL, ...DOUBTFUL];
const AGES = [23, 35, 41, 52, 28, 33, 47, 61, 39, 44, 56, 30, 25, 999, 41, 36];
const TIMES = [300, 280, 350, 410, 290, 330, 310, 370, 320, 300, 340, 360, 140, 305, 350, 315];
const CSV = csvOf({
  ...Object.fromEntries(ITEMS.map((item) => [`q1_${item}`, ANSWERS.map((row) => row[item - 1])])),
  age: AGES,
  duration: TIMES,
});

async function report(csv: string, params: unknown): Promise<CleanReport> {
  const kinds = { duration: "numeric", age: "numeric" };
  const read = await surveyOf(csv, { ingest: { columns: kinds } });
  return (await clean(read, originalParams(params))).report;
}

function flagged({ quality }: CleanReport): Record<string, number[]> {
  return Object.fromEntries(quality.map(({ rule, rows }) => [rule, [...rows].map((i) => i + 1)]));
}

Deno.test("clean() flags doubtful respondents by each rule and keeps them unless told otherwise", async () => {
  const found = await report(CSV, { cleaning: { not_asked: "impute" } });
  assert.deepEqual(flagged(found), {
    speeders: [13],
    straight_liners: [13],
    incomplete: [16],
    duplicates: [15],
    impossible: [14],
  });
  assert.deepEqual(found.respondentsDropped, []);
  const details = Object.fromEntries(found.quality.map(({ rule, detail }) => [rule, detail]));
  assert.equal(details.speeders, '"duration" under 159, 50 % of the median 318');
  assert.equal(details.impossible, '"age" outside 10 to 110 (1)');
});

Deno.test("clean() drops whom a rule says to drop, with the reason, at the row of the file", async () => {
  const found = await report(CSV, {
    cleaning: { filter: "age > 23", not_asked: "impute" },
    quality: { speeders: "drop", straight_liners: "drop", impossible: "drop" },
  });
  assert.deepEqual(found.respondentsDropped, [
    { row: 1, reason: "cleaning.filter does not hold" },
    { row: 13, reason: "too fast (quality)" },
    { row: 14, reason: "impossible values (quality)" },
  ]);
  assert.deepEqual(flagged(found).duplicates, [15]);
});

Deno.test("clean() obeys the bounds of the rules", async () => {
  const strict = await report(CSV, {
    cleaning: { not_asked: "impute" },
    quality: { speeder_share: 0.9, most_missing: 0, battery_items: 6 },
  });
  assert.deepEqual(flagged(strict).speeders, [2, 13]);
  assert.deepEqual(flagged(strict).incomplete, [16]);
  assert.equal(flagged(strict).straight_liners, undefined, "no battery of six items");
});

Deno.test("clean() flags who ticked that nothing applies beside something that does", async () => {
  const ticks = (...rows: number[]) =>
    Array.from({ length: 12 }, (_, i) => rows.includes(i + 1) ? 1 : 0);
  const csv = csvOf({
    "Which do you eat? - Fish": ticks(1, 2, 3, 7, 8),
    "Which do you eat? - Meat": ticks(2, 4, 5, 9),
    "Which do you eat? - None of these": ticks(3, 6, 9, 10, 11, 12),
    age: [23, 35, 41, 52, 28, 33, 47, 61, 39, 44, 56, 30],
  });
  const params = originalParams({ quality: { contradictory: "drop" } });
  const { quality } = (await clean(await surveyOf(csv), params)).report;
  const found = quality.find(({ rule }) => rule === "contradictory")!;
  assert.deepEqual([...found.rows], [2, 8]);
  assert.equal(found.action, "drop");
});

Deno.test({
  name: "clean() finds the contradictory answers of a real survey (needs ../shared/data)",
  ignore: sharedDataAbsent,
  fn: async () => {
    // pandas 3.1.1: rows where "... - None" and any other option of its question but the written one
    // are not "": of the pies and the desserts together 7.
    const name = "thanksgiving_538.csv";
    const read = await ingest(await Deno.readFile(sharedData(name)), name, originalParams({}));
    const { quality } = (await clean(read, originalParams({}))).report;
    assert.equal(quality.find(({ rule }) => rule === "contradictory")!.rows.length, 7);
  },
});

Deno.test("clean() judges no speed where no column holds times, unless one is named", async () => {
  const renamed = CSV.replace("duration", "wait");
  const read = await surveyOf(renamed, { ingest: { columns: { wait: "numeric" } } });
  assert.equal(flagged((await clean(read, originalParams({}))).report).speeders, undefined);
  const judge = (duration_column: string) =>
    clean(read, originalParams({ quality: { duration_column } }));
  assert.deepEqual(flagged((await judge("wait")).report).speeders, [13]);
  await assert.rejects(judge("wai"), {
    name: "DataError",
    message:
      /must name a column of numbers, but "wai" is none of its columns\. Did you mean "wait"\?/,
  });
});

Deno.test({
  name: "clean() finds the impossible values of real surveys (needs ../shared/data)",
  ignore: sharedDataAbsent,
  fn: async () => {
    // Counted with pandas 3.1.1: ((age < 10) | (age > 110)).sum() over the answered cells.
    const expected: [string, string][] = [
      ["bfi.csv", '"age" outside 10 to 110 (2)'],
      ["marketing_campaign.csv", '"Year_Birth" outside 1900 to 2100 (2)'],
    ];
    for (const [name, told] of expected) {
      const read = await ingest(await Deno.readFile(sharedData(name)), name, originalParams({}));
      const { quality } = (await clean(read, originalParams({}))).report;
      const impossible = quality.find(({ rule }) => rule === "impossible")!;
      assert.ok(impossible.detail.includes(told), `${name}: ${impossible.detail}`);
    }
  },
});

Deno.test("clean() lets go of those who answered little of what may define segments, unless told to keep them", async () => {
  // The last but one answers who she is and nothing else; the last half of what there is.
  const silent = [...CAREFUL, ["", "", "", 3, ""], [1, 5, 2, "", ""]];
  const csv = csvOf({
    ...Object.fromEntries(ITEMS.map((item) => [`q1_${item}`, silent.map((row) => row[item - 1])])),
    age: silent.map((_, i) => 30 + i),
    duration: silent.map(() => 300),
    sex: silent.map((_, i) => i % 2 === 0 ? "F" : "M"),
    region: silent.map((_, i) => i % 3 === 0 ? "North" : "South"),
  });
  const dropped = async (incomplete: string) =>
    (await report(csv, {
      cleaning: { not_asked: "impute", drop_thresh: 0.5 },
      quality: { incomplete },
    }))
      .respondentsDropped;
  assert.deepEqual(await dropped("auto"), [
    { row: 13, reason: "left most unanswered (quality.incomplete)" },
  ]);
  assert.deepEqual(await dropped("keep"), []);
});
