/** Tests of nearest-neighbour descent. Runs in Deno. */

import assert from "node:assert/strict";
import { matrix, squaredDistance } from "../../pipeline/numeric/matrix.ts";
import { descendToNeighbours } from "../../pipeline/numeric/neighbour_descent.ts";
import { nearestRows } from "../../pipeline/numeric/neighbours.ts";
import { createRng } from "../../pipeline/base/rng.ts";
import { endOf } from "../../pipeline/base/steps.ts";
import { drawSegments } from "../support/segments.ts";

Deno.test("descendToNeighbours() finds nearly all neighbours and measures them right", () => {
  const x = drawSegments({ n: 3000, d: 20, seed: 4 }), k = 15;
  const found = endOf(descendToNeighbours(x, { k, rng: createRng(1) }));
  const exact = endOf(nearestRows({ x, of: null, from: 0, to: x.n, k }));
  let kept = 0;
  for (let i = 0; i < x.n; i++) {
    const list = [...found.indices.subarray(i * k, (i + 1) * k)];
    const true_ = new Set(exact.indices.subarray(i * k, (i + 1) * k));
    assert.equal(list[0], i);
    assert.equal(new Set(list).size, k, `row ${i} has different neighbours`);
    kept += list.filter((j) => true_.has(j)).length;
    list.forEach((j, slot) => {
      assert.equal(found.distances[i * k + slot], Math.sqrt(squaredDistance(x, i, x, j)));
      assert.ok(slot === 0 || found.distances[i * k + slot - 1] <= found.distances[i * k + slot]);
    });
  }
  assert.ok(kept / (x.n * k) > 0.98, `${kept / (x.n * k)} of the neighbours`);
});

Deno.test("descendToNeighbours() gives the same as kernel, as twin and again", () => {
  for (const [n, d, k] of [[400, 7, 6], [61, 3, 15], [130, 1, 2]]) {
    const x = drawSegments({ n, d, seed: 5 });
    const run = (kind: "wasm" | "twin", seed: number) =>
      endOf(descendToNeighbours(x, { k, rng: createRng(seed), kind }));
    const kernel = run("wasm", 1);
    assert.deepEqual(run("twin", 1), kernel);
    assert.deepEqual(run("wasm", 1), kernel);
  }
});

Deno.test("descendToNeighbours() ends where all rows are alike", () => {
  const x = matrix(new Float64Array(500 * 3).fill(2), 500, 3);
  const { indices, distances } = endOf(descendToNeighbours(x, { k: 5, rng: createRng(1) }));
  assert.ok(distances.every((distance) => distance === 0));
  assert.ok(indices.every((row) => row >= 0 && row < 500));
});
