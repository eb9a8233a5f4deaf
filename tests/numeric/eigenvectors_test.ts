/** Tests of eigenvectors of large and of small symmetric matrices. Runs in Deno. */

import assert from "node:assert/strict";
import { leadingEigenvectors } from "../../pipeline/numeric/eigenvectors.ts";
import { symmetricEigen } from "../../pipeline/numeric/symmetric_eigen.ts";
import { createRng } from "../../pipeline/base/rng.ts";
import { assertClose } from "../support/golden.ts";
import { endOf } from "../../pipeline/base/steps.ts";

/** A path's adjacency matrix; its eigenvalues are 2 cos(pi j / (n + 1)), of closed form. */
function path(n: number) {
  return {
    n,
    multiply(vector: Float64Array, product: Float64Array) {
      for (let i = 0; i < n; i++) {
        product[i] = (i > 0 ? vector[i - 1] : 0) + (i + 1 < n ? vector[i + 1] : 0);
      }
    },
  };
}

function sines(n: number, j: number): Float64Array {
  const scale = Math.sqrt(2 / (n + 1));
  return Float64Array.from(
    { length: n },
    (_, i) => scale * Math.sin(Math.PI * j * (i + 1) / (n + 1)),
  );
}

Deno.test("leadingEigenvectors() finds the leading ones of a path, the known one left out", () => {
  const options = { known: [sines(300, 1)], tolerance: 1e-7, mostProducts: 20_000 };
  const { vectors, values, residual } = endOf(
    leadingEigenvectors(path(300), { ...options, count: 3, rng: createRng(1) }),
  );
  assert.ok(residual <= 1e-7);
  assertClose(values, [2, 3, 4].map((j) => 2 * Math.cos(Math.PI * j / 301)), 1e-10);
  vectors.forEach((vector, at) => {
    const expected = sines(300, at + 2);
    const sign = Math.sign(vector.reduce((sum, value, i) => sum + value * expected[i], 0));
    assertClose(vector.map((value) => sign * value), expected, 1e-3);
  });
});

Deno.test("leadingEigenvectors() finds all of a small matrix and equal ones of a diagonal", () => {
  const small = endOf(
    leadingEigenvectors(path(5), {
      ...{ count: 5, known: [], tolerance: 1e-12, mostProducts: 100, rng: createRng(1) },
    }),
  );
  assertClose(small.values, [1, 2, 3, 4, 5].map((j) => 2 * Math.cos(Math.PI * j / 6)), 1e-12);
  const diagonal = {
    n: 60,
    multiply: (vector: Float64Array, product: Float64Array) => {
      vector.forEach((value, i) => product[i] = i < 3 ? 2 * value : value);
    },
  };
  const { values, vectors } = endOf(
    leadingEigenvectors(diagonal, {
      ...{ count: 4, known: [], tolerance: 1e-9, mostProducts: 1000, rng: createRng(1) },
    }),
  );
  assertClose(values, [2, 2, 2, 1], 1e-9);
  for (let a = 0; a < 4; a++) {
    for (let b = 0; b <= a; b++) {
      const product = vectors[a].reduce((sum, value, i) => sum + value * vectors[b][i], 0);
      assert.ok(Math.abs(product - (a === b ? 1 : 0)) < 1e-9);
    }
  }
});

Deno.test("symmetricEigen() rebuilds the matrix from what it finds", () => {
  const size = 12, rng = createRng(3);
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) matrix[i * size + j] = matrix[j * size + i] = rng.below(9) - 4;
  }
  const { values, vectors } = symmetricEigen(matrix, size);
  assert.deepEqual([...values], [...values].sort((a, b) => b - a));
  const rebuilt = matrix.map((_, at) => {
    const i = Math.floor(at / size), j = at % size;
    return values.reduce(
      (sum, value, e) => sum + value * vectors[e * size + i] * vectors[e * size + j],
      0,
    );
  });
  assertClose(rebuilt, matrix, 1e-12);
});
