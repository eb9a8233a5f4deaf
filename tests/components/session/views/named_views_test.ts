/** Tests of views by the names of their segments. Runs in Deno. */

import assert from "node:assert/strict";
import { parseParams } from "../../../../pipeline/plan/parse_params.ts";
import { runPipeline } from "../../../../pipeline/run/run.ts";
import { makeView } from "../../../../pipeline/view/mod.ts";
import { namedAs } from "../../../../src/components/session/views/named_views.ts";
import "../../../support/with_rules.ts";
import { smallSurvey } from "../../../support/small_survey.ts";

Deno.test("namedAs() names what differs in names alone, and leaves all else as it is", async () => {
  const settings = { clustering: { n_clusters: 2 }, structure: { check: "none" } };
  const result = await runPipeline(smallSurvey(), "s.csv", parseParams(settings));
  const view = makeView(result, { hasPoints: false });
  const segments = { names: { 1: "Cooks", 2: "Savers" } };
  const named = namedAs(view, parseParams({ ...settings, segments }));
  assert.deepEqual(named.profile.segments.map(({ name }) => name), ["Cooks", "Savers"]);
  assert.deepEqual(named.params.segments, segments);
  assert.equal(named.profile.rows, view.profile.rows);
  const other = parseParams({ ...settings, segments, seed: 3 });
  assert.equal(namedAs(view, other), view, "another run's view is no view of these parameters");
  assert.equal(namedAs(view, view.params), view);
  // An address may hold anything: what cannot be names is the engine's to refuse.
  const given = (names: unknown) => ({ ...view.params, segments: { names } }) as typeof view.params;
  for (const names of [5, "x", [5], [{ name: "A" }], { 1: "A", 2: "a" }, { 1: 3 }, null]) {
    assert.equal(namedAs(view, given(names)), view, JSON.stringify(names));
  }
  assert.equal(namedAs(null, view.params), null);
});
