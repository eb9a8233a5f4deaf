/** Tests of the map that respondents are drawn on. Runs in Deno. */

import assert from "node:assert/strict";
import { createRng } from "../../pipeline/base/rng.ts";
import { clean, features, ingest } from "../../pipeline/mod.ts";
import { drawMap } from "../../pipeline/reduce/map.ts";
import { reduce } from "../../pipeline/reduce/mod.ts";
import { originalParams } from "../support/original.ts";
import { bytesOf, csvOf } from "../support/survey_text.ts";

/** Answers to eight items, which two moods and chance decide. */
function answers(): string {
  const rng = createRng(5);
  const moods = Array.from({ length: 90 }, () => [rng.uniform(), rng.uniform()]);
  return csvOf(Object.fromEntries(
    Array.from({ length: 8 }, (_, q) => [
      `q${q + 1}`,
      moods.map((mood) => 1 + Math.floor(3 * mood[q % 2] + 2 * rng.uniform())),
    ]),
  ));
}

Deno.test("the map takes its components from the space, to the bit those that it would find itself", async () => {
  const params = originalParams({ map: { method: "pca" } });
  const survey = await ingest(bytesOf(answers()), "moods.csv", params);
  const found = await features(await clean(survey, params), params);
  for (const wanted of [0.8, 5, 2]) {
    const reduction = { ...params.reduction, method: "pca" as const };
    const space = await reduce(found, {
      reduction: { ...reduction, n_components: wanted === 0.8 ? "auto" : wanted },
    });
    const own = await reduce(found, { reduction: { ...reduction, n_components: 2 } });
    assert.ok(space.d >= 2);
    assert.deepEqual(await drawMap({ features: found, space }, params), own);
  }
});

Deno.test("the map finds its components where the space has fewer, or is none of components", async () => {
  const params = originalParams({ map: { method: "pca" } });
  const survey = await ingest(bytesOf(answers()), "moods.csv", params);
  const found = await features(await clean(survey, params), params);
  const own = await reduce(found, {
    reduction: { ...params.reduction, method: "pca", n_components: 2 },
  });
  const reductions = [
    { ...params.reduction, method: "pca" as const, n_components: 1 },
    { ...params.reduction, method: "none" as const },
  ];
  for (const reduction of reductions) {
    const space = await reduce(found, { reduction });
    assert.deepEqual(await drawMap({ features: found, space }, params), own);
  }
});
