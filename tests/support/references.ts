/** The answers of scikit-learn, SciPy and fastcluster for real surveys, and the checks against them. Runs in Deno. */

import assert from "node:assert/strict";
import { clean } from "../../pipeline/clean/mod.ts";
import { cluster } from "../../pipeline/cluster/mod.ts";
import { createContext } from "../../pipeline/base/context.ts";
import { calinskiHarabasz } from "../../pipeline/evaluate/calinski_harabasz.ts";
import { daviesBouldin } from "../../pipeline/evaluate/davies_bouldin.ts";
import { exactSilhouette } from "../../pipeline/evaluate/silhouette.ts";
import { features } from "../../pipeline/features/mod.ts";
import { ingest } from "../../pipeline/ingest/mod.ts";
import { reduce } from "../../pipeline/reduce/mod.ts";
import type { Features } from "../../pipeline/features/feature_matrix.ts";
import { assertClose } from "./golden.ts";
import { sharedData } from "./shared_data.ts";
import { originalParams } from "./original.ts";

interface Indices {
  readonly silhouette: number;
  readonly calinski_harabasz: number;
  readonly davies_bouldin: number;
}

interface Reference {
  readonly columns: readonly string[];
  readonly n_rows: number;
  readonly pca_explained_variance_ratio: readonly number[];
  readonly kmeans: Record<string, Indices & { best_inertia: number; median_inertia: number }>;
  readonly ward: Record<string, Indices & { sizes: number[]; ari_vs_sklearn_ward: number | null }>;
}

/** One of the real surveys with its reference answers. */
export interface ReferenceCase {
  /** Name of the survey file, and of the reference. */
  readonly file: string;
  readonly name: string;
  /** Texts that mean no answer, where the reference lists codes. */
  readonly missing?: readonly string[];
  /** From this k on the best of the reference's starts is a lucky one: its median is to be met. */
  readonly medianFrom?: number;
}

const SEED = 42;
const STARTS = 100;

/** Checks every figure of a reference through the stage functions, with the reference's own steps. */
export async function checkReference(t: Deno.TestContext, subject: ReferenceCase): Promise<void> {
  const reference: Reference = JSON.parse(
    await Deno.readTextFile(sharedData(`reference/${subject.name}.json`)),
  );
  const matrix = await referenceMatrix(subject, reference.columns);
  const labels = await readLabels(subject.name);
  assert.equal(matrix.n, reference.n_rows);

  await t.step("PCA explains the same variance", async () => {
    const params = originalParams({ reduction: { method: "pca", n_components: 5 } });
    const embedding = await reduce(matrix, params);
    assert.ok(embedding.method === "pca");
    assertClose(embedding.explainedVarianceRatio, reference.pca_explained_variance_ratio, 1e-6);
  });
  for (const [k, expected] of Object.entries(reference.kmeans)) {
    await t.step(`k-means finds ${k} segments as good`, async () => {
      const clustering = { n_clusters: Number(k), n_init: STARTS, max_iter: 1000 };
      const context = createContext({ seed: SEED });
      const { inertia } = await cluster(matrix, originalParams({ clustering }), context);
      const isLucky = Number(k) >= (subject.medianFrom ?? Infinity);
      const bound = isLucky ? expected.median_inertia : 1.005 * expected.best_inertia;
      console.log(
        `  ${subject.name} k=${k}: inertia ${(inertia / expected.best_inertia).toFixed(6)} x best`,
      );
      assert.ok(inertia <= bound, `inertia ${inertia} is above ${bound}`);
    });
    await t.step(
      `indices of the reference's ${k} segments`,
      () => checkIndices(matrix, labels.get(`km${k}`)!, Number(k), { expected, tolerance: 1e-5 }),
    );
  }
  for (const [k, expected] of Object.entries(reference.ward)) {
    if (expected.ari_vs_sklearn_ward !== 1) continue;
    await t.step(`Ward's tree cut into ${k}`, async () => {
      const clustering = { method: "agglomerative", linkage: "ward", n_clusters: Number(k) };
      const found = await cluster(matrix, originalParams({ clustering }));
      assert.deepEqual([...found.sizes], expected.sizes);
      await checkIndices(matrix, found.labels, Number(k), { expected, tolerance: 1e-4 });
    });
  }
}

/** The reference's steps 1 to 3: item columns, missing to the mode, z-scores. */
async function referenceMatrix(
  { file, missing }: ReferenceCase,
  columns: readonly string[],
): Promise<Features> {
  const params = originalParams({
    ingest: { missing_values: missing ?? "auto" },
    cleaning: { drop_thresh: 0, imputation_method: "mode" },
    features: { include: columns, scaling: "standardize" },
  });
  const survey = await ingest(await Deno.readFile(sharedData(file)), file, params);
  const matrix = await features(await clean(survey, params), params);
  assert.deepEqual(matrix.names, columns);
  return matrix;
}

async function checkIndices(
  matrix: Features,
  labels: Int32Array,
  k: number,
  { expected, tolerance }: { expected: Indices; tolerance: number },
): Promise<void> {
  const silhouette = await exactSilhouette(matrix, labels, k, createContext());
  assertClose([silhouette.mean], [expected.silhouette], tolerance);
  assertClose([daviesBouldin(matrix, labels, k)], [expected.davies_bouldin], tolerance);
  assertClose([calinskiHarabasz(matrix, labels, k)], [expected.calinski_harabasz], 1e-4);
}

async function readLabels(name: string): Promise<Map<string, Int32Array>> {
  const file = await Deno.open(sharedData(`reference/${name}_labels.csv.gz`));
  const text = await new Response(file.readable.pipeThrough(new DecompressionStream("gzip")))
    .text();
  const [header, ...rows] = text.trim().split("\n").map((line) => line.split(","));
  return new Map(header.map((column, c) => {
    const numbers = Int32Array.from(rows, (row) => Number(row[c]));
    // Labels count from 0 or from 1.
    const least = numbers.reduce((a, b) => Math.min(a, b));
    return [column, numbers.map((label) => label - least)];
  }));
}
