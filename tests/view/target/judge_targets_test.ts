/** Tests of the decision matrix: what it comes to, whose scores are whose, and what a site may publish of it. Runs in Deno. */

import assert from "node:assert/strict";
import { parseParams } from "../../../pipeline/plan/parse_params.ts";
import { isSoundTargeting, type Targeting } from "../../../pipeline/plan/targeting.ts";
import { memoryCache } from "../../../pipeline/run/cache.ts";
import { runPipeline } from "../../../pipeline/run/run.ts";
import { makeView } from "../../../pipeline/view/mod.ts";
import { nameView } from "../../../pipeline/view/name_view.ts";
import { withoutIdentities } from "../../../pipeline/view/publish.ts";
import { makeAggregateView } from "../../../pipeline/view/rare/rare_view.ts";
import { judgeTargets } from "../../../pipeline/view/target/judge_targets.ts";
import { measureOf, measuresOf } from "../../../pipeline/view/target/measures.ts";
import { anchorScores } from "../../../pipeline/view/target/scored_segments.ts";
import { smallSurvey } from "../../support/small_survey.ts";

const CACHE = memoryCache(1e9);

function runWith(given: Record<string, unknown>) {
  const params = parseParams({
    ...{ clustering: { n_clusters: 3 }, structure: { check: "none" } },
    ...given,
  });
  return runPipeline(smallSurvey(), "s.csv", params, { cache: CACHE });
}

async function viewWith(given: Record<string, unknown> = {}) {
  return makeView(await runWith(given), { hasPoints: false });
}

function scored(
  name: string,
  side: "segment" | "organisation",
  weight: number,
  ...scores: number[]
) {
  return {
    ...{ name, side, weight, measure: "" },
    scores: Object.fromEntries(scores.map((score, g) => [g + 1, score])),
  };
}

function targeting(criteria: Targeting["criteria"], more: Partial<Targeting> = {}): Targeting {
  return { criteria, centres: [], bubble: "share", ...more };
}

Deno.test("judgeTargets() places segments as R's weighted sums", async () => {
  const { matrix } = JSON.parse(
    await Deno.readTextFile(new URL("../../golden/target_r.json", import.meta.url)),
  );
  const view = await viewWith({ clustering: { n_clusters: 4 } });
  const own = (matrix.scores as number[][]).map((row, i) =>
    scored(`Criterion ${i}`, "segment", matrix.weights[i], ...row)
  );
  const turned = own.map((each) => ({ ...each, side: "organisation" as const }));
  const { segments, criteria } = judgeTargets(view, targeting([...own, ...turned]));
  segments.forEach(({ attractive, attracted }, g) => {
    assert.ok(Math.abs(attractive! - matrix.place[g]) < 1e-12);
    assert.equal(attracted, attractive);
  });
  assert.deepEqual(criteria.slice(0, 3).map(({ share }) => share), [0.5, 0.3, 0.2]);
});

Deno.test("judgeTargets() makes up no score", async (t) => {
  const view = await viewWith();
  await t.step("a segment without one has no place on that axis alone", () => {
    const { segments, finding } = judgeTargets(
      view,
      targeting([
        { ...scored("Growth", "segment", 1, 4, 5), scores: { 1: 4, 3: 5 } },
        scored("Fit", "organisation", 2, 1, 2, 3),
      ]),
    );
    assert.deepEqual(segments.map(({ attractive }) => attractive), [4, null, 5]);
    assert.deepEqual(segments.map(({ attracted }) => attracted), [1, 2, 3]);
    assert.match(finding, /some scores are still missing/);
  });
  await t.step("one that weighs nothing is not missed", () => {
    const { segments } = judgeTargets(
      view,
      targeting([
        scored("Growth", "segment", 1, 4, 5, 6),
        { ...scored("Later", "segment", 0), scores: { 3: 5 } },
      ]),
    );
    assert.deepEqual(segments.map(({ attractive }) => attractive), [4, 5, 6]);
  });
  await t.step("a figure that the run has not is told as missing", () => {
    const { criteria } = judgeTargets(
      view,
      targeting([{ ...scored("X", "segment", 1), measure: "nothing" }]),
    );
    assert.deepEqual(criteria[0].scores, [null, null, null]);
    assert.equal(criteria[0].reason, "This run tells no figure “nothing”.");
  });
});

Deno.test("a figure of the run scores 10 where it is highest, and in proportion elsewhere", async () => {
  const view = await viewWith();
  const shares = view.profile.segments.map(({ share }) => share);
  const { criteria } = judgeTargets(
    view,
    targeting([{ ...scored("Size", "segment", 1), measure: "share" }]),
  );
  assert.equal(Math.max(...criteria[0].scores.map((score) => score!)), 10);
  criteria[0].scores.forEach((score, g) =>
    assert.ok(Math.abs(score! - 10 * shares[g] / Math.max(...shares)) < 1e-12)
  );
  const age = view.profile.rows.find(({ variable }) => variable === "age")!;
  assert.deepEqual(measureOf(view, "age")!.figures, age.segments.map(({ value }) => value));
  assert.equal(measureOf(view, "stability"), null);
  for (const { measure } of measuresOf(view)) assert.ok(measureOf(view, measure) !== null, measure);
});

Deno.test("scores follow their segments, and rest where these are gone", async (t) => {
  const three = await viewWith();
  const given = targeting([scored("Growth", "segment", 1, 1, 2, 3)]);
  const anchored = targeting([], anchorScores(three.profile, given));
  await t.step("to the same segments under other numbers", async () => {
    const other = await viewWith({ seed: 7, clustering: { n_clusters: 3, n_init: 3 } });
    const { segments } = judgeTargets(other, anchored);
    segments.forEach(({ attractive }, g) => {
      const was = three.profile.segments.findIndex(({ size }) =>
        size === other.profile.segments[g].size
      );
      assert.equal(attractive, was + 1);
    });
  });
  await t.step("none goes to a segment that is another one; they come back", async () => {
    const five = await viewWith({ clustering: { n_clusters: 5 } });
    const judged = judgeTargets(five, anchored);
    const taken = judged.segments.flatMap(({ attractive }) => attractive ?? []);
    assert.equal(new Set(taken).size, taken.length);
    if (taken.length < 3) assert.match(judged.notes.join(" "), /rests?: none of the segments/);
    const kept = targeting([], anchorScores(five.profile, anchored));
    assert.deepEqual(
      judgeTargets(three, kept).segments.map(({ attractive }) => attractive),
      [1, 2, 3],
    );
  });
  await t.step("by number alone they hold for as many segments", async () => {
    const two = await viewWith({ clustering: { n_clusters: 2 } });
    const judged = judgeTargets(two, given);
    assert.deepEqual(judged.segments.map(({ attractive }) => attractive), [null, null]);
    assert.deepEqual(judged.notes, [
      "The scores rest: they are for 3 segments, and there are 2.",
    ]);
  });
});

Deno.test("nameView() gives the view that a run with this decision matrix gives", async () => {
  const plain = await viewWith();
  const criteria = [scored("Growth", "segment", 2, 1, 2, 3)];
  const wanted = await viewWith({ targeting: { criteria } });
  const told = nameView(plain, wanted.params);
  assert.deepEqual(told.params, wanted.params);
  assert.equal(told.runId, plain.runId);
  assert.equal(wanted.runId, plain.runId);
});

Deno.test("a site publishes the matrix without places and figures that it does not show", async () => {
  const { profile } = await viewWith();
  const criteria = [
    scored("Growth", "segment", 2, 1, 2, 3),
    { ...scored("Age", "segment", 1), measure: "age" },
  ];
  const given = targeting(criteria, { bubble: "age" });
  const published = async (least_base: number) => {
    const result = await runWith({
      targeting: { ...given, ...anchorScores(profile, given) },
      publish: { respondents: "none", least_base },
    });
    return makeAggregateView(await withoutIdentities(result));
  };
  const shown = await published(1);
  const { centres, ...told } = shown.params.targeting;
  assert.deepEqual(told, { criteria, bubble: "age" });
  assert.deepEqual(centres, shown.profile.segments.map(({ centre }) => centre));
  const hidden = await published(60);
  assert.deepEqual(hidden.params.targeting, {
    criteria: [criteria[0], { ...criteria[1], measure: "" }],
    centres: [],
    bubble: "share",
  });
  assert.deepEqual(
    judgeTargets(hidden, hidden.params.targeting).criteria[0].scores,
    [1, 2, 3],
  );
});

Deno.test("isSoundTargeting() refuses what no page could draw", () => {
  const sound = targeting([scored("Growth", "segment", 1, 2)]);
  assert.ok(isSoundTargeting(sound));
  const wrong: unknown[] = [
    null,
    [],
    { ...sound, bubble: 3 },
    { ...sound, criteria: [{ name: "x" }] },
    { ...sound, criteria: [{ ...sound.criteria[0], side: "all" }] },
    { ...sound, criteria: [{ ...sound.criteria[0], scores: { 1: 11 } }] },
    { ...sound, criteria: [{ ...sound.criteria[0], scores: { first: 1 } }] },
    { ...sound, criteria: [{ ...sound.criteria[0], weight: -1 }] },
    { ...sound, criteria: [sound.criteria[0], sound.criteria[0]] },
    { ...sound, centres: [{ age: "old" }] },
  ];
  for (const each of wrong) assert.equal(isSoundTargeting(each), false, JSON.stringify(each));
});
