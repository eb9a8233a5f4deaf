/** Tests that independent packages come to what the engine comes to, on real surveys. Runs in Deno. */

import assert from "node:assert/strict";
import config from "../../deno.json" with { type: "json" };
import { createContext } from "../../pipeline/base/context.ts";
import { memoryCache } from "../../pipeline/run/cache.ts";
import { runPipeline } from "../../pipeline/run/run.ts";
import { secondOpinion } from "../../pipeline/opinion/mod.ts";
import { VERSIONS } from "../../pipeline/opinion/packages/mod.ts";
import type { Params } from "../../pipeline/plan/params.ts";
import { parseParams } from "../../pipeline/plan/parse_params.ts";
import { askingParams, checkOf, runOn, surveyBytes } from "../support/opinion_runs.ts";
import { originalParams } from "../support/original.ts";
import { sharedDataAbsent } from "../support/shared_data.ts";

const ASKED = { evaluation: { second_opinion: true } };
const BY_COMPONENTS = { reduction: { method: "pca" } };

/** Survey, what is special about the run, and its parameters. */
const RUNS: readonly (readonly [survey: string, title: string, params: Params])[] = [
  ["dataset.xlsx", "by default", parseParams(ASKED)],
  ["dataset.xlsx", "original preset", originalParams(ASKED)],
  ["bfi.csv", "full answers", askingParams()],
  ["bfi.csv", "components", askingParams(BY_COMPONENTS)],
  ["mcdonalds.csv", "full answers", askingParams()],
  ["mcdonalds.csv", "components", askingParams(BY_COMPONENTS)],
];

for (const [survey, title, params] of RUNS) {
  const surveyAbsent = survey !== "dataset.xlsx" && sharedDataAbsent;
  Deno.test({
    name: `ml-kmeans and ml-pca confirm segments and components of ${survey}, ${title}`,
    ignore: surveyAbsent,
    async fn() {
      const { opinion, warnings } = await runOn(survey, params);
      const segments = checkOf(opinion, "segments");
      assert.equal(segments.agreement, 1);
      assert.equal(segments.elsewhere, 0);
      assert.ok(segments.inertiaDifference <= 1e-9, `${segments.inertiaDifference}`);
      const { shareDifference } = checkOf(opinion, "components");
      assert.ok(shareDifference <= 1e-9, `${shareDifference}`);
      assert.equal(opinion?.agrees, true);
      assert.deepEqual(warnings.filter(({ stage }) => stage === "opinion"), []);
    },
  });
}

Deno.test("ml-hclust confirms the trees of the sample, whatever the linkage", async (t) => {
  for (const linkage of ["ward", "complete", "average", "single"] as const) {
    await t.step(linkage, async () => {
      const clustering = { method: "agglomerative", linkage };
      const cleaning = { filter: "age >= 40" };
      const { opinion } = await runOn("dataset.xlsx", askingParams({ clustering, cleaning }));
      const { heightDifference, agreement, untied } = checkOf(opinion, "tree");
      assert.ok(heightDifference <= 1e-9, `${heightDifference}`);
      assert.equal(agreement, 1);
      assert.equal(untied, null);
    });
  }
});

Deno.test({
  name: "ml-hclust confirms Ward trees of real surveys, and of answers that tie once they differ",
  ignore: sharedDataAbsent,
  async fn(t) {
    const clustering = { method: "agglomerative" };
    const cleaning = { filter: "gender = 1" };
    await t.step("bfi, the men, in components", async () => {
      const params = askingParams({ clustering, cleaning, ...BY_COMPONENTS });
      const { n, heightDifference, agreement, agrees } = checkOf(
        (await runOn("bfi.csv", params)).opinion,
        "tree",
      );
      assert.equal(n, 918);
      assert.ok(heightDifference <= 1e-9, `${heightDifference}`);
      assert.deepEqual([agreement, agrees], [1, true]);
    });
    await t.step("bfi, the men, whose answers of 1 to 6 tie", async () => {
      const { opinion, warnings } = await runOn("bfi.csv", askingParams({ clustering, cleaning }));
      const { untied, agreement, agrees } = checkOf(opinion, "tree");
      assert.ok(untied !== null && untied.heightDifference <= 1e-9, JSON.stringify(untied));
      assert.deepEqual([untied.agreement, agrees], [1, true]);
      assert.ok(agreement < 0.8, `${agreement}`);
      const said = warnings.filter(({ stage }) => stage === "opinion").map(({ text }) => text);
      assert.match(said.join(), /^Other segments are as right as these, .* of 918 respondents/);
    });
    await t.step("mcdonalds, whose answers are yes or no", async () => {
      const { opinion } = await runOn("mcdonalds.csv", askingParams({ clustering }));
      const { untied, agrees } = checkOf(opinion, "tree");
      assert.ok(untied !== null && untied.heightDifference <= 1e-9, JSON.stringify(untied));
      assert.deepEqual([untied.agreement, agrees], [1, true]);
    });
  },
});

Deno.test("umap-js keeps about as many neighbours as the engine's own map", async () => {
  const params = askingParams({ map: { method: "umap" }, cleaning: { filter: "age >= 40" } });
  const { opinion } = await runOn("dataset.xlsx", params);
  const { kept, keptByOther, near, agrees } = checkOf(opinion, "neighbours");
  assert.equal(near, 15);
  assert.ok(kept > 0.1 && Math.abs(kept - keptByOther) < 0.03, `${kept} against ${keptByOther}`);
  assert.equal(agrees, true);
});

Deno.test("asking repeats nothing, changes nothing else, and names the run anew", async () => {
  const bytes = await surveyBytes("dataset.xlsx");
  const cache = memoryCache(1e8);
  const plain = originalParams({});
  const before = await runPipeline(bytes, "dataset.xlsx", plain, { cache });
  const after = await runPipeline(bytes, "dataset.xlsx", originalParams(ASKED), { cache });
  assert.equal(before.opinion, null);
  assert.ok(after.opinion !== null);
  assert.deepEqual(
    Object.keys(after.timings).filter((stage) => !after.cached.some((kept) => kept === stage)),
    ["opinion"],
  );
  for (const key of ["embedding", "map", "clustering", "evaluation", "profile"] as const) {
    assert.deepEqual(after[key], before[key], key);
  }
  assert.notEqual(after.runId, before.runId);
});

Deno.test("a second opinion has the same bits with 1, 2 and 4 workers", async () => {
  const { features, embedding, map, clustering, params } = await runOn(
    "dataset.xlsx",
    askingParams(),
  );
  const [one, ...others] = await Promise.all(
    [1, 2, 4].map((workers) =>
      secondOpinion(
        { features, embedding, map, clustering },
        params,
        createContext({ seed: params.seed, workers }),
      )
    ),
  );
  for (const other of others) assert.deepEqual(other, one);
});

Deno.test("a second opinion stops between two steps of a package once it is cancelled", async () => {
  const { features, embedding, map, clustering, params } = await runOn(
    "dataset.xlsx",
    askingParams({ map: { method: "umap" } }),
  );
  const cancel = new AbortController();
  const context = createContext({ seed: params.seed, signal: cancel.signal });
  const asked = secondOpinion({ features, embedding, map, clustering }, params, context);
  setTimeout(() => cancel.abort(new Error("cancelled")), 100);
  await assert.rejects(asked, { message: "cancelled" });
});

Deno.test("the versions that a second opinion names are those that are installed", () => {
  for (const [name, version] of Object.entries(VERSIONS)) {
    assert.equal(config.imports[name as keyof typeof VERSIONS], `npm:${name}@${version}`);
  }
});
