/** Tests of cleaning: who and what is left out, and what is filled in. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { clean } from "../../pipeline/clean/mod.ts";
import { columnValues } from "../../pipeline/survey/read_column.ts";
import { createContext } from "../../pipeline/base/context.ts";
import type { Cleaned } from "../../pipeline/clean/cleaned.ts";
import { columnOf, csvOf, surveyOf } from "../support/survey_text.ts";
import { originalParams } from "../support/original.ts";

async function cleaned(
  csv: string,
  cleaning: unknown,
): Promise<{ result: Cleaned; warnings: string[] }> {
  const warnings: string[] = [];
  const context = createContext({ onWarning: (text) => warnings.push(text) });
  const result = await clean(await surveyOf(csv), originalParams({ cleaning }), context);
  return { result, warnings };
}

const ITEMS = csvOf({
  core_q1_1: [1, 0, 1, 0, 1, 1, 0, 1, 0, 1],
  core_re_q2_1: [1, 0, 1, 1, 0, 1, 0, 1, 0, 1],
  sparse: [3, 4, 5, "", "", "", "", 5, 4, 3],
  nothing: ["", "", "", "", "", "", "", "", "", ""],
  comment: [
    "fine",
    "the staff were kind",
    "too dear",
    "",
    "",
    "so so",
    "no idea",
    "ok",
    "meh",
    "great",
  ],
});

Deno.test("clean() leaves out columns by rule and says which", async () => {
  const { result } = await cleaned(ITEMS, {
    drop_thresh: 0.7,
    exclude_recontact_features: true,
    exclude_columns: ["comm*"],
  });
  assert.deepEqual(result.report.columnsKept, ["core_q1_1"]);
  assert.deepEqual(result.report.columnsDropped, [
    { name: "core_re_q2_1", cause: "recontact", reason: "a re-contact question" },
    { name: "sparse", cause: "sparse", reason: "6 of 10 answered it (40 % gaps), 7 are needed" },
    { name: "nothing", cause: "empty", reason: "nobody answered it" },
    { name: "comment", cause: "excluded", reason: "named in cleaning.exclude_columns" },
  ]);
});

Deno.test("clean() keeps a column answered by floor(drop_thresh x n) and never an empty one", async () => {
  for (const [drop_thresh, kept] of [[0.6, true], [0.69, true], [0.7, false], [0, true]] as const) {
    const { result } = await cleaned(ITEMS, { drop_thresh });
    assert.equal(result.report.columnsKept.includes("sparse"), kept, String(drop_thresh));
    assert.ok(!result.report.columnsKept.includes("nothing"));
  }
});

Deno.test("clean() leaves out respondents without an answer, and keeps their number", async () => {
  const csv = csvOf({ id: ["a1", "a2", "a3", "a4"], q1: [1, "", 5, 3], q2: ["", "", 2, 4] });
  const { result } = await cleaned(csv, { drop_thresh: 0 });
  assert.deepEqual([...result.respondents], [0, 2, 3]);
  assert.deepEqual(result.report.respondentsDropped, [
    { row: 2, reason: "answered none of the analysed questions" },
  ]);
  assert.equal(result.survey.rows, 3);
  assert.deepEqual([...columnValues(columnOf(result.survey, "q1"))], [1, 5, 3]);
});

Deno.test("clean() fills by number or by the most frequent answer, smallest first", async (t) => {
  const csv = csvOf({
    score: [2, 2, 5, 5, 4, 3, "", ""],
    yes: ["Yes", "No", "Yes", "", "Yes", "No", "No", "Yes"],
    town: ["Bonn", "Bonn", "Ulm", "Ulm", "", "Bonn", "Ulm", "Ulm"],
  });
  const filledOf = ({ report }: Cleaned): [string, number, string][] =>
    report.imputed.map(({ name, count, value }) => [name, count, value]);
  await t.step("fill", async () => {
    const { result, warnings } = await cleaned(csv, { drop_thresh: 0.5 });
    assert.deepEqual(filledOf(result), [["score", 2, "0"], ["yes", 1, "No"], [
      "town",
      1,
      "(no answer)",
    ]]);
    assert.equal(result.report.cellsImputed, 4);
    assert.deepEqual(warnings, [
      "cleaning.fill_value 0 lies outside the observed range of 1 column with missing answers. " +
      "imputation_method mode keeps to observed answers.",
    ]);
    assert.deepEqual(columnOf(result.survey, "town").categories, ["Bonn", "Ulm", "(no answer)"]);
  });
  await t.step("mode", async () => {
    const { result, warnings } = await cleaned(csv, {
      drop_thresh: 0.5,
      imputation_method: "mode",
    });
    assert.deepEqual(filledOf(result), [["score", 2, "2"], ["yes", 1, "Yes"], ["town", 1, "Ulm"]]);
    assert.deepEqual(warnings, []);
  });
});

Deno.test("clean() says which answer fill_value stands for among words in order", async () => {
  const csv = csvOf({
    rating: ["Good", "", "Poor", "Excellent", "Good", "Poor"],
    n: [1, 2, 3, 4, 5, 6],
  });
  const { result, warnings } = await cleaned(csv, { drop_thresh: 0.5 });
  assert.deepEqual(result.report.imputed, [{ name: "rating", count: 1, value: "Poor" }]);
  assert.deepEqual(warnings, [
    "cleaning.fill_value 0 stands for an answer in 1 column of words in order with missing answers, " +
    'such as "Poor" in "rating". imputation_method mode or median puts in a usual answer.',
  ]);
  const median = await cleaned(csv, { drop_thresh: 0.5, imputation_method: "median" });
  assert.deepEqual(median.warnings, []);
});

Deno.test("clean() warns of a name that matches no column", async () => {
  const { warnings } = await cleaned(csvOf({ q1: [1, 2, 3], q2: [1, 2, 2] }), {
    exclude_columns: ["q3"],
  });
  assert.deepEqual(warnings, [
    'cleaning.exclude_columns names "q3", which matches no column. Did you mean "q1"?',
  ]);
});

Deno.test("clean() leaves no gap, changes no answer and does not touch its input", async () => {
  const cell = fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 1, max: 5 }) }, fc.constant(""));
  const columns = fc.integer({ min: 5, max: 40 }).chain((n) =>
    fc.record({
      q1: fc.array(cell, { minLength: n, maxLength: n }),
      q2: fc.array(cell, { minLength: n, maxLength: n }),
    })
  );
  await fc.assert(
    fc.asyncProperty(
      columns,
      fc.constantFrom("fill", "mode"),
      async (values, imputation_method) => {
        fc.pre(values.q1.some((v) => v !== "") && values.q2.some((v) => v !== ""));
        const survey = await surveyOf(csvOf(values));
        const before = structuredClone(survey);
        const params = originalParams({ cleaning: { imputation_method, drop_thresh: 0 } });
        const { survey: result, respondents } = await clean(survey, params);
        assert.deepEqual(survey, before);
        for (const column of result.columns) {
          const raw = columnValues(columnOf(survey, column.name));
          column.codes.forEach((code, i) => {
            assert.ok(!Number.isNaN(column.values[code]));
            const answer = raw[respondents[i]];
            if (!Number.isNaN(answer)) assert.equal(column.values[code], answer);
          });
        }
      },
    ),
    { numRuns: 50, seed: 7 },
  );
});
