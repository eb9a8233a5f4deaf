/** Tests of k-modes and k-prototypes. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { type MixedRows, usualGamma } from "../../pipeline/cluster/prototypes/mixed_rows.ts";
import { cluster } from "../../pipeline/cluster/mod.ts";
import { PrototypeSearch } from "../../pipeline/cluster/prototypes/search.ts";
import { runPrototypes } from "../../pipeline/cluster/prototypes/prototypes.ts";
import type { PrototypesResult } from "../../pipeline/cluster/prototypes/prototypes_result.ts";
import { createContext } from "../../pipeline/base/context.ts";
import { createRng } from "../../pipeline/base/rng.ts";
import { assertClose } from "../support/golden.ts";
import { featuresOf, plantedColumns } from "../support/mixed_features.ts";
import { adjustedRandIndex } from "../support/rand_index.ts";
import { originalParams } from "../support/original.ts";

const OPTIONS = { k: 2, gamma: 1, nInit: 10, maxIter: 100 };

/** Rows of letters, and of numbers if given. */
function rowsOf(texts: readonly string[], values: readonly (readonly number[])[] = []): MixedRows {
  const n = texts.length, q = texts[0].length, p = values[0]?.length ?? 0;
  return {
    ...{ n, q, p },
    codes: Int32Array.from(texts.flatMap((text) => [...text].map((one) => one.charCodeAt(0) - 97))),
    levels: new Int32Array(q).fill(4),
    numbers: Float64Array.from(values.flat()),
  };
}

Deno.test("runPrototypes() finds the modes of categories", async () => {
  const rows = rowsOf(["aaa", "aab", "aaa", "bbb", "bba"]);
  const found = await runPrototypes(rows, OPTIONS, createContext());
  assert.deepEqual([...found.labels], [0, 0, 0, 1, 1]);
  assert.deepEqual([...found.modes], [0, 0, 0, 1, 1, 0]);
  assert.equal(found.cost, 2);
  assert.equal(found.converged, true);
});

Deno.test("runPrototypes() weighs an unlike category by gamma beside squared gaps", async () => {
  const rows = rowsOf(["a", "a", "b", "b"], [[-1], [1], [-1], [1]]);
  const byNumber = await runPrototypes(rows, { ...OPTIONS, gamma: 0.5 }, createContext());
  assert.deepEqual([...byNumber.labels], [0, 1, 0, 1]);
  assert.equal(byNumber.cost, 2 * 0.5);
  const byCategory = await runPrototypes(rows, { ...OPTIONS, gamma: 5 }, createContext());
  assert.deepEqual([...byCategory.labels], [0, 0, 1, 1]);
  assert.equal(byCategory.cost, 4);
});

Deno.test("a mode is the lowest of equally frequent categories, and a tie goes to the lower segment", async () => {
  const rows = rowsOf(["ba", "ab", "cc"]);
  const search = new PrototypeSearch(rows, 2, 1);
  const found = await search.run(Int32Array.of(0, 2), 100, createContext());
  assert.deepEqual([...found.labels], [0, 0, 1]);
  assert.deepEqual([...found.modes], [0, 0, 2, 2]);
  assert.equal(found.cost, 2);
});

Deno.test("an empty segment takes the respondent farthest from its own prototype", async () => {
  const rows = rowsOf(["aaa", "aaa", "aab", "bbb"]);
  const search = new PrototypeSearch(rows, 2, 1);
  const found = await search.run(Int32Array.of(0, 1), 100, createContext());
  assert.deepEqual([...found.labels], [0, 0, 0, 1]);
});

Deno.test("runPrototypes() of numbers alone minimises squared distances", async () => {
  const rows = rowsOf(["", "", "", ""], [[-4], [-3], [3], [4]]);
  const { labels, cost, means } = await runPrototypes(rows, OPTIONS, createContext());
  assert.deepEqual([[...labels], cost, [...means]], [[0, 0, 1, 1], 1, [-3.5, 3.5]]);
  assert.equal(usualGamma(rows), Math.sqrt(50 / 4) / 2);
  assert.equal(usualGamma(rowsOf(["ab", "ba"])), 1);
});

Deno.test("runPrototypes() refuses numbers that it cannot tell apart", async () => {
  const rows = rowsOf(["", "", ""], [[-1e-200], [0], [1e-200]]);
  await assert.rejects(runPrototypes(rows, OPTIONS, createContext()), {
    name: "DataError",
    message:
      "Cannot form 2 segments: respondents must differ by more than squares of 64 bits can " +
      "tell, but some do not. Set features.scaling to standardize.",
  });
});

Deno.test("runPrototypes() puts everyone to the nearest prototype and states what that costs", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 1e6 }),
      fc.integer({ min: 2, max: 5 }),
      async (seed, k) => {
        const rng = createRng(seed);
        const rows = rowsOf(
          Array.from({ length: 40 }, () => "xxxx".replace(/x/g, () => "abcd"[rng.below(4)])),
          Array.from({ length: 40 }, () => [rng.below(5), rng.normal()]),
        );
        const found = await runPrototypes(rows, { ...OPTIONS, k }, createContext({ seed }));
        const sizes = new Array(k).fill(0);
        found.labels.forEach((label) => sizes[label]++);
        assert.ok(sizes.every((size, m) => size > 0 && (m === 0 || size <= sizes[m - 1])));
        let cost = 0;
        for (let i = 0; i < rows.n; i++) {
          const distances = Array.from({ length: k }, (_, m) => distance(rows, found, i, m));
          const least = Math.min(...distances);
          assert.ok(distances[found.labels[i]] <= least + 1e-12);
          cost += least;
        }
        assertClose([found.cost], [cost], 1e-9);
      },
    ),
    { numRuns: 60, seed: 5 },
  );
});

function distance(
  { q, p, codes, numbers }: MixedRows,
  { modes, means }: PrototypesResult,
  ...[i, m]: [number, number]
): number {
  let sum = 0;
  for (let c = 0; c < q; c++) sum += codes[i * q + c] === modes[m * q + c] ? 0 : 1;
  for (let c = 0; c < p; c++) sum += (numbers[i * p + c] - means[m * p + c]) ** 2;
  return sum;
}

Deno.test("kmodes and kprototypes find planted segments and say what is typical of them", async () => {
  const x = await featuresOf(plantedColumns(150, 4));
  for (const method of ["kmodes", "kprototypes"] as const) {
    const params = originalParams({ clustering: { method } });
    const found = await cluster(x, params, createContext({ seed: 1 }));
    const planted = Array.from({ length: 150 }, (_, i) => i % 3);
    const index = adjustedRandIndex([...found.labels], planted);
    // With gamma at its usual half deviation, the noisy numbers count for more.
    assert.ok(index > (method === "kmodes" ? 0.8 : 0.6), `${method}: ${index}`);
    assert.equal(found.basis, "answers");
    assert.ok(found.form === "prototypes");
    const typical = found.prototypes.map((prototype) =>
      Object.fromEntries(prototype.map(({ column, level }) => [column, level]))
    );
    const regions = typical.map(({ region }) => region);
    assert.deepEqual(regions.sort(), ["north", "south", "west"]);
    const west = typical.find(({ region }) => region === "west")!;
    assert.equal(west.plan, "none at all");
    if (method === "kmodes") assert.deepEqual([west.trust, "spend" in west], [5, false]);
    else assert.ok(Math.abs(Number(west.spend) - 195) < 30, String(west.spend));
  }
});

Deno.test("kmodes leaves numbers out and says so, and refuses numbers alone", async () => {
  const warnings: string[] = [];
  const context = createContext({ seed: 1, onWarning: (text) => warnings.push(text) });
  const params = originalParams({ clustering: { method: "kmodes" } });
  await cluster(await featuresOf(plantedColumns(60, 1)), params, context);
  assert.deepEqual(warnings, [
    "k-modes compares categories only: it leaves out spend. Use k-prototypes to take numbers in too.",
  ]);
  const numbers = await featuresOf({
    height: ["numeric", [1.5, 1.6, 1.7, 1.8]],
    weight: ["numeric", [50, 60, 75, 70]],
  });
  await assert.rejects(cluster(numbers, params), {
    name: "DataError",
    message:
      "Cannot find modes: at least one column must have categories, but all 2 features are " +
      "numeric. Use clustering.method kmeans.",
  });
});

Deno.test("kmodes counts as different only respondents whose categories differ", async () => {
  const x = await featuresOf({
    region: ["nominal", ["a", "a", "b", "b", "c", "c"]],
    spend: ["numeric", [1, 2, 3, 4, 5, 6]],
  });
  const clustering = { method: "kmodes", n_clusters: 4 };
  await assert.rejects(
    cluster(x, originalParams({ clustering })),
    /^DataError: Cannot form 4 segments: .* but there are 3\. /,
  );
  const mixed = { method: "kprototypes", n_clusters: 6 };
  const found = await cluster(x, originalParams({ clustering: mixed }));
  assert.ok(found.form === "prototypes");
  assert.equal(found.cost, 0);
});

Deno.test("kprototypes stops when cancelled", async () => {
  const controller = new AbortController();
  controller.abort(new Error("no longer wanted"));
  const context = createContext({ signal: controller.signal });
  const rng = createRng(1);
  const rows = rowsOf(
    Array.from({ length: 20_000 }, () => "xxxxxxxx".replace(/x/g, () => "abcd"[rng.below(4)])),
  );
  await assert.rejects(runPrototypes(rows, { ...OPTIONS, k: 6 }, context), /no longer wanted/);
});
