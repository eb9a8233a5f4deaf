/** Tests of Gower's distance, k-medoids, k-modes, k-prototypes and MCA against R and Python packages. Runs in Deno. */

import assert from "node:assert/strict";
import { buildGowerTree } from "../../pipeline/cluster/tree/agglomerative.ts";
import { cutTree } from "../../pipeline/cluster/tree/cut_tree.ts";
import { gowerPairs, rowStart } from "../../pipeline/cluster/tree/condensed.ts";
import { runKmedoids } from "../../pipeline/cluster/medoids/kmedoids.ts";
import { usualGamma } from "../../pipeline/cluster/prototypes/mixed_rows.ts";
import { PrototypeSearch } from "../../pipeline/cluster/prototypes/search.ts";
import { runPrototypes } from "../../pipeline/cluster/prototypes/prototypes.ts";
import { createContext } from "../../pipeline/base/context.ts";
import { gowerSilhouette } from "../../pipeline/evaluate/gower_silhouette.ts";
import { gowerDistances } from "../../pipeline/features/gower.ts";
import { euclideanDistances } from "../../pipeline/numeric/row_distances.ts";
import { contributionsOf, runMca } from "../../pipeline/reduce/mca.ts";
import { features } from "../../pipeline/features/mod.ts";
import { clean } from "../../pipeline/clean/mod.ts";
import { ingest } from "../../pipeline/ingest/mod.ts";
import type { Matrix } from "../../pipeline/numeric/matrix.ts";
import { assertClose, GOLDEN_POINTS } from "../support/golden.ts";
import {
  goldenRows,
  MIXED_SURVEYS,
  mixedFeatures,
  mixedSurvey,
  PYTHON_GOLDEN,
  R_GOLDEN,
} from "../support/mixed_golden.ts";
import { adjustedRandIndex } from "../support/rand_index.ts";
import { sharedData, sharedDataAbsent } from "../support/shared_data.ts";
import { originalParams } from "../support/original.ts";

/** As many as the best of kmodes comes from: 10 each from the starts of Huang, of Cao and at random. */
const PEER_STARTS = 30;
/** Every start ends in another local optimum: with as many starts either side may be the lucky one. */
const LUCK = 1.005;
const NEEDS = "(needs ../shared/data)";

for (const [name, golden] of Object.entries(R_GOLDEN.gower)) {
  Deno.test({
    name: `gowerDistances() equals R's daisy on ${name} ${NEEDS}`,
    ignore: sharedDataAbsent,
    fn: async () => {
      const x = await mixedFeatures(MIXED_SURVEYS[name as keyof typeof MIXED_SURVEYS]);
      assert.equal(x.n, golden.n);
      const pairs = await gowerPairs(x, createContext());
      const measured = golden.pairs.map(([i, j]) =>
        i === j ? 0 : pairs[rowStart(Math.max(i, j)) + Math.min(i, j)]
      );
      assertClose(measured, golden.values, 1e-12);
      const sum = pairs.reduce((all, d) => all + d, 0);
      const squares = pairs.reduce((all, d) => all + d * d, 0);
      const largest = pairs.reduce((most, d) => Math.max(most, d), 0);
      assertClose([sum / golden.sum, squares / golden.squares], [1, 1], 1e-11);
      assertClose([largest], [golden.largest], 1e-12);
      const { heights } = await buildGowerTree(x, "single", createContext());
      assertClose([heights.reduce((all, height) => all + height, 0)], [golden.single], 1e-9);
    },
  });

  Deno.test({
    name: `gowerSilhouette() equals R's silhouette of daisy on ${name} ${NEEDS}`,
    ignore: sharedDataAbsent,
    fn: async () => {
      const x = await mixedFeatures(MIXED_SURVEYS[name as keyof typeof MIXED_SURVEYS]);
      const labels = Int32Array.from(golden.silhouette.labels, Number);
      const found = await gowerSilhouette(x, { labels, k: 3, rows: null }, createContext());
      assertClose([found.mean], [golden.silhouette.mean], 1e-12);
      assertClose(found.perRow.subarray(0, 30), golden.silhouette.first, 1e-12);
    },
  });

  Deno.test({
    name: `runKmedoids() is as good as R's pam by Gower's distance on ${name} ${NEEDS}`,
    ignore: sharedDataAbsent,
    fn: async () => {
      const distances = gowerDistances(
        await mixedFeatures(MIXED_SURVEYS[name as keyof typeof MIXED_SURVEYS]),
      );
      for (const [c, cost] of golden.pam.entries()) {
        const options = { k: c + 2, nInit: 10, maxIter: 100 };
        const found = await runKmedoids(distances, options, createContext({ seed: 42 }));
        assert.ok(found.converged);
        assert.ok(found.cost <= cost + 1e-9, `k=${c + 2}: ${found.cost}, but pam has ${cost}`);
      }
    },
  });
}

Deno.test({
  name: `buildGowerTree() equals R's hclust of daisy on student_survey_mass.csv ${NEEDS}`,
  ignore: sharedDataAbsent,
  fn: async (t) => {
    const x = await mixedFeatures(MIXED_SURVEYS.student);
    for (const linkage of ["complete", "average", "single"] as const) {
      await t.step(linkage, async () => {
        const { heights, cut4 } = R_GOLDEN.trees[linkage];
        const tree = await buildGowerTree(x, linkage, createContext());
        assertClose(tree.heights, heights, 1e-12);
        assert.equal(adjustedRandIndex([...cutTree(tree, 4)], cut4), 1);
      });
    }
  },
});

Deno.test("runKmedoids() is as good as the Python package kmedoids on the golden points", async () => {
  await checkMedoids(GOLDEN_POINTS, PYTHON_GOLDEN.kmedoids.points);
});

Deno.test({
  name: `runKmedoids() is as good as the Python package kmedoids on wine_labelled.csv ${NEEDS}`,
  ignore: sharedDataAbsent,
  fn: async () => {
    const file = "wine_labelled.csv";
    const params = originalParams({ features: { exclude: ["class"], scaling: "standardize" } });
    const survey = await ingest(await Deno.readFile(sharedData(file)), file, params);
    await checkMedoids(
      await features(await clean(survey, params), params),
      PYTHON_GOLDEN.kmedoids.wine,
    );
  },
});

async function checkMedoids(x: Matrix, golden: Record<string, number>): Promise<void> {
  for (const [k, cost] of Object.entries(golden)) {
    const options = { k: Number(k), nInit: 10, maxIter: 100 };
    const found = await runKmedoids(euclideanDistances(x), options, createContext({ seed: 42 }));
    assert.ok(found.cost <= cost + 1e-9, `k=${k}: ${found.cost}, but kmedoids has ${cost}`);
  }
}

for (const [name, golden] of Object.entries(PYTHON_GOLDEN.kmodes)) {
  Deno.test({
    name: `k-modes equals the Python package kmodes on ${name} ${NEEDS}`,
    ignore: sharedDataAbsent,
    fn: async () => {
      const survey = await mixedSurvey(MIXED_SURVEYS[name as keyof typeof MIXED_SURVEYS]);
      const rows = goldenRows(survey, { categories: golden.columns, numbers: [] });
      assert.equal(rows.n, golden.n);
      for (const [k, run] of Object.entries(golden.runs)) {
        const search = new PrototypeSearch(rows, Number(k), 1);
        const found = await search.run(Int32Array.from(run.rows), 100, createContext());
        assert.equal([...found.labels].join(""), run.labels, `k=${k}`);
        assert.equal(found.cost, run.cost);
        assert.equal(found.iterations, run.iterations);
        const options = { k: Number(k), gamma: 1, nInit: PEER_STARTS, maxIter: 100 };
        const best = await runPrototypes(rows, options, createContext({ seed: 42 }));
        assert.ok(best.cost <= LUCK * run.best, `k=${k}: ${best.cost}, but kmodes has ${run.best}`);
      }
    },
  });
}

for (const [name, golden] of Object.entries(PYTHON_GOLDEN.kprototypes)) {
  Deno.test({
    name: `k-prototypes equals the Python package kmodes on ${name} ${NEEDS}`,
    ignore: sharedDataAbsent,
    fn: async () => {
      const survey = await mixedSurvey(MIXED_SURVEYS[name as keyof typeof MIXED_SURVEYS]);
      const rows = goldenRows(survey, golden);
      assert.equal(rows.n, golden.n);
      for (const [k, run] of Object.entries(golden.runs)) {
        assertClose([usualGamma(rows)], [run.gamma], 1e-12);
        const search = new PrototypeSearch(rows, Number(k), run.gamma);
        const found = await search.run(Int32Array.from(run.rows), 100, createContext());
        assert.equal([...found.labels].join(""), run.labels, `k=${k}`);
        assertClose([found.cost], [run.cost], 1e-8);
        assert.equal(found.iterations, run.iterations);
        const options = { k: Number(k), gamma: run.gamma, nInit: PEER_STARTS, maxIter: 100 };
        const best = await runPrototypes(rows, options, createContext({ seed: 42 }));
        assert.ok(best.cost <= LUCK * run.best, `k=${k}: ${best.cost}, but kmodes has ${run.best}`);
      }
    },
  });
}

for (const [name, golden] of Object.entries(R_GOLDEN.mca)) {
  Deno.test({
    name: `runMca() equals R's FactoMineR on ${name} ${NEEDS}`,
    ignore: sharedDataAbsent,
    fn: async () => {
      const subject = MIXED_SURVEYS[name as keyof typeof MIXED_SURVEYS];
      const x = await mixedFeatures(subject, golden.columns);
      assert.equal(x.n, golden.n);
      const { scores, model } = await runMca(x, 4, createContext());
      assertClose(model.inertia, golden.eigenvalues, 1e-11);
      assertClose(model.share, golden.shares, 1e-11);
      const signs = [0, 1, 2, 3].map((m) => Math.sign(scores.values[m] * golden.respondents[0][m]));
      golden.respondents.forEach((expected, i) =>
        assertClose(
          scores.values.subarray(4 * i, 4 * i + 4),
          expected.map((value, m) => value * signs[m]),
          1e-8,
        )
      );
      const survey = await mixedSurvey(subject);
      const contributions = contributionsOf(model);
      model.levels.forEach(({ column, level }, j) => {
        const { categories } = survey.columns.find((one) => one.name === column)!;
        const text = typeof level === "string" ? level : categories?.[level] ?? String(level);
        const at = golden.levels.findIndex(([one, other]) => one === column && other === text);
        assert.ok(at >= 0, `${column} ${text}`);
        assertClose(
          Array.from(
            { length: 4 },
            (_, m) => model.coordinates.values[4 * j + m] * Math.sqrt(model.inertia[m]) * signs[m],
          ),
          golden.categories[at],
          1e-7,
        );
        assertClose(
          contributions.values.subarray(4 * j, 4 * j + 4),
          golden.contributions[at],
          1e-9,
        );
      });
      const corrected = PYTHON_GOLDEN.benzecri[name as keyof typeof PYTHON_GOLDEN.benzecri];
      if (corrected !== undefined) {
        assertClose(model.correctedShare.subarray(0, 4), corrected, 1e-9);
      }
    },
  });
}
