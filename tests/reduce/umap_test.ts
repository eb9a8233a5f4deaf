/** Tests of UMAP. Runs in Deno. */

import assert from "node:assert/strict";
import { UMAP } from "umap-js";
import { createContext } from "../../pipeline/base/context.ts";
import { matrix } from "../../pipeline/numeric/matrix.ts";
import { nearestRows } from "../../pipeline/numeric/neighbours.ts";
import { placeOnMap, umap } from "../../pipeline/mod.ts";
import { findNeighbours } from "../../pipeline/reduce/umap/neighbours.ts";
import { runUmap } from "../../pipeline/reduce/umap/umap.ts";
import { createRng } from "../../pipeline/base/rng.ts";
import type { Matrix } from "../../pipeline/numeric/matrix.ts";
import { GOLDEN_POINTS, toMatrix } from "../support/golden.ts";
import { drawSegments } from "../support/segments.ts";
import { endOf } from "../../pipeline/base/steps.ts";
import { ANSWERS, UMAP_GOLDEN } from "../support/umap_golden.ts";

const OPTIONS = { nComponents: 2, nNeighbors: 15, minDist: 0.1 };

Deno.test("runUmap() keeps neighbours as umap-learn and umap-js do", async () => {
  const { n_neighbors: near, seeds } = UMAP_GOLDEN.trustworthiness;
  const kept: number[] = [];
  for (let seed = 0; seed < seeds.length; seed++) {
    const map = await runUmap(ANSWERS, OPTIONS, createContext({ seed }));
    kept.push(trustworthiness(ANSWERS, map, near));
  }
  const mean = (values: number[]) => values.reduce((a, b) => a + b) / values.length;
  assert.ok(mean(kept) >= mean(seeds) - 0.005, `${kept} against umap-learn's ${seeds}`);
  const random = createRng(1);
  const other = new UMAP({ ...OPTIONS, random: () => random.uniform() });
  const rows = Array.from({ length: ANSWERS.n }, (_, i) => [
    ...ANSWERS.values.subarray(i * ANSWERS.d, (i + 1) * ANSWERS.d),
  ]);
  const theirs = trustworthiness(ANSWERS, toMatrix(await other.fitAsync(rows)), near);
  assert.ok(mean(kept) >= theirs - 0.01, `${kept} against umap-js's ${theirs}`);
});

Deno.test("runUmap() repeats for a seed and differs for another", async () => {
  const run = (seed: number) => runUmap(GOLDEN_POINTS, OPTIONS, createContext({ seed }));
  const map = await run(1);
  assert.deepEqual([map.n, map.d], [62, 2]);
  assert.deepEqual(await run(1), map);
  assert.notDeepEqual(await run(2), map);
});

Deno.test("findNeighbours() and so the map do not depend on the number of workers", async () => {
  const x = drawSegments({ n: 4200, d: 120, seed: 2 });
  const lists = [];
  for (const workers of [1, 2, 4]) {
    lists.push(await findNeighbours(x, { of: null, k: 15 }, createContext({ workers })));
  }
  assert.deepEqual(lists[1], lists[0]);
  assert.deepEqual(lists[2], lists[0]);
});

Deno.test("runUmap() maps to 1 to 5 dimensions, duplicates and pieces too", async () => {
  const alike = matrix(new Float64Array(30).fill(1), 15, 2);
  const doubled = matrix(Float64Array.from([...ANSWERS.values, ...ANSWERS.values]), 600, 12);
  const few = toMatrix([[0, 0], [1, 0], [0, 1], [5, 5]]);
  const pieces = matrix(
    ANSWERS.values.map((value, at) => value + 1000 * (Math.floor(at / 12) % 6)),
    300,
    12,
  );
  for (const nComponents of [1, 2, 3, 4, 5]) {
    for (const [x, nNeighbors] of [[alike, 14], [doubled, 5], [few, 3], [few, 2], [pieces, 5]]) {
      const options = { ...OPTIONS, nComponents, nNeighbors: nNeighbors as number };
      const map = await runUmap(x as Matrix, options, createContext({ seed: 1 }));
      assert.deepEqual([map.n, map.d], [(x as Matrix).n, nComponents]);
      assert.ok(map.values.every(Number.isFinite));
    }
  }
});

Deno.test("runUmap() keeps pieces that lie far apart together", async () => {
  const pieces = 6;
  const moved = ANSWERS.values.map((value, at) => value + 1000 * (Math.floor(at / 12) % pieces));
  const map = await runUmap(matrix(moved, 300, 12), { ...OPTIONS, nNeighbors: 6 }, createContext());
  const { indices } = endOf(nearestRows({ x: map, of: null, from: 0, to: 300, k: 4 }));
  const strangers = indices.filter((j, at) => j % pieces !== Math.floor(at / 4) % pieces).length;
  assert.ok(strangers < 0.02 * indices.length, `${strangers} of ${indices.length}`);
});

Deno.test("placeOnMap() puts new respondents among those of their segment", async () => {
  const all = drawSegments({ n: 500, d: 8, seed: 3 });
  const x = matrix(all.values.slice(0, 400 * 8), 400, 8);
  const rows = matrix(all.values.slice(400 * 8), 100, 8);
  const map = await umap(x, { ...OPTIONS, seed: 1 });
  const model = { x, map, nNeighbors: 15, minDist: 0.1 };
  const placed = await placeOnMap(model, rows, { seed: 1 });
  assert.deepEqual([placed.n, placed.d], [100, 2]);
  assert.deepEqual(await placeOnMap(model, rows, { seed: 1 }), placed);
  const k = 15;
  const before = endOf(nearestRows({ x, of: rows, from: 0, to: 100, k }));
  const after = endOf(nearestRows({ x: map, of: placed, from: 0, to: 100, k }));
  let kept = 0;
  for (let i = 0; i < 100; i++) {
    const near = new Set(before.indices.subarray(i * k, (i + 1) * k));
    kept += after.indices.subarray(i * k, (i + 1) * k).filter((j) => near.has(j)).length;
  }
  assert.ok(kept / (100 * k) > 0.4, `${kept / (100 * k)} of the nearest stay among the nearest`);
  const again = await placeOnMap(model, matrix(x.values.slice(0, 8), 1, 8), { seed: 1 });
  assert.ok(Math.hypot(again.values[0] - map.values[0], again.values[1] - map.values[1]) < 1.5);
});

Deno.test("placeOnMap() refuses rows of another width", async () => {
  const model = {
    x: toMatrix([[1, 2], [3, 4]]),
    map: toMatrix([[0], [1]]),
    nNeighbors: 2,
    minDist: 0,
  };
  await assert.rejects(placeOnMap(model, toMatrix([[1, 2, 3]]), { seed: 1 }), {
    name: "DataError",
    message: "Cannot place rows on the map: they need the 2 columns of its 2 rows, and " +
      "n_neighbors at most 2, but there are 3 columns, a map of 2 rows and n_neighbors 2.",
  });
});

Deno.test("runUmap() refuses more neighbours than other respondents", async () => {
  await assert.rejects(
    runUmap(toMatrix([[1], [2], [3]]), { ...OPTIONS, nNeighbors: 3 }, createContext()),
    {
      name: "DataError",
      message:
        "Cannot map 3 respondents: reduction.n_neighbors must be below their number, but is 3. " +
        "Lower it to 2 or less.",
    },
  );
});

/** 1 less the ranks by which rows near on the map are too far in x.
 * @see Venna and Kaski, 2001; scikit-learn's manifold.trustworthiness.
 */
function trustworthiness(x: Matrix, map: Matrix, k: number): number {
  const { n } = x;
  const whole = { of: null, from: 0, to: n };
  const before = endOf(nearestRows({ x, ...whole, k: n })).indices;
  const after = endOf(nearestRows({ x: map, ...whole, k: k + 1 })).indices;
  let excess = 0;
  for (let i = 0; i < n; i++) {
    const ranks = new Int32Array(n);
    before.subarray(i * n, (i + 1) * n).forEach((j, rank) => ranks[j] = rank);
    for (const j of after.subarray(i * (k + 1) + 1, (i + 1) * (k + 1))) {
      excess += Math.max(0, ranks[j] - k);
    }
  }
  return 1 - excess * 2 / (n * k * (2 * n - 3 * k - 1));
}
