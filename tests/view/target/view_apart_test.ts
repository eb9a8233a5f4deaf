/** Tests of how well segments are set apart: where there is a picture of it, and where there is none. Runs in Deno. */

import assert from "node:assert/strict";
import { createContext } from "../../../pipeline/base/context.ts";
import { parseParams } from "../../../pipeline/plan/parse_params.ts";
import { memoryCache } from "../../../pipeline/run/cache.ts";
import { runPipeline } from "../../../pipeline/run/run.ts";
import { isMarker } from "../../../pipeline/view/target/markers.ts";
import { similarities, viewApart } from "../../../pipeline/view/target/view_apart.ts";
import { smallSurvey } from "../../support/small_survey.ts";

const CACHE = memoryCache(1e9);

async function apart(given: Record<string, unknown>) {
  const params = parseParams({ structure: { check: "none" }, ...given });
  const result = await runPipeline(smallSurvey(), "s.csv", params, { cache: CACHE });
  return { result, ...await viewApart(result, createContext()) };
}

Deno.test("viewApart() has a picture for every method with centres in a space, and none for others", async (t) => {
  const cases: readonly (readonly [string, Record<string, unknown>, boolean, boolean])[] = [
    ["k-means", { clustering: { n_clusters: 3 } }, true, true],
    ["a tree", { clustering: { method: "agglomerative", n_clusters: 3 } }, true, true],
    ["k-medoids", { clustering: { method: "kmedoids", n_clusters: 3 } }, true, true],
    [
      "one dimension",
      {
        reduction: { method: "pca", n_components: 1 },
        clustering: { n_clusters: 3 },
      },
      false,
      true,
    ],
    ["k-modes", { clustering: { method: "kmodes", n_clusters: 3 } }, false, false],
    [
      "Gower's distance",
      {
        clustering: { method: "kmedoids", distance: "gower", n_clusters: 3 },
      },
      false,
      false,
    ],
    ["UMAP", { reduction: { method: "umap" }, clustering: { n_clusters: 3 } }, false, false],
  ];
  for (const [name, given, hasSeparation, hasGorges] of cases) {
    await t.step(name, async () => {
      const { separation, gorges, result } = await apart(given);
      assert.equal(separation !== null, hasSeparation);
      assert.equal(gorges !== null, hasGorges);
      const { n } = result.embedding;
      for (const { own, others } of gorges?.segments ?? []) {
        assert.equal([...own, ...others].reduce((sum, count) => sum + count, 0), n);
      }
      separation?.similarity.forEach((row, s) => {
        assert.equal(row[s], 1);
        // All have one next segment: shares of shadow values add up to at most the mean of them.
        const sum = row.reduce((all, each, t) => t === s ? all : all + each, 0);
        assert.ok(sum > 0 && sum <= 2);
      });
    });
  }
});

Deno.test("similarities() are shares, far from all segments too", () => {
  const result = new Float64Array(3);
  similarities(Float64Array.of(1000, 1001, 2000), result);
  assert.ok(Math.abs(result[0] - 1 / (1 + Math.exp(-1))) < 1e-12);
  assert.ok(Math.abs(result[0] + result[1] + result[2] - 1) < 1e-12);
});

Deno.test("isMarker() follows both parts of the rule, their limits included", () => {
  assert.equal(isMarker(0.75, 0.5, 1), true);
  assert.equal(isMarker(0.74, 0.5, 1), false);
  assert.equal(isMarker(0.375, 0.25, 1), true);
  assert.equal(isMarker(0.37, 0.25, 1), false);
});
