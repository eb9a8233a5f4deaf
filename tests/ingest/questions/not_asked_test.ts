/** Tests of telling what was not asked from what was left blank. Runs in Deno. */

import assert from "node:assert/strict";
import { answeredCount } from "../../../pipeline/survey/read_column.ts";
import { ingest } from "../../../pipeline/ingest/mod.ts";
import { createRng } from "../../../pipeline/base/rng.ts";
import { MISSING_REASONS } from "../../../pipeline/survey/missing.ts";
import type { Survey } from "../../../pipeline/survey/survey.ts";
import { sharedData, sharedDataAbsent } from "../../support/shared_data.ts";
import { columnOf, csvOf, surveyOf } from "../../support/survey_text.ts";
import { originalParams } from "../../support/original.ts";

const N = 200;

/** Cells of a column by reason; only reasons that occur. */
function reasonsOf(survey: Survey, name: string): Record<string, number> {
  const { codes, missing } = columnOf(survey, name);
  const counts: Record<string, number> = {};
  for (const code of codes) {
    const reason = MISSING_REASONS[missing[code]];
    counts[reason] = (counts[reason] ?? 0) + 1;
  }
  return counts;
}

function answers(n: number, isBlank: (i: number) => boolean, seed: number): (string | number)[] {
  const rng = createRng(seed);
  return Array.from({ length: n }, (_, i) => {
    const answer = 1 + rng.below(5);
    return isBlank(i) ? "" : answer;
  });
}

Deno.test("ingest() takes blanks behind an answer that leads past a question as not asked", async () => {
  const survey = await surveyOf(csvOf({
    owns: Array.from({ length: N }, (_, i) => i % 4 === 0 ? "No" : "Yes"),
    // Three of those who were asked skipped it.
    rating: answers(N, (i) => i % 4 === 0 || i === 1 || i === 2 || i === 3, 1),
    other: answers(N, (i) => i % 9 === 0, 2),
  }));
  assert.deepEqual(reasonsOf(survey, "rating"), { not_asked: 50, blank: 3, answered: 147 });
  assert.deepEqual(reasonsOf(survey, "other"), { blank: 23, answered: 177 });
  assert.deepEqual(survey.report.notAsked, [{
    columns: ["rating"],
    count: 50,
    reason: 'blank for nearly all who answered "No" to "owns"',
    gate: "owns",
  }]);
  assert.equal(answeredCount(columnOf(survey, "rating")), 147);
});

Deno.test("ingest() takes blanks of a measure with 150,000 distinct answers as not asked", async () => {
  const survey = await surveyOf(csvOf({
    owns: Array.from({ length: 200_000 }, (_, i) => i % 4 === 0 ? "No" : "Yes"),
    spent: Array.from({ length: 200_000 }, (_, i) => i % 4 === 0 ? "" : i + 0.5),
  }));
  assert.deepEqual(reasonsOf(survey, "spent"), { not_asked: 50_000, answered: 150_000 });
});

Deno.test("ingest() takes a block that some left blank as a whole, and then went on, as not asked", async () => {
  const isLeftOut = (i: number) => i % 5 === 0;
  const survey = await surveyOf(csvOf({
    before: answers(N, () => false, 3),
    b1: answers(N, isLeftOut, 4),
    b2: answers(N, (i) => isLeftOut(i) || i === 7, 5),
    b3: answers(N, isLeftOut, 6),
    after: answers(N, () => false, 7),
  }));
  assert.deepEqual(reasonsOf(survey, "b2"), { not_asked: 40, blank: 1, answered: 159 });
  assert.deepEqual(survey.report.notAsked.map(({ columns }) => columns), [["b1", "b2", "b3"]]);
  assert.match(survey.report.notAsked[0].reason, /^3 neighbouring columns .* 20 % of respondents/);
});

Deno.test("ingest() leaves the blanks of people who broke off, or skipped here and there, as blanks", async () => {
  const brokeOff = (from: number) => (i: number) => i % 10 === 0 && i / 10 % 4 <= from;
  const survey = await surveyOf(csvOf({
    q1: answers(N, () => false, 8),
    q2: answers(N, brokeOff(0), 9),
    q3: answers(N, brokeOff(1), 10),
    q4: answers(N, brokeOff(2), 11),
    q5: answers(N, brokeOff(3), 12),
    q6: answers(N, brokeOff(3), 13),
  }));
  assert.deepEqual(survey.report.notAsked, []);
  assert.deepEqual(reasonsOf(survey, "q6"), { blank: 20, answered: 180 });
  const rng = createRng(14);
  const skipped = await surveyOf(csvOf(Object.fromEntries(
    ["q1", "q2", "q3", "q4"].map((name, c) => [name, answers(N, () => rng.below(5) === 0, 20 + c)]),
  )));
  assert.deepEqual(skipped.report.notAsked, []);
});

Deno.test({
  name: "ingest() finds what real surveys did not ask (needs ../shared/data)",
  ignore: sharedDataAbsent,
  fn: async () => {
    const bytes = await Deno.readFile(sharedData("seed/dataset.xlsx"));
    const survey = await ingest(bytes, "dataset.xlsx", originalParams({}));
    const recontact = survey.columns.filter(({ name }) => name.startsWith("core_re_"));
    assert.ok(recontact.length > 0);
    for (const { name } of recontact) {
      // pandas 3.1.1: df.filter(like="core_re_").isna().sum(), 1750 of 2500 in every column.
      assert.deepEqual(reasonsOf(survey, name), { answered: 750, not_asked: 1750 }, name);
    }
  },
});
