/** Tests of a later wave beside a run: questions found, respondents, weights, panel, every method. Runs in Deno. */

import assert from "node:assert/strict";
import { parseModel } from "../../../pipeline/typing/model.ts";
import { readPanel } from "../../../pipeline/typing/track/panel.ts";
import { track } from "../../../pipeline/typing/track/track.ts";
import { writeModelJson } from "../../../pipeline/deliver/model_json.ts";
import { writeSegmentsCsv } from "../../../pipeline/deliver/respondents_csv.ts";
import { createRng } from "../../../pipeline/base/rng.ts";
import { plantedColumns } from "../../support/mixed_features.ts";
import { bytesOf, csvOf, surveyOf } from "../../support/survey_text.ts";
import { modelOf, segmentInto, type Settings } from "../../support/typing_runs.ts";

/** Planted answers of people who are in the panel. */
function cellsOf(n: number, seed: number): Record<string, string[]> {
  const columns = plantedColumns(n, seed);
  return {
    member: Array.from({ length: n }, (_, i) => `m${i + 1000}`),
    ...Object.fromEntries(Object.entries(columns).map(([name, [, cells]]) => [name, [...cells]])),
  };
}

const runOf = (cells: Record<string, string[]>, settings: Settings = {}) =>
  segmentInto(3, { bytes: bytesOf(csvOf(cells)), name: "first.csv" }, settings);

const METHODS: Readonly<Record<string, Settings>> = {
  "k-means": {},
  "k-means on components": { reduction: { method: "pca", n_components: 2 } },
  "k-means by correspondence analysis": { reduction: { method: "mca" } },
  "k-means on UMAP": { reduction: { method: "umap" } },
  "agglomerative, Ward": { clustering: { method: "agglomerative" } },
  "agglomerative, Gower": {
    clustering: { method: "agglomerative", linkage: "average", distance: "gower" },
  },
  "k-medoids": { clustering: { method: "kmedoids" } },
  "k-modes": { clustering: { method: "kmodes" } },
  "k-prototypes": { clustering: { method: "kprototypes" } },
};

Deno.test("track() finds no change in the run's own respondents, whatever formed the segments", async (t) => {
  const cells = cellsOf(600, 5);
  for (const [name, settings] of Object.entries(METHODS)) {
    await t.step(name, async () => {
      const result = await runOf(cells, settings);
      const { shares, drift, unlike, respondents } = await track(
        modelOf(result),
        await surveyOf(csvOf(cells), { ingest: result.params.ingest }),
      );
      assert.equal(respondents.placed, 600);
      // Neighbours of a map are the respondents themselves here, and others in the run.
      const isExact = settings.reduction?.method !== "umap";
      for (const { change, adjusted } of shares.segments) {
        assert.ok(isExact ? change.value === 0 : adjusted > 0.05, `${change.value}`);
      }
      for (const { segments } of drift) {
        for (const { shift, adjusted } of segments) {
          assert.ok(shift === null || Math.abs(shift.value) < 1e-9 || adjusted! > 0.05);
        }
      }
      assert.equal(unlike.finding, "none");
    });
  }
});

Deno.test("track() says which questions were found by what, are missing, or have new answers", async () => {
  const cells = cellsOf(300, 5);
  const model = modelOf(await runOf(cells));
  const renamed = Object.fromEntries(
    Object.entries(cells).map(([name, own]) => [name === "trust" ? "q7_trust" : name, own]),
  );
  const plan = renamed.plan.map((cell, i) => i % 10 === 0 ? "platinum" : cell);
  const next = await surveyOf(csvOf({ ...renamed, plan }));
  const labelled = {
    ...next,
    columns: next.columns.map((column) =>
      column.name === "q7_trust" ? { ...column, label: " Trust" } : column
    ),
  };
  const { questions, told } = await track(model, labelled);
  const by = new Map(questions.map((question) => [question.variable, question]));
  assert.deepEqual([by.get("trust")?.by, by.get("trust")?.found], ["text", "q7_trust"]);
  assert.equal(by.get("spend")?.by, "name");
  assert.deepEqual(by.get("plan")?.newAnswers, [{ text: "platinum", count: 30 }]);
  assert.match(told[1], /1 by text \(trust as q7_trust\)/);
  assert.match(told.join("\n"), /New answers, which count as gaps: "platinum" in plan \(30\)/);

  const { spend: _spend, ...without } = cells;
  const shorter = await surveyOf(csvOf(without));
  await assert.rejects(track(model, shorter), /^DataError: Cannot place .* 1 is missing: "spend"/);
  const filled = await track(model, shorter, { fillsMissing: true });
  assert.equal(filled.questions.find(({ variable }) => variable === "spend")?.by, "missing");
  assert.match(filled.told.join("\n"), /Missing: spend\. They were filled for everybody/);
  const spend = filled.drift.find(({ variable }) => variable === "spend");
  assert.ok(spend?.segments.every(({ test }) => test === null));
});

Deno.test("track() leaves out whom the run leaves out, and says why", async () => {
  const cells = cellsOf(300, 5);
  const settings = { cleaning: { filter: "spend >= 0" } };
  const model = modelOf(await runOf(cells, settings));
  const next = {
    ...cells,
    spend: cells.spend.map((cell, i) => i < 12 ? "-5" : cell),
  };
  const { respondents } = await track(model, await surveyOf(csvOf(next)));
  assert.equal(respondents.all, 300);
  assert.equal(respondents.placed, 288);
  assert.deepEqual(respondents.leftOut, [{ reason: "cleaning.filter does not hold", count: 12 }]);
});

Deno.test("weights count in shares and bases of both waves, and a wave without them says so", async () => {
  const cells = cellsOf(600, 5);
  const weight = cells.plan.map((_, i) => String(1 + Math.floor(i / 3) % 3));
  const result = await runOf({ ...cells, weight }, { weighting: { column: "weight" } });
  const model = modelOf(result);
  const heavy = result.clustering.labels;
  const next = cells.plan.map((_, i) => heavy[i] === 0 ? "3" : "1");
  const survey = await surveyOf(csvOf({ ...cells, weight: next }), {
    ingest: result.params.ingest,
  });
  const found = await track(model, survey);
  const own = heavy.reduce((sum, label) => sum + (label === 0 ? 1 : 0), 0);
  const share = 3 * own / (3 * own + 600 - own);
  assert.equal(found.weights, "weight");
  assert.ok(Math.abs(found.shares.segments[0].after.share - share) < 1e-12);
  assert.ok(found.shares.segments[0].adjusted < 0.001);
  const base = (3 * own + 600 - own) ** 2 / (9 * own + 600 - own);
  assert.ok(Math.abs(found.respondents.effectiveBase - base) < 1e-6);
  assert.ok(found.respondents.before.effectiveBase < 600);

  const bare = await surveyOf(csvOf(cells), { ingest: result.params.ingest });
  await assert.rejects(track(model, bare), /Cannot weight respondents by "weight"/);
  assert.equal((await track(model, bare, { weights: "" })).weights, null);
});

Deno.test("members of a panel are followed by their identifiers", async () => {
  const cells = cellsOf(300, 5);
  const result = await runOf(cells);
  const panel = readPanel(new TextDecoder().decode(writeSegmentsCsv(result)), "segments.csv");
  assert.equal(panel?.id, "member");
  const model = modelOf(result);
  const { labels } = result.clustering;
  // The second half is new; the first ten answer as somebody of another segment did; one stands twice.
  const other = labels.findIndex((label) => label !== labels[0]);
  const moved = labels.slice(0, 10).filter((label) => label !== labels[other]).length;
  const next = Object.fromEntries(
    Object.entries(cells).map(([name, own]) => [
      name,
      own.map((cell, i) =>
        name === "member"
          ? i === 149 ? cells.member[20] : i < 150 ? cell : `new${i}`
          : i < 10
          ? own[other]
          : cell
      ),
    ]),
  );
  const survey = await surveyOf(csvOf(next), { ingest: result.params.ingest });
  const { panel: flows, told } = await track(model, survey, { panel });
  assert.equal(flows?.members, 148);
  assert.equal(flows?.repeated, 1);
  assert.equal(Math.round((1 - flows!.stayed.share) * 148), moved);
  assert.equal(flows!.table.flat().reduce((sum, count) => sum + count, 0), 148);
  assert.ok(flows!.kappa.value > 0.8 && flows!.kappa.value < 1);
  assert.match(told.join("\n"), /Panel: of 148 members in both waves \(by member\)/);
  const strangers = await surveyOf(csvOf({ ...next, member: next.member.map((id) => `x${id}`) }));
  assert.equal((await track(model, strangers, { panel })).panel, null);
  assert.equal(readPanel("row,segment,reason\n1,2,\n", "segments.csv"), null);
  assert.throws(() => readPanel("a,b\n1,2\n", "s.csv"), /its header must begin with row/);
});

Deno.test("a model that was written before waves were tracked is refused in words", async () => {
  const cells = cellsOf(150, 5);
  const text = new TextDecoder().decode(writeModelJson(await runOf(cells)));
  const { placing: { baseline: _baseline, ...placing }, ...rest } = JSON.parse(text);
  const old = parseModel(JSON.stringify({ ...rest, placing }), "model.json");
  await assert.rejects(track(old, await surveyOf(csvOf(cells))), {
    name: "DataError",
    message:
      `Cannot track the segments of run "${rest.run_id}": its model.json must hold what a later wave is ` +
      "set beside (placing.baseline), but it was written before engines kept that. Run the survey again " +
      "with this version of the engine.",
  });
});

Deno.test("the model's baseline holds no figure of few, so that nobody can be read from it", async () => {
  const rng = createRng(3);
  const near = (center: number) => (center + rng.normal()).toFixed(2);
  // A segment of eight, whose mean would be nearly their answers.
  const centers = [...Array(300).fill(0), ...Array(300).fill(20), ...Array(8).fill(90)];
  const cells = {
    a: centers.map(near),
    b: centers.map((center) => near(center / 2)),
    c: centers.map(near),
  };
  const settings = { publish: { respondents: "none" }, features: { tails: "none" } };
  const { placing: { baseline } } = modelOf(await runOf(cells, settings));
  assert.equal(baseline!.segments[2].base, 8);
  for (const { segments } of baseline!.measures) {
    assert.deepEqual(segments.map((figure) => figure === null), [false, false, true]);
  }
  assert.deepEqual(baseline!.pattern!.means.map((mean) => mean === null), [false, false, true]);
});

Deno.test("how many are expected to be unlike does not depend on how many respondents a run has", async () => {
  const rng = createRng(8);
  // Of 25,000 every fifth is looked at, which must not leave out all of them at once.
  for (const n of [5000, 25_000]) {
    const centers = Array.from({ length: n }, () => 6 * rng.below(3));
    const draw = () => centers.map((center) => (center + rng.normal()).toFixed(2));
    const cells = { a: draw(), b: draw(), c: draw() };
    const { placing: { baseline } } = modelOf(await runOf(cells, { features: { tails: "none" } }));
    assert.ok(baseline!.unlike.share > 0.008 && baseline!.unlike.share < 0.03, `${n}`);
    assert.ok(baseline!.pattern!.limits.every((limit) => limit! > 2 && limit! < 20), `${n}`);
  }
});
