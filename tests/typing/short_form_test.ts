/** Tests of the short form: how good it says it is, and how good it is. Runs in Deno. */

import assert from "node:assert/strict";
import { writeModelJson } from "../../pipeline/deliver/model_json.ts";
import { shortFormFiles } from "../../pipeline/deliver/short_form/short_form_files.ts";
import { shortFormModule } from "../../pipeline/deliver/short_form/module_text.ts";
import { ingest } from "../../pipeline/ingest/mod.ts";
import { assign } from "../../pipeline/typing/assign.ts";
import { makeShortForm } from "../../pipeline/typing/short/make_short_form.ts";
import type { ShortForm } from "../../pipeline/typing/short/short_form.ts";
import type { Survey } from "../../pipeline/survey/survey.ts";
import { plantedColumns } from "../support/mixed_features.ts";
import { sharedData, sharedDataAbsent } from "../support/shared_data.ts";
import { bytesOf, csvOf } from "../support/survey_text.ts";
import { modelOf, rowsOfCsv, segmentInto } from "../support/typing_runs.ts";

const PLANTED = {
  bytes: bytesOf(csvOf(Object.fromEntries(
    Object.entries(plantedColumns(400, 11)).map(([name, [, cells]]) => [name, cells]),
  ))),
  name: "planted.csv",
};

/** What the module says of each respondent of a survey, from the words and numbers of its answers. */
async function placeBy(form: ShortForm, survey: Survey): Promise<number[]> {
  const url = `data:text/javascript,${encodeURIComponent(shortFormModule(form))}`;
  const { segmentOf } = await import(url);
  const columns = form.items.map(({ name }) =>
    survey.columns.find((column) => column.name === name)!
  );
  return Array.from({ length: survey.rows }, (_, i) => {
    const answers = columns.map(({ name, codes, missing, categories, values }) => {
      const level = codes[i];
      return [name, missing[level] !== 0 ? null : categories?.[values[level]] ?? values[level]];
    });
    return segmentOf(Object.fromEntries(answers)).segment;
  });
}

Deno.test({
  name:
    "of respondents never seen as many are placed right as the short form says, on six real surveys",
  ignore: sharedDataAbsent,
  async fn(t) {
    const files = [
      ...["bfi.csv", "mcdonalds.csv", "volunteers.csv", "marketing_campaign.csv"],
      ...["rse.csv", "student_survey_mass.csv"],
    ];
    for (const file of files) {
      await t.step(file, async () => {
        const text = await Deno.readTextFile(sharedData(file));
        const isNew = (row: number) => row % 3 === 1;
        const known = { bytes: rowsOfCsv(text, (row) => !isNew(row)), name: file };
        const run = await segmentInto(4, known);
        const form = makeShortForm(run)!;
        assert.ok(form.accuracy >= 0.8, `${form.items.length} questions, ${form.accuracy}`);
        const survey = await ingest(rowsOfCsv(text, isNew), file, run.params);
        const own = assign(modelOf(run), survey);
        const said = await placeBy(form, survey);
        const placed = own.map(({ segment }, i) => ({ segment, said: said[i] }))
          .filter(({ segment }) => segment !== null);
        const right = placed.filter(({ segment, said }) => segment === said).length / placed.length;
        assert.ok(form.low <= right && right <= form.high, `${form.low} ${right} ${form.high}`);
      });
    }
  },
});

Deno.test("the short form asks as few questions as the accuracy takes, and named ones first", async () => {
  const form = makeShortForm(await segmentInto(3, PLANTED, { typing: { accuracy: 0.85 } }))!;
  const fewer = form.curve.slice(0, form.questions - 1);
  assert.equal(form.items.length, form.questions);
  assert.ok(form.accuracy >= 0.85);
  assert.ok(fewer.every(({ accuracy }) => accuracy < 0.85));
  const named = makeShortForm(
    await segmentInto(3, PLANTED, { typing: { accuracy: 0.3, questions: ["owns", "region"] } }),
  )!;
  // The region only describes; people may ask it all the same.
  assert.deepEqual(named.items.map(({ name, isNamed }) => [name, isNamed]), [
    ["owns", true],
    ["region", true],
  ]);
});

Deno.test("accuracy, recall and confusion of the short form are of the same respondents", async () => {
  const result = await segmentInto(3, PLANTED);
  const { accuracy, confusion, recall, low, high } = makeShortForm(result)!;
  const right = confusion.reduce((sum, row, s) => sum + row[s], 0);
  assert.equal(accuracy, right / 400);
  assert.deepEqual(
    confusion.map((row) => row.reduce((sum, count) => sum + count, 0)),
    [...result.clustering.sizes],
  );
  assert.deepEqual(recall, confusion.map((row, s) => row[s] / result.clustering.sizes[s]));
  assert.ok(low < accuracy && accuracy < high);
});

Deno.test("answers that tell nothing of segments do not look as if they did", async () => {
  // Segments are formed on two numbers; the short form may ask only what is drawn beside them.
  let state = 3;
  const draw = () => (state = (state * 48271) % 2147483647) % 5;
  const cells = {
    a: Array.from({ length: 300 }, (_, i) => 10 * (i % 3) + draw()),
    b: Array.from({ length: 300 }, (_, i) => 20 - 10 * (i % 3) + draw()),
    chance: Array.from({ length: 300 }, () => `word ${draw()}`),
  };
  const run = await segmentInto(3, { bytes: bytesOf(csvOf(cells)), name: "chance.csv" }, {
    features: { include: ["a", "b"] },
    typing: { questions: ["chance"], most_questions: 1 },
  });
  const { curve } = makeShortForm(run)!;
  assert.ok(curve[0].low < 1 / 3 + 0.05, `${curve[0].accuracy} from one drawn at random`);
});

Deno.test("the short form is made where it is asked for, changes no run id, and is the same each time", async () => {
  const plain = await segmentInto(3, PLANTED);
  const asked = await segmentInto(3, PLANTED, { typing: { short_form: true } });
  assert.equal(asked.runId, plain.runId);
  assert.deepEqual(writeModelJson(asked), writeModelJson(plain));
  assert.deepEqual(await shortFormFiles(plain), []);
  const files = await shortFormFiles(asked);
  assert.deepEqual(files.map(({ name }) => name), [
    ...["short_form.xlsx", "short_form.json", "short_form.tsv", "short_form.sql", "short_form.mjs"],
  ]);
  assert.deepEqual(await shortFormFiles(asked), files);
});

Deno.test("a name in typing.questions that is no analysed column is refused in words", async () => {
  const run = await segmentInto(3, PLANTED, { typing: { questions: ["nothing"] } });
  assert.throws(() => makeShortForm(run), {
    name: "DataError",
    message:
      "Cannot ask what typing.questions names: each must be an analysed column of the survey, but " +
      '"nothing" is none. The survey has "region", "plan", "owns", "trust", "spend".',
  });
});
