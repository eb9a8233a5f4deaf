/** Properties of whole runs: order of respondents, scaling, seeds, doors. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { memoryCache } from "../../pipeline/run/cache.ts";
import { runArtifacts } from "../../pipeline/deliver/artifacts.ts";
import { createRng } from "../../pipeline/base/rng.ts";
import { runPipeline } from "../../pipeline/run/run.ts";
import type { PipelineResult } from "../../pipeline/run/run_result.ts";
import { adjustedRandIndex } from "../support/rand_index.ts";
import { bytesOf } from "../support/survey_text.ts";
import { originalParams } from "../support/original.ts";

const METHODS = [
  { reduction: { method: "pca" }, clustering: { method: "kmeans", n_init: 30 } },
  {
    features: { within_respondent: "standardize" },
    reduction: { method: "pca" },
    clustering: { method: "kmeans", n_init: 30 },
  },
  { reduction: { method: "none" }, clustering: { method: "agglomerative" } },
  { reduction: { method: "umap", n_neighbors: 8 }, clustering: { method: "kmeans" } },
  { reduction: { method: "pca" }, clustering: { method: "kmedoids" } },
  { reduction: { method: "pca" }, clustering: { method: "kmedoids", distance: "gower" } },
  {
    reduction: { method: "none" },
    clustering: { method: "agglomerative", distance: "gower", linkage: "average" },
  },
  { reduction: { method: "pca" }, clustering: { method: "kmodes", n_init: 30 } },
  { reduction: { method: "pca" }, clustering: { method: "kprototypes" } },
  { reduction: { method: "mca" }, clustering: { method: "kmeans", n_init: 30 } },
];
/** Those that decide nothing by chance or by a single respondent's place. */
const STEADY = METHODS.filter(({ reduction, clustering }) =>
  reduction.method !== "umap" && clustering.method !== "kmodes"
);

/** Ninety respondents of three planted kinds answering six questions with some gaps. */
function surveyRows(seed: number): string[] {
  const rng = createRng(seed);
  return Array.from({ length: 90 }, (_, i) => {
    const items = Array.from({ length: 6 }, (_, c) => {
      const mean = c % 3 === i % 3 ? 4.4 : 1.8;
      return rng.uniform() < 0.03
        ? ""
        : Math.max(1, Math.min(5, Math.round(mean + 0.7 * rng.normal())));
    });
    return `P${1000 + i},${items.join(",")}`;
  });
}

function run(
  rows: readonly string[],
  params: unknown,
  cache = memoryCache(0),
): Promise<PipelineResult> {
  const header = "id,q1_1,q1_2,q1_3,q1_4,q1_5,q1_6";
  const defaults = { cleaning: { imputation_method: "mode" }, ...(params as object) };
  return runPipeline(
    bytesOf([header, ...rows].join("\n")),
    "survey.csv",
    originalParams(defaults),
    {
      cache,
    },
  );
}

Deno.test("a run gives the same bytes twice, with a cache and without", async () => {
  for (const params of METHODS) {
    const rows = surveyRows(3);
    const cache = memoryCache(1e8);
    const results = [
      await run(rows, params),
      await run(rows, params, cache),
      await run(rows, params, cache),
    ];
    const [first, ...others] = await Promise.all(results.map((result) => runArtifacts(result)));
    for (const files of others) assert.deepEqual(files, first);
    assert.deepEqual(
      results[2].cached.length,
      params.clustering.method === "agglomerative" ? 9 : 8,
    );
  }
});

Deno.test("the order of respondents does not decide their segments", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 1e6 }),
      fc.constantFrom(...STEADY),
      async (seed, params) => {
        const rows = surveyRows(seed);
        const rng = createRng(seed);
        const keys = rows.map(() => rng.uniform());
        const order = rows.map((_, i) => i).sort((a, b) => keys[a] - keys[b]);
        const here = await run(rows, params);
        const moved = await run(order.map((i) => rows[i]), params);
        const index = adjustedRandIndex(
          [...moved.clustering.labels],
          order.map((i) => here.clustering.labels[i]),
        );
        // Equal distances are decided by position, so single respondents may change sides.
        assert.ok(index > 0.9, String(index));
      },
    ),
    { numRuns: 25, seed: 4 },
  );
});

Deno.test("every method finds clear planted segments", async () => {
  for (const params of METHODS) {
    const { clustering } = await run(surveyRows(9), params);
    const index = adjustedRandIndex(
      [...clustering.labels],
      clustering.labels.length === 90 ? Array.from({ length: 90 }, (_, i) => i % 3) : [],
    );
    // k-modes does not know that 4 is nearer to 5 than to 1.
    const least = params.clustering.method === "kmodes" ? 0.5 : 0.8;
    assert.ok(index > least, `${JSON.stringify(params)}: ${index}`);
  }
});

Deno.test("another seed draws other starts, and the same one repeats them", async () => {
  const params = { reduction: { method: "umap", n_neighbors: 8 } };
  const runs = await Promise.all([1, 1, 2].map((seed) => run(surveyRows(5), { ...params, seed })));
  assert.deepEqual(runs[0].embedding, runs[1].embedding);
  assert.notDeepEqual(runs[0].embedding, runs[2].embedding);
  assert.notEqual(runs[0].runId, runs[2].runId);
});

Deno.test("a cancelled run rejects with the reason, and the next one succeeds", async () => {
  const controller = new AbortController();
  const cache = memoryCache(1e8);
  const bytes = bytesOf(["id,q1_1,q1_2,q1_3,q1_4,q1_5,q1_6", ...surveyRows(1)].join("\n"));
  const onProgress = ({ stage }: { stage: string }): void => {
    if (stage === "cluster") controller.abort(new Error("enough"));
  };
  const { signal } = controller;
  await assert.rejects(
    runPipeline(bytes, "a.csv", originalParams({}), { signal, cache, onProgress }),
    /enough/,
  );
  const { cached } = await runPipeline(bytes, "a.csv", originalParams({}), { cache });
  assert.deepEqual(cached, ["ingest", "clean", "features", "reduce", "map"]);
});

Deno.test("progress names every stage in order and ends each at its total", async () => {
  const ends: string[] = [];
  await runPipeline(
    bytesOf(["id,q1,q2,q3,q4,q5,q6", ...surveyRows(1)].join("\n")),
    "a.csv",
    originalParams({}),
    {
      onProgress: ({ stage, done, total }) => done === total && ends.push(stage),
    },
  );
  assert.deepEqual([...new Set(ends)], [
    "ingest",
    "clean",
    "features",
    "reduce",
    "map",
    "cluster",
    "evaluate",
    "profile",
  ]);
});

Deno.test("segments formed on the answers outlive another reduction, and lie anew on its map", async () => {
  for (
    const clustering of [
      { method: "kmodes" },
      { method: "kmedoids", distance: "gower" },
      { method: "agglomerative", distance: "gower", linkage: "complete" },
    ]
  ) {
    const cache = memoryCache(1e8);
    const rows = surveyRows(6);
    const first = await run(rows, { clustering }, cache);
    const reduction = { method: "mca", n_components: 3 };
    const second = await run(rows, { clustering, reduction }, cache);
    const kept = ["ingest", "clean", "features", "cluster"];
    assert.deepEqual(
      second.cached,
      clustering.method === "agglomerative" ? [...kept.slice(0, 3), "tree", "cluster"] : kept,
    );
    assert.deepEqual(second.clustering.labels, first.clustering.labels);
    assert.deepEqual([first.clustering.centroids.d, second.clustering.centroids.d], [2, 3]);
    assert.deepEqual(second, {
      ...await run(rows, { clustering, reduction }),
      ...{ timings: second.timings, cached: second.cached },
    });
  }
});

Deno.test("a change of distance, gamma or method of reduction is a change of work", async () => {
  const rows = surveyRows(6);
  const cache = memoryCache(1e8);
  const cut = { method: "agglomerative", linkage: "complete" };
  await run(rows, { clustering: cut }, cache);
  const { cached } = await run(rows, { clustering: { ...cut, distance: "gower" } }, cache);
  assert.deepEqual(cached, ["ingest", "clean", "features", "reduce", "map"]);
  const mixed = { method: "kprototypes" };
  await run(rows, { clustering: mixed }, cache);
  const weighed = await run(rows, { clustering: { ...mixed, gamma: 2 } }, cache);
  assert.ok(!weighed.cached.includes("cluster"));
  const again = await run(rows, { clustering: { ...mixed, linkage: "single" } }, cache);
  assert.ok(again.cached.includes("cluster"));
});
