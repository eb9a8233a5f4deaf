/** Tests of ingest on surveys that people really exported. Runs in Deno. */

import assert from "node:assert/strict";
import { answeredCount, columnValues } from "../../pipeline/survey/read_column.ts";
import type { ColumnKind } from "../../pipeline/survey/column.ts";
import { MISSING_REASONS } from "../../pipeline/survey/missing.ts";
import { sharedData, sharedDataAbsent } from "../support/shared_data.ts";
import { columnOf } from "../support/survey_text.ts";
import { type Expected, SURVEYS, WORKBOOKS } from "./real_surveys.ts";
import { cellTexts, missingCodes, readBytes, type ReadResult } from "./support.ts";

async function readShared(expected: Pick<Expected, "file" | "ingest">): Promise<ReadResult> {
  return await readBytes(await Deno.readFile(sharedData(expected.file)), expected.ingest);
}

function checkSurvey({ survey, warnings }: ReadResult, expected: Expected): void {
  const { report } = survey;
  assert.equal(report.dialect, expected.dialect ?? "plain");
  assert.equal(report.headerRows, expected.headerRows ?? 1);
  assert.deepEqual(report.metadata, expected.metadata ?? []);
  assert.equal(report.preambleRows, 0);
  assert.deepEqual([survey.rows, survey.columns.length], [expected.rows, expected.columns]);
  for (const [name, kind] of Object.entries(expected.kinds)) {
    assert.equal(columnOf(survey, name).kind, kind, name);
  }
  if (expected.kindCounts !== undefined) {
    const counts: Partial<Record<ColumnKind, number>> = {};
    for (const { kind } of survey.columns) counts[kind] = (counts[kind] ?? 0) + 1;
    assert.deepEqual(counts, expected.kindCounts);
  }
  const gaps = survey.columns.map((column) => survey.rows - answeredCount(column));
  for (const [name, count] of Object.entries(expected.missing)) {
    assert.equal(survey.rows - answeredCount(columnOf(survey, name)), count, name);
  }
  if (!Number.isNaN(expected.allMissing)) {
    assert.equal(gaps.reduce((sum, gap) => sum + gap, 0), expected.allMissing);
  }
  const expectedWarnings = expected.warnings ?? [];
  assert.equal(warnings.length, expectedWarnings.length, warnings.join("\n"));
  for (const [i, start] of expectedWarnings.entries()) {
    assert.ok(warnings[i].startsWith(start), warnings[i]);
  }
}

Deno.test({
  name: "ingest() reads real CSV exports (needs ../shared/data)",
  ignore: sharedDataAbsent,
  fn: async (t) => {
    for (const expected of SURVEYS) {
      const { ingest } = expected;
      const label = ingest === undefined ? "" : ` with ${JSON.stringify(ingest)}`;
      await t.step(expected.file + label, async () => {
        const found = await readShared(expected);
        const { report } = found.survey;
        assert.equal(report.encoding, expected.encoding ?? "utf-8");
        assert.equal(report.delimiter, expected.delimiter ?? ",");
        assert.deepEqual([report.decimal, report.headerRow, report.blankRows], [".", 1, 0]);
        checkSurvey(found, expected);
      });
    }
  },
});

Deno.test({
  name: "ingest() reads real workbooks (needs ../shared/data)",
  ignore: sharedDataAbsent,
  fn: async (t) => {
    for (const expected of WORKBOOKS) {
      await t.step(`${expected.file}, sheet ${expected.sheet}`, async () => {
        const found = await readShared(expected);
        assert.equal(found.survey.report.sheet, expected.sheet);
        checkSurvey(found, expected);
      });
    }
  },
});

const countOf = (texts: readonly string[], wanted: string) =>
  texts.filter((text) => text === wanted).length;

Deno.test({
  name: "ingest() tells answers from missing ones, and columns apart (needs ../shared/data)",
  ignore: sharedDataAbsent,
  fn: async (t) => {
    await t.step("None is an answer where NA is missing", async () => {
      const { survey } = await readShared({ file: "student_survey_mass.csv" });
      const exercise = columnOf(survey, "Exer");
      assert.deepEqual(exercise.categories, ["None", "Some", "Freq"]);
      assert.equal(countOf(cellTexts(exercise), "None"), 24);
      const marks = survey.report.missingMarks;
      assert.deepEqual(marks.map(({ text, count }) => [text, count]), [
        ["NA", 1],
        ["NA", 1],
        ["NA", 1],
        ["NA", 1],
        ["NA", 45],
        ["NA", 1],
        ["NA", 1],
        ["NA", 28],
        ["NA", 28],
      ]);
      assert.equal(
        missingCodes(columnOf(survey, "Sex")).indexOf(MISSING_REASONS.indexOf("marked")),
        136,
      );
    });
    await t.step("NA among country codes is Namibia", async () => {
      for (const [file, respondents] of [["big5.csv", 8], ["rse.csv", 4]] as const) {
        const country = columnOf((await readShared({ file })).survey, "country");
        assert.ok(country.categories!.includes("NA"));
        assert.equal(countOf(cellTexts(country), "NA"), respondents);
        assert.deepEqual([...new Set(missingCodes(country))], file === "big5.csv" ? [0, 1] : [0]);
      }
    });
    await t.step("headers that differ in case are two columns", async () => {
      const { survey } = await readShared({ file: "tea.csv" });
      assert.deepEqual(columnOf(survey, "How").categories, ["alone", "lemon", "milk", "other"]);
      assert.deepEqual(columnOf(survey, "how").categories, [
        "tea bag",
        "tea bag+unpackaged",
        "unpackaged",
      ]);
      assert.deepEqual(columnOf(survey, "home").categories, ["Not.home", "home"]);
    });
  },
});

Deno.test({
  name: "ingest() keeps the texts and values of real surveys (needs ../shared/data)",
  ignore: sharedDataAbsent,
  fn: async (t) => {
    await t.step("age classes with a comma are one answer", async () => {
      const { survey } = await readShared({ file: "volunteers.csv" });
      assert.equal(countOf(cellTexts(columnOf(survey, "AGEG")), "(35,45]"), 298);
    });
    await t.step("letters beyond ASCII are decoded", async () => {
      const { survey } = await readShared({ file: "star_wars_538.csv" });
      const texts = survey.columns.flatMap(({ label, texts }) => [label, ...texts]);
      assert.deepEqual(texts.filter((text) => text.includes("\ufffd")), []);
      assert.equal(
        survey.columns[31].label,
        "Do you consider yourself to be a fan of the Expanded Universe?",
      );
    });
    await t.step("dates are days, day first", async () => {
      const { survey } = await readShared({ file: "marketing_campaign.csv" });
      const date = columnOf(survey, "Dt_Customer");
      assert.equal(date.reason, "dates as dd-mm-yyyy, 2012-07-30 to 2014-06-29");
      // Python 3: (datetime.date(2012, 9, 4) - datetime.date(1970, 1, 1)).days
      assert.deepEqual([date.texts[0], date.values[0]], ["04-09-2012", 15587]);
    });
    await t.step("dates of a workbook are texts without a time zone", async () => {
      const { survey } = await readShared({
        file: "todo_ospo_2022.xlsx",
        ingest: { sheet: "Raw Data" },
      });
      assert.equal(cellTexts(survey.columns[4])[0], "2022-08-01T08:16:03");
    });
    await t.step("numbers that are codes of options stay what they are", async () => {
      const { survey } = await readShared({
        file: "mcdonalds.csv",
        ingest: { columns: { Like: "ordinal" } },
      });
      const like = columnOf(survey, "Like");
      assert.deepEqual(like.categories, [
        "I hate it!-5",
        "-4",
        "-3",
        "-2",
        "-1",
        "0",
        "1",
        "2",
        "3",
        "4",
        "I love it!+5",
      ]);
      assert.equal(countOf(cellTexts(like), "I love it!+5"), 143);
      assert.deepEqual(columnOf(survey, "yummy").categories, ["No", "Yes"]);
      assert.equal(countOf(cellTexts(columnOf(survey, "yummy")), "Yes"), 803);
    });
  },
});

Deno.test({
  name: "ingest() reads the same columns from a survey's CSV and its XLSX (needs ../shared/data)",
  ignore: sharedDataAbsent,
  fn: async () => {
    const csv = (await readShared({ file: "mcdonalds.csv" })).survey;
    const book = (await readShared({ file: "mcdonalds.xlsx" })).survey;
    assert.deepEqual(book.columns, csv.columns);
    assert.equal(book.rows, csv.rows);
  },
});

Deno.test({
  name:
    "ingest() reads the same survey from a three-row header in CSV and on the last sheet of a " +
    "workbook (needs ../shared/data)",
  ignore: sharedDataAbsent,
  fn: async () => {
    const csv = (await readShared({ file: "todo_ospo_2022_raw.csv" })).survey;
    const book = (await readShared({ file: "todo_ospo_2022.xlsx" })).survey;
    assert.equal(book.rows, csv.rows);
    assert.equal(book.columns.length, csv.columns.length);
    for (const [c, column] of book.columns.entries()) {
      const { name, label, question, kind, metadata } = csv.columns[c];
      assert.deepEqual(
        [column.name, column.label, column.question, column.kind, column.metadata],
        [name, label, question, kind, metadata],
      );
      assert.deepEqual(columnValues(column), columnValues(csv.columns[c]), name);
      assert.deepEqual(missingCodes(column), missingCodes(csv.columns[c]), name);
      // A workbook holds moments, which are written with a T.
      if (kind !== "date") assert.deepEqual(cellTexts(column), cellTexts(csv.columns[c]), name);
    }
  },
});

Deno.test({
  name: "ingest() counts ticks as pandas does (needs ../shared/data)",
  ignore: sharedDataAbsent,
  fn: async () => {
    // pandas 3.1.1: (df[column] != "").sum() over the respondents' rows, by position.
    const cases: [string, number, number][] = [
      ["star_wars_538.csv", 3, 673],
      ["star_wars_538.csv", 8, 738],
      ["thanksgiving_538.csv", 11, 155],
      ["thanksgiving_538.csv", 26, 514],
      ["todo_ospo_2022_raw.csv", 10, 926],
      ["todo_ospo_2022_raw.csv", 33, 208],
    ];
    for (const [file, position, ticks] of cases) {
      const column = (await readShared({ file })).survey.columns[position];
      assert.equal(countOf([...columnValues(column)].map(String), "1"), ticks, column.name);
      assert.ok(column.question !== null);
    }
  },
});
