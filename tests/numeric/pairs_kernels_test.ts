/** Tests of the kernels of all pairs of rows. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { pairDistances, rowStart } from "../../pipeline/cluster/tree/condensed.ts";
import { createContext } from "../../pipeline/base/context.ts";
import { matrix, squaredDistance } from "../../pipeline/numeric/matrix.ts";
import { createRng } from "../../pipeline/base/rng.ts";

Deno.test("pairDistances() has the bits of a plain loop, from kernels and twins", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 0, max: 1e6 }),
      async (n, d, seed) => {
        const rng = createRng(seed);
        const x = matrix(Float64Array.from({ length: n * d }, () => rng.normal()), n, d);
        const expected = new Float64Array(n * (n - 1) / 2);
        for (let i = 0; i < n; i++) {
          for (let j = 0; j < i; j++) {
            expected[rowStart(i) + j] = Math.sqrt(squaredDistance(x, i, x, j));
          }
        }
        assert.deepEqual(await pairDistances(x, createContext(), "wasm"), expected);
        assert.deepEqual(await pairDistances(x, createContext(), "twin"), expected);
      },
    ),
    { numRuns: 80, seed: 1 },
  );
});
