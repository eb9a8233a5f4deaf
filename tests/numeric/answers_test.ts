/** Tests of products and projections of small whole numbers by kernels. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { createContext } from "../../pipeline/base/context.ts";
import { answerProducts, projectAnswers } from "../../pipeline/numeric/answers.ts";
import { crossProducts, projectRows } from "../../pipeline/numeric/cross_products.ts";
import { matrix } from "../../pipeline/numeric/matrix.ts";
import { runPca } from "../../pipeline/reduce/pca.ts";
import { createRng } from "../../pipeline/base/rng.ts";
import type { Matrix } from "../../pipeline/numeric/matrix.ts";
import { assertClose } from "../support/golden.ts";

const context = createContext();

const SHAPES = fc.record({
  n: fc.integer({ min: 1, max: 900 }),
  d: fc.integer({ min: 1, max: 40 }),
  m: fc.integer({ min: 1, max: 13 }),
  least: fc.constantFrom(-1_000_000, -7, -3, 0, 1, 2_000_000),
  range: fc.integer({ min: 0, max: 14 }),
  seed: fc.integer(),
});

interface Shape {
  readonly n: number;
  readonly d: number;
  readonly least: number;
  readonly range: number;
  readonly seed: number;
}

function answersOf({ n, d, least, range, seed }: Shape): Matrix {
  const rng = createRng(seed);
  return matrix(Float64Array.from({ length: n * d }, () => least + rng.below(range + 1)), n, d);
}

function directionsOf(m: number, d: number): Matrix {
  const rng = createRng(m * 100 + d);
  return matrix(Float64Array.from({ length: m * d }, () => rng.normal()), m, d);
}

Deno.test("answerProducts() and projectAnswers() give the same bits by kernel and by twin", async () => {
  await fc.assert(
    fc.asyncProperty(SHAPES, async ({ m, ...shape }) => {
      const x = answersOf(shape), directions = directionsOf(m, x.d);
      const kinds = ["wasm", "twin"] as const;
      const [byKernel, byTwin] = await Promise.all(kinds.map(async (kind) => {
        const found = (await answerProducts(x, { context, kind }))!;
        const axes = { means: found.means, directions };
        return [found, await projectAnswers(found.answers, axes, { context, kind })];
      }));
      assert.deepEqual(byKernel, byTwin);
    }),
    { numRuns: 80, seed: 5 },
  );
});

Deno.test("answerProducts() and projectAnswers() agree with sums of doubles, whatever the scale", async () => {
  let projected = 0;
  await fc.assert(
    fc.asyncProperty(SHAPES, async ({ m, ...shape }) => {
      const x = answersOf(shape), directions = directionsOf(m, x.d);
      const plain = await crossProducts(x, { context });
      const { means, products, answers } = (await answerProducts(x, { context }))!;
      assertClose(means, plain.means, 1e-12 * Math.max(1, Math.abs(shape.least)));
      assertClose(products.values, plain.products.values, 1e-12 * x.n * 196);
      const scores = await projectAnswers(answers, { means, directions }, { context });
      if (scores === null) return;
      projected++;
      const expected = await projectRows(x, { means, directions }, { context });
      assertClose(scores.values, expected.values, 1e-11);
    }),
    { numRuns: 80, seed: 6 },
  );
  assert.ok(projected > 20, `only ${projected} cases were projected`);
});

Deno.test("answerProducts() keeps sums apart where every answer lies at the end of its scale", async () => {
  // All products are of the largest size, and of either sign, over many more rows than a field holds.
  for (const range of [1, 2, 4, 6, 10, 14]) {
    const n = 4_100, d = 17;
    const values = Float64Array.from(
      { length: n * d },
      (_, p) => p % d < 6 ? 0 : p % d < 12 ? range : (Math.floor(p / d) % 2) * range,
    );
    const { products, means } = (await answerProducts(matrix(values, n, d), { context }))!;
    for (let a = 0; a < d; a++) {
      assert.equal(means[a], a < 6 ? 0 : a < 12 ? range : range / 2);
      for (let b = 0; b < d; b++) {
        const expected = a < 12 || b < 12 ? 0 : n * (range / 2) ** 2;
        assert.equal(products.values[a * d + b], expected);
      }
    }
  }
});

Deno.test("answerProducts() leaves alone what is not whole, not finite or too far apart, wherever it lies", async () => {
  const shape = { n: 5_000, d: 3, least: 1, range: 4, seed: 1 };
  for (const odd of [2.5, NaN, Infinity, -Infinity, 9, -100, 2 ** 33 + 3, 3 + 2 ** 32, 1e300]) {
    for (const place of [0, 7, 9_004, 14_999]) {
      const x = answersOf(shape);
      x.values[place] = odd;
      // A sampled row may widen the scale, if by less than 15 steps.
      const isTaken = odd === 9 && place === 0;
      assert.equal(await answerProducts(x, { context }) !== null, isTaken, `${odd} at ${place}`);
    }
  }
});

Deno.test("runPca() of answers gives the same figures as of the same answers shifted by a half", async () => {
  const x = answersOf({ n: 3_000, d: 9, least: 1, range: 4, seed: 2 });
  for (let i = 0; i < x.n; i++) x.values[i * 9 + 4] = x.values[i * 9 + 3];
  const shifted = matrix(x.values.map((value) => value + 0.5), x.n, x.d);
  const [own, other] = await Promise.all([x, shifted].map((each) => runPca(each, 3, context)));
  assertClose(own.explainedVariance, other.explainedVariance, 1e-12);
  assertClose(own.spectrum, other.spectrum, 1e-12);
  assertClose(own.components.values, other.components.values, 1e-9);
  assertClose(own.scores.values, other.scores.values, 1e-8);
});

Deno.test("runPca() of answers gives the same bits in whatever order the respondents come", async () => {
  const x = answersOf({ n: 2_000, d: 6, least: 1, range: 6, seed: 3 });
  const reversed = new Float64Array(x.values.length);
  for (let i = 0; i < x.n; i++) {
    reversed.set(x.values.subarray(i * 6, i * 6 + 6), (x.n - 1 - i) * 6);
  }
  const own = await runPca(x, 4, context);
  const other = await runPca(matrix(reversed, x.n, 6), 4, context);
  assert.deepEqual(other.components, own.components);
  assert.deepEqual(other.explainedVariance, own.explainedVariance);
  for (let i = 0; i < x.n; i++) {
    const back = x.n - 1 - i;
    assert.deepEqual(
      other.scores.values.subarray(back * 4, back * 4 + 4),
      own.scores.values.subarray(i * 4, i * 4 + 4),
    );
  }
});
