/** Tests of what cells hold, as the page that corrects columns shows it. Runs in Deno. */

import assert from "node:assert/strict";
import { runPipeline } from "../../pipeline/run/run.ts";
import { makeView } from "../../pipeline/view/mod.ts";
import { withoutIdentities } from "../../pipeline/view/publish.ts";
import { bytesOf, csvOf } from "../support/survey_text.ts";
import { originalParams } from "../support/original.ts";

const N = 120;
const cycle = <T>(...values: T[]) => Array.from({ length: N }, (_, i) => values[i % values.length]);

function run(columns: Record<string, readonly unknown[]>, ingest: object = {}) {
  const bytes = bytesOf(csvOf({ q1: cycle(1, 2, 3, 4, 5), q2: cycle(5, 4, 3), ...columns }));
  return runPipeline(bytes, "cells.csv", originalParams({ ingest }));
}

async function cellsOf(columns: Record<string, readonly unknown[]>, ingest: object = {}) {
  const { columns: views } = makeView(await run(columns, ingest), {
    hasPoints: true,
    hasIdentities: true,
  });
  return views[2];
}

Deno.test("cells stand from low to high, then what counts as no answer with its reason", async () => {
  const view = await cellsOf({ q3: cycle("High", "Low", "", "Medium", " Low", "Don't know") });
  assert.equal(view.kind, "ordinal");
  assert.deepEqual(view.cells!.texts.map(({ text, count, reason }) => [text, count, reason]), [
    ["Low", 40, "answered"],
    ["Medium", 20, "answered"],
    ["High", 20, "answered"],
    ["", 20, "blank"],
    ["Don't know", 20, "dont_know"],
  ]);
  assert.match(view.cells!.texts[4].why, /points of one scale/);
  assert.deepEqual([view.cells!.hidden, view.cells!.isDerived], [0, false]);
});

Deno.test("of many texts the most frequent are listed, but all that may mean no answer", async () => {
  const spend = Array.from({ length: N }, (_, i) => i < 40 ? 7 : i === N - 1 ? 999999 : 100 + i);
  const { cells, proposals } = await cellsOf({ spend });
  assert.deepEqual(proposals.map(({ text }) => text), ["999999"]);
  assert.deepEqual(cells!.texts.map(({ text, count }) => [text, count]), [["7", 40], [
    "999999",
    1,
  ]]);
  assert.equal(cells!.hidden, 79);
});

Deno.test("every column tells its question, its kind and why blanks were not asked", async () => {
  const asked = cycle("Yes", "No");
  const result = await run({
    owns: asked,
    likes: asked.map((text, i) => text === "Yes" ? 1 + i % 7 : ""),
    q9_1: cycle(1, 2, 3, 4),
    q9_2: cycle(4, 3, 2, 1),
  });
  const { columns } = makeView(result, { hasPoints: true, hasIdentities: true });
  const [, , owns, likes, item] = columns;
  assert.deepEqual([owns.questionKind, owns.notAsked], ["single_choice", ""]);
  assert.match(likes.notAsked, /"No" to "owns"/);
  assert.deepEqual([item.question, item.questionKind], ["q9", "grid"]);
  assert.match(item.questionReason, /^2 columns /);
});

Deno.test("published pages list no cells, and quote no answer of a hidden column", async () => {
  const asked = cycle("Ann", "Bob");
  const result = await run({
    first_name: asked,
    likes: asked.map((text, i) => text === "Ann" ? 1 + i % 7 : ""),
  }, { columns: { first_name: "nominal" } });
  assert.match(JSON.stringify(result.survey.report), /Bob/);
  const shown = makeView(await withoutIdentities(result), { hasPoints: true });
  assert.ok(shown.columns.every(({ cells }) => cells === null));
  assert.equal(shown.columns[3].missing[0].reason, "not_asked");
  assert.doesNotMatch(JSON.stringify(shown), /Ann|Bob/);
});
