/** Tests that a second opinion catches errors in what it is asked about. Runs in Deno. */

import assert from "node:assert/strict";
import { createContext } from "../../pipeline/base/context.ts";
import { createRng } from "../../pipeline/base/rng.ts";
import { KmeansCrew } from "../../pipeline/cluster/kmeans/crew.ts";
import { chooseUnits } from "../../pipeline/cluster/kmeans/layout.ts";
import { runLloyd } from "../../pipeline/cluster/kmeans/lloyd.ts";
import { runKmeansFromKnown } from "../../pipeline/cluster/kmeans/kmeans.ts";
import type { Clustering } from "../../pipeline/cluster/clustering.ts";
import { withPool } from "../../pipeline/parallel/pool.ts";
import type { PipelineResult } from "../../pipeline/run/run_result.ts";
import { askingParams, checkOf, opinionOn, runOn } from "../support/opinion_runs.ts";

const YOUNG = { cleaning: { filter: "age < 35" } };

/** The segments of a k-means whose centroids move to a point beside the mean: its kernels are the engine's,
 * from the same first centroids, but each sum gains a share of what it should be. */
async function segmentsOfWrongUpdate(
  { embedding, clustering, params }: PipelineResult,
  excess: number,
): Promise<Clustering> {
  const { k } = clustering;
  const { n_init: nInit, max_iter: maxIter } = params.clustering;
  const context = createContext({ seed: params.seed, workers: 1 });
  const rng = createRng(params.seed).fork("cluster");
  const known = await runKmeansFromKnown(embedding, { k, nInit, maxIter }, { ...context, rng });
  return await withPool(1, context, async (pool) => {
    const shape = { k, trials: 2, starts: 1, units: chooseUnits(embedding) };
    const crew = await KmeansCrew.open(pool, embedding, shape);
    const right = { assign: crew.assign.bind(crew), sum: crew.sum.bind(crew) };
    const skew = <S extends { readonly sums: Float64Array }>(given: S): S => ({
      ...given,
      sums: given.sums.map((sum) => sum * (1 + excess)),
    });
    crew.assign = async (input) => skew(await right.assign(input));
    crew.sum = async (starts) => skew(await right.sum(starts));
    const setting = { k, maxIter, seeds: [known.seeds], pause: () => undefined };
    const [start] = await runLloyd(crew, embedding, setting);
    const { inertia } = await crew.measure([start.index]);
    return {
      ...clustering,
      labels: await crew.labels(start.index),
      inertia: inertia[0],
    } as Clustering;
  });
}

Deno.test("an error in how k-means moves its centroids is caught", async (t) => {
  const result = await runOn("dataset.xlsx", askingParams(YOUNG));
  await t.step("none: the same kernels with no error agree", async () => {
    const clustering = await segmentsOfWrongUpdate(result, 0);
    assert.equal((await opinionOn(result, { clustering })).agrees, true);
  });
  for (const excess of [0.2, 0.01, 0.0001]) {
    await t.step(`each sum ${100 * excess} % too large`, async () => {
      const clustering = await segmentsOfWrongUpdate(result, excess);
      const warnings: string[] = [];
      const opinion = await opinionOn(result, { clustering }, warnings);
      assert.equal(opinion.agrees, false);
      assert.equal(checkOf(opinion, "segments").agrees, false);
      assert.equal(warnings.length, 1);
      assert.match(warnings[0], /^A second opinion disagrees\. ml-kmeans, started at the same/);
    });
  }
});

Deno.test("one respondent in the wrong segment is caught, and counted", async () => {
  const result = await runOn("dataset.xlsx", askingParams(YOUNG));
  const labels = result.clustering.labels.slice();
  labels[7] = (labels[7] + 1) % 4;
  const clustering = { ...result.clustering, labels };
  const { agrees, elsewhere, agreement } = checkOf(
    await opinionOn(result, { clustering }),
    "segments",
  );
  assert.deepEqual([agrees, elsewhere], [false, 1]);
  assert.ok(agreement < 1);
});

Deno.test("an error in a tree is caught: a height, or the cut", async (t) => {
  const params = askingParams({ ...YOUNG, clustering: { method: "agglomerative" } });
  const result = await runOn("dataset.xlsx", params);
  const { clustering } = result;
  assert.ok(clustering.form === "tree");
  assert.equal((await opinionOn(result)).agrees, true);
  await t.step("one merge a millionth too high", async () => {
    const heights = clustering.tree.heights.slice();
    heights[heights.length - 3] *= 1 + 1e-6;
    const wrong = { ...clustering, tree: { ...clustering.tree, heights } };
    const opinion = await opinionOn(result, { clustering: wrong });
    assert.equal(opinion.agrees, false);
    assert.ok(Math.abs(checkOf(opinion, "tree").heightDifference - 1e-6) < 1e-9);
  });
  await t.step("a cut that leaves some out of their branch", async () => {
    const labels = clustering.labels.map((label, i) => i % 50 === 0 ? (label + 1) % 4 : label);
    const opinion = await opinionOn(result, { clustering: { ...clustering, labels } });
    assert.equal(opinion.agrees, false);
  });
});

Deno.test("an error in the components' variances is caught", async () => {
  const result = await runOn("dataset.xlsx", askingParams(YOUNG));
  const { map } = result;
  assert.ok(map.method === "pca");
  const spectrum = map.spectrum.map((share, at) => at === 1 ? share + 1e-6 : share);
  const warnings: string[] = [];
  const opinion = await opinionOn(result, { map: { ...map, spectrum } }, warnings);
  assert.equal(opinion.agrees, false);
  assert.equal(checkOf(opinion, "segments").agrees, true);
  assert.equal(checkOf(opinion, "components").agrees, false);
  assert.match(warnings[0], /^A second opinion disagrees\. ml-pca finds other components/);
});

Deno.test("a map that keeps no neighbours is caught", async () => {
  const result = await runOn("dataset.xlsx", askingParams({ ...YOUNG, map: { method: "umap" } }));
  const rng = createRng(1);
  const values = result.map.values.map(() => rng.uniform());
  const map = { method: "umap" as const, values, n: result.map.n, d: result.map.d };
  const opinion = await opinionOn(result, { map });
  assert.equal(checkOf(opinion, "neighbours").agrees, false);
});
