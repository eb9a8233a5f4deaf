/** Tests of what is understood of every real survey: its form, its questions, why answers are missing. Runs in Deno. */

import assert from "node:assert/strict";
import { missingByReason } from "../../pipeline/survey/read_column.ts";
import type { MissingReason } from "../../pipeline/survey/missing.ts";
import type { Dialect, QuestionKind } from "../../pipeline/survey/survey.ts";
import { sharedData, sharedDataAbsent } from "../support/shared_data.ts";
import { readBytes } from "./support.ts";

interface Understood {
  readonly dialect: Dialect;
  readonly headerRows: number;
  readonly respondents: number;
  /** Questions of each kind, by reading the file and its codebook or questionnaire. */
  readonly questions: Partial<Record<QuestionKind, number>>;
  /** Options of each multi-select question, in the file's order. */
  readonly options?: readonly number[];
  /** Items of each grid. */
  readonly items?: readonly number[];
  /** Cells without an answer. Blanks and "NA" together are those that pandas 3.1.1 counts (read_csv
   * with dtype=str, keep_default_na=False), ticks of an answered question aside. */
  readonly missing: Partial<Record<MissingReason, number>>;
}

const PLAIN = { dialect: "plain", headerRows: 1 } as const;
const MCDONALDS: Understood = {
  ...PLAIN,
  respondents: 1453,
  questions: { single_choice: 12, scale: 2, number: 1 },
  missing: {},
};
const STUDENTS: Understood = {
  dialect: "qualtrics",
  headerRows: 3,
  respondents: 25,
  questions: { paradata: 16, identifier: 1, scale: 14 },
  missing: { blank: 150 },
};
const OSPO: Understood = {
  dialect: "surveymonkey",
  headerRows: 3,
  respondents: 1048,
  questions: {
    identifier: 2,
    paradata: 4,
    number: 2,
    scale: 27,
    single_choice: 1,
    multi_select: 15,
    grid: 5,
    open_text: 3,
  },
  options: [7, 13, 15, 15, 11, 15, 12, 11, 16, 10, 5, 6, 6, 15, 15],
  items: [7, 6, 6, 20, 3],
  missing: { blank: 109_389, not_asked: 53_528 },
};

const SURVEYS: Readonly<Record<string, Understood>> = {
  "bfi.csv": {
    ...PLAIN,
    respondents: 2800,
    questions: { identifier: 1, grid: 5, single_choice: 1, scale: 1, number: 1 },
    items: [5, 5, 5, 5, 5],
    missing: { marked: 731 },
  },
  "big5.csv": {
    ...PLAIN,
    respondents: 19_719,
    questions: { number: 2, scale: 4, single_choice: 1, grid: 5 },
    items: [10, 10, 10, 10, 10],
    missing: { blank: 1 },
  },
  "mall_customers.csv": {
    ...PLAIN,
    respondents: 200,
    questions: { identifier: 1, single_choice: 1, number: 3 },
    missing: {},
  },
  "marketing_campaign.csv": {
    ...PLAIN,
    respondents: 2240,
    questions: { identifier: 1, number: 16, single_choice: 9, scale: 2, date: 1 },
    missing: { marked: 24 },
  },
  "mcdonalds.csv": MCDONALDS,
  "mcdonalds.xlsx": MCDONALDS,
  "qualtrics_student_satisfaction.csv": STUDENTS,
  "qualtrics_student_satisfaction.sav": { ...STUDENTS, headerRows: 0 },
  "rse.csv": {
    ...PLAIN,
    respondents: 47_974,
    questions: { scale: 12, number: 1, single_choice: 1 },
    missing: {},
  },
  "seed/dataset.xlsx": {
    ...PLAIN,
    respondents: 2500,
    questions: { single_choice: 2, multi_select: 8 },
    options: [10, 10, 10, 10, 10, 10, 10, 10],
    missing: { not_asked: 70_000 },
  },
  "star_wars_538.csv": {
    dialect: "surveymonkey",
    headerRows: 2,
    respondents: 1186,
    questions: {
      identifier: 1,
      single_choice: 8,
      multi_select: 1,
      ranking: 1,
      grid: 1,
      scale: 3,
    },
    options: [6],
    items: [14],
    missing: { blank: 4476, not_asked: 7865, not_applicable: 852 },
  },
  "student_survey_mass.csv": {
    ...PLAIN,
    respondents: 237,
    questions: { identifier: 1, single_choice: 5, number: 5, scale: 2 },
    missing: { marked: 107 },
  },
  "tea.csv": {
    ...PLAIN,
    respondents: 300,
    questions: { identifier: 1, single_choice: 33, number: 1, scale: 2 },
    missing: {},
  },
  "thanksgiving_538.csv": {
    dialect: "surveymonkey",
    headerRows: 1,
    respondents: 1058,
    questions: { identifier: 1, single_choice: 17, multi_select: 3, scale: 3 },
    options: [15, 13, 12],
    missing: { blank: 4246, not_asked: 9148, refused: 136 },
  },
  "todo_ospo_2022_raw.csv": OSPO,
  "todo_ospo_2022.xlsx": OSPO,
  "volunteers.csv": {
    ...PLAIN,
    respondents: 1415,
    questions: { identifier: 1, single_choice: 20, scale: 1 },
    missing: { marked: 18 },
  },
  "wine_labelled.csv": {
    ...PLAIN,
    respondents: 178,
    questions: { number: 13, single_choice: 1 },
    missing: {},
  },
};

Deno.test({
  name: "ingest() understands every real survey (needs ../shared/data)",
  ignore: sharedDataAbsent,
  fn: async (t) => {
    for (const [file, expected] of Object.entries(SURVEYS)) {
      await t.step(file, async () => {
        const { survey } = await readBytes(await Deno.readFile(sharedData(file)));
        const { report } = survey;
        assert.equal(report.dialect, expected.dialect);
        assert.equal(report.headerRows, expected.headerRows);
        assert.equal(survey.rows, expected.respondents);
        const kinds: Partial<Record<QuestionKind, number>> = {};
        for (const { kind } of survey.questions) kinds[kind] = (kinds[kind] ?? 0) + 1;
        assert.deepEqual(kinds, expected.questions);
        const sizes = (kind: QuestionKind) =>
          survey.questions.filter((one) => one.kind === kind).map(({ columns }) => columns.length);
        assert.deepEqual(sizes("multi_select"), expected.options ?? []);
        assert.deepEqual(sizes("grid"), expected.items ?? []);
        const missing = missingByReason(survey.columns).map(({ reason, count }) => [reason, count]);
        assert.deepEqual(Object.fromEntries(missing), expected.missing);
      });
    }
  },
});
