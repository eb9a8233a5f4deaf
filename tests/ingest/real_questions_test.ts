/** Tests of questions and scales on surveys that people really exported. Runs in Deno. */

import assert from "node:assert/strict";
import type { Survey } from "../../pipeline/types.ts";
import { sharedData, sharedDataAbsent } from "../support/shared_data.ts";
import { readBytes } from "./support.ts";

async function read(file: string): Promise<Survey> {
  return (await readBytes(await Deno.readFile(sharedData(file)))).survey;
}

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
      "qualtrics: 13 scales of words, 0 to 10",
      async () => {
        const survey = await read("qualtrics_student_satisfaction.csv");
        const scales = survey.columns.filter(({ kind, categories }) =>
          kind === "ordinal" && categories !== null
        );
        const names = [
          "Q1",
          "Q2",
          "Q3",
          "Q4",
          "Q5",
          "Q6",
          "Q7",
          "Q8",
          "Q9",
          "Q10",
          "Q12",
          "Q13",
          "Q14",
        ];
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
