/** Tests that the files of a short form all tell the same segments: workbook, SQL, module. Runs in Deno. */

import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { createRng } from "../../pipeline/base/rng.ts";
import { shortFormModule } from "../../pipeline/deliver/short_form/module_text.ts";
import { pointRows, shortFormTsv } from "../../pipeline/deliver/short_form/points_text.ts";
import { shortFormSql } from "../../pipeline/deliver/short_form/sql_text.ts";
import { shortFormWorkbook } from "../../pipeline/deliver/short_form/workbook.ts";
import { makeShortForm } from "../../pipeline/typing/short/make_short_form.ts";
import type { ShortForm, ShortQuestion } from "../../pipeline/typing/short/short_form.ts";
import { inTemporaryFolder } from "../support/command.ts";
import { libreOfficeAbsent, NEEDS_LIBREOFFICE } from "../support/libreoffice.ts";
import { computeFirstSheets } from "../support/libreoffice_sheets.ts";
import { plantedColumns } from "../support/mixed_features.ts";
import { sharedData, sharedDataAbsent } from "../support/shared_data.ts";
import { bytesOf, csvOf } from "../support/survey_text.ts";
import { segmentInto } from "../support/typing_runs.ts";

type Answer = string | number | null;
const RESPONDENTS = 1000;

/** A short form of planted answers: words, a scale, a measure; words that differ by case or look like
 * wildcards and formulas among them. */
async function plantedForm(): Promise<ShortForm> {
  const cells: Record<string, readonly (string | number)[]> = Object.fromEntries(
    Object.entries(plantedColumns(400, 11)).map(([name, [, column]]) => [name, column]),
  );
  const spelt = { basic: "Basic?", family: "=basic", "none at all": "basic?" };
  const plan = cells.plan.map((cell) => spelt[cell as keyof typeof spelt]);
  const result = await segmentInto(
    3,
    { bytes: bytesOf(csvOf({ ...cells, plan })), name: "p.csv" },
    {
      typing: { accuracy: 1, questions: ["plan", "spend"] },
    },
  );
  return makeShortForm(result)!;
}

async function formOf(file: string): Promise<ShortForm> {
  const bytes = await Deno.readFile(sharedData(file));
  return makeShortForm(await segmentInto(4, { bytes, name: file }))!;
}

/** Answers drawn at random: known ones, codes, gaps, what nobody answered, numbers beyond the ends. */
function drawAnswers({ items }: ShortForm, seed: number): Answer[][] {
  const rng = createRng(seed);
  const drawOne = ({ answers, perUnit }: ShortQuestion): Answer => {
    const chance = rng.uniform();
    if (chance < 0.05) return null;
    if (perUnit !== null) {
      const { low, high } = perUnit;
      return Math.round(100 * (low + (1.4 * rng.uniform() - 0.2) * (high - low))) / 100;
    }
    const { answer, code } = answers[rng.below(answers.length)];
    if (chance < 0.1) return typeof answer === "number" ? 987 : "what nobody said";
    return chance < 0.4 && code !== undefined ? code : answer;
  };
  return Array.from({ length: RESPONDENTS }, () => items.map(drawOne));
}

async function byModule(form: ShortForm, answers: Answer[][]): Promise<number[]> {
  const url = `data:text/javascript,${encodeURIComponent(shortFormModule(form))}`;
  const { segmentOf } = await import(url);
  return answers.map((row) =>
    segmentOf(Object.fromEntries(form.items.map(({ name }, q) => [name, row[q]]))).segment
  );
}

function bySql(form: ShortForm, answers: Answer[][]): { segments: number[]; names: string[] } {
  const database = new DatabaseSync(":memory:");
  try {
    const columns = form.items.map(({ name, answers }) =>
      `"${name.replaceAll('"', '""')}" ${typeof answers[0]?.answer === "string" ? "TEXT" : "REAL"}`
    );
    database.exec(`CREATE TABLE survey (row INTEGER, ${columns.join(", ")})`);
    const insert = database.prepare(
      `INSERT INTO survey VALUES (${["?", ...columns.map(() => "?")].join(", ")})`,
    );
    answers.forEach((row, i) => insert.run(i, ...row));
    const found = database.prepare(shortFormSql(form)).all()
      .sort((a, b) => Number(a.row) - Number(b.row));
    return {
      segments: found.map(({ segment }) => Number(segment)),
      names: found.map(({ segment_name: name }) => String(name)),
    };
  } finally {
    database.close();
  }
}

/** Points added up as the table between tabs has them: a reading of its own. */
function byTable(form: ShortForm, answers: Answer[][]): number[] {
  const [, ...lines] = shortFormTsv(form).trimEnd().split("\n").map((line) => line.split("\t"));
  const of = (name: string, answer: string) =>
    lines.find((row) => row[0] === name && row[2] === answer);
  return answers.map((row) => {
    const totals = lines[0].slice(4).map(Number);
    form.items.forEach(({ name, perUnit }, q) => {
      const given = row[q];
      const unit = lines.find((line) => line[0] === name && line[2].startsWith("(each unit"));
      const known = given === null ? undefined : unit ?? of(name, String(given)) ??
        lines.find((line) => line[0] === name && line[3] === given);
      const points = (known ?? of(name, "(no answer)"))!.slice(4).map(Number);
      const times = known === unit && perUnit !== null && given !== null
        ? Math.max(perUnit.low, Math.min(perUnit.high, Number(given)))
        : 1;
      points.forEach((each, s) => totals[s] += each * times);
    });
    return totals.indexOf(Math.max(...totals)) + 1;
  });
}

/** Holds module, SQL and table to each other; gives answers and segments. */
async function assertSame(
  form: ShortForm,
  seed: number,
): Promise<{ form: ShortForm; answers: Answer[][]; segments: number[] }> {
  const answers = drawAnswers(form, seed);
  const expected = await byModule(form, answers);
  assert.ok(new Set(expected).size > 1, "all respondents in one segment tell nothing");
  const { segments, names } = bySql(form, answers);
  assert.deepEqual(segments, expected);
  assert.deepEqual(names, expected.map((segment) => form.names[segment - 1]));
  assert.deepEqual(byTable(form, answers), expected);
  return { form, answers, segments };
}

/** Short forms of five real surveys, or none where these are absent. */
async function realForms(): Promise<ShortForm[]> {
  const forms: ShortForm[] = [];
  if (sharedDataAbsent) return forms;
  const files = ["bfi.csv", "mcdonalds.csv", "volunteers.csv", "marketing_campaign.csv", "tea.csv"];
  for (const file of files) forms.push(await formOf(file));
  return forms;
}

Deno.test("module, SQL and table place 1,000 respondents alike, whatever words answers are", async () => {
  const form = await plantedForm();
  assert.ok(form.items.some(({ perUnit }) => perUnit !== null), "a measure is asked");
  await assertSame(form, 3);
});

Deno.test({
  name: "module, SQL and table place 1,000 respondents of five real surveys alike",
  ignore: sharedDataAbsent,
  async fn() {
    for (const [seed, form] of (await realForms()).entries()) await assertSame(form, seed);
  },
});

Deno.test({
  name:
    `the workbook's formulas place the same 1,000 respondents alike, as LibreOffice computes them ${NEEDS_LIBREOFFICE}`,
  ignore: libreOfficeAbsent,
  async fn() {
    const told: Awaited<ReturnType<typeof assertSame>>[] = [];
    for (const [seed, form] of [await plantedForm(), ...await realForms()].entries()) {
      told.push(await assertSame(form, seed));
    }
    const books: Uint8Array<ArrayBuffer>[] = [];
    for (const { form, answers } of told) books.push(await shortFormWorkbook(form, answers));
    await inTemporaryFolder(async (folder) => {
      const sheets = await computeFirstSheets(books, folder);
      for (const [book, { form, answers, segments }] of told.entries()) {
        const [header, , ...placed] = sheets[book];
        const at = 1 + form.items.length;
        assert.deepEqual(header.slice(at, at + 2), ["segment", "name"]);
        const isEmpty = (i: number) => answers[i].every((answer) => answer === null);
        assert.deepEqual(
          placed.map((row) => row[at]),
          segments.map((segment, i) => isEmpty(i) ? "" : String(segment)),
        );
      }
    });
  },
});

Deno.test("the module is a few KB, and needs nothing beside it", async () => {
  const text = shortFormModule(await plantedForm());
  assert.ok(text.length < 8000, `${text.length} bytes`);
  assert.doesNotMatch(text, /^import |\brequire\(/m);
});

Deno.test("the table has a row for everybody, each answer and none", async () => {
  const form = await plantedForm();
  const rows = pointRows(form);
  const count = form.items.reduce((sum, { answers }) => sum + Math.max(1, answers.length) + 1, 1);
  assert.equal(rows.length, count);
  assert.ok(rows.every(({ points }) => points.length === form.names.length));
});
