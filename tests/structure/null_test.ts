/** Tests of data drawn without segments: margins, correlations, weights. Runs in Deno. */

import assert from "node:assert/strict";
import { createContext } from "../../pipeline/base/context.ts";
import { createRng } from "../../pipeline/base/rng.ts";
import { clean, features, ingest } from "../../pipeline/mod.ts";
import { drawRespondents } from "../../pipeline/structure/null/draw.ts";
import { fitNull } from "../../pipeline/structure/null/fit_null.ts";
import type { Answers } from "../../pipeline/structure/null/margins.ts";
import { correlationsOf } from "../../pipeline/structure/null/measures.ts";
import { normalQuantile } from "../../pipeline/structure/null/normal.ts";
import { nearestCorrelation } from "../../pipeline/structure/null/positive_definite.ts";
import { sharedData, sharedDataAbsent } from "../support/shared_data.ts";
import { endOf } from "../../pipeline/base/steps.ts";
import { originalParams } from "../support/original.ts";

const DRAWN = 60_000;

Deno.test("normalQuantile() is SciPy 1.17.1's norm.ppf", () => {
  const cases: [p: number, z: number][] = [
    [1e-300, -37.0470962993612],
    [1e-10, -6.361340902404056],
    [0.001, -3.090232306167813],
    [0.07, -1.4757910281791706],
    [0.3, -0.5244005127080409],
    [0.5, 0],
    [0.77, 0.7388468491852137],
    [0.999, 3.090232306167813],
  ];
  for (const [p, z] of cases) {
    assert.ok(Math.abs(normalQuantile(p) - z) <= 1e-14 * Math.max(1, Math.abs(z)), `${p}`);
  }
  assert.equal(normalQuantile(0), -Infinity);
  assert.equal(normalQuantile(1), Infinity);
});

Deno.test("nearestCorrelation() gives Higham's nearest matrix", async () => {
  // From Higham, 2002, section 5: the tridiagonal matrix of ones.
  const ones = Float64Array.of(1, 1, 0, 1, 1, 1, 0, 1, 1);
  const found = await nearestCorrelation(ones, { size: 3, kept: 0, context: createContext() });
  const expected = [1, 0.7607, 0.1573, 0.7607, 1, 0.7607, 0.1573, 0.7607, 1];
  expected.forEach((value, at) => assert.ok(Math.abs(found[at] - value) < 1e-4, `${found[at]}`));
});

for (const file of ["bfi.csv", "mcdonalds.csv", "tea.csv"]) {
  Deno.test({
    name: `drawn answers correlate as those of ${file} (needs ../shared/data)`,
    ignore: sharedDataAbsent,
    async fn() {
      // Bands of another column (r = 0.96) ask for scores that no others can go with.
      const params = originalParams({ features: { exclude: ["age_Q"] } });
      const context = createContext({ seed: 42 });
      const survey = await ingest(await Deno.readFile(sharedData(file)), file, params, context);
      const x = await features(await clean(survey, params, context), params, context);
      const model = await fitNull(x, context);
      const drawn = endOf(drawRespondents(model, DRAWN, createRng(7)));
      const observed = await correlationsOf(columnsOf(x), undefined, context);
      const found = await correlationsOf(
        columnsOf({ values: drawn, n: DRAWN, d: x.d }),
        undefined,
        context,
      );
      const isCategory = x.sources.map(({ category }) => category !== null);
      let squares = 0, pairs = 0;
      for (let i = 0; i < x.d; i++) {
        for (let j = 0; j < i; j++) {
          const gap = Math.abs(observed[i * x.d + j] - found[i * x.d + j]);
          squares += gap * gap;
          pairs++;
          // One normal score a category cannot give what 300 respondents' 50 scores ask for: categories
          // of few respondents stay behind.
          if (isCategory[i] || isCategory[j]) continue;
          // Correlations of so many drawn respondents have a standard error of 0.004.
          assert.ok(gap < 0.02 + 0.008, `${x.names[i]} and ${x.names[j]}: ${gap}`);
        }
      }
      assert.ok(Math.sqrt(squares / pairs) < 0.02, `${Math.sqrt(squares / pairs)}`);
    },
  });
}

/** Two scales, a yes/no and a question of three categories, of one factor. */
function mixedAnswers(n: number): Answers {
  const rng = createRng(3);
  const rows = Array.from({ length: n }, () => {
    const factor = rng.normal();
    const scale = () => Math.max(1, Math.min(5, Math.round(3 + factor + rng.normal())));
    const score = factor + rng.normal();
    const category = score < -0.5 ? 0 : score < 1 ? 1 : 2;
    return [
      ...[scale(), scale(), factor + rng.normal() > 0.5 ? 1 : 0],
      ...[0, 1, 2].map((each) => each === category ? 1 : 0),
    ];
  });
  const source = (column: string, kind: "ordinal" | "nominal", category: string | null) => ({
    ...{ column, kind, category },
  });
  return {
    values: Float64Array.from(rows.flat()),
    n,
    d: 6,
    sources: [
      ...["a", "b", "c"].map((name) => source(name, "ordinal", null)),
      ...["x", "y", "z"].map((category) => source("question", "nominal", category)),
    ],
  };
}

Deno.test("fitNull() draws categories as a whole, with margins and correlations observed", async () => {
  const x = mixedAnswers(800);
  const model = await fitNull(x, createContext({ seed: 1 }));
  const values = endOf(drawRespondents(model, DRAWN, createRng(2)));
  const drawn = columnsOf({ values, n: DRAWN, d: x.d }), own = columnsOf(x);
  for (let i = 0; i < DRAWN; i++) assert.equal(drawn[3][i] + drawn[4][i] + drawn[5][i], 1);
  own.forEach((column, c) => {
    assert.ok(Math.abs(meanOf(column) - meanOf(drawn[c])) < 0.02, `mean of ${c}`);
    assert.deepEqual([...new Set(drawn[c])].sort(), [...new Set(column)].sort());
  });
  const observed = await correlationsOf(own, undefined, createContext());
  const found = await correlationsOf(drawn, undefined, createContext());
  observed.forEach((value, at) => assert.ok(Math.abs(value - found[at]) < 0.02, `${at}`));
});

Deno.test("fitNull() takes weights of 2 for respondents twice, and none for weights of 1", async () => {
  const x = mixedAnswers(300);
  const context = () => createContext({ seed: 1 });
  const plain = await fitNull(x, context());
  const ones = await fitNull({ ...x, weights: new Float64Array(x.n).fill(1) }, context());
  assert.deepEqual(ones.variables, plain.variables);
  const weights = Float64Array.from({ length: x.n }, (_, i) => 1 + i % 2);
  const rows: number[] = [];
  weights.forEach((weight, i) => {
    for (let time = 0; time < weight; time++) {
      for (let c = 0; c < x.d; c++) rows.push(x.values[i * x.d + c]);
    }
  });
  const weighted = await fitNull({ ...x, weights }, context());
  const twice = await fitNull(
    { ...x, values: Float64Array.from(rows), n: rows.length / x.d },
    context(),
  );
  weighted.root.forEach((value, at) => assert.ok(Math.abs(value - twice.root[at]) < 1e-6, `${at}`));
});

function columnsOf({ values, n, d }: Pick<Answers, "values" | "n" | "d">): Float64Array[] {
  return Array.from(
    { length: d },
    (_, c) => Float64Array.from({ length: n }, (_, i) => values[i * d + c]),
  );
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
