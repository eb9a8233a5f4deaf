/** Tests of principal components against scikit-learn. Runs in Deno. */

import assert from "node:assert/strict";
import { createContext } from "../../pipeline/base/context.ts";
import { matrix } from "../../pipeline/numeric/matrix.ts";
import { runPca } from "../../pipeline/reduce/pca.ts";
import { createRng } from "../../pipeline/base/rng.ts";
import { assertClose, GOLDEN, GOLDEN_POINTS, toMatrix } from "../support/golden.ts";

Deno.test("runPca() equals scikit-learn's PCA, signs aside", async () => {
  const found = await runPca(GOLDEN_POINTS, 3, createContext());
  const { explained_variance, explained_variance_ratio, components, mean } = GOLDEN.pca3;
  assertClose(found.explainedVariance, explained_variance, 1e-10);
  assertClose(found.explainedVarianceRatio, explained_variance_ratio, 1e-12);
  assertClose(found.mean, mean, 1e-12);
  components.forEach((expected, m) => {
    const own = found.components.values.subarray(m * 4, (m + 1) * 4);
    const sign = Math.sign(own[0] * expected[0]);
    assertClose(own, expected.map((loading) => sign * loading), 1e-9);
  });
});

Deno.test("runPca() makes each component's largest loading positive", async () => {
  for (let seed = 0; seed < 20; seed++) {
    const rng = createRng(seed);
    const x = matrix(Float64Array.from({ length: 200 }, () => rng.normal()), 40, 5);
    const { components } = await runPca(x, 5, createContext());
    for (let m = 0; m < 5; m++) {
      const loadings = [...components.values.subarray(m * 5, (m + 1) * 5)];
      assert.equal(Math.max(...loadings), Math.max(...loadings.map(Math.abs)));
    }
  }
});

Deno.test("runPca() gives centred scores whose variances are those explained", async () => {
  const { scores, explainedVariance } = await runPca(GOLDEN_POINTS, 4, createContext());
  for (let m = 0; m < 4; m++) {
    const column = Array.from({ length: scores.n }, (_, i) => scores.values[i * 4 + m]);
    const mean = column.reduce((a, b) => a + b) / scores.n;
    const variance = column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (scores.n - 1);
    assertClose([mean, variance], [0, explainedVariance[m]], 1e-9);
  }
});

Deno.test("runPca() survives constant columns and a large offset", async () => {
  const x = toMatrix([[1e9 + 1, 5], [1e9 + 2, 5], [1e9 + 3, 5], [1e9 + 4, 5]]);
  const { explainedVariance, explainedVarianceRatio } = await runPca(x, 2, createContext());
  assertClose(explainedVariance, [5 / 3, 0], 1e-9);
  assertClose(explainedVarianceRatio, [1, 0], 1e-12);
});

Deno.test("runPca() refuses more components than respondents or features", async () => {
  await assert.rejects(runPca(toMatrix([[1, 2], [3, 5], [4, 4]]), 3, createContext()), {
    name: "DataError",
    message: "Cannot reduce to 3 components: 3 respondents with 2 features allow at most 2. " +
      "Lower reduction.n_components.",
  });
});

Deno.test("runPca() with more features than respondents equals the other form, and completes the directions", async () => {
  const rng = createRng(3);
  const n = 12, d = 30;
  const x = matrix(Float64Array.from({ length: n * d }, () => rng.normal()), n, d);
  const { components, explainedVariance, spectrum, scores } = await runPca(x, n, createContext());
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < n; b++) {
      let product = 0;
      for (let c = 0; c < d; c++) {
        product += components.values[a * d + c] * components.values[b * d + c];
      }
      assertClose([product], [a === b ? 1 : 0], 1e-9);
    }
    let squares = 0;
    for (let i = 0; i < n; i++) squares += scores.values[i * n + a] ** 2;
    assertClose([squares / (n - 1)], [explainedVariance[a]], 1e-9);
  }
  assertClose([spectrum.reduce((sum, share) => sum + share, 0)], [1], 1e-9);
  assertClose([explainedVariance[n - 1]], [0], 1e-9);
});

Deno.test("runPca() equals scikit-learn where features outnumber respondents", async () => {
  // scikit-learn 1.9.1: x = [[sin(7 i i + 3 c c + i c) for c in range(8)] for i in range(5)];
  // PCA(4, svd_solver="full").fit(x).explained_variance_
  const x = toMatrix(
    Array.from(
      { length: 5 },
      (_, i) => Array.from({ length: 8 }, (_, c) => Math.sin(7 * i * i + 3 * c * c + i * c)),
    ),
  );
  const { explainedVariance } = await runPca(x, 4, createContext());
  assertClose(explainedVariance, [
    1.2657950053529832,
    1.0541150593563422,
    0.8959150051408452,
    0.790019235232616,
  ], 1e-10);
});
