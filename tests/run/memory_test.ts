/** Tests of what a run is estimated to take of memory, and of its refusal. Runs in Deno. */

import assert from "node:assert/strict";
import { estimateMemory } from "../../pipeline/run/memory.ts";
import { assertRunFits } from "../../pipeline/run/memory_limit.ts";
import { createContext, DataError, runPipeline } from "../../pipeline/mod.ts";
import { features } from "../../pipeline/features/mod.ts";
import { inTemporaryFolder, productFile, runPipelineCommand } from "../support/command.ts";
import { originalParams } from "../support/original.ts";

const WORKERS = 2;
const FACTOR = 1.5;
/** A process tells its peak memory by files that Linux alone has. */
const procAbsent = Deno.build.os !== "linux";

const NONE = { method: "none" };
const PEAKS: readonly [string, number, number, Record<string, unknown>][] = [
  ["k-means in workers", 300_000, 50, {
    reduction: NONE,
    clustering: { n_init: 2, max_iter: 5 },
  }],
  ["mini-batches", 300_000, 60, { reduction: NONE, clustering: { algorithm: "minibatch" } }],
  ["PCA, k-means and a sampled silhouette", 400_000, 50, { clustering: { max_iter: 10 } }],
  ["single linkage and an exact silhouette", 20_000, 60, {
    reduction: NONE,
    clustering: { method: "agglomerative", linkage: "single" },
    evaluation: { silhouette: "exact" },
  }],
  ["average linkage", 8000, 20, {
    reduction: NONE,
    clustering: { method: "agglomerative", linkage: "average" },
    evaluation: { silhouette: "none" },
  }],
  ["k-medoids", 7000, 10, {
    reduction: NONE,
    clustering: { method: "kmedoids", n_init: 1 },
    evaluation: { silhouette: "none" },
  }],
  ["UMAP by exact neighbours", 12_000, 150, {
    reduction: { method: "umap" },
    evaluation: { silhouette: "none" },
  }],
  ["UMAP by descent", 31_000, 100, {
    reduction: { method: "umap" },
    evaluation: { silhouette: "none" },
  }],
];

Deno.test({
  name: "estimateMemory() is within a factor of 1.5 of a process's peak (needs Linux's /proc)",
  ignore: procAbsent,
  fn: async (t) => {
    for (const [name, n, d, given] of PEAKS) {
      await t.step(name, async () => {
        const measured = await peakOf({ n, d, workers: WORKERS, params: given });
        const shape = { n, d, workers: WORKERS, surveyBytes: 0 };
        const stages = estimateMemory(shape, originalParams(given));
        const estimate = Math.max(...stages.map(({ bytes }) => bytes));
        const ratio = estimate / measured;
        assert.ok(
          ratio < FACTOR && ratio > 1 / FACTOR,
          `estimated ${Math.round(estimate / 1e6)} MB, measured ${Math.round(measured / 1e6)} MB`,
        );
      });
    }
  },
});

const SHAPE = { d: 50, workers: 1, surveyBytes: 150 };

const REFUSED: readonly [string, number, number, Record<string, unknown>, string][] = [
  [
    "Gower's distances of 40,000",
    40_000,
    Infinity,
    {
      clustering: { method: "agglomerative", linkage: "single", distance: "gower" },
    },
    "Cannot build a tree of 40000 respondents: the distances of all pairs must fit in memory, which " +
    "allows up to 28378 respondents. Use clustering.method kprototypes.",
  ],
  [
    "medoids of 40,000",
    40_000,
    Infinity,
    { clustering: { method: "kmedoids" } },
    "Cannot find medoids of 40000 respondents: the distances of all pairs must fit in memory, which " +
    "allows up to 28377 respondents. Use clustering.method kmeans or kprototypes.",
  ],
  [
    "all pairs of 40,000",
    40_000,
    Infinity,
    {
      clustering: { method: "agglomerative", linkage: "complete" },
    },
    "Cannot build a tree of 40000 respondents: the distances of all pairs must fit in memory, which " +
    "allows up to 28378 respondents. Use clustering.method kmeans, or linkage ward or single.",
  ],
  [
    "pairs beyond what is free",
    20_000,
    1e9,
    {
      clustering: { method: "agglomerative", linkage: "average" },
    },
    "Cannot build a tree (linkage average) of 20000 respondents with 50 features: it would take about " +
    "1.7 GB of memory, but 1.0 GB can be had. Up to 15123 respondents would fit. Or use clustering.method " +
    "kmeans, or linkage ward or single.",
  ],
  [
    "kernels beyond 4 GiB",
    10_000_000,
    Infinity,
    { reduction: NONE },
    "Cannot run clustering.method kmeans on 10000000 respondents with 50 features: it would take 6.3 GB " +
    "in one piece, of which at most 4.3 GB can be had. Up to 6795730 respondents would fit. Cluster on " +
    "fewer dimensions (reduction.method pca), or use clustering.algorithm minibatch.",
  ],
  [
    "features beyond what is free",
    1_000_000,
    500e6,
    {},
    "Cannot hold 1000000 respondents with 50 features: it would take about 625 MB of memory, but 500 MB " +
    "can be had. Up to 522113 respondents would fit. Segment on fewer columns (features.include).",
  ],
  [
    "a map beyond what is free",
    500_000,
    1e9,
    { reduction: { method: "umap" } },
    "Cannot run reduction.method umap on 500000 respondents with 50 features: it would take about 1.7 GB " +
    "of memory, but 1.0 GB can be had. Up to 292906 respondents would fit. Or use reduction.method pca.",
  ],
  [
    "nothing at all",
    1000,
    50e6,
    {},
    "Cannot hold 1000 respondents with 50 features: it would take about 76 MB of memory, but 50 MB " +
    "can be had. Fewer respondents would not fit either. Segment on fewer columns (features.include).",
  ],
];

Deno.test("assertRunFits() names the largest survey that fits, and what else would", async (t) => {
  for (const [name, n, memory, given, message] of REFUSED) {
    await t.step(name, () => {
      const params = originalParams(given);
      const run = (rows: number) => assertRunFits({ ...SHAPE, n: rows }, params, memory);
      assert.throws(() => run(n), { name: "DataError", message });
      const most = /Up to (\d+)|allows up to (\d+)/i.exec(message);
      if (most === null) return;
      const largest = Number(most[1] ?? most[2]);
      run(largest);
      assert.throws(() => run(largest + 1), DataError);
    });
  }
});

Deno.test("assertRunFits() lets a million respondents of 50 features through in 2 GB", () => {
  const shape = { n: 1_000_000, d: 50, workers: 2, surveyBytes: 150 };
  for (const reduction of ["none", "pca"]) {
    assertRunFits(shape, originalParams({ reduction: { method: reduction } }), 2e9);
  }
});

Deno.test("runPipeline() refuses what cannot fit before a long stage begins", async () => {
  const bytes = survey(4000);
  const stages = new Set<string>();
  const params = originalParams({ clustering: { method: "agglomerative", linkage: "average" } });
  const options = {
    memory: 120e6,
    onProgress: ({ stage }: { stage: string }) => void stages.add(stage),
  };
  await assert.rejects(runPipeline(bytes, "s.csv", params, options), {
    name: "DataError",
    message: /^Cannot build a tree \(linkage average\) of 4000 respondents with 3 features: /,
  });
  assert.deepEqual([...stages], ["ingest", "clean", "features"]);
  const { clustering } = await runPipeline(bytes, "s.csv", params, { memory: 250e6 });
  assert.equal(clustering.k, 3);
});

Deno.test("features() refuses a matrix beyond what is free", async () => {
  const params = originalParams({});
  const { cleaned } = await runPipeline(survey(4000), "s.csv", params);
  await assert.rejects(features(cleaned, params, createContext({ memory: 48_000 })), {
    name: "DataError",
    message: "Cannot build the features: 4000 respondents x 3 features need 1 MB in one piece, " +
      "which is more than there is. Up to 2000 respondents would fit. Segment on fewer columns " +
      "(features.include).",
  });
});

Deno.test("the command line ends with 3 where a survey is too large for the method", async () => {
  await inTemporaryFolder(async (folder) => {
    await Deno.writeFile(`${folder}/large.csv`, survey(28_379));
    const { code, stderr } = await runPipelineCommand([
      ...["--input", "large.csv", "--quiet", "--no-cache"],
      ...["--set", "clustering.method=agglomerative", "--set", "clustering.linkage=complete"],
    ], { cwd: folder });
    assert.equal(code, 3);
    assert.match(stderr, /^error: Cannot build a tree of 28379 respondents: .* up to 28378 /);
  });
});

async function peakOf(work: Record<string, unknown>): Promise<number> {
  const probe = productFile("tests/support/memory_probe.ts");
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-check", "--allow-all", probe, JSON.stringify(work)],
    cwd: productFile(""),
  }).output();
  assert.equal(code, 0, new TextDecoder().decode(stderr));
  const peaks: Record<string, number> = JSON.parse(new TextDecoder().decode(stdout));
  return Math.max(...Object.values(peaks));
}

/** Three questions of numbers without a pattern. */
function survey(rows: number): Uint8Array<ArrayBuffer> {
  const lines = Array.from({ length: rows }, (_, i) => [i % 5, (i * 7) % 11, (i * 13) % 17].join());
  return new TextEncoder().encode(["a,b,c", ...lines].join("\n") + "\n");
}
