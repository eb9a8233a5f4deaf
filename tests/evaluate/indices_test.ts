/** Tests of silhouette, Calinski-Harabasz and Davies-Bouldin against scikit-learn. Runs in Deno. */

import assert from "node:assert/strict";
import { createContext } from "../../pipeline/base/context.ts";
import { calinskiHarabasz } from "../../pipeline/evaluate/calinski_harabasz.ts";
import { daviesBouldin } from "../../pipeline/evaluate/davies_bouldin.ts";
import { exactSilhouette, sampledSilhouette } from "../../pipeline/evaluate/silhouette.ts";
import { matrix, squaredDistance } from "../../pipeline/numeric/matrix.ts";
import { createRng, type Rng } from "../../pipeline/base/rng.ts";
import type { Matrix } from "../../pipeline/numeric/matrix.ts";
import { assertClose, GOLDEN, GOLDEN_POINTS, toMatrix } from "../support/golden.ts";

const LABELS = Int32Array.from(GOLDEN.kmeans4.labels);

Deno.test("exactSilhouette() equals scikit-learn's silhouette_samples", async () => {
  const found = await exactSilhouette(GOLDEN_POINTS, LABELS, 4, createContext());
  assertClose(found.perRow, GOLDEN.indices4.silhouette_samples, 1e-12);
  assertClose([found.mean], [GOLDEN.indices4.silhouette], 1e-12);
  for (let g = 0; g < 4; g++) {
    const own = GOLDEN.indices4.silhouette_samples.filter((_, i) => LABELS[i] === g);
    assertClose([found.perSegment[g]], [own.reduce((a, b) => a + b) / own.length], 1e-12);
  }
  assert.equal(found.sample, null);
});

Deno.test("exactSilhouette() is 0 for the only respondent of a segment and for equal ones", async () => {
  const x = toMatrix([[0], [0], [0], [7]]);
  const alone = await exactSilhouette(x, Int32Array.of(0, 0, 0, 1), 2, createContext());
  assert.deepEqual([...alone.perRow], [1, 1, 1, 0]);
  const equal = await exactSilhouette(
    toMatrix([[1], [1], [1]]),
    Int32Array.of(0, 0, 1),
    2,
    createContext(),
  );
  assert.deepEqual([...equal.perRow], [0, 0, 0]);
});

Deno.test("sampledSilhouette() states its sample, blanks the rest and comes near the exact one", async () => {
  const rng = createRng(3);
  const n = 4000;
  const labels = Int32Array.from({ length: n }, (_, i) => i % 3);
  const x = matrix(Float64Array.from({ length: n }, (_, i) => 4 * labels[i] + rng.normal()), n, 1);
  const context = createContext();
  const exact = await exactSilhouette(x, labels, 3, context);
  const found = await sampledSilhouette(x, labels, 3, { size: 800, rng: createRng(1), context });
  assert.equal(found.sample, 800);
  assert.equal(found.perRow.filter((value) => !Number.isNaN(value)).length, 800);
  assert.ok(
    found.standardError! > 0.002 && found.standardError! < 0.02,
    String(found.standardError),
  );
  assertClose([found.mean], [exact.mean], 4 * found.standardError!);
  const again = await sampledSilhouette(x, labels, 3, { size: 800, rng: createRng(1), context });
  assert.deepEqual(found, again);
});

Deno.test("exactSilhouette() equals a plain double loop, whatever the data", async (t) => {
  const cases: [string, (rng: Rng) => number, number][] = [
    ["on a continuum", (rng) => rng.normal(), 5],
    ["answers with equal rows", (rng) => rng.below(2), 3],
    ["far from zero", (rng) => 1e6 + rng.normal(), 4],
    ["tiny numbers", (rng) => 1e-60 * rng.normal(), 4],
    ["huge numbers", (rng) => 1e60 * rng.normal(), 4],
    ["more segments than fours of rows", (rng) => rng.normal(), 150],
  ];
  for (const [name, draw, k] of cases) {
    await t.step(name, async () => {
      const rng = createRng(5);
      const n = 203, d = 11;
      const x = matrix(Float64Array.from({ length: n * d }, () => draw(rng)), n, d);
      const labels = Int32Array.from({ length: n }, (_, i) => i < k ? i : rng.below(k));
      const found = await exactSilhouette(x, labels, k, createContext());
      assertClose(found.perRow, plainSilhouettes(x, labels, k), 1e-6);
    });
  }
});

Deno.test("exactSilhouette() has the same bits with 1, 2 and 4 workers", async () => {
  const rng = createRng(8);
  const n = 4501, d = 50;
  const labels = Int32Array.from({ length: n }, () => rng.below(5));
  const x = matrix(
    Float64Array.from({ length: n * d }, (_, p) => labels[Math.floor(p / d)] + 2 * rng.normal()),
    n,
    d,
  );
  const one = await exactSilhouette(x, labels, 5, createContext({ workers: 1 }));
  for (const workers of [2, 4]) {
    assert.deepEqual(await exactSilhouette(x, labels, 5, createContext({ workers })), one);
  }
});

Deno.test("exactSilhouette() stops when cancelled", async (t) => {
  const n = 6000, d = 50;
  const x = matrix(new Float64Array(n * d).map((_, p) => p % 97), n, d);
  const labels = Int32Array.from({ length: n }, (_, i) => i % 3);
  for (const workers of [1, 2]) {
    await t.step(`${workers} workers`, async () => {
      const controller = new AbortController();
      const context = createContext({ signal: controller.signal, workers });
      setTimeout(() => controller.abort(new Error("no longer wanted")), 5);
      await assert.rejects(exactSilhouette(x, labels, 3, context), /no longer wanted/);
    });
  }
});

Deno.test("calinskiHarabasz() and daviesBouldin() equal scikit-learn", () => {
  assertClose(
    [calinskiHarabasz(GOLDEN_POINTS, LABELS, 4)],
    [GOLDEN.indices4.calinski_harabasz],
    1e-9,
  );
  assertClose([daviesBouldin(GOLDEN_POINTS, LABELS, 4)], [GOLDEN.indices4.davies_bouldin], 1e-12);
});

Deno.test("calinskiHarabasz() is 1 and daviesBouldin() 0 for segments without spread", () => {
  const x = toMatrix([[0, 0], [0, 0], [3, 4]]);
  const labels = Int32Array.of(0, 0, 1);
  assert.equal(calinskiHarabasz(x, labels, 2), 1);
  assert.equal(daviesBouldin(x, labels, 2), 0);
});

function plainSilhouettes(x: Matrix, labels: Int32Array, k: number): number[] {
  const counts = new Array(k).fill(0);
  labels.forEach((label) => counts[label]++);
  return Array.from(labels, (own, i) => {
    const sums = new Array(k).fill(0);
    labels.forEach((label, j) => sums[label] += Math.sqrt(squaredDistance(x, i, x, j)));
    if (counts[own] === 1) return 0;
    const within = sums[own] / (counts[own] - 1);
    const between = Math.min(
      ...sums.map((sum, g) => g === own || counts[g] === 0 ? Infinity : sum / counts[g]),
    );
    return Math.max(within, between) > 0 ? (between - within) / Math.max(within, between) : 0;
  });
}
