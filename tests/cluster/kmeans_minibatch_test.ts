/** Tests of mini-batch k-means against scikit-learn's and the full k-means. Runs in Deno. */

import assert from "node:assert/strict";
import { runKmeans } from "../../pipeline/cluster/kmeans/kmeans.ts";
import { runMinibatch } from "../../pipeline/cluster/kmeans/minibatch.ts";
import { cluster } from "../../pipeline/cluster/mod.ts";
import { createContext } from "../../pipeline/base/context.ts";
import { groupMeans, matrix, squaredDistance } from "../../pipeline/numeric/matrix.ts";
import { kmeans } from "../../pipeline/mod.ts";
import { createRng } from "../../pipeline/base/rng.ts";
import type { Matrix } from "../../pipeline/numeric/matrix.ts";
import { assertClose, toMatrix } from "../support/golden.ts";
import { originalParams } from "../support/original.ts";

const OPTIONS = { k: 6, nInit: 10, maxIter: 300, batchSize: 1024 };
const NOT_USED = "All 99999 respondents were looked at in every iteration, as with " +
  "clustering.algorithm full: mini-batches pay from 100,000 respondents on.";

/** scikit-learn 1.9.1, seeds 0..4 on {@link madeAnswers}(120000), by
 * `python3 tests/golden/make_minibatch_golden.py`: MiniBatchKMeans(6, batch_size=1024, n_init=10) and
 * KMeans(6, n_init=10). */
const SCIKIT_LEARN = {
  sumOfAnswers: 2449434,
  minibatch: [388669.14575639, 388940.2672966, 389584.94135502, 390948.51066688, 392607.37258208],
  full: [388199.09885126, 388237.55802471, 388241.51454539, 388471.82112134, 388497.49746908],
};

Deno.test("runMinibatch() ends at most 0.1 % above scikit-learn's MiniBatchKMeans and 0.5 % above full k-means", async () => {
  const x = madeAnswers(120_000);
  assert.equal(x.values.reduce((sum, value) => sum + value, 0), SCIKIT_LEARN.sumOfAnswers);
  const inertias: number[] = [];
  for (let seed = 0; seed < 5; seed++) {
    inertias.push((await runMinibatch(x, OPTIONS, createContext({ seed }))).inertia);
  }
  const own = median(inertias);
  assert.ok(own <= 1.001 * median(SCIKIT_LEARN.minibatch), `${inertias}`);
  assert.ok(own <= 1.005 * median(SCIKIT_LEARN.full), `${inertias}`);
  const full = await runKmeans(x, OPTIONS, createContext({ seed: 0 }));
  for (const inertia of inertias) {
    assert.ok(inertia <= 1.01 * full.inertia, `${inertia} against ${full.inertia}`);
  }
});

Deno.test("runMinibatch() reports means, inertia and sizes of all rows", async () => {
  const x = madeAnswers(30_000);
  const { labels, centroids, inertia, converged } = await runMinibatch(
    x,
    OPTIONS,
    createContext({ seed: 1 }),
  );
  assert.deepEqual(centroids, groupMeans(x, labels, OPTIONS.k));
  let sum = 0;
  const sizes = new Array(OPTIONS.k).fill(0);
  labels.forEach((label, i) => {
    sum += squaredDistance(x, i, centroids, label);
    sizes[label]++;
  });
  assert.equal(inertia, sum);
  assert.deepEqual(sizes, sizes.toSorted((a, b) => b - a));
  assert.ok(sizes.every((size) => size > 0) && converged);
});

Deno.test("runMinibatch() gives the same bits with 1, 2 and 4 workers", async () => {
  const x = madeAnswers(120_000);
  // A sample this large is segmented in workers.
  const options = { ...OPTIONS, nInit: 20, maxIter: 8, batchSize: 24_000 };
  const [one, ...others] = await Promise.all(
    [1, 2, 4].map((workers) => runMinibatch(x, options, createContext({ seed: 3, workers }))),
  );
  for (const other of others) assert.deepEqual(other, one);
});

Deno.test("kmeans() runs mini-batches of the size given, the same for a seed and others for another", async () => {
  const x = madeAnswers(5000);
  const found = await kmeans(x, { ...OPTIONS, seed: 3 });
  assert.deepEqual(found, await runMinibatch(x, OPTIONS, createContext({ seed: 3 })));
  const { inertia } = await kmeans(x, { ...OPTIONS, seed: 4 });
  assert.notEqual(inertia, found.inertia);
});

Deno.test("runMinibatch() moves a centroid that takes no rows", async () => {
  // In a sample of 50 rows the outlier earns a centroid of its own; among 5,000 it does not.
  const rng = createRng(6);
  const x = matrix(
    Float64Array.from({ length: 5000 }, (_, i) => i === 0 ? 10 : i % 2 + 0.2 * rng.uniform()),
    5000,
    1,
  );
  const options = { k: 2, nInit: 10, maxIter: 300, batchSize: 16 };
  const full = await runKmeans(x, options, createContext());
  for (let seed = 0; seed < 10; seed++) {
    const found = await runMinibatch(x, options, createContext({ seed }));
    assert.ok(found.inertia < 1.05 * full.inertia, `${seed}: ${found.inertia}`);
  }
});

Deno.test("runMinibatch() fills every segment where most respondents are equal", async () => {
  const rows = [...new Array(200).fill([0, 0]), [0, 1], [9, 9], [9, 8]];
  for (let seed = 0; seed < 20; seed++) {
    const { labels, inertia } = await runMinibatch(
      toMatrix(rows),
      { k: 4, nInit: 1, maxIter: 300, batchSize: 8 },
      createContext({ seed }),
    );
    assert.equal(new Set(labels).size, 4);
    assertClose([inertia], [0], 0);
  }
});

Deno.test("runMinibatch() says that its batches had not settled", async () => {
  const x = madeAnswers(30_000);
  const found = await runMinibatch(x, { ...OPTIONS, maxIter: 1, batchSize: 8000 }, createContext());
  assert.deepEqual([found.converged, found.iterations], [false, 4]);
});

Deno.test("runMinibatch() refuses what full k-means refuses", async () => {
  const options = { ...OPTIONS, k: 3 };
  const cases: [number[][], string][] = [
    [
      [[1, 1], [1, 1], [2, 2]],
      "Cannot form 3 segments: there must be at least as many different respondents, but there are " +
      "2. Lower clustering.n_clusters to 2 or less.",
    ],
    [
      [[1, 1], [1, NaN], [2, 2]],
      "Cannot run k-means: every value must be finite, but row 2, column 2 holds NaN. Impute or " +
      "leave out such values first.",
    ],
    [
      [[1, 0], [1, 1e-170], [1, 2e-170]],
      "Cannot form 3 segments: respondents must differ by more than rounding, but some differ by " +
      "less. Lower clustering.n_clusters.",
    ],
  ];
  for (const [rows, message] of cases) {
    for (const run of [runMinibatch, runKmeans]) {
      await assert.rejects(run(toMatrix(rows), options, createContext()), {
        name: "DataError",
        message,
      });
    }
  }
});

Deno.test("cluster() takes mini-batches when asked for from 100,000 respondents on, and says when not", async () => {
  const clustering = { n_clusters: 6, n_init: 2 };
  const asked = originalParams({ clustering: { ...clustering, algorithm: "minibatch" } });
  const full = originalParams({ clustering });
  const large = madeAnswers(100_000);
  const small = matrix(large.values.subarray(0, 99_999 * large.d), 99_999, large.d);
  for (
    const [x, params, warning] of [[large, asked, ""], [small, asked, NOT_USED], [
      small,
      full,
      "",
    ]] as const
  ) {
    const warnings: string[] = [];
    const context = () => createContext({ seed: 1, onWarning: (text) => warnings.push(text) });
    const found = await cluster(x, params, context());
    assert.equal(warnings.join(), warning);
    const options = { k: 6, nInit: 2, maxIter: 300 };
    const expected = x === large
      ? await runMinibatch(x, { ...options, batchSize: 1024 }, context())
      : await runKmeans(x, options, context());
    assert.deepEqual(found.labels, expected.labels);
    assert.equal(found.inertia, expected.inertia);
  }
});

/** Answers 1..5 to eight questions of six overlapping groups, as the golden script makes them. */
function madeAnswers(n: number): Matrix {
  const d = 8;
  let state = 1;
  const draw = (bound: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 16) % bound;
  };
  const values = new Float64Array(n * d);
  for (let i = 0; i < n; i++) {
    const group = draw(6);
    for (let c = 0; c < d; c++) {
      const answer = 1 + (group * (c + 2)) % 5 + draw(3) - 1;
      values[i * d + c] = Math.min(5, Math.max(1, answer));
    }
  }
  return matrix(values, n, d);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}
