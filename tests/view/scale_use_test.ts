/** Tests of how respondents use their rating scale, as pages show it. Runs in Deno. */

import assert from "node:assert/strict";
import { createRng } from "../../pipeline/base/rng.ts";
import { runPipeline } from "../../pipeline/run/run.ts";
import { viewScaleUse } from "../../pipeline/view/charts/scale_use.ts";
import type { ScaleUseView } from "../../pipeline/view/scale_use_types.ts";
import { assertClose } from "../support/golden.ts";
import { bytesOf, csvOf } from "../support/survey_text.ts";
import { originalParams } from "../support/original.ts";

/** Answers of respondents of whom every other one rates two points higher. */
function ratings(n: number, items: number): number[][] {
  const rng = createRng(17);
  return Array.from({ length: n }, (_, i) => {
    const level = i % 2 === 0 ? 1 : 3;
    return Array.from({ length: items }, () => level + rng.below(3));
  });
}

async function viewOf(
  rows: readonly (readonly number[])[],
  { weights, ...params }: { weights?: readonly number[]; features?: object } = {},
): Promise<ScaleUseView | null> {
  const items = rows[0].map((_, c) => [`q1_${c + 1}`, rows.map((row) => row[c])] as const);
  const columns = Object.fromEntries(weights === undefined ? items : [...items, ["wt", weights]]);
  const all = originalParams({
    ...params,
    clustering: { n_clusters: 2 },
    weighting: { column: weights === undefined ? "" : "wt" },
  });
  return viewScaleUse(await runPipeline(bytesOf(csvOf(columns)), "survey.csv", all));
}

Deno.test("viewScaleUse() tells segments that only rate higher, and that they are gone once centred", async () => {
  const rows = ratings(200, 6);
  const plain = (await viewOf(rows))!;
  const [scale] = plain.scales;
  assert.equal(plain.method, "none");
  assert.equal(scale.title, "6 items from 1 to 5");
  assert.ok(scale.levelShare > 0.5, `${scale.levelShare}`);
  assert.ok(scale.levelEffect > 0.8, `${scale.levelEffect}`);
  assert.equal(scale.levels.counts.reduce((sum, count) => sum + count, 0), 200);
  assert.equal(scale.spreads.counts.reduce((sum, count) => sum + count, 0), 200);
  const centred = (await viewOf(rows, { features: { within_respondent: "center" } }))!;
  assert.equal(centred.method, "center");
  assert.equal(centred.scales[0].levelShare, scale.levelShare);
  assert.deepEqual(centred.scales[0].items, scale.items);
  assert.ok(centred.scales[0].levelEffect < 0.1, `${centred.scales[0].levelEffect}`);
});

Deno.test("viewScaleUse() shows items in own deviations where ratings are standardised", async () => {
  const view = await viewOf(ratings(200, 6), { features: { within_respondent: "standardize" } });
  const { items } = view!.scales[0];
  // Within each respondent squares have mean 1, and so have they over all items and respondents.
  const squares = items.map(({ after: { mean, deviation } }) => mean ** 2 + deviation ** 2);
  assertClose([squares.reduce((a, b) => a + b) / items.length], [1], 0.03);
});

Deno.test("viewScaleUse() counts a respondent as often as the weight says", async () => {
  const rows = ratings(60, 5);
  const times = rows.map((_, i) => 1 + i % 3);
  const weighted = (await viewOf(rows, { weights: times }))!.scales[0];
  const repeated =
    (await viewOf(rows.flatMap((row, i) => new Array(times[i]).fill(row))))!.scales[0];
  assertClose([weighted.levelShare], [repeated.levelShare], 1e-4);
  for (const part of ["before", "after"] as const) {
    for (const figure of ["mean", "deviation"] as const) {
      assertClose(
        weighted.items.map((item) => item[part][figure]),
        repeated.items.map((item) => item[part][figure]),
        1e-4,
      );
    }
  }
});

Deno.test("viewScaleUse() is null without ratings", async () => {
  assert.equal(await viewOf(ratings(60, 2)), null);
});
