/** Tests of features: choice, encoding, scaling. Runs in Deno. */

import assert from "node:assert/strict";
import { clean } from "../../pipeline/clean/mod.ts";
import { createContext } from "../../pipeline/base/context.ts";
import { features } from "../../pipeline/features/mod.ts";
import type { Features } from "../../pipeline/features/feature_matrix.ts";
import { assertClose } from "../support/golden.ts";
import { csvOf, surveyOf } from "../support/survey_text.ts";
import { originalParams } from "../support/original.ts";

async function build(csv: string, given: unknown = {}): Promise<Features> {
  const params = originalParams(given);
  return await features(await clean(await surveyOf(csv, given), params), params);
}

const YES_NO = {
  core_q1_1: [1, 0, 1, 0, 1, 0],
  core_q1_2: [0, 0, 1, 1, 1, 0],
  core_q2_1: [1, 1, 0, 0, 0, 1],
};
const SCALES = { a1: [1, 2, 3, 4, 5, 3], a2: [2, 2, 3, 5, 5, 3] };
const TOWN = { town: ["Bonn", "Ulm", "Bonn", "Trier", "Bonn", "Ulm"] };
const AGE = { age: [23, 45, 31, 68, 52, 39] };

Deno.test("features() scales only what is not comparable, and says why", async (t) => {
  const cases: [string, Record<string, (string | number)[]>, unknown, string, string][] = [
    ["yes/no", YES_NO, {}, "none", "all features are yes/no"],
    ["one scale", SCALES, {}, "none", "all features are scale items from 1 to 5"],
    [
      "different ranges",
      { ...SCALES, ...AGE },
      {},
      "standardize",
      "features are measured in different units or ranges",
    ],
    [
      "scales and yes/no",
      { ...SCALES, ...YES_NO },
      {},
      "standardize",
      "features are measured in different units or ranges",
    ],
    ["as asked", YES_NO, { scaling: "standardize" }, "standardize", "set by features.scaling"],
  ];
  for (const [name, columns, params, scaling, reason] of cases) {
    await t.step(name, async () => {
      const found = await build(csvOf(columns), { features: params });
      assert.deepEqual([found.scaling, found.scalingReason], [scaling, reason]);
    });
  }
});

Deno.test("features() keeps numbers as they are without scaling", async () => {
  const found = await build(csvOf(SCALES));
  assert.deepEqual([...found.values], [1, 2, 2, 2, 3, 3, 4, 5, 5, 5, 3, 3]);
  assert.deepEqual(found.names, ["a1", "a2"]);
});

Deno.test("features() standardises with the population deviation", async () => {
  const found = await build(csvOf({ ...SCALES, ...AGE }));
  // numpy 2.4.6: x = numpy.array([23, 45, 31, 68, 52, 39]); (x - x.mean()) / x.std()
  const expected = [
    -1.374686793247,
    0.137468679325,
    -0.824812075948,
    1.718358491559,
    0.618609056961,
    -0.274937358649,
  ];
  assertClose(found.values.filter((_, p) => p % 3 === 2), expected, 1e-11);
});

Deno.test("features() gives a nominal column the weight of one feature", async () => {
  const found = await build(csvOf({ ...AGE, ...TOWN }));
  assert.deepEqual(found.names, ["age", "town=Bonn", "town=Trier", "town=Ulm"]);
  let variance = 0;
  for (let c = 1; c < 4; c++) {
    const column = found.values.filter((_, p) => p % 4 === c);
    variance += column.reduce((sum, value) => sum + value * value, 0) / 6;
  }
  assertClose([variance], [1], 1e-12);
  assert.deepEqual(found.sources[1], { column: "town", kind: "nominal", category: "Bonn" });
});

Deno.test("features() says of every column why it was not used", async () => {
  const columns = {
    ...YES_NO,
    ...AGE,
    ...TOWN,
    wave: [3, 3, 3, 3, 3, 3],
    core_q9_1: [0, 0, 0, 0, 0, 0],
    core_q9_2: ["", 0, 0, 0, 0, ""],
    note: ["good", "bad", "fine", "so so", "dear", "I liked it a lot"],
  };
  const found = await build(csvOf(columns), {
    cleaning: { drop_thresh: 0 },
    features: { exclude: ["age"], encode_nominal: "drop" },
    ingest: { columns: { note: "text" } },
  });
  assert.deepEqual(found.dropped, [
    { name: "age", cause: "choice", reason: "in features.exclude" },
    { name: "town", cause: "choice", reason: "nominal, and features.encode_nominal is drop" },
    { name: "note", cause: "choice", reason: "text columns are only profiled" },
    { name: "core_q9_1", cause: "unusable", reason: "all answers to core_q9 are zero or missing" },
    { name: "core_q9_2", cause: "unusable", reason: "all answers to core_q9 are zero or missing" },
    { name: "wave", cause: "unusable", reason: "constant" },
  ]);
  assert.deepEqual(found.questions, ["core_q1", "core_q1", "core_q2"]);
});

Deno.test("features() limits categories and distinct values as asked", async () => {
  const few = await build(csvOf({ ...YES_NO, ...AGE, ...TOWN }), {
    features: { max_categories: 2, min_unique: 2 },
  }).catch((error) => error);
  assert.equal(few.name, "DataError");
  const found = await build(csvOf({ ...SCALES, ...AGE, ...TOWN }), {
    features: { max_categories: 2 },
  });
  assert.deepEqual(found.dropped, [
    { name: "town", cause: "choice", reason: "3 categories, at most 2 (features.max_categories)" },
  ]);
});

Deno.test("features() keeps a constant feature only when told to", async () => {
  const columns = { ...SCALES, wave: [3, 3, 3, 3, 3, 3] };
  const found = await build(csvOf(columns), {
    features: { use_variance_threshold: false, min_unique: 0, scaling: "standardize" },
  });
  assert.deepEqual(found.names, ["a1", "a2", "wave"]);
  assert.ok(found.values.every((value) => Number.isFinite(value)));
});

Deno.test("features() refuses a survey without two usable features", async (t) => {
  const cases: [string, Record<string, (string | number)[]>, string][] = [
    [
      "one feature",
      { q1: [1, 2, 3, 4], wave: [3, 3, 3, 3] },
      'Cannot segment "survey.csv": at least 2 usable features are needed, but there is 1. Left out: ' +
      "wave (constant). See features.include, features.exclude and cleaning.drop_thresh.",
    ],
    [
      "all constant",
      { q1: [1, 1, 1, 1], wave: [3, 3, 3, 3] },
      'Cannot segment "survey.csv": at least 2 usable features are needed, but all 2 are constant. ' +
      "Left out: q1 (constant) and wave (constant). See features.include, features.exclude and " +
      "cleaning.drop_thresh.",
    ],
  ];
  for (const [name, columns, message] of cases) {
    await t.step(name, () => assert.rejects(build(csvOf(columns)), { name: "DataError", message }));
  }
});

Deno.test("features() warns of names that match no column", async () => {
  const warnings: string[] = [];
  const params = originalParams({ features: { exclude: ["agee"] } });
  const cleaned = await clean(await surveyOf(csvOf({ ...SCALES, ...AGE })), params);
  await features(cleaned, params, createContext({ onWarning: (text) => warnings.push(text) }));
  assert.deepEqual(warnings, [
    'features.exclude names "agee", which matches no column. Did you mean "age"?',
  ]);
});
