/** Tests of letting questions count alike. Runs in Deno. */

import assert from "node:assert/strict";
import { clean } from "../../pipeline/clean/mod.ts";
import { features } from "../../pipeline/features/mod.ts";
import type { Features } from "../../pipeline/features/feature_matrix.ts";
import { assertClose } from "../support/golden.ts";
import { csvOf, surveyOf } from "../support/survey_text.ts";
import { originalParams } from "../support/original.ts";

const CSV = csvOf({
  q1_1: [1, 2, 3, 4, 5, 3, 2, 4],
  q1_2: [2, 2, 3, 5, 5, 3, 1, 4],
  q1_3: [1, 3, 3, 4, 4, 3, 2, 5],
  q1_4: [1, 2, 4, 4, 5, 2, 2, 4],
  spend: [10.5, 80.25, 30.5, 55.5, 20.75, 99.5, 42.5, 61.5],
  team: ["a", "b", "c", "a", "b", "c", "a", "b"],
});

async function build(question_weighting: string, csv = CSV): Promise<Features> {
  const params = originalParams({ features: { question_weighting, scaling: "standardize" } });
  const read = await surveyOf(csv, { ingest: { columns: { team: "nominal" } } });
  return await features(await clean(read, params), params);
}

/** Total variance of the features of each question. */
function variances({ values, n, d, questions }: Features): Record<string, number> {
  const totals: Record<string, number> = {};
  for (let c = 0; c < d; c++) {
    const column = Array.from({ length: n }, (_, i) => values[i * d + c]);
    const mean = column.reduce((a, b) => a + b) / n;
    const variance = column.reduce((sum, x) => sum + (x - mean) ** 2, 0) / n;
    totals[questions[c]] = (totals[questions[c]] ?? 0) + variance;
  }
  return totals;
}

Deno.test("features() lets every question count once where asked, whatever its number of items", async () => {
  assertClose(Object.values(variances(await build("none"))), [4, 1, 1], 1e-12);
  const equal = await build("equal");
  assert.deepEqual(Object.keys(variances(equal)), ["q1", "spend", "team"]);
  assertClose(Object.values(variances(equal)), [1, 1, 1], 1e-12);
});

Deno.test("features() weighs nothing anew where every question has one item", async () => {
  const words = ["warmth", "trust", "speed", "price"];
  const csv = words.reduce((text, word, i) => text.replace(`q1_${i + 1}`, word), CSV);
  const [none, equal] = [await build("none", csv), await build("equal", csv)];
  assert.equal(new Set(none.questions).size, 6, none.questions.join());
  assert.deepEqual(equal.values, none.values);
});
