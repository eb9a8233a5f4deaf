/** Tests of questions and scales on surveys that people really exported. Runs in Deno. */

import assert from "node:assert/strict";
import type { Survey } from "../../../pipeline/survey/survey.ts";
import { sharedData, sharedDataAbsent } from "../../support/shared_data.ts";
import { readBytes } from "../support.ts";

async function read(file: string): Promise<Survey> {
  return (await readBytes(await Deno.readFile(sharedData(file)))).survey;
}

/** Columns of real surveys, and their answers low to high. */
const ORDERS: readonly [file: string, column: string, answers: string][] = [
  ["tea.csv", "age_Q", "15-24 | 25-34 | 35-44 | 45-59 | +60"],
  ["tea.csv", "frequency", "1 to 2/week | 3 to 6/week | 1/day | +2/day"],
  ["student_survey_mass.csv", "Smoke", "Never | Occas | Regul | Heavy"],
  ["thanksgiving_538.csv", "Age", "18 - 29 | 30 - 44 | 45 - 59 | 60+"],
  [
    "thanksgiving_538.csv",
    "How much total combined money did all members of your HOUSEHOLD earn last year?",
    "$0 to $9,999 | $10,000 to $24,999 | $25,000 to $49,999 | $50,000 to $74,999 | " +
    "$75,000 to $99,999 | $100,000 to $124,999 | $125,000 to $149,999 | $150,000 to $174,999 | " +
    "$175,000 to $199,999 | $200,000 and up",
  ],
  [
    "mcdonalds.csv",
    "VisitFrequency",
    "Never | Once a year | Every three months | Once a month | Once a week | More than once a week",
  ],
  [
    "mcdonalds.xlsx",
    "Like",
    "I hate it!-5 | -4 | -3 | -2 | -1 | 0 | 1 | 2 | 3 | 4 | I love it!+5",
  ],
];

Deno.test({
  name: "ingest() understands the questions of real surveys (needs ../shared/data)",
  ignore: sharedDataAbsent,
  fn: async (t) => {
    await t.step("thanksgiving: three multi-selects by stem", async () => {
      const { questions } = await read("thanksgiving_538.csv");
      const multi = questions.filter(({ kind }) => kind === "multi_select");
      assert.deepEqual(multi.map(({ columns }) => columns.length), [15, 13, 12]);
    });
    await t.step("bfi and big5: five batteries", async () => {
      for (const [file, size] of [["bfi.csv", 5], ["big5.csv", 10]] as const) {
        const grids = (await read(file)).questions.filter(({ kind }) => kind === "grid");
        assert.deepEqual(grids.map(({ name }) => name).sort(), ["A", "C", "E", "N", "O"]);
        assert.ok(grids.every(({ columns }) => columns.length === size));
      }
    });
    await t.step("rse: ten questions that are numbered", async () => {
      const { questions } = await read("rse.csv");
      assert.deepEqual(questions.map(({ columns }) => columns.length), Array(14).fill(1));
    });
    await t.step("bands, frequencies and labelled ends in order", async () => {
      for (const [file, name, answers] of ORDERS) {
        const found = (await read(file)).columns.find((column) => column.name === name)!;
        assert.equal(found.categories!.join(" | "), answers, `${file} ${name}`);
      }
    });
    await t.step("volunteers: intervals in order", async () => {
      const { columns } = await read("volunteers.csv");
      assert.deepEqual(columns[2].categories, [
        "(0,25]",
        "(25,35]",
        "(35,45]",
        "(45,55]",
        "(55,65]",
        "(65,99]",
      ]);
    });
  },
});

Deno.test({
  name: "ingest() orders the scales of real surveys (needs ../shared/data)",
  ignore: sharedDataAbsent,
  fn: async (t) => {
    await t.step("star_wars: ratings and a ranking", async () => {
      const survey = await read("star_wars_538.csv");
      const found = survey.questions.filter(({ columns }) => columns.length > 1);
      assert.deepEqual(found.map(({ kind, columns }) => [kind, columns.length]), [
        ["multi_select", 6],
        ["ranking", 6],
        ["grid", 14],
      ]);
      const solo = survey.columns.find(({ name }) => name.endsWith("Han Solo"))!;
      assert.deepEqual([solo.kind, solo.categories], ["ordinal", [
        "Very unfavorably",
        "Somewhat unfavorably",
        "Neither favorably nor unfavorably (neutral)",
        "Somewhat favorably",
        "Very favorably",
      ]]);
      const marks = survey.report.missingMarks.filter(({ text }) => text === "Unfamiliar (N/A)");
      assert.equal(marks.length, 14);
      const income = survey.columns.find(({ name }) => name === "Household Income")!;
      assert.equal(
        income.categories!.join(" | "),
        "$0 - $24,999 | $25,000 - $49,999 | $50,000 - $99,999 | $100,000 - $149,999 | $150,000+",
      );
    });
    await t.step(
      "qualtrics: 13 scales of words and the groups of the recommendation",
      async () => {
        const survey = await read("qualtrics_student_satisfaction.csv");
        const scales = survey.columns.filter(({ kind, categories }) =>
          kind === "ordinal" && categories !== null
        );
        const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 14];
        const names = [...numbers.map((number) => `Q${number}`), "Q15_NPS_GROUP"];
        assert.deepEqual(scales.map(({ name }) => name), names);
        assert.deepEqual(scales[7].categories, [
          "Very Dissatisfied",
          "Dissatisfied",
          "Somewhat Dissatisfied",
          "Neutral",
          "Somewhat Satisfied",
          "Satisfied",
          "Very Satisfied",
        ]);
        assert.deepEqual(survey.report.missingProposals, []);
      },
    );
  },
});
