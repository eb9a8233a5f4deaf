/** Tests of views that tell nothing of few respondents. Runs in Deno. */

import assert from "node:assert/strict";
import { encode } from "../../../pipeline/io/codec.ts";
import { runPipeline } from "../../../pipeline/run/run.ts";
import type { PipelineResult } from "../../../pipeline/run/run_result.ts";
import { makeArtifact, withoutIdentities } from "../../../pipeline/view/publish.ts";
import { makeView } from "../../../pipeline/view/mod.ts";
import { makeAggregateView } from "../../../pipeline/view/rare/rare_view.ts";
import type { RunView } from "../../../pipeline/view/types.ts";
import { originalParams } from "../../support/original.ts";
import { RARE_SURVEY, RARE_WORDS, SHARED_WORDS } from "../../support/rare_survey.ts";
import { bytesOf } from "../../support/survey_text.ts";

const METHODS = {
  kmeans: { clustering: { n_clusters: 3 } },
  tree: { clustering: { method: "agglomerative", n_clusters: 3 } },
  mca: { clustering: { n_clusters: 3 }, reduction: { method: "mca" } },
  one: { clustering: { method: "agglomerative", linkage: "single", n_clusters: 3 } },
};

async function run(params: Record<string, unknown>): Promise<PipelineResult> {
  const features = { include: ["q*", "Job", "Town"] };
  const all = originalParams({ features, publish: { respondents: "none" }, ...params });
  return await withoutIdentities(await runPipeline(bytesOf(RARE_SURVEY), "rare.csv", all));
}

function hasWord(text: string, word: string): boolean {
  return new RegExp(`(?<![\\w.])${word.replaceAll(/[.+()]/g, "\\$&")}(?![\\w])`).test(text);
}

for (const [name, params] of Object.entries(METHODS)) {
  Deno.test(`a view without respondents tells no word or number of few: ${name}`, async () => {
    const view = makeAggregateView(await run(params));
    const { params: _params, ...told } = view;
    const text = JSON.stringify(told);
    for (const word of RARE_WORDS) assert.ok(!hasWord(text, word), word);
    for (const word of SHARED_WORDS) assert.ok(hasWord(text, word), word);
    checkCounts(view);
  });
}

/** No count, and no share by its base, is of 1 to 4 respondents. */
function checkCounts(view: RunView): void {
  const isFew = (count: number): boolean => count > 0 && count < 5;
  for (const { name, distribution } of view.columns) {
    for (const { counts, label } of distribution?.bins ?? []) {
      assert.ok(!counts.some(isFew), `${name} ${label}: ${counts}`);
    }
  }
  for (const { variable, category, statistic, total, segments } of view.profile.rows) {
    for (const { value, base } of [total, ...segments]) {
      if (value === null) continue;
      const of = `${variable} ${category}`;
      if (statistic === "mean") assert.ok(base >= 5, of);
      else assert.ok(!isFew(Math.round(value * base)), `${of}: ${value} of ${base}`);
    }
  }
  assert.ok(!view.map.grid.counts.some(([, , , count]) => isFew(count)));
  assert.ok(!view.missingPatterns.some(({ count }) => isFew(count)));
  assert.ok(!(view.tree?.leaves ?? []).some(({ size }) => isFew(size)));
  const flows = view.structure?.flows.flatMap(({ links }) => links) ?? [];
  assert.ok(!flows.some(({ respondents }) => isFew(respondents)));
  for (const { values, size } of view.silhouettes?.segments ?? []) {
    assert.ok(5 * values.length <= Math.max(size, 5));
  }
}

Deno.test("the tree of a view without respondents is a tree of all of them", async () => {
  const { tree } = makeAggregateView(await run(METHODS.tree));
  const { leaves, merges, n } = tree!;
  assert.equal(merges.length, leaves.length - 1);
  const sizes = leaves.map(({ size }) => size);
  for (const { left, right, size } of merges) {
    assert.ok(left < sizes.length && right < sizes.length);
    sizes.push(size);
  }
  assert.equal(sizes.at(-1), n);
});

Deno.test("with pseudonymous respondents segments are the same, and words of few are in no row", async () => {
  const plain = originalParams({ features: { include: ["q*", "Job", "Town"] } });
  const file = { name: "rare.csv", bytes: bytesOf(RARE_SURVEY) };
  const result = await runPipeline(file.bytes, file.name, plain);
  const shown = await withoutIdentities(result);
  assert.deepEqual(shown.clustering.labels, result.clustering.labels);
  const published = JSON.stringify(makeView(shown, { hasPoints: true })) +
    new TextDecoder("latin1").decode(encode(makeArtifact(result, "pseudonymous", file)));
  const words = RARE_WORDS.filter((word) => !/^\d+$/.test(word));
  for (const word of words) assert.ok(!hasWord(published, word), word);
  for (const word of SHARED_WORDS) assert.ok(hasWord(published, word), word);
  assert.ok(published.includes("(rare answer 1)"));
});

Deno.test("publish.least_base 1 shows all that identities allow", async () => {
  const params = originalParams({
    features: { include: ["q*", "Job"] },
    publish: { respondents: "none", least_base: 1 },
  });
  const result = await runPipeline(bytesOf(RARE_SURVEY), "rare.csv", params);
  const view = makeAggregateView(await withoutIdentities(result));
  assert.ok(JSON.stringify(view.profile).includes("Falconer"));
});

Deno.test("of a segment of few its size is told, and nothing of its members", async () => {
  // Two who answer as nobody else does.
  const lines = RARE_SURVEY.trim().split("\n");
  const odd = lines.slice(0, 3).map((line, i) => {
    const cells = line.split(",");
    return i === 0 ? line : [...cells.slice(0, -4), 50, 50, 50, 50].join(",");
  });
  const survey = [...lines, ...odd.slice(1)].join("\n");
  const params = originalParams({
    features: { include: ["q*"] },
    clustering: { n_clusters: 3 },
    publish: { respondents: "none" },
  });
  const result = await runPipeline(bytesOf(survey), "rare.csv", params);
  const view = makeAggregateView(await withoutIdentities(result));
  const small = view.profile.segments.find(({ size }) => size === 2)!;
  const at = small.number - 1;
  assert.deepEqual(view.map.centers[at], null);
  assert.equal(view.scaleUse, null);
  assert.deepEqual(view.silhouettes!.segments[at].values, []);
  for (const { segments, variable } of view.profile.rows) {
    assert.equal(segments[at].value, null, variable);
  }
  for (const { distribution, name } of view.columns) {
    for (const bin of distribution?.bins ?? []) assert.equal(bin.hidden?.[at], true, name);
  }
  assert.ok(!small.insights.some((text) => /mean|: \d/.test(text)), small.insights.join());
});
