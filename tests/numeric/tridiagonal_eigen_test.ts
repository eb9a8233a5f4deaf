/** Tests of eigenvectors by way of a tridiagonal matrix, against ml-pca. Runs in Deno. */

import assert from "node:assert/strict";
import { PCA } from "ml-pca";
import { matrix, toRows } from "../../pipeline/numeric/matrix.ts";
import { tridiagonalEigen } from "../../pipeline/numeric/tridiagonal_eigen.ts";
import { createRng } from "../../pipeline/base/rng.ts";
import { assertClose } from "../support/golden.ts";

/** Products of `size` columns of which only `rank` differ. */
function productsOf(size: number, rank: number): Float64Array {
  const rng = createRng(size * 1000 + rank);
  const columns = Float64Array.from({ length: size * rank }, () => rng.normal());
  const products = new Float64Array(size * size);
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < size; b++) {
      for (let r = 0; r < rank; r++) {
        products[a * size + b] += columns[a * rank + r] * columns[b * rank + r];
      }
    }
  }
  return products;
}

function assertEigen(a: Float64Array, size: number): void {
  const { values, vectors } = tridiagonalEigen(a, size);
  const tolerance = 1e-13 * size * Math.max(1, Math.abs(values[0]));
  for (let i = 0; i < size; i++) {
    if (i > 0) assert.ok(values[i - 1] >= values[i]);
    const vector = vectors.subarray(i * size, (i + 1) * size);
    for (let r = 0; r < size; r++) {
      let product = 0, shared = 0;
      for (let c = 0; c < size; c++) {
        product += a[r * size + c] * vector[c];
        shared += vectors[r * size + c] * vector[c];
      }
      assertClose([product], [values[i] * vector[r]], tolerance);
      assertClose([shared], [r === i ? 1 : 0], 1e-12);
    }
  }
}

Deno.test("tridiagonalEigen() finds orthonormal eigenvectors, with full, low and no rank", () => {
  for (const size of [1, 2, 3, 4, 17, 50, 90]) {
    for (const rank of [0, 1, size >> 1, size, size + 20]) {
      assertEigen(productsOf(size, rank), size);
    }
  }
});

Deno.test("tridiagonalEigen() takes diagonal, equal and split matrices", () => {
  assertEigen(Float64Array.of(3, 0, 0, 0, -7, 0, 0, 0, 5), 3);
  assertEigen(Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1), 3);
  assertEigen(new Float64Array(36).fill(1), 6);
  assertEigen(Float64Array.of(2, 1, 0, 0, 1, 2, 0, 0, 0, 0, 2, 1, 0, 0, 1, 2), 4);
});

Deno.test("tridiagonalEigen() equals ml-pca's eigenvalues to 1e-12 of the largest, and its eigenvectors, signs aside", () => {
  for (const size of [5, 50, 120]) {
    const a = productsOf(size, size + 30);
    const { values, vectors } = tridiagonalEigen(a, size);
    const expected = new PCA(toRows(matrix(a, size, size)), { isCovarianceMatrix: true });
    assertClose(values, expected.getEigenvalues(), 1e-12 * values[0]);
    for (let m = 0; m < Math.min(size, 4); m++) {
      const own = vectors.subarray(m * size, (m + 1) * size);
      const other = expected.getEigenvectors().getColumn(m);
      const sign = Math.sign(own[0] * other[0]);
      assertClose(own, other.map((value: number) => sign * value), 1e-9);
    }
  }
});

Deno.test("tridiagonalEigen() leaves its input as it is", () => {
  const a = productsOf(6, 9);
  const before = a.slice();
  tridiagonalEigen(a, 6);
  assert.deepEqual(a, before);
});
