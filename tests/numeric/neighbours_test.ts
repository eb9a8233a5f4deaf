/** Tests of exact neighbours and of matrices. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { createContext } from "../../pipeline/context.ts";
import { assertFinite, matrix, squaredDistance } from "../../pipeline/numeric/matrix.ts";
import { exactNeighbours } from "../../pipeline/numeric/neighbours.ts";

Deno.test("exactNeighbours() gives what sorting all distances gives", async () => {
  const points = fc.integer({ min: 4, max: 30 }).chain((n) =>
    fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 2 * n, maxLength: 2 * n })
  );
  await fc.assert(
    fc.asyncProperty(points, async (values) => {
      const x = matrix(Float64Array.from(values), values.length / 2, 2);
      const { indices, distances } = await exactNeighbours(x, 4, createContext());
      for (let i = 0; i < x.n; i++) {
        const others = Array.from({ length: x.n }, (_, j) => j).filter((j) => j !== i)
          .sort((a, b) => squaredDistance(x, i, x, a) - squaredDistance(x, i, x, b) || a - b);
        assert.deepEqual(indices[i], [i, ...others.slice(0, 3)]);
        assert.deepEqual(
          distances[i],
          indices[i].map((j) => Math.sqrt(squaredDistance(x, i, x, j))),
        );
      }
    }),
    { seed: 8 },
  );
});

Deno.test("matrix() and assertFinite() refuse what no algorithm can use", () => {
  assert.throws(() => matrix(new Float64Array(5), 2, 3), {
    name: "RangeError",
    message: "Cannot make a matrix: it needs n x d values, but n is 2, d is 3 and there are 5.",
  });
  assert.throws(() => assertFinite(matrix(Float64Array.of(1, 2, Infinity, 4), 2, 2), "run PCA"), {
    name: "DataError",
    message: "Cannot run PCA: every value must be finite, but row 2, column 1 holds Infinity. " +
      "Impute or leave out such values first.",
  });
});
