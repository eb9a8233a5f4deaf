/** Tests of the form that places one person: the answers that it offers, and what it says of them. Runs in Deno. */

import assert from "node:assert/strict";
import { createRng } from "../../pipeline/base/rng.ts";
import { shortFormModule } from "../../pipeline/deliver/short_form/module_text.ts";
import { ingest } from "../../pipeline/ingest/mod.ts";
import type { PipelineResult } from "../../pipeline/run/run_result.ts";
import { surveyTexts } from "../../pipeline/survey/labels.ts";
import { assign } from "../../pipeline/typing/assign.ts";
import { placePerson, placeShortly } from "../../pipeline/typing/form/place_person.ts";
import { makePlacingForm, type PlacingForm } from "../../pipeline/typing/form/placing_form.ts";
import type { Model } from "../../pipeline/typing/model.ts";
import { makeShortForm } from "../../pipeline/typing/short/make_short_form.ts";
import { plantedColumns } from "../support/mixed_features.ts";
import { bytesOf, csvOf, surveyOf } from "../support/survey_text.ts";
import { modelOf, segmentInto, type Settings } from "../support/typing_runs.ts";

const ROWS = 150;
const WAYS: Readonly<Record<string, Settings>> = {
  "k-means": {},
  "correspondence analysis": { reduction: { method: "mca" } },
  "UMAP": { reduction: { method: "umap" } },
  "k-prototypes": { clustering: { method: "kprototypes" } },
};

/** Planted answers of which some are missing. */
function plantedCells(n: number, seed: number): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(plantedColumns(n, seed)).map(([name, [, column]], c) => [
      name,
      column.map((cell, i) => (i * 7 + c * 3) % 23 === 0 ? "" : String(cell)),
    ]),
  );
}

function formOf(result: PipelineResult, model: Model): PlacingForm {
  return makePlacingForm(model, {
    short: makeShortForm(result),
    texts: surveyTexts(result.survey),
    columns: result.survey.columns,
    also: [],
  });
}

Deno.test("a person is placed as assign places a file with that person's answers", async (t) => {
  const cells = plantedCells(ROWS, 9);
  const others = plantedCells(40, 10);
  for (const [way, settings] of Object.entries(WAYS)) {
    await t.step(way, async () => {
      const survey = { bytes: bytesOf(csvOf(cells)), name: "own.csv" };
      const result = await segmentInto(3, survey, settings);
      const model = modelOf(result);
      for (const asked of [cells, others]) {
        const file = await ingest(bytesOf(csvOf(asked)), "asked.csv", result.params);
        const placed = assign(model, file);
        placed.forEach(({ segment, probability, isUnlike, missing }, i) => {
          const answers = Object.fromEntries(
            Object.entries(asked).map(([name, column]) => [name, column[i]]),
          );
          const person = placePerson(model, answers);
          assert.deepEqual(
            [person.segment, person.chances[segment! - 1], person.isUnlike, person.missing],
            [segment, probability, isUnlike, missing],
            `row ${i + 1}`,
          );
        });
      }
    });
  }
});

Deno.test("a person is placed by few questions as the module of the short form places", async () => {
  const survey = { bytes: bytesOf(csvOf(plantedCells(400, 11))), name: "p.csv" };
  const result = await segmentInto(3, survey, {
    typing: { accuracy: 1, questions: ["plan", "spend"] },
  });
  const short = makeShortForm(result)!;
  const { questions } = formOf(result, modelOf(result));
  const url = `data:text/javascript,${encodeURIComponent(shortFormModule(short))}`;
  const { segmentOf } = await import(url);
  const rng = createRng(3);
  for (let person = 0; person < 300; person++) {
    const answers = Object.fromEntries(
      short.items.map(({ name, answers, perUnit }) => [
        name,
        rng.below(8) === 0
          ? ""
          : perUnit === null
          ? String(answers[rng.below(answers.length)].answer)
          : (perUnit.low + (1.4 * rng.uniform() - 0.2) * (perUnit.high - perUnit.low)).toFixed(2),
      ]),
    );
    const given = Object.values(answers).filter((answer) => answer !== "").length;
    const said = segmentOf(answers);
    const placed = placeShortly(short, answers, questions);
    assert.equal(placed.segment, given === 0 ? null : said.segment);
    assert.equal(placed.missing.length, short.items.length - given);
    assert.ok(Math.abs(placed.chances[said.segment - 1] - said.probability) < 1e-9);
  }
});

Deno.test("a form offers the answers as the file words them, and numbers between their ends", async () => {
  const cells = plantedCells(ROWS, 9);
  const result = await segmentInto(3, { bytes: bytesOf(csvOf(cells)), name: "own.csv" });
  const { questions, short, segments } = formOf(result, modelOf(result));
  const of = (name: string) => questions.find((question) => question.name === name)!;
  assert.deepEqual([...of("plan").options!].sort(), ["basic", "family", "none at all"]);
  assert.deepEqual([...of("owns").options!].sort(), ["no", "yes"]);
  assert.deepEqual(of("trust").options, ["1", "2", "3", "4", "5"]);
  assert.deepEqual([of("spend").options, of("spend").range], [null, null]);
  assert.match(of("spend").fill, /^\d+(\.\d+)?$/);
  assert.deepEqual(segments, result.profile.segments.map(({ name }) => name));
  assert.ok(short!.names.every((name) => of(name) !== undefined));
});

Deno.test("respondents of a long file are placed as if each of them came alone", async () => {
  const result = await segmentInto(3, {
    bytes: bytesOf(csvOf(plantedCells(ROWS, 9))),
    name: "own.csv",
  });
  const model = modelOf(result);
  const cells = plantedCells(4300, 12);
  const whole = assign(model, await surveyOf(csvOf(cells)));
  const tail = Object.fromEntries(
    Object.entries(cells).map(([name, column]) => [name, column.slice(1990, 2010)]),
  );
  const { params } = result;
  const alone = assign(model, await ingest(bytesOf(csvOf(tail)), "tail.csv", params));
  assert.deepEqual(alone, whole.slice(1990, 2010));
  assert.equal(whole.length, 4300);
});
