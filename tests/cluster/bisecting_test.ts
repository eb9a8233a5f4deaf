/** Tests of bisecting k-means: against scikit-learn on real surveys, nested segments, ties, weights. Runs in Deno. */

import assert from "node:assert/strict";
import { createContext } from "../../pipeline/base/context.ts";
import { DataError } from "../../pipeline/base/errors.ts";
import { clean } from "../../pipeline/clean/mod.ts";
import { runBisecting } from "../../pipeline/cluster/bisecting/bisecting.ts";
import { cluster } from "../../pipeline/cluster/mod.ts";
import { features } from "../../pipeline/features/mod.ts";
import { ingest } from "../../pipeline/ingest/mod.ts";
import { type Matrix, matrix } from "../../pipeline/numeric/matrix.ts";
import { sharedData, sharedDataAbsent } from "../support/shared_data.ts";
import { originalParams } from "../support/original.ts";

/** Medians over random_state 0..9 of scikit-learn 1.9.1 (numpy 2.4.6, pandas 3.1.1) for 2 to 8 segments:
 * `BisectingKMeans(k, n_init=20, random_state=s, bisecting_strategy="biggest_inertia").fit(x).inertia_`,
 * x being the items of the survey's reference, gaps filled with the mode, z-scores (ddof 0), Yes as 1.
 */
const SKLEARN: Readonly<Record<string, readonly number[]>> = {
  bfi: [60935.805, 58214.878, 55846.853, 54605.588, 53373.961, 52259.822, 51472.43],
  mcdonalds: [13053.972, 11669.231, 10420.963, 9512.711, 8745.916, 7988.923, 7595.989],
};
const OPTIONS = { nInit: 20, maxIter: 300 };

async function readItems(name: string): Promise<Matrix> {
  const { columns } = JSON.parse(
    await Deno.readTextFile(sharedData(`reference/${name}.json`)),
  );
  const params = originalParams({
    cleaning: { drop_thresh: 0, imputation_method: "mode" },
    features: { include: columns, scaling: "standardize" },
  });
  const file = `${name}.csv`;
  const survey = await ingest(await Deno.readFile(sharedData(file)), file, params);
  return await features(await clean(survey, params), params);
}

for (const [name, inertias] of Object.entries(SKLEARN)) {
  Deno.test({
    name: `runBisecting() is as good as scikit-learn's on ${name}.csv (needs ../shared/data)`,
    ignore: sharedDataAbsent,
    fn: async () => {
      const x = await readItems(name);
      for (const [i, expected] of inertias.entries()) {
        const k = i + 2;
        const { inertia } = await runBisecting(x, { k, ...OPTIONS }, createContext({ seed: 42 }));
        const ratio = inertia / expected;
        console.log(`  ${name} k=${k}: inertia ${ratio.toFixed(5)} x scikit-learn's`);
        assert.ok(Math.abs(ratio - 1) <= 0.01, `k=${k}: ${inertia}, but ${expected}`);
      }
    },
  });
}

/** Three groups on a line: 4 rows about 0, 3 about 10, 2 about 100. */
const LINE = matrix(Float64Array.of(0, 1, 2, 3, 10, 11, 12, 100, 102), 9, 1);

Deno.test("runBisecting() splits the segment of largest spread, and gives sums and means of all", async () => {
  const two = await runBisecting(LINE, { k: 2, ...OPTIONS }, createContext());
  assert.deepEqual([...two.labels], [0, 0, 0, 0, 0, 0, 0, 1, 1]);
  const three = await runBisecting(LINE, { k: 3, ...OPTIONS }, createContext());
  assert.deepEqual([...three.labels], [0, 0, 0, 0, 1, 1, 1, 2, 2]);
  assert.deepEqual([...three.centroids.values], [1.5, 11, 101]);
  assert.deepEqual([three.inertia, three.converged], [5 + 2 + 2, true]);
});

Deno.test("runBisecting() nests: one segment more splits one of those before", async () => {
  const rng = createContext({ seed: 3 }).rng;
  const x = matrix(Float64Array.from({ length: 600 }, () => rng.normal()), 200, 3);
  let before = await runBisecting(x, { k: 2, ...OPTIONS }, createContext({ seed: 1 }));
  for (let k = 3; k <= 7; k++) {
    const after = await runBisecting(x, { k, ...OPTIONS }, createContext({ seed: 1 }));
    const parents = new Set([...after.labels].map((label, i) => `${label} ${before.labels[i]}`));
    assert.equal(parents.size, k, `k=${k}`);
    assert.ok(after.inertia < before.inertia);
    before = after;
  }
});

Deno.test("runBisecting() never splits equal rows, and refuses more segments than there are distinct ones", async () => {
  const x = matrix(Float64Array.of(0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 7, 8), 8, 1);
  const { labels } = await runBisecting(x, { k: 3, ...OPTIONS }, createContext());
  assert.deepEqual([...labels], [0, 0, 0, 0, 0, 0, 1, 2]);
  await assert.rejects(runBisecting(x, { k: 4, ...OPTIONS }, createContext()), DataError);
});

Deno.test("whole weights give bisecting k-means the inertia of repeated rows", async () => {
  const weighted = { ...LINE, weights: Float64Array.of(1, 1, 1, 1, 2, 1, 2, 1, 1) };
  const repeated = matrix(Float64Array.of(0, 1, 2, 3, 10, 10, 11, 12, 12, 100, 102), 11, 1);
  const [a, b] = await Promise.all(
    [weighted, repeated].map((x) => runBisecting(x, { k: 3, ...OPTIONS }, createContext())),
  );
  assert.equal(a.inertia, b.inertia);
});

Deno.test("cluster() forms segments by bisecting k-means, the same for the same seed", async () => {
  const params = originalParams({ clustering: { method: "bisecting", n_clusters: 3 } });
  const [a, b] = await Promise.all(
    [1, 2].map(() => cluster(LINE, params, createContext({ seed: 42 }))),
  );
  assert.deepEqual(a, b);
  assert.ok(a.form === "centres");
  assert.deepEqual([a.method, a.basis, [...a.sizes]], ["bisecting", "reduced", [4, 3, 2]]);
});
