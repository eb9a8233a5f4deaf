/** Tests of the map of every respondent as few bytes: what is packed comes out again. Runs in Deno. */

import assert from "node:assert/strict";
import { createRng } from "../../../pipeline/base/rng.ts";
import { parseParams } from "../../../pipeline/plan/parse_params.ts";
import { runPipeline } from "../../../pipeline/run/run.ts";
import type { PipelineResult } from "../../../pipeline/run/run_result.ts";
import { viewAnswers } from "../../../pipeline/view/answers.ts";
import { makeView } from "../../../pipeline/view/mod.ts";
import { nameView } from "../../../pipeline/view/name_view.ts";
import { packPoints } from "../../../pipeline/view/points/pack_points.ts";
import { publishedNumbers } from "../../../pipeline/view/publish.ts";
import {
  fetchEveryone,
  isSample,
  pointsOf,
  unpackPoints,
} from "../../../src/components/charts/map/points.ts";
import { originalParams } from "../../support/original.ts";
import { bytesOf, csvOf } from "../../support/survey_text.ts";

const N = 6000;
/** One in fifty gave no answer at all and is in no segment. */
const SILENT = 50;

function runLarge(): Promise<PipelineResult> {
  const rng = createRng(3);
  const item = (i: number, mean: number) =>
    i % SILENT === 0 ? "" : Math.max(1, Math.min(7, Math.round(mean + rng.normal())));
  const text = csvOf({
    respondent_id: Array.from({ length: N }, (_, i) => `R-${i}`),
    q1: Array.from({ length: N }, (_, i) => item(i, i % 2 === 0 ? 2 : 6)),
    q2: Array.from({ length: N }, (_, i) => item(i, i % 2 === 0 ? 3 : 5)),
    q3: Array.from({ length: N }, (_, i) => i % 7 === 0 ? "" : item(i, 4)),
    spend: Array.from({ length: N }, (_, i) => i % SILENT === 0 ? "" : rng.uniform().toFixed(4)),
  });
  return runPipeline(bytesOf(text), "large.csv", originalParams({}));
}

const large = runLarge();

Deno.test("packPoints() tells of each respondent where, which segment and what was answered", async () => {
  const result = await large;
  const { map, clustering, cleaned, evaluation } = result;
  const { runId, points } = unpackPoints(packPoints(result, { hasIdentities: true }));
  assert.equal(runId, result.runId);
  assert.equal(points.x.length, map.n);
  const rows = Array.from(cleaned.respondents);
  assert.deepEqual(Array.from(points.row), rows.map((row) => row + 1));
  assert.deepEqual(Array.from(points.segment), Array.from(clustering.labels));
  assert.deepEqual(Array.from(points.identifier!), rows.map((row) => `R-${row}`));
  for (const [axis, placed] of [points.x, points.y].entries()) {
    for (let i = 0; i < map.n; i++) {
      const error = Math.abs(placed[i] - map.values[i * map.d + axis]);
      assert.ok(error < 2e-3, `${i}: ${error}`);
    }
  }
  const silhouettes = evaluation.reduced!.perRow;
  for (let i = 0; i < map.n; i++) {
    assert.ok(Math.abs(points.silhouette![i]! - silhouettes[i]) <= 0.005 + 1e-9);
  }
  const answers = viewAnswers(result, rows);
  assert.ok(answers.length >= 3);
  for (const [v, { name, values }] of answers.entries()) {
    assert.equal(points.answers[v].name, name);
    assert.deepEqual(points.answers[v].values, values);
  }
});

Deno.test("packPoints() orders respondents by the numbers under which they are published", async () => {
  const result = await large;
  const rowNumbers = publishedNumbers(result.survey.rows, result.input.sha256);
  const { points } = unpackPoints(packPoints(result, { rowNumbers }));
  assert.equal(points.identifier, null);
  assert.equal(points.order, "published");
  const shown = Array.from(points.row);
  assert.deepEqual(shown, shown.toSorted((a, b) => a - b));
  const segments = new Map(
    Array.from(result.cleaned.respondents, (row, i) => [
      rowNumbers[row],
      result.clustering.labels[i],
    ]),
  );
  assert.deepEqual(Array.from(points.segment), shown.map((row) => segments.get(row)));
});

Deno.test("a view has every respondent beside its sample only where that is asked for", async () => {
  const result = await large;
  const plain = makeView(result, { hasPoints: true });
  assert.equal(plain.map.everyone, undefined);
  assert.equal(plain.map.points!.x.length, 4000);
  assert.ok(isSample(plain.map));
  const whole = makeView(result, { hasPoints: true, hasEveryone: true });
  assert.equal(pointsOf(whole.map)!.x.length, whole.map.n);
  assert.ok(!isSample(whole.map));
  assert.equal(makeView(result, { hasPoints: false, hasEveryone: true }).map.everyone, undefined);
});

Deno.test("fetchEveryone() takes the file of its own run, and leaves the sample where it is of another", async () => {
  const result = await large;
  const bytes = packPoints(result, {});
  const file = { arrayBuffer: () => Promise.resolve(bytes.buffer) };
  const view = makeView(result, { hasPoints: true });
  assert.equal(await fetchEveryone({ ...view, runId: "another" }, file), false);
  assert.equal(pointsOf(view.map)!.x.length, 4000);
  assert.equal(
    await fetchEveryone(view, { arrayBuffer: () => Promise.resolve(new ArrayBuffer(0)) }),
    false,
  );
  const { segments } = parseParams({ segments: { names: { 1: "Cooks" } } });
  assert.equal(await fetchEveryone(nameView(view, { segments }), file), true);
  assert.equal(await fetchEveryone(view, file), true);
  assert.equal(pointsOf(view.map)!.x.length, view.map.n);
});

Deno.test("a respondent takes few bytes", async () => {
  const result = await large;
  // Two for each axis; one for segment, step to the next row, silhouette and each of three ratings; two for
  // spending of four decimals. The head holds the values of that spending.
  const perRespondent = 2 * 2 + 3 + 3 + 2;
  const head = new DataView(packPoints(result, {}).buffer).getUint32(0, true);
  assert.ok(packPoints(result, {}).length <= result.map.n * perRespondent + head + 4 + 4 * 9);
});
