/** Tests that whole weights say what repeated respondents say: gaps, roles, the verdict. Runs in Deno. */

import assert from "node:assert/strict";
import { createContext } from "../../pipeline/base/context.ts";
import { createRng } from "../../pipeline/base/rng.ts";
import { clean, features, ingest } from "../../pipeline/mod.ts";
import { parseParams } from "../../pipeline/plan/parse_params.ts";
import { findStructure } from "../../pipeline/structure/structure.ts";
import { USUAL_SETTINGS } from "../../pipeline/structure/settings.ts";
import { drawPlanted } from "../../tools/calibration/planted_sets.ts";
import { adjustedRandIndex } from "../support/rand_index.ts";
import { bytesOf, csvOf } from "../support/survey_text.ts";

/** The times that a respondent counts. */
const timesOf = (i: number) => 1 + i % 2;

function repeatedRows(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i)
    .flatMap((i) => new Array<number>(timesOf(i)).fill(i));
}

/** A survey of respondents with gaps, once with a column of weights, once with respondents repeated. */
function bothSurveys(): { readonly weighted: string; readonly repeated: string } {
  const rng = createRng(12), n = 240;
  const columns: Record<string, (string | number)[]> = {};
  for (let item = 1; item <= 6; item++) {
    columns[`q1_${item}`] = Array.from({ length: n }, (_, i) => {
      if (rng.uniform() < 0.15) return "";
      const mean = item % 3 === i % 3 ? 4.2 : 2.1;
      return Math.max(1, Math.min(5, Math.round(mean + 0.8 * rng.normal())));
    });
  }
  columns.spend = Array.from(
    { length: n },
    () => rng.uniform() < 0.1 ? "" : Math.round(40 * Math.exp(rng.normal())) + 3,
  );
  columns.brand = Array.from(
    { length: n },
    () => rng.uniform() < 0.1 ? "" : ["Alba", "Brio", "Cosmo"][rng.below(3)],
  );
  columns.age = Array.from({ length: n }, () => 18 + rng.below(60));
  columns.sex = Array.from({ length: n }, () => rng.below(2) === 0 ? "F" : "M");
  const rows = repeatedRows(n);
  const repeat = (values: readonly (string | number)[]) => rows.map((i) => values[i]);
  return {
    weighted: csvOf({ ...columns, weight: Array.from({ length: n }, (_, i) => timesOf(i)) }),
    repeated: csvOf(
      Object.fromEntries(Object.entries(columns).map(([name, own]) => [name, repeat(own)])),
    ),
  };
}

async function prepare(csv: string, params: unknown) {
  const all = parseParams(params);
  const survey = await ingest(bytesOf(csv), "survey.csv", all);
  const cleaned = await clean(survey, all);
  return { cleaned, made: await features(cleaned, all) };
}

Deno.test("whole weights fill gaps, give roles and scale as repeated respondents do", async () => {
  const { weighted, repeated } = bothSurveys();
  const own = await prepare(weighted, { weighting: { column: "weight" } });
  const twice = await prepare(repeated, {});
  const rows = repeatedRows(own.made.n);
  assert.deepEqual(own.made.names, twice.made.names);
  const roles = ({ made }: typeof own) => made.roles.map(({ column, role }) => [column, role]);
  assert.deepEqual(roles(own), roles(twice));
  assert.equal(twice.made.n, rows.length);
  const { d } = own.made;
  rows.forEach((row, at) => {
    for (let c = 0; c < d; c++) {
      const gap = own.made.values[row * d + c] - twice.made.values[at * d + c];
      assert.ok(Math.abs(gap) < 1e-9, `${own.made.names[c]}, row ${row + 1}: ${gap}`);
    }
  });
});

Deno.test("whole weights give the verdict of repeated respondents, and its figures", async () => {
  const { x, k } = drawPlanted(3, 5);
  const n = 240;
  const some = { ...x, values: x.values.slice(0, n * x.d), n };
  const rows = repeatedRows(n);
  const values = new Float64Array(rows.length * x.d);
  rows.forEach((row, at) => {
    values.set(some.values.subarray(row * x.d, (row + 1) * x.d), at * x.d);
  });
  const settings = { ...USUAL_SETTINGS, mostSegments: 5, pairs: 10, pairsOfChosen: 20 };
  const context = () => createContext({ seed: 4, workers: 1 });
  const weights = Float64Array.from({ length: n }, (_, i) => timesOf(i));
  const own = await findStructure({ ...some, weights }, settings, context());
  const twice = await findStructure({ ...some, values, n: rows.length }, settings, context());
  assert.deepEqual(
    [own.verdict.kind, own.verdict.k, twice.verdict.kind, twice.verdict.k],
    ["natural", k, "natural", k],
  );
  const at = own.test.ks.indexOf(k);
  assert.ok(Math.abs(own.test.observed[at] - twice.test.observed[at]) < 1e-6);
  own.test.ks.forEach((each, i) => {
    assert.ok(Math.abs(own.test.expected[i] - twice.test.expected[i]) < 0.02, `${each}`);
  });
  const labels = rows.map((row) => own.segments[at].labels[row]);
  assert.equal(adjustedRandIndex(labels, [...twice.segments[at].labels]), 1);
  assert.ok(Math.abs(own.stability[at].median - twice.stability[at].median) < 0.03);
});
