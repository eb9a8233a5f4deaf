/** Tests of weights: what is refused, whole weights as repeated rows, where weights change nothing. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { clean } from "../../pipeline/clean/mod.ts";
import { buildGowerTree, buildTree } from "../../pipeline/cluster/tree/agglomerative.ts";
import { cutTree } from "../../pipeline/cluster/tree/cut_tree.ts";
import { cluster } from "../../pipeline/cluster/mod.ts";
import { runKmeans } from "../../pipeline/cluster/kmeans/kmeans.ts";
import { orderSegments } from "../../pipeline/cluster/order.ts";
import { createContext } from "../../pipeline/base/context.ts";
import { DataError } from "../../pipeline/base/errors.ts";
import { calinskiHarabasz } from "../../pipeline/evaluate/calinski_harabasz.ts";
import { daviesBouldin } from "../../pipeline/evaluate/davies_bouldin.ts";
import { gowerSilhouette } from "../../pipeline/evaluate/gower_silhouette.ts";
import { gowerDistances } from "../../pipeline/features/gower.ts";
import { exactSilhouette, sampledSilhouette } from "../../pipeline/evaluate/silhouette.ts";
import { createRng } from "../../pipeline/base/rng.ts";
import { runPca } from "../../pipeline/reduce/pca.ts";
import { reduce } from "../../pipeline/reduce/mod.ts";
import { features } from "../../pipeline/features/mod.ts";
import type { Matrix } from "../../pipeline/numeric/matrix.ts";
import type { Cleaned } from "../../pipeline/clean/cleaned.ts";
import { assertClose } from "../support/golden.ts";
import { drawSegments } from "../support/segments.ts";
import { csvOf, surveyOf } from "../support/survey_text.ts";
import { repeatRows } from "../support/weighted.ts";
import { originalParams } from "../support/original.ts";

const ANSWERS = {
  q1: [1, 2, 3, 4, 5, 1, 2, 3],
  q2: [5, 4, 3, 2, 1, 5, 4, 3],
};

async function cleanBy(
  wt: readonly (string | number)[],
  column = "wt",
): Promise<{ result: Cleaned; warnings: string[] }> {
  const warnings: string[] = [];
  const context = createContext({ onWarning: (text) => warnings.push(text) });
  const survey = await surveyOf(csvOf({ ...ANSWERS, wt }));
  const result = await clean(survey, originalParams({ weighting: { column } }), context);
  return { result, warnings };
}

/** Points of four segments whose weights are whole numbers from 1 to 4. */
function drawWeighted(n: number, d: number, seed: number): Matrix & { weights: Float64Array } {
  const rng = createRng(seed).fork("weights");
  const weights = Float64Array.from({ length: n }, () => 1 + rng.below(4));
  return { ...drawSegments({ n, d, seed }), weights };
}

Deno.test("clean() scales weights to mean 1, and sets their column aside", async () => {
  const { result } = await cleanBy([0.5, 1.5, 0.5, 1.5, 0.5, 1.5, 1, 3]);
  assertClose(result.weights!, [0.4, 1.2, 0.4, 1.2, 0.4, 1.2, 0.8, 2.4], 1e-12);
  assert.deepEqual(result.survey.columns.map(({ name }) => name), ["q1", "q2"]);
  assert.deepEqual(result.report.columnsDropped, [
    { name: "wt", cause: "weight", reason: "the weight of respondents" },
  ]);
  assert.equal(result.report.weightColumn, "wt");
});

Deno.test("clean() leaves out respondents of weight 0, and says so", async () => {
  const { result } = await cleanBy([0, 2, 1, 1, 0, 1, 1, 3]);
  assert.deepEqual([...result.respondents], [1, 2, 3, 5, 6, 7]);
  assert.deepEqual(result.report.respondentsDropped, [
    { row: 1, reason: "has the weight 0" },
    { row: 5, reason: "has the weight 0" },
  ]);
  assertClose(result.weights!, [2, 1, 1, 1, 1, 3].map((weight) => weight / 1.5), 1e-12);
});

Deno.test("clean() refuses what is no weight, with row and value", async (t) => {
  const lead = 'Cannot weight respondents by "wt": every weight must be a number from 0 up, but ' +
    "survey.csv row ";
  const advice =
    "Correct the file, give 0 to respondents who are to be left out, or name another " +
    "column in weighting.column.";
  const cases: [string, (string | number)[], string][] = [
    ["negative", [1, 2, -0.5, 1, 1.5, 1, -1, 2], 'row 3 holds "-0.5", and 1 more are none either.'],
    ["missing", [1, 2, 1, "", 1.5, 1, 1, 2], "row 4 holds no number (blank)."],
    ["words", ["a", "b", "a", "b", "a", "b", "a", "b"], 'row 1 holds "a", and 7 more are none'],
    ["dates", Array.from({ length: 8 }, (_, i) => `2024-01-0${i + 1}`), 'row 1 holds "2024-01-01"'],
  ];
  for (const [what, weights, rest] of cases) {
    await t.step(what, () =>
      assert.rejects(cleanBy(weights), (error) => {
        assert.ok(error instanceof DataError);
        assert.ok(error.message.startsWith(lead + rest.slice(4)), error.message);
        assert.ok(error.message.endsWith(advice), error.message);
        return true;
      }));
  }
  await t.step("all 0", () =>
    assert.rejects(cleanBy(new Array(8).fill(0)), {
      name: "DataError",
      message:
        'Cannot weight respondents by "wt": at least one weight must be above 0, but all 8 ' +
        "are 0. Name another column in weighting.column.",
    }));
  await t.step("no such column", () =>
    assert.rejects(cleanBy(new Array(8).fill(1), "wr"), {
      name: "DataError",
      message: 'Cannot weight respondents by "wr": weighting.column must name a column of the ' +
        'survey, but "survey.csv" has none of this name. Did you mean "wt"?',
    }));
});

Deno.test("clean() takes equal weights for none, and says so", async () => {
  const { result, warnings } = await cleanBy(new Array(8).fill(0.3));
  assert.equal(result.weights, null);
  assert.deepEqual(warnings, ["All weights are equal: results are as without weights."]);
});

Deno.test("clean() never applies weights unasked, but names a column that looks like some", async (t) => {
  await t.step("wt", async () => {
    const { result, warnings } = await cleanBy([0.5, 1.5, 0.5, 1.5, 0.5, 1.5, 1, 1.25], "");
    assert.equal(result.weights, null);
    assert.deepEqual(warnings, [
      '"wt" looks like weights of respondents and is not applied: all count alike. Name it in ' +
      "weighting.column to weight by it.",
    ]);
  });
  await t.step("whole numbers", async () => {
    assert.deepEqual((await cleanBy([70, 61, 82, 75, 90, 66, 58, 71], "")).warnings, []);
  });
});

Deno.test("clean() weights those whom the filter admits, whatever it says of others", async () => {
  const survey = await surveyOf(csvOf({ ...ANSWERS, wt: [1, 3, 1, "", 1, 1, 1, -2] }));
  const settings = (filter: string) =>
    originalParams({ weighting: { column: "wt" }, cleaning: { filter } });
  const { weights, respondents } = await clean(survey, settings("wt > 0"));
  assert.deepEqual([...respondents], [0, 1, 2, 4, 5, 6]);
  assertClose(weights!, [1, 3, 1, 1, 1, 1].map((weight) => weight * 6 / 8), 1e-12);
  await assert.rejects(
    clean(survey, settings("q1 > 2")),
    /survey\.csv row 4 holds no number \(blank\)/,
  );
});

Deno.test("clean() warns where weights leave less than half of the precision", async () => {
  const { warnings } = await cleanBy([1, 1, 1, 1, 1, 1, 1, 30]);
  assert.deepEqual(warnings, [
    "The weights differ much: 8 respondents are as precise as 2 of equal weight (effective base).",
  ]);
});

Deno.test("whole weights give k-means the inertia of repeated rows, and their indices", async () => {
  const x = drawWeighted(120, 4, 5);
  const options = { k: 4, nInit: 20, maxIter: 300 };
  const found = await runKmeans(x, options, createContext({ seed: 1 }));
  const repeated = repeatRows(x, found.labels);
  const plain = await runKmeans(repeated.x, options, createContext({ seed: 1 }));
  assertClose([found.inertia / plain.inertia], [1], 1e-12);
  assert.deepEqual([...repeated.labels], [...plain.labels]);
  assertClose(found.centroids.values, plain.centroids.values, 1e-12);
  for (const index of [calinskiHarabasz, daviesBouldin]) {
    assertClose([index(x, found.labels, 4)], [index(repeated.x, plain.labels, 4)], 1e-9);
  }
});

Deno.test("whole weights give the components of repeated rows", async (t) => {
  for (const [n, d] of [[60, 5], [8, 12]]) {
    await t.step(`${n} x ${d}`, async () => {
      const x = drawWeighted(n, d, 9);
      const found = await runPca(x, 2, createContext());
      const plain = await runPca(repeatRows(x).x, 2, createContext());
      assertClose(found.components.values, plain.components.values, 1e-9);
      assertClose(found.mean, plain.mean, 1e-12);
      assertClose(found.explainedVarianceRatio, plain.explainedVarianceRatio, 1e-12);
    });
  }
});

Deno.test("whole weights give the upper trees of repeated rows", async (t) => {
  const x = drawWeighted(40, 3, 3);
  for (const linkage of ["ward", "average", "complete", "single"] as const) {
    await t.step(linkage, async () => {
      const tree = await buildTree(x, linkage, createContext());
      const plain = await buildTree(repeatRows(x).x, linkage, createContext());
      assertClose(tree.heights, plain.heights.slice(1 - x.n), 1e-6);
      const labels = orderSegments(cutTree(tree, 4), 4, x.weights).labels;
      assert.deepEqual([...repeatRows(x, labels).labels], [...cutTree(plain, 4)]);
    });
  }
});

Deno.test("equal weights give the indices, components and trees that no weights give", async () => {
  const seeds = fc.integer({ min: 0, max: 1000 });
  const sizes = fc.double({ min: 0.1, max: 9, noNaN: true });
  await fc.assert(
    fc.asyncProperty(seeds, sizes, async (seed, weight) => {
      const plain = drawSegments({ n: 50, d: 3, seed });
      const x = { ...plain, weights: new Float64Array(50).fill(weight) };
      const context = createContext({ seed });
      const { labels } = await runKmeans(x, { k: 3, nInit: 2, maxIter: 100 }, context);
      const [silhouettes, known] = [
        await exactSilhouette(x, labels, 3, context),
        await exactSilhouette(plain, labels, 3, context),
      ];
      assertClose(silhouettes.perRow, known.perRow, 1e-6);
      assertClose([daviesBouldin(x, labels, 3)], [daviesBouldin(plain, labels, 3)], 1e-9);
      const [pca, plainPca] = [await runPca(x, 2, context), await runPca(plain, 2, context)];
      assertClose(pca.scores.values, plainPca.scores.values, 1e-8);
      const [tree, plainTree] = [
        await buildTree(x, "ward", context),
        await buildTree(plain, "ward", context),
      ];
      const root = Math.sqrt(weight);
      assertClose(tree.heights.map((height) => height / root), plainTree.heights, 1e-4);
    }),
    { seed: 42, numRuns: 20 },
  );
});

Deno.test("k-means of weighted rows does not depend on the weights' unit", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 1000 }),
      fc.integer({ min: -8, max: 8 }),
      async (seed, power) => {
        const x = drawWeighted(80, 3, seed);
        const scaled = { ...x, weights: x.weights.map((weight) => weight * 2 ** power) };
        const options = { k: 5, nInit: 3, maxIter: 100 };
        const one = await runKmeans(x, options, createContext({ seed }));
        const other = await runKmeans(scaled, options, createContext({ seed }));
        assert.deepEqual(one.labels, other.labels);
        assert.equal(other.inertia, one.inertia * 2 ** power);
      },
    ),
    { seed: 42, numRuns: 30 },
  );
});

Deno.test("k-means of weighted rows leaves every row at its nearest centroid", async () => {
  for (const seed of [1, 2, 3]) {
    const x = drawWeighted(400, 2, seed);
    const { labels, centroids, converged } = await runKmeans(
      x,
      { k: 12, nInit: 2, maxIter: 300 },
      createContext({ seed }),
    );
    assert.ok(converged);
    for (let i = 0; i < x.n; i++) {
      const squares = Array.from(
        { length: 12 },
        (_, g) =>
          (x.values[2 * i] - centroids.values[2 * g]) ** 2 +
          (x.values[2 * i + 1] - centroids.values[2 * g + 1]) ** 2,
      );
      assert.equal(labels[i], squares.indexOf(Math.min(...squares)));
    }
  }
});

Deno.test("k-means of weighted rows fills every segment, down to one row each", async () => {
  const x = {
    values: Float64Array.of(0, 0, 0, 0, 1, 5),
    n: 6,
    d: 1,
    weights: Float64Array.of(9, 1, 1, 1, 0.01, 0.001),
  };
  const { labels, inertia } = await runKmeans(x, { k: 3, nInit: 1, maxIter: 50 }, createContext());
  assert.deepEqual([...labels], [0, 0, 0, 0, 1, 2]);
  assert.equal(inertia, 0);
  await assert.rejects(runKmeans(x, { k: 4, nInit: 1, maxIter: 50 }, createContext()), DataError);
});

Deno.test("segments are numbered by falling weight, not by respondents", () => {
  const { labels, sizes } = orderSegments(
    Int32Array.of(0, 0, 0, 1, 1),
    2,
    Float64Array.of(0.5, 0.5, 0.5, 2, 1.5),
  );
  assert.deepEqual([...labels], [1, 1, 1, 0, 0]);
  assert.deepEqual([...sizes], [2, 3]);
});

Deno.test("sampledSilhouette() of weighted rows lies within its error of the exact mean", async () => {
  const x = drawWeighted(1500, 3, 8);
  const { labels } = await runKmeans(x, { k: 4, nInit: 5, maxIter: 100 }, createContext());
  const exact = await exactSilhouette(x, labels, 4, createContext());
  const errors = [];
  for (let seed = 0; seed < 30; seed++) {
    const { mean, standardError } = await sampledSilhouette(x, labels, 4, {
      ...{ size: 200, rng: createRng(seed), context: createContext() },
    });
    errors.push((mean - exact.mean) / standardError!);
  }
  const spread = Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / errors.length);
  assert.ok(spread > 0.5 && spread < 1.6, `errors are ${spread} standard errors`);
});

Deno.test("methods that take no weights say so, and give what they give without", async (t) => {
  const survey = await surveyOf(csvOf({
    ...Object.fromEntries(["a", "b", "c"].map((name, c) => [
      name,
      Array.from({ length: 60 }, (_, i) => "xyz"[(i * (c + 2) + (i >> 3)) % 3]),
    ])),
    wt: Array.from({ length: 60 }, (_, i) => 0.5 + i % 7),
  }));
  const run = async (settings: object, column: string) => {
    const warnings: string[] = [];
    const context = createContext({ seed: 1, onWarning: (text) => warnings.push(text) });
    const params = originalParams({ ...settings, weighting: { column } });
    const cleaned = await clean(survey, params);
    const built = await features(cleaned, params);
    const embedding = await reduce(built, params, context);
    const x = ["kmodes", "kprototypes"].includes(params.clustering.method) ? built : embedding;
    const { labels } = await cluster(x, params, context);
    return { embedding, labels, warnings, weights: cleaned.weights };
  };
  const include = { features: { include: ["a", "b", "c"], scaling: "none" } };
  const k = { n_clusters: 3 };
  const cases: [string, object][] = [
    ["UMAP", { reduction: { method: "umap", n_neighbors: 5 }, clustering: k }],
    ["MCA", { reduction: { method: "mca" }, clustering: k }],
    ["k-medoids", { reduction: { method: "none" }, clustering: { method: "kmedoids", ...k } }],
    ["k-modes", { reduction: { method: "none" }, clustering: { method: "kmodes", ...k } }],
    ["k-prototypes", {
      reduction: { method: "none" },
      clustering: { method: "kprototypes", ...k },
    }],
  ];
  for (const [name, settings] of cases) {
    await t.step(name, async () => {
      const weighted = await run({ ...include, ...settings }, "wt");
      assert.equal(weighted.embedding.weights, weighted.weights);
      assert.ok(
        weighted.warnings.includes(
          `${name} takes no weights: every respondent counts alike in it. Means, shares and indices ` +
            "are weighted all the same.",
        ),
        weighted.warnings.join("\n"),
      );
      const plain = await run({ ...include, ...settings }, "");
      if (name === "UMAP" || name === "MCA") {
        assert.deepEqual(weighted.embedding.values, plain.embedding.values);
      } else {
        assert.ok(!plain.warnings.some((text) => text.includes("takes no weights")));
      }
    });
  }
});

Deno.test("cluster() warns of small segments by respondents, whatever they weigh", async () => {
  const values = Float64Array.from({ length: 100 }, (_, i) => i < 3 ? 50 + i : i % 7);
  const weights = Float64Array.from({ length: 100 }, (_, i) => i < 3 ? 40 : 1);
  const warnings: string[] = [];
  const context = createContext({ seed: 1, onWarning: (text) => warnings.push(text) });
  const params = originalParams({ clustering: { n_clusters: 2 } });
  const { sizes } = await cluster({ values, n: 100, d: 1, weights }, params, context);
  assert.deepEqual([...sizes], [3, 97]);
  assert.deepEqual(warnings, [
    "1 of 2 segments hold under 5 % of the respondents (the smallest 3): too few to rely on.",
  ]);
});

Deno.test("Gower's silhouettes and average trees take weights", async () => {
  const survey = await surveyOf(csvOf({
    color: Array.from({ length: 24 }, (_, i) => ["red", "green", "blue"][(i * i) % 3]),
    size: Array.from({ length: 24 }, (_, i) => 1.5 + (i * 7) % 11),
    wt: Array.from({ length: 24 }, (_, i) => 1 + i % 3),
  }));
  const params = originalParams({ weighting: { column: "wt" } });
  const x = await features(await clean(survey, params), params);
  const weights = x.weights!;
  const labels = Int32Array.from({ length: 24 }, (_, i) => i % 2);
  const found = await gowerSilhouette(x, { labels, k: 2, rows: null }, createContext());
  const distances = gowerDistances(x);
  const all = Array.from({ length: 24 }, (_, i) => {
    const row = new Float64Array(24);
    distances.measure(i, 24, row);
    return row;
  });
  const expected = all.map((row, i) => {
    const meanTo = (label: number) => {
      const others = Array.from(row.keys()).filter((j) => j !== i && labels[j] === label);
      const total = others.reduce((sum, j) => sum + weights[j], 0);
      return others.reduce((sum, j) => sum + weights[j] * row[j], 0) / total;
    };
    const [a, b] = [meanTo(labels[i]), meanTo(1 - labels[i])];
    return (b - a) / Math.max(a, b);
  });
  assertClose(found.perRow, expected, 1e-12);
  const mean = expected.reduce((sum, value, i) => sum + weights[i] * value, 0) / 24;
  assertClose([found.mean], [mean], 1e-12);
  const tree = await buildGowerTree(x, "average", createContext());
  const whole = { ...x, weights: Float64Array.from({ length: 24 }, (_, i) => 1 + i % 3) };
  const repeated = { ...x, ...repeatRows(whole).x };
  const { weights: _weights, ...plain } = repeated;
  const known = await buildGowerTree(plain, "average", createContext());
  assertClose(tree.heights, known.heights.slice(-23), 1e-12);
});
