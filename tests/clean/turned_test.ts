/** Tests of finding items that are worded the other way round. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { createContext } from "../../pipeline/base/context.ts";
import { createRng } from "../../pipeline/base/rng.ts";
import { covariancesOver, findTurned, findTurnedWhole } from "../../pipeline/clean/turned.ts";
import { csvOf, surveyOf } from "../support/survey_text.ts";

/** The sums by definition, one respondent after another. */
function covariancesPlainly(
  rows: Int32Array,
  items: readonly Float64Array[],
  weights: Float64Array | null,
): number[][] {
  const weightOf = (row: number) => weights === null ? 1 : weights[row];
  let total = 0;
  for (const row of rows) total += weightOf(row);
  const means = items.map((values) => {
    let sum = 0;
    for (const row of rows) sum += weightOf(row) * values[row];
    return sum / total;
  });
  return items.map((a, c) =>
    items.map((b, d) => {
      let sum = 0;
      const [first, second, p, q] = c >= d ? [a, b, c, d] : [b, a, d, c];
      for (const row of rows) {
        sum += weightOf(row) * (first[row] - means[p]) * (second[row] - means[q]);
      }
      return sum / total;
    })
  );
}

Deno.test("covariancesOver() gives the bits of sums over one respondent after another", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10 }),
      fc.constantFrom(1, 255, 256, 257, 700),
      fc.boolean(),
      fc.integer(),
      (count, n, isWeighted, seed) => {
        const rng = createRng(seed >>> 0);
        const numbers = () => Float64Array.from({ length: n }, () => rng.normal());
        const items = Array.from({ length: count }, numbers);
        const weights = isWeighted ? numbers().map(Math.abs) : null;
        const rows = Int32Array.from({ length: n }, (_, i) => i).filter((i) => i % 3 !== 1);
        const expected = covariancesPlainly(rows, items, weights);
        assert.deepEqual(covariancesOver(rows, items, weights), expected);
      },
    ),
    { seed: 12, numRuns: 60 },
  );
});

Deno.test("findTurnedWhole() takes the respondents that findTurned() takes of very many", async () => {
  // 200 items of 30,000 are beyond what is looked through: every second respondent is taken. The first item
  // is worded the other way round for these alone, the second for the others.
  const rng = createRng(8);
  const moods = Array.from({ length: 30_000 }, () => 1 + rng.below(5));
  const noisy = (mood: number) => Math.max(1, Math.min(5, mood + rng.below(3) - 1));
  const item = (isTurned: (row: number) => boolean) =>
    moods.map((mood, row) => noisy(isTurned(row) ? 6 - mood : mood));
  const read = await surveyOf(csvOf({
    q1: item((row) => row % 2 === 0),
    q2: item((row) => row % 2 === 1),
    q3: item(() => false),
  }));
  const columns = Array.from({ length: 200 }, (_, c) => read.columns[Math.min(c, 2)]);
  const found = findTurnedWhole(columns, null);
  assert.deepEqual(found, columns.map((_, c) => c === 0));
  assert.deepEqual(await findTurned(columns, null, createContext({})), found);
});

Deno.test("findTurnedWhole() leaves out respondents with a gap, where there are some after all", async () => {
  const moods = Array.from({ length: 90 }, (_, i) => 1 + i % 5);
  const turned = moods.map((mood) => 6 - mood);
  const read = await surveyOf(csvOf({
    q1: moods.map((mood, i) => i < 50 ? mood : 6 - mood),
    ...{ q2: turned, q3: turned },
    q4: turned.map((answer, i) => i < 50 ? answer : ""),
  }));
  assert.deepEqual(findTurnedWhole(read.columns, null), [true, false, false, false]);
});
