/** Tests of exact neighbours and of matrices. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { assertFinite, matrix, squaredDistance } from "../../pipeline/numeric/matrix.ts";
import {
  nearestRows,
  type Neighbours,
  type NeighbourSearch,
} from "../../pipeline/numeric/neighbours.ts";
import { createRng } from "../../pipeline/base/rng.ts";
import type { Matrix } from "../../pipeline/numeric/matrix.ts";
import { endOf } from "../../pipeline/base/steps.ts";

const KINDS = ["wasm", "twin"] as const;

Deno.test("nearestRows() gives what sorting all distances gives, as kernel and as twin", () => {
  const shapes = fc.record({
    n: fc.integer({ min: 2, max: 90 }),
    d: fc.integer({ min: 1, max: 9 }),
    levels: fc.constantFrom(1, 2, 5, 1000),
    offset: fc.constantFrom(0, 1e6),
    seed: fc.nat(),
  });
  fc.assert(
    fc.property(shapes, fc.nat(), ({ n, d, levels, offset, seed }, size) => {
      const x = drawMatrix({ n, d, levels, offset, seed });
      const k = 1 + size % n;
      for (const kind of KINDS) assertNearest({ x, of: null, from: 0, to: n, k, kind });
    }),
    { seed: 8, numRuns: 60 },
  );
});

Deno.test("nearestRows() finds rows of another matrix, and of a range alone", () => {
  const x = drawMatrix({ n: 70, d: 5, levels: 4, offset: 0, seed: 1 });
  const of = drawMatrix({ n: 150, d: 5, levels: 4, offset: 0, seed: 2 });
  for (const kind of KINDS) {
    assertNearest({ x, of, from: 0, to: 150, k: 6, kind });
    assertNearest({ x, of, from: 67, to: 143, k: 6, kind });
    assertNearest({ x, of: null, from: 13, to: 69, k: 70, kind });
  }
});

Deno.test("nearestRows() misses no neighbour where 32 bits cannot tell rows apart", () => {
  const { values } = drawMatrix({ n: 200, d: 3, levels: 1000, offset: 0, seed: 3 });
  const tiny = matrix(values.map((value) => 1 + value * 1e-12), 200, 3);
  tiny.values[0] = 1e9;
  const huge = matrix(values.map((value) => value * 1e150), 200, 3);
  for (const x of [tiny, huge]) {
    assertNearest({ x, of: null, from: 0, to: 200, k: 9, kind: "wasm" });
  }
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

function assertNearest(search: NeighbourSearch): void {
  const { x, of, from, to, k } = search;
  const found: Neighbours = endOf(nearestRows(search));
  const queries = of ?? x;
  for (let i = from; i < to; i++) {
    const squares = Array.from({ length: x.n }, (_, j) => squaredDistance(queries, i, x, j));
    const sorted = squares.map((_, j) => j).filter((j) => of !== null || j !== i)
      .sort((a, b) => squares[a] - squares[b] || a - b);
    const expected = (of === null ? [i, ...sorted] : sorted).slice(0, k);
    const list = (i - from) * k;
    assert.deepEqual([...found.indices.subarray(list, list + k)], expected);
    assert.deepEqual(
      [...found.distances.subarray(list, list + k)],
      expected.map((j) => Math.sqrt(squares[j])),
    );
  }
}

function drawMatrix(
  { n, d, levels, offset, seed }: {
    n: number;
    d: number;
    levels: number;
    offset: number;
    seed: number;
  },
): Matrix {
  const rng = createRng(seed);
  return matrix(Float64Array.from({ length: n * d }, () => offset + rng.below(levels)), n, d);
}
