/** Tests of questions and scales on surveys that people really exported. Runs in Deno. */

import assert from "node:assert/strict";
import type { Column, Survey } from "../../pipeline/types.ts";
import { sharedData, sharedDataAbsent } from "../support/shared_data.ts";
import { cellTexts, readBytes, readText } from "./support.ts";

async function read(file: string): Promise<Survey> {
  return (await readBytes(await Deno.readFile(sharedData(file)))).survey;
}

/** The survey's answers from a row on, as a plain file. */
function rewrite(survey: Survey, firstRow: number, names: (column: Column) => string): string {
  const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
  const answers = survey.columns.map((column) => cellTexts(column).slice(firstRow));
  const rows = answers[0].map((_, i) => answers.map((column) => quote(column[i])).join(","));
  return [survey.columns.map((column) => quote(names(column))).join(","), ...rows].join("\n");
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
    await t.step("star_wars without its second header row: ratings and a ranking", async () => {
      const raw = await read("star_wars_538.csv");
      const options = new Map(raw.columns.map((column) => [column.name, cellTexts(column)[0]]));
      let stem = "";
      const text = rewrite(raw, 1, ({ name, label }) => {
        if (label !== "") stem = label;
        const option = options.get(name)!;
        return option === "Response" || option === "" ? name : `${stem} - ${option}`;
      });
      const { survey } = await readText(text);
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
      "qualtrics without its further header rows: 13 scales of words, 0 to 10",
      async () => {
        const raw = await read("qualtrics_student_satisfaction.csv");
        const { survey } = await readText(rewrite(raw, 2, ({ name }) => name));
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
