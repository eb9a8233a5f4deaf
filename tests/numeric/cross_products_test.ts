/** Tests of products of columns and projections by kernels. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { createContext } from "../../pipeline/base/context.ts";
import { crossProducts, projectRows } from "../../pipeline/numeric/cross_products.ts";
import { matrix } from "../../pipeline/numeric/matrix.ts";
import { columnMeans } from "../../pipeline/numeric/statistics.ts";
import { createRng } from "../../pipeline/base/rng.ts";
import { assertClose } from "../support/golden.ts";

const SHAPES = fc.record({
  n: fc.integer({ min: 1, max: 150 }),
  d: fc.integer({ min: 1, max: 70 }),
  m: fc.integer({ min: 1, max: 7 }),
  seed: fc.integer(),
});

function randomMatrix(n: number, d: number, seed: number) {
  const rng = createRng(seed);
  return matrix(Float64Array.from({ length: n * d }, () => 3 + rng.normal()), n, d);
}

Deno.test("crossProducts() and projectRows() give the same bits by kernel and by twin", async () => {
  const context = createContext();
  await fc.assert(
    fc.asyncProperty(SHAPES, async ({ n, d, m, seed }) => {
      const x = randomMatrix(n, d, seed), directions = randomMatrix(m, d, seed + 1);
      const means = columnMeans(x);
      const kinds = ["wasm", "twin"] as const;
      const [byKernel, byTwin] = await Promise.all(kinds.map(async (kind) => [
        await crossProducts(x, { context, kind }),
        await projectRows(x, { means, directions }, { context, kind }),
      ]));
      assert.deepEqual(byKernel, byTwin);
    }),
    { numRuns: 60, seed: 4 },
  );
});

Deno.test("crossProducts() sums the products of every two centred columns", async () => {
  const x = randomMatrix(301, 7, 1);
  const means = columnMeans(x);
  const found = await crossProducts(x, { context: createContext() });
  assertClose(found.means, means, 1e-12);
  const { values } = found.products;
  for (let a = 0; a < 7; a++) {
    for (let b = 0; b < 7; b++) {
      let sum = 0;
      for (let i = 0; i < 301; i++) {
        sum += (x.values[i * 7 + a] - means[a]) * (x.values[i * 7 + b] - means[b]);
      }
      assertClose([values[a * 7 + b]], [sum], 1e-9);
    }
  }
});

Deno.test("projectRows() multiplies centred rows with each direction", async () => {
  const x = matrix(Float64Array.of(1, 2, 3, 4, 6, 8), 2, 3);
  const directions = matrix(Float64Array.of(1, 0, 0, 0, 1, -1, 1, 1, 1), 3, 3);
  const means = Float64Array.of(1, 1, 1);
  const { values } = await projectRows(x, { means, directions }, { context: createContext() });
  assert.deepEqual([...values], [0, -1, 3, 3, -2, 15]);
});
