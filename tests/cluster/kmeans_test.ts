/** Tests of k-means against scikit-learn and a plain Lloyd loop. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { runKmeans } from "../../pipeline/cluster/kmeans.ts";
import { seedCentroids } from "../../pipeline/cluster/seeding.ts";
import { createContext } from "../../pipeline/context.ts";
import { groupMeans, matrix, squaredDistance, toRows } from "../../pipeline/numeric/matrix.ts";
import { createRng } from "../../pipeline/rng.ts";
import type { Matrix } from "../../pipeline/types.ts";
import { assertClose, GOLDEN, GOLDEN_POINTS, toMatrix } from "../support/golden.ts";

const OPTIONS = { nInit: 10, maxIter: 300 };

Deno.test("runKmeans() finds scikit-learn's best partition", async () => {
  const found = await runKmeans(GOLDEN_POINTS, { k: 4, nInit: 50, maxIter: 300 }, context());
  assertClose([found.inertia], [GOLDEN.kmeans4.inertia], 1e-9);
  assert.deepEqual([...found.labels], GOLDEN.kmeans4.labels);
  assert.ok(found.converged);
});

Deno.test("runKmeans() ends at the fixed point of a plain Lloyd loop from the same centroids", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 1e6 }),
      fc.integer({ min: 2, max: 6 }),
      async (seed, k) => {
        const x = surveyLike(200, 6, seed);
        const found = await runKmeans(x, { k, nInit: 1, maxIter: 1000 }, context(seed));
        const start = await seedCentroids(x, k, {
          rng: createRng(seed).fork("start 0"),
          context: context(),
        });
        const plain = lloyd(x, start);
        // Where a segment falls empty the plain loop has no policy.
        fc.pre(plain !== null);
        assertClose([found.inertia], [plain!], 1e-6);
      },
    ),
    { numRuns: 60, seed: 2 },
  );
});

Deno.test("runKmeans() gives every respondent the nearest centroid, and centroids their means", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 1e6 }),
      fc.integer({ min: 2, max: 9 }),
      async (seed, k) => {
        const x = surveyLike(60, 2, seed);
        fc.pre(new Set(toRows(x).map(String)).size >= k);
        const { labels, centroids, inertia } = await runKmeans(x, { k, ...OPTIONS }, context(seed));
        let sum = 0;
        labels.forEach((label, i) => {
          const own = squaredDistance(x, i, centroids, label);
          sum += own;
          for (let c = 0; c < k; c++) assert.ok(own <= squaredDistance(x, i, centroids, c));
        });
        assert.equal(new Set(labels).size, k);
        assertClose(centroids.values, groupMeans(x, labels, k).values, 1e-9);
        assertClose([inertia], [sum], 1e-9);
      },
    ),
    { numRuns: 60, seed: 3 },
  );
});

Deno.test("runKmeans() fills every segment where most respondents are equal", async () => {
  const rows = [...new Array(50).fill([0, 0]), [0, 1], [9, 9], [9, 8]];
  for (let seed = 0; seed < 20; seed++) {
    const { labels, inertia } = await runKmeans(
      toMatrix(rows),
      { k: 4, nInit: 1, maxIter: 300 },
      context(seed),
    );
    assert.equal(new Set(labels).size, 4);
    assert.equal(inertia, 0);
  }
});

Deno.test("runKmeans() numbers segments by size and repeats for a seed", async () => {
  const x = surveyLike(300, 5, 8);
  const found = await runKmeans(x, { k: 5, ...OPTIONS }, context(1));
  const again = await runKmeans(x, { k: 5, ...OPTIONS }, context(1));
  const sizes = new Array(5).fill(0);
  found.labels.forEach((label) => sizes[label]++);
  assert.deepEqual(sizes, [...sizes].sort((a, b) => b - a));
  assert.deepEqual(found, again);
});

Deno.test("runKmeans() more starts are never worse, and begin with the same ones", async () => {
  const x = surveyLike(300, 6, 5);
  const inertias = [];
  for (const nInit of [1, 5, 20]) {
    inertias.push((await runKmeans(x, { k: 6, nInit, maxIter: 300 }, context(4))).inertia);
  }
  assert.ok(inertias[1] <= inertias[0] && inertias[2] <= inertias[1], String(inertias));
});

Deno.test("runKmeans() scales its inertia with the square of the data", async () => {
  const x = surveyLike(100, 4, 6);
  const doubled = matrix(x.values.map((value) => value * 4), x.n, x.d);
  const a = await runKmeans(x, { k: 3, ...OPTIONS }, context());
  const b = await runKmeans(doubled, { k: 3, ...OPTIONS }, context());
  assert.deepEqual(a.labels, b.labels);
  assertClose([b.inertia], [16 * a.inertia], 1e-6);
});

Deno.test("runKmeans() says that it did not settle", async () => {
  const found = await runKmeans(surveyLike(500, 6, 9), { k: 7, nInit: 1, maxIter: 1 }, context());
  assert.equal(found.converged, false);
  assert.equal(found.iterations, 1);
});

Deno.test("runKmeans() refuses more segments than different respondents", async () => {
  const x = toMatrix([[1, 1], [1, 1], [2, 2]]);
  await assert.rejects(runKmeans(x, { k: 3, ...OPTIONS }, context()), {
    name: "DataError",
    message: "Cannot form 3 segments: there must be at least as many different respondents, but " +
      "there are 2. Lower clustering.n_clusters to 2 or less.",
  });
});

Deno.test("seedCentroids() draws different rows, in proportion to their distance", async () => {
  const x = toMatrix([[0], [0], [0], [100], [200]]);
  for (let seed = 0; seed < 50; seed++) {
    const { values } = await seedCentroids(x, 3, { rng: createRng(seed), context: context() });
    assert.deepEqual([...values].sort((a, b) => a - b), [0, 100, 200]);
  }
});

function context(seed = 42): ReturnType<typeof createContext> {
  return createContext({ seed });
}

/** Whole numbers 1..5 with two planted groups, so that ties and repeats occur. */
function surveyLike(n: number, d: number, seed: number): Matrix {
  const rng = createRng(seed);
  const values = new Float64Array(n * d);
  for (let i = 0; i < n; i++) {
    const base = i % 2 === 0 ? 2 : 4;
    for (let c = 0; c < d; c++) {
      values[i * d + c] = Math.max(1, Math.min(5, Math.round(base + rng.normal())));
    }
  }
  return matrix(values, n, d);
}

/** Inertia of Lloyd's algorithm written plainly; null if a segment falls empty. */
function lloyd(x: Matrix, start: Matrix): number | null {
  let centroids = start;
  for (;;) {
    const labels = new Int32Array(x.n);
    let inertia = 0;
    for (let i = 0; i < x.n; i++) {
      const squares = toRows(centroids).map((_, c) => squaredDistance(x, i, centroids, c));
      labels[i] = squares.indexOf(Math.min(...squares));
      inertia += squares[labels[i]];
    }
    if (new Set(labels).size < centroids.n) return null;
    const means = groupMeans(x, labels, centroids.n);
    if (means.values.every((value, i) => value === centroids.values[i])) return inertia;
    centroids = means;
  }
}
