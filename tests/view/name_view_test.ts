/** Tests of views with other names: what a page shows at once is what a run would give. Runs in Deno. */

import assert from "node:assert/strict";
import { parseParams } from "../../pipeline/plan/parse_params.ts";
import { memoryCache } from "../../pipeline/run/cache.ts";
import { runPipeline } from "../../pipeline/run/run.ts";
import { renameSegment } from "../../pipeline/profile/naming/rename.ts";
import { makeView } from "../../pipeline/view/mod.ts";
import { nameView } from "../../pipeline/view/name_view.ts";
import { makeAggregateView } from "../../pipeline/view/rare/rare_view.ts";
import { withoutIdentities } from "../../pipeline/view/publish.ts";
import type { RunView } from "../../pipeline/view/types.ts";
import { smallSurvey } from "../support/small_survey.ts";

const CACHE = memoryCache(1e9);

async function viewWith(names: unknown, more: Record<string, unknown> = {}): Promise<RunView> {
  const params = parseParams({
    clustering: { n_clusters: 3 },
    structure: { check: "none" },
    segments: { names },
    ...more,
  });
  const result = await runPipeline(smallSurvey(), "s.csv", params, { cache: CACHE });
  return makeView(result, { hasPoints: true });
}

/** As a page has it, without the times that a run took. */
function lasting(view: RunView): unknown {
  const { timings_ms: _times, cached: _cached, ...summary } = view.summary;
  const { computedAs: _first, ...shown } = view;
  return JSON.parse(JSON.stringify({ ...shown, summary }));
}

Deno.test("nameView() gives the view that a run with these names gives", async () => {
  const plain = await viewWith([]);
  const [first, second] = plain.profile.segments;
  const far = { name: "Elsewhere", centre: { q1_1: 99 } };
  const cases: unknown[] = [
    [],
    { 1: "Cooks", 2: "auto", 3: "Savers" },
    { 1: "Cooks", 2: "Savers" },
    [{ name: "Cooks 50 %", centre: second.centre }, far],
    [{ name: first.proposals[0], centre: second.centre }],
  ];
  for (const from of cases) {
    const shown = JSON.parse(JSON.stringify(await viewWith(from)));
    for (const to of cases) {
      const wanted = await viewWith(to);
      const named = nameView(shown, wanted.params);
      assert.deepEqual(lasting(named), lasting(wanted), JSON.stringify([from, to]));
      // Files that lie beside the view, such as the map's respondents, are still of it.
      assert.equal(nameView(named, plain.params).computedAs, shown.runId);
    }
  }
});

Deno.test("what a site publishes keeps the names that segments have by all answers", async () => {
  const { profile: { segments } } = await viewWith([]);
  const named = ["Group A", "Group B", "Group C"];
  const names = segments.map(({ centre }, g) => ({ name: named[g], centre }));
  const publishedWith = async (least_base: number) => {
    const params = parseParams({
      clustering: { n_clusters: 3 },
      structure: { check: "none" },
      segments: { names: [{ name: "Away", centre: { q1_1: 99 } }, ...names] },
      publish: { respondents: "none", least_base },
    });
    const result = await runPipeline(smallSurvey(), "s.csv", params, { cache: CACHE });
    return makeAggregateView(await withoutIdentities(result));
  };
  for (const least of [1, 25]) {
    const published = await publishedWith(least);
    assert.deepEqual(published.profile.segments.map(({ name }) => name), named);
    assert.deepEqual(published.summary.clustering.names, named);
    // Anchors are of what is shown, for they are published, too; where nothing is, names are by number.
    const shown = published.profile.segments.map(({ name, centre }) => ({ name, centre }));
    const { names: told } = published.params.segments;
    assert.deepEqual(told, least === 1 ? shown : { 1: "Group A", 2: "Group B", 3: "Group C" });
    assert.deepEqual(
      nameView(published, published.params).profile.segments,
      published.profile.segments,
    );
    const changed = renameSegment(told, published.profile, { segment: 1, name: "Others" });
    const after = nameView(published, { segments: { names: changed } });
    assert.deepEqual(after.profile.segments.map(({ name }) => name), [
      "Group A",
      "Others",
      "Group C",
    ]);
  }
});

Deno.test("renameSegment() names in place, takes away, and loses no resting name", async () => {
  const { params, profile } = await viewWith({ 1: "Cooks", 2: "auto", 3: "Savers" });
  const name = (segment: number, text: string) =>
    renameSegment(params.segments.names, profile, { segment, name: text });
  const [first, second, third] = profile.segments.map(({ centre }) => centre);
  assert.deepEqual(name(0, "Chefs"), [
    { name: "Chefs", centre: first },
    { name: "Savers", centre: third },
  ]);
  assert.deepEqual(name(1, "Others"), [
    { name: "Cooks", centre: first },
    { name: "Savers", centre: third },
    { name: "Others", centre: second },
  ]);
  assert.deepEqual(name(2, ""), [{ name: "Cooks", centre: first }]);

  const far = { name: "Away", centre: { q1_1: 99 } };
  const later = await viewWith([far, { name: "Cooks", centre: first }]);
  const { names } = later.params.segments;
  const changed = renameSegment(names, later.profile, { segment: 0, name: "Chefs" });
  assert.deepEqual(changed, [far, { name: "Chefs", centre: first }]);
  const taken = renameSegment(names, later.profile, { segment: 1, name: "away" });
  assert.deepEqual(taken, [{ name: "Cooks", centre: first }, { name: "away", centre: second }]);
});
