/** Tests of weighted statistics against statsmodels, NumPy, scikit-learn, Hmisc and R. Runs in Deno. */

import assert from "node:assert/strict";
import { buildTree } from "../../pipeline/cluster/tree/agglomerative.ts";
import { cutTree } from "../../pipeline/cluster/tree/cut_tree.ts";
import { runKmeans } from "../../pipeline/cluster/kmeans/kmeans.ts";
import { lloydWeighted } from "../../pipeline/cluster/kmeans/weighted/weighted_kmeans.ts";
import { orderSegments } from "../../pipeline/cluster/order.ts";
import { createContext } from "../../pipeline/base/context.ts";
import { calinskiHarabasz } from "../../pipeline/evaluate/calinski_harabasz.ts";
import { daviesBouldin } from "../../pipeline/evaluate/davies_bouldin.ts";
import { exactSilhouette } from "../../pipeline/evaluate/silhouette.ts";
import { effectiveBase, type WeightedMatrix } from "../../pipeline/numeric/weights.ts";
import { surveyTexts } from "../../pipeline/survey/labels.ts";
import { profileColumn } from "../../pipeline/profile/variables.ts";
import { runPca } from "../../pipeline/reduce/pca.ts";
import type { Features } from "../../pipeline/features/feature_matrix.ts";
import { assertClose } from "../support/golden.ts";
import { sharedDataAbsent } from "../support/shared_data.ts";
import { columnOf } from "../support/survey_text.ts";
import {
  BY_PYTHON,
  BY_R,
  readWeighted,
  repeatsOfRow,
  WEIGHTED_SURVEYS,
  weightedFeatures,
  type WeightedSurvey,
  weightOfRow,
} from "../support/weighted.ts";

/** A test for each of the three surveys. */
function eachSurvey(says: string, check: (name: WeightedSurvey) => Promise<void>): void {
  Deno.test({
    name: `${says} (needs ../shared/data)`,
    ignore: sharedDataAbsent,
    async fn(t) {
      for (const name of WEIGHTED_SURVEYS) await t.step(name, () => check(name));
    },
  });
}

const weighted = async (name: WeightedSurvey) =>
  await weightedFeatures(name) as Features & WeightedMatrix;
const digits = (text: string) => Int32Array.from(text, Number);

eachSurvey(
  "features() standardises by statsmodels' weighted means and deviations",
  async (name) => {
    const { center, scale, weights } = await weighted(name);
    assertClose(center, BY_PYTHON[name].mean, 1e-10);
    assertClose(scale, BY_PYTHON[name].std, 1e-9);
    assertClose([effectiveBase(weights)], [BY_PYTHON[name].effective_base], 1e-7);
  },
);

eachSurvey("pca() has the eigenvalues of numpy.cov with aweights", async (name) => {
  const expected = BY_PYTHON[name];
  const found = await runPca(await weighted(name), 5, createContext());
  assertClose(found.explainedVariance, expected.explained_variance, 1e-9);
  assertClose(found.explainedVarianceRatio, expected.explained_variance_ratio, 1e-10);
  const leading = found.components.values.subarray(0, 2 * found.components.d);
  assertClose(leading, expected.components.flat(), 1e-7);
});

eachSurvey("k-means goes from the same centroids where scikit-learn goes", async (name) => {
  const x = await weighted(name);
  for (const { first, labels, inertia } of Object.values(BY_PYTHON[name].kmeans)) {
    const values = Float64Array.from(
      first.flatMap((row) => [...x.values.subarray(row * x.d, (row + 1) * x.d)]),
    );
    const centroids = { values, n: first.length, d: x.d };
    const found = await lloydWeighted(x, centroids, { maxIter: 1000, pause: () => undefined });
    assert.ok(found.converged);
    const ordered = orderSegments(found.labels, first.length, x.weights);
    assert.equal(ordered.labels.join(""), labels);
    assertClose([found.inertia / inertia], [1], 1e-12);
  }
});

eachSurvey(
  "k-means finds segments within 0.1 % of the best of scikit-learn's 50 starts",
  async (name) => {
    const x = await weighted(name);
    for (const [k, { best_of_50: best }] of Object.entries(BY_PYTHON[name].kmeans)) {
      const options = { k: Number(k), nInit: 100, maxIter: 1000 };
      const { inertia } = await runKmeans(x, options, createContext({ seed: 42 }));
      console.log(`  ${name} k=${k}: inertia ${(inertia / best).toFixed(6)} x best`);
      assert.ok(inertia <= 1.001 * best, `inertia ${inertia} is above 1.001 x ${best}`);
    }
  },
);

eachSurvey(
  "indices are scikit-learn's of repeated rows, silhouettes weighted means",
  async (name) => {
    const x = await weighted(name);
    for (const [number, expected] of Object.entries(BY_PYTHON[name].kmeans)) {
      const labels = digits(expected.labels), k = Number(number);
      const silhouette = await exactSilhouette(x, labels, k, createContext());
      assertClose([silhouette.mean], [expected.silhouette], 1e-10);
      assertClose(silhouette.perRow.slice(0, 10), expected.silhouettes, 1e-10);
      const repeated = { ...x, weights: Float64Array.from(labels, (_, i) => repeatsOfRow(i)) };
      const indices = [calinskiHarabasz(repeated, labels, k), daviesBouldin(repeated, labels, k)];
      assertClose(
        indices,
        [expected.calinski_harabasz_repeated, expected.davies_bouldin_repeated],
        1e-8,
      );
    }
  },
);

eachSurvey("profiles have Hmisc's weighted means and lm's R squared", async (name) => {
  const survey = await readWeighted(name);
  const mean = survey.rows / Array.from({ length: survey.rows }, (_, i) => weightOfRow(i))
    .reduce((sum, weight) => sum + weight);
  const assignment = {
    segmentOf: Int32Array.from({ length: survey.rows }, (_, i) => i % 3),
    weightOf: Float64Array.from({ length: survey.rows }, (_, i) => weightOfRow(i) * mean),
    k: 3,
  };
  const part = { role: "describing" as const, reason: "", question: "" };
  for (const [column, expected] of Object.entries(BY_R[name].figures)) {
    const [row] = profileColumn(columnOf(survey, column), {
      ...part,
      text: surveyTexts(survey).of(column),
    }, assignment);
    assertClose([row.total.value!], [expected.total], 1e-9);
    assertClose(row.segments.map(({ value }) => value!), expected.segments, 1e-9);
    assert.deepEqual(row.segments.map(({ base }) => base), expected.bases);
    assertClose(row.segments.map(({ effectiveBase }) => effectiveBase!), expected.effective, 1e-8);
    assertClose([row.effect], [expected.r_squared], 1e-9);
  }
});

eachSurvey("trees have the heights and segments of R's hclust with members", async (name) => {
  const all = await weighted(name);
  const { rows, trees } = BY_R[name];
  const weights = rescale(Float64Array.from({ length: rows }, (_, i) => weightOfRow(i)));
  const x = standardise({ values: all.values.slice(0, rows * all.d), n: rows, d: all.d, weights });
  for (const linkage of ["ward", "average"] as const) {
    const { at, heights, labels4 } = trees[linkage];
    const tree = await buildTree(x, linkage, createContext());
    // Sizes are kept to 24 bits.
    const tolerance = linkage === "ward" ? 1e-5 : 1e-9;
    assertClose(Array.from(at, (merge) => tree.heights[merge]), heights, tolerance);
    assert.equal(orderSegments(cutTree(tree, 4), 4, weights).labels.join(""), labels4);
  }
});

/** Weights with mean 1. */
function rescale(weights: Float64Array): Float64Array {
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
  return weights.map((weight) => weight / mean);
}

/** Columns with weighted mean 0 and weighted deviation 1. */
function standardise({ values, n, d, weights }: WeightedMatrix): WeightedMatrix {
  const scaled = new Float64Array(n * d);
  for (let c = 0; c < d; c++) {
    let mean = 0, square = 0;
    for (let i = 0; i < n; i++) mean += weights[i] * values[i * d + c] / n;
    for (let i = 0; i < n; i++) square += weights[i] * (values[i * d + c] - mean) ** 2 / n;
    for (let i = 0; i < n; i++) scaled[i * d + c] = (values[i * d + c] - mean) / Math.sqrt(square);
  }
  return { values: scaled, n, d, weights };
}
