/** Tests of k-means against scikit-learn, ml-kmeans and a plain Lloyd loop. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { kmeans as mlKmeans } from "ml-kmeans";
import { runKmeans } from "../../pipeline/cluster/kmeans/kmeans.ts";
import { KmeansCrew } from "../../pipeline/cluster/kmeans/crew.ts";
import { chooseUnits } from "../../pipeline/cluster/kmeans/layout.ts";
import { localTrials, seedStarts } from "../../pipeline/cluster/kmeans/seeding.ts";
import { createContext } from "../../pipeline/base/context.ts";
import { groupMeans, matrix, squaredDistance, toRows } from "../../pipeline/numeric/matrix.ts";
import { withPool } from "../../pipeline/parallel/pool.ts";
import { createRng } from "../../pipeline/base/rng.ts";
import type { Matrix } from "../../pipeline/numeric/matrix.ts";
import { assertClose, GOLDEN, GOLDEN_POINTS, toMatrix } from "../support/golden.ts";

const OPTIONS = { nInit: 10, maxIter: 300 };

Deno.test("runKmeans() finds scikit-learn's best partition", async () => {
  const found = await runKmeans(GOLDEN_POINTS, { k: 4, nInit: 50, maxIter: 300 }, context());
  assertClose([found.inertia], [GOLDEN.kmeans4.inertia], 1e-9);
  assert.deepEqual([...found.labels], GOLDEN.kmeans4.labels);
  assert.ok(found.converged);
});

Deno.test("runKmeans() ends at the segments of a plain Lloyd loop from the same centroids", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 1e6 }),
      fc.integer({ min: 2, max: 6 }),
      fc.constantFrom(1, 0.37),
      async (seed, k, unit) => {
        const whole = surveyLike(200, 6, seed);
        const x = matrix(whole.values.map((value) => value * unit), whole.n, whole.d);
        const found = await runKmeans(x, { k, nInit: 1, maxIter: 1000 }, context(seed));
        const plain = lloyd(x, await seedsOf(x, k, seed));
        // Where a segment falls empty the plain loop has no policy.
        if (plain === null) return fc.pre(false);
        assertClose([found.inertia], [plain.inertia], 1e-9);
        assertSamePartition(found.labels, plain.labels);
        assert.equal(found.iterations, plain.iterations);
      },
    ),
    { numRuns: 60, seed: 2 },
  );
});

Deno.test("runKmeans() ends at a plain Lloyd loop's segments where rows lie far from 0 and many iterations pass", async () => {
  for (const [offset, spread] of [[0, 1], [1e6, 1], [-3e9, 40], [0, 1e-90], [0, 1e90]]) {
    const rng = createRng(5);
    const x = matrix(
      Float64Array.from({ length: 4500 * 7 }, () => offset + spread * (rng.uniform() - 0.5)),
      4500,
      7,
    );
    const found = await runKmeans(x, { k: 5, nInit: 1, maxIter: 1000 }, context(3));
    const plain = lloyd(x, await seedsOf(x, 5, 3))!;
    assertSamePartition(found.labels, plain.labels);
    assert.ok(found.iterations > 10 && found.converged);
  }
});

Deno.test("runKmeans() ends at ml-kmeans' segments from the same centroids", async () => {
  const x = surveyLike(1500, 10, 12);
  const found = await runKmeans(x, { k: 4, nInit: 1, maxIter: 500 }, context(12));
  const initialization = toRows(await seedsOf(x, 4, 12));
  const other = mlKmeans(toRows(x), 4, { initialization, maxIterations: 500, tolerance: 0 });
  assertSamePartition(found.labels, other.clusters);
});

Deno.test("runKmeans() gives the same bits with 1, 2 and 4 workers", async () => {
  const rng = createRng(21);
  const x = matrix(Float64Array.from({ length: 40_000 * 16 }, () => rng.normal()), 40_000, 16);
  const [one, ...others] = await Promise.all(
    [1, 2, 4].map((workers) =>
      runKmeans(x, { k: 6, nInit: 20, maxIter: 8 }, createContext({ seed: 3, workers }))
    ),
  );
  for (const other of others) assert.deepEqual(other, one);
});

Deno.test("runKmeans() hears a cancel while workers run", async () => {
  const rng = createRng(22);
  const x = matrix(Float64Array.from({ length: 60_000 * 20 }, () => rng.normal()), 60_000, 20);
  const cancel = new AbortController();
  const running = runKmeans(
    x,
    { k: 8, nInit: 20, maxIter: 300 },
    createContext({ workers: 2, signal: cancel.signal }),
  );
  setTimeout(() => cancel.abort(new Error("cancelled")), 150);
  const started = performance.now();
  await assert.rejects(running, { message: "cancelled" });
  assert.ok(performance.now() - started < 2000);
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

Deno.test("runKmeans() tells respondents apart that 32 bits cannot, and says when 64 bits cannot either", async () => {
  const near = [[1, 0], [1, 0], [1, 1e-9], [1, 2e-9], [-1, 5], [-1, 5 + 1e-9]];
  const { labels } = await runKmeans(toMatrix(near), { k: 5, ...OPTIONS }, context());
  assert.equal(new Set(labels).size, 5);
  assert.equal(labels[0], labels[1]);
  const same = [[1, 0], [1, 1e-170], [1, 2e-170]];
  await assert.rejects(runKmeans(toMatrix(same), { k: 3, ...OPTIONS }, context()), {
    name: "DataError",
    message: "Cannot form 3 segments: respondents must differ by more than rounding, but some " +
      "differ by less. Lower clustering.n_clusters.",
  });
  await assert.rejects(runKmeans(toMatrix([[1e200], [0]]), { k: 2, ...OPTIONS }, context()), {
    name: "DataError",
    message: "Cannot run k-means: values must lie within 1e+150 of 0, but one is 1e+200 in size. " +
      "Scale the features first.",
  });
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

Deno.test("seedStarts() draws different rows, in proportion to their distance", async () => {
  const x = toMatrix([[0], [0], [0], [100], [200]]);
  for (let seed = 0; seed < 50; seed++) {
    const { values } = await seedsOf(x, 3, seed);
    assert.deepEqual([...values].sort((a, b) => a - b), [0, 100, 200]);
  }
});

Deno.test("seedStarts() draws by squared distance and keeps the better of its draws", async () => {
  // From 0, the sum left is 200 with 10 and 100 with -20; the draws favour -20 four to one.
  const x = toMatrix([...new Array(96).fill([0]), [10], [-20]]);
  let better = 0;
  for (let seed = 0; seed < 400; seed++) {
    const rows = toRows(await seedsOf(x, 2, seed));
    if (rows[0][0] === 0 && rows[1][0] === -20) better++;
  }
  // Of two draws (k = 2 tries 2) one is -20 with chance 1 - 0.2^2, where the first row is one of the 96.
  const expected = 400 * 96 / 98 * (1 - 0.04);
  assert.ok(Math.abs(better - expected) < 25, `${better} against ${expected}`);
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

/** The centroids at which the only start of this seed begins. */
function seedsOf(x: Matrix, k: number, seed: number): Promise<Matrix> {
  return withPool(1, context(), async (pool) => {
    const trials = localTrials(k);
    const crew = await KmeansCrew.open(pool, x, { k, trials, starts: 1, units: chooseUnits(x) });
    const rngs = [createRng(seed).fork("start 0")];
    const [rows] = await seedStarts(crew, x, { k, rngs, pause: () => undefined });
    return toMatrix(Array.from(rows, (row) => [...x.values.subarray(row * x.d, (row + 1) * x.d)]));
  });
}

/** Lloyd's algorithm written plainly; null if a segment falls empty. */
function lloyd(
  x: Matrix,
  start: Matrix,
): { inertia: number; labels: Int32Array; iterations: number } | null {
  let centroids = start;
  let before = new Int32Array(x.n).fill(-1);
  for (let iterations = 1;; iterations++) {
    const labels = new Int32Array(x.n);
    let inertia = 0;
    for (let i = 0; i < x.n; i++) {
      let nearest = Infinity;
      for (let c = 0; c < centroids.n; c++) {
        const square = squaredDistance(x, i, centroids, c);
        if (square >= nearest) continue;
        nearest = square;
        labels[i] = c;
      }
      inertia += nearest;
    }
    if (new Set(labels).size < centroids.n) return null;
    if (labels.every((label, i) => label === before[i])) return { inertia, labels, iterations };
    before = labels;
    centroids = groupMeans(x, labels, centroids.n);
  }
}

/** Fails unless two labellings agree but for the numbers. */
function assertSamePartition(actual: ArrayLike<number>, expected: ArrayLike<number>): void {
  const number = new Map<number, number>();
  assert.equal(actual.length, expected.length);
  for (let i = 0; i < actual.length; i++) {
    if (!number.has(expected[i])) number.set(expected[i], actual[i]);
    assert.equal(actual[i], number.get(expected[i]), `row ${i}`);
  }
  assert.equal(new Set(number.values()).size, number.size);
}
