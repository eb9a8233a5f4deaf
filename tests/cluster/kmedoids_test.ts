/** Tests of k-medoids. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { runKmedoids } from "../../pipeline/cluster/medoids/kmedoids.ts";
import { cluster } from "../../pipeline/cluster/mod.ts";
import { squareOf } from "../../pipeline/cluster/medoids/square.ts";
import { createContext } from "../../pipeline/base/context.ts";
import { matrix } from "../../pipeline/numeric/matrix.ts";
import { euclideanDistances, type RowDistances } from "../../pipeline/numeric/row_distances.ts";
import { createRng } from "../../pipeline/base/rng.ts";
import { drawSegments } from "../support/segments.ts";
import { originalParams } from "../support/original.ts";

const OPTIONS = { k: 2, nInit: 10, maxIter: 100 };
const line = (...values: number[]): RowDistances =>
  euclideanDistances(matrix(Float64Array.from(values), values.length, 1));

Deno.test("runKmedoids() takes the respondents in the middle", async () => {
  const found = await runKmedoids(line(0, 1, 2, 10, 11, 12, 13), OPTIONS, createContext());
  assert.deepEqual([...found.labels], [1, 1, 1, 0, 0, 0, 0]);
  assert.deepEqual([...found.medoids], [4, 1]);
  assert.equal(found.cost, 4 + 2);
  assert.equal(found.converged, true);
});

Deno.test("runKmedoids() keeps the lowest row on a tie, and the lower segment", async () => {
  const found = await runKmedoids(line(0, 1, 2, 3, 4), OPTIONS, createContext());
  assert.equal(found.cost, 3);
  assert.deepEqual([...found.labels].slice(0, 2), [found.labels[0], found.labels[0]]);
  const again = await runKmedoids(line(0, 1, 2, 3, 4), OPTIONS, createContext());
  assert.deepEqual(again, found);
});

Deno.test("runKmedoids() leaves no segment empty where respondents are equal", async () => {
  const x = line(0, 0, 0, 0, 5, 9);
  for (const maxIter of [1, 100]) {
    for (const nInit of [1, 20]) {
      const found = await runKmedoids(x, { k: 3, nInit, maxIter }, createContext({ seed: nInit }));
      assert.deepEqual([...found.labels], [0, 0, 0, 0, 1, 2]);
      assert.equal(found.cost, 0);
    }
  }
});

Deno.test("runKmedoids() takes numbers of any size", async () => {
  for (const size of [1e-140, 1e-60, 1e60, 1e140]) {
    const found = await runKmedoids(
      line(...[0, 1, 2, 10, 11, 12, 13].map((value) => value * size)),
      OPTIONS,
      createContext(),
    );
    assert.deepEqual([...found.medoids], [4, 1], String(size));
  }
  await assert.rejects(runKmedoids(line(0, 1e200, 2e200), OPTIONS, createContext()), {
    name: "DataError",
    message:
      "Cannot find medoids: distances must be finite, but some are too large to be squared. " +
      "Set features.scaling to standardize.",
  });
  await assert.rejects(runKmedoids(line(0, 1e-200, 2e-200), OPTIONS, createContext()), {
    name: "DataError",
    message:
      "Cannot form 2 segments: respondents must differ by more than squares of 64 bits can " +
      "tell, but some do not. Set features.scaling to standardize.",
  });
});

Deno.test("runKmedoids() finds the best medoids of few respondents", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 1e6 }),
      fc.integer({ min: 2, max: 3 }),
      async (seed, k) => {
        const rng = createRng(seed);
        const x = euclideanDistances(
          matrix(Float64Array.from({ length: 18 }, () => rng.below(20)), 9, 2),
        );
        const { cost, labels, medoids } = await runKmedoids(
          x,
          { k, nInit: 30, maxIter: 100 },
          createContext({ seed }),
        );
        assert.ok(Math.abs(cost - leastCost(x, k)) < 1e-9);
        medoids.forEach((row, segment) => assert.equal(labels[row], segment));
      },
    ),
    { numRuns: 60, seed: 3 },
  );
});

/** The least cost over all choices of k of 9 rows. */
function leastCost(x: RowDistances, k: number): number {
  const rows = Array.from({ length: x.n }, (_, i) => {
    const row = new Float64Array(x.n);
    x.measure(i, x.n, row);
    return row;
  });
  let least = Infinity;
  for (let chosen = 0; chosen < 1 << x.n; chosen++) {
    const medoids = rows.filter((_, i) => (chosen >> i & 1) === 1);
    if (medoids.length !== k) continue;
    let cost = 0;
    for (let i = 0; i < x.n; i++) cost += Math.min(...medoids.map((row) => row[i]));
    least = Math.min(least, cost);
  }
  return least;
}

Deno.test("kmedoids states medoids, cost and centres that are means", async () => {
  const x = matrix(Float64Array.of(0, 1, 2, 10, 11, 12, 13), 7, 1);
  const params = originalParams({ clustering: { method: "kmedoids", n_clusters: 2 } });
  const found = await cluster(x, params, createContext({ seed: 1 }));
  assert.ok(found.form === "medoids");
  assert.deepEqual([...found.medoids], [4, 1]);
  assert.deepEqual([...found.centroids.values], [11.5, 1]);
  assert.deepEqual([found.cost, found.inertia, found.basis], [6, 5 + 2, "reduced"]);
});

Deno.test("kmedoids refuses what it cannot do", async () => {
  const same = matrix(Float64Array.of(1, 1, 1, 2), 4, 1);
  const params = originalParams({ clustering: { method: "kmedoids", n_clusters: 3 } });
  await assert.rejects(cluster(same, params), {
    name: "DataError",
    message: "Cannot form 3 segments: there must be at least as many different respondents, but " +
      "there are 2. Lower clustering.n_clusters to 2 or less.",
  });
  await assert.rejects(cluster(matrix(Float64Array.of(1, NaN, 3), 3, 1), params), /must be finite/);
  const large: RowDistances = { n: 40_000, measure: () => {} };
  await assert.rejects(squareOf(large, createContext()), {
    name: "DataError",
    message: "Cannot find medoids of 40000 respondents: the distances of all pairs must fit in " +
      "memory, which allows up to 28377 respondents. Use clustering.method kmeans or kprototypes.",
  });
  const gower = originalParams({
    clustering: { method: "kmedoids", distance: "gower", n_clusters: 2 },
  });
  await assert.rejects(cluster(same, gower), {
    name: "RangeError",
    message: "Cannot cluster by distance gower: it works on features, which say what each column " +
      "measures, but was given a matrix of 4 x 1. Pass what features() returns.",
  });
});

Deno.test("kmedoids says when it stopped before it settled", async () => {
  const warnings: string[] = [];
  const context = createContext({ seed: 1, onWarning: (text) => warnings.push(text) });
  const clustering = { method: "kmedoids", n_clusters: 5, max_iter: 1, n_init: 1 };
  await cluster(drawSegments({ n: 400, d: 4, seed: 2 }), originalParams({ clustering }), context);
  assert.ok(
    warnings.includes(
      "k-medoids stopped after 1 iterations before it settled. Raise clustering.max_iter.",
    ),
    warnings.join(),
  );
});

Deno.test("kmedoids stops when cancelled", async () => {
  const controller = new AbortController();
  controller.abort(new Error("no longer wanted"));
  const context = createContext({ signal: controller.signal });
  const x = euclideanDistances(drawSegments({ n: 2500, d: 5, seed: 1 }));
  await assert.rejects(
    runKmedoids(x, { k: 8, nInit: 10, maxIter: 100 }, context),
    /no longer wanted/,
  );
});
