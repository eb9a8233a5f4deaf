/** Tests of answers read back from features, and of Gower's distance among them. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { gowerPairs } from "../../pipeline/cluster/tree/condensed.ts";
import { buildGowerTree } from "../../pipeline/cluster/tree/agglomerative.ts";
import { createContext, type StageContext } from "../../pipeline/base/context.ts";
import { gowerSilhouette } from "../../pipeline/evaluate/gower_silhouette.ts";
import {
  AS_CATEGORIES,
  AS_DISTANCES,
  AS_MIXED,
  readAnswers,
} from "../../pipeline/features/answers.ts";
import { clean } from "../../pipeline/clean/mod.ts";
import { features } from "../../pipeline/features/mod.ts";
import { csvOf, surveyOf } from "../support/survey_text.ts";
import { gowerDistances } from "../../pipeline/features/gower.ts";
import { assertClose } from "../support/golden.ts";
import { featuresOf, type MixedColumns, plantedColumns } from "../support/mixed_features.ts";
import { originalParams } from "../support/original.ts";

const SMALL: MixedColumns = {
  colour: ["nominal", ["red", "red", "blue", "green"]],
  size: ["numeric", [0.1, 5.1, 10.1, 2.1]],
  owns: ["binary", ["yes", "no", "yes", "no"]],
  trust: ["ordinal", [1, 2, 5, 4]],
};

Deno.test("readAnswers() gives back what scaling had changed, column by column", async () => {
  for (const scaling of ["none", "standardize"]) {
    const x = await featuresOf(SMALL, { features: { scaling } });
    const { categories, numbers, left } = readAnswers(x, AS_DISTANCES);
    assert.deepEqual(left, []);
    assert.deepEqual(categories.map(({ column }) => column), ["colour"]);
    const [{ codes, levels }] = categories;
    assert.deepEqual(Array.from(codes, (code) => levels[code]), ["red", "red", "blue", "green"]);
    assert.deepEqual(numbers.map(({ column, values }) => [column, [...values]]), [
      ["size", [0.1, 5.1, 10.1, 2.1]],
      ["owns", numbers[1].values[0] === 1 ? [1, 0, 1, 0] : [0, 1, 0, 1]],
      ["trust", [1, 2, 5, 4]],
    ]);
  }
});

Deno.test("readAnswers() takes a filled gap between two answers as the nearest category", async (t) => {
  const trust = [1, 2, 5, 4, 1, 5, 2, ""];
  const size = [3, 9, 4, 7, 1, 2, 8, 6];
  const cases: [string, Record<string, unknown>, number[]][] = [
    ["mean 2.86", { imputation_method: "mean" }, [1, 2, 4, 5]],
    ["median 2", { imputation_method: "auto" }, [1, 2, 4, 5]],
    ["a number outside all answers stays", { imputation_method: "fill" }, [0, 1, 2, 4, 5]],
    ["a number between them", { imputation_method: "fill", fill_value: 3.2 }, [1, 2, 4, 5]],
  ];
  for (const [name, cleaning, levels] of cases) {
    await t.step(name, async () => {
      const settings = {
        cleaning: { drop_thresh: "auto", ...cleaning },
        ingest: { columns: { trust: "ordinal", size: "numeric" } },
      };
      const params = originalParams(settings);
      const x = await features(
        await clean(await surveyOf(csvOf({ trust, size }), settings), params),
        params,
      );
      assert.deepEqual(readAnswers(x, AS_CATEGORIES).categories[0].levels, levels);
      // Where answers lie at distances the number itself counts.
      const { values } = readAnswers(x, AS_MIXED).numbers[0];
      if (name.startsWith("mean")) assertClose([values[7]], [20 / 7], 1e-9);
    });
  }
});

Deno.test("readAnswers() takes each kind as the method wants it", async () => {
  const x = await featuresOf(SMALL);
  const names = (all: readonly { column: string }[]) => all.map(({ column }) => column);
  const categorical = readAnswers(x, AS_CATEGORIES);
  assert.deepEqual(names(categorical.categories), ["colour", "owns", "trust"]);
  assert.deepEqual(categorical.left, ["size"]);
  assert.deepEqual(categorical.categories[2].levels, [1, 2, 4, 5]);
  const mixed = readAnswers(x, AS_MIXED);
  assert.deepEqual(names(mixed.categories), ["colour", "owns"]);
  assert.deepEqual(names(mixed.numbers), ["size", "trust"]);
});

Deno.test("readAnswers() keeps a category that no indicator stands for apart", async () => {
  const x = await featuresOf(SMALL, { features: { scaling: "none" } });
  const kept = x.names.flatMap((name, f) => name === "colour=red" ? [] : [f]);
  const values = Float64Array.from(
    { length: x.n * kept.length },
    (_, p) => x.values[Math.floor(p / kept.length) * x.d + kept[p % kept.length]],
  );
  const pick = <T>(all: readonly T[]): T[] => kept.map((f) => all[f]);
  const without = {
    ...x,
    ...{ values, d: kept.length, names: pick(x.names), sources: pick(x.sources) },
    ...{ center: new Float64Array(kept.length), scale: new Float64Array(kept.length).fill(1) },
  };
  const [{ codes, levels }] = readAnswers(without, AS_CATEGORIES).categories;
  assert.equal(codes[0], codes[1]);
  assert.equal(levels[codes[0]], "(other)");
  assert.equal(new Set(codes).size, 3);
});

Deno.test("gowerDistances() is the mean over columns of mismatches and gaps by range", async () => {
  const { size: _size, ...others } = SMALL;
  const x = await featuresOf({ ...others, size: ["numeric", [0, 5, 10, 2]] });
  const pairs = await gowerPairs(x, createContext());
  assertClose(pairs, [
    (0 + 0.5 + 1 + 1 / 4) / 4,
    (1 + 1 + 0 + 1) / 4,
    (1 + 0.5 + 1 + 3 / 4) / 4,
    (1 + 0.2 + 1 + 3 / 4) / 4,
    (1 + 0.3 + 0 + 2 / 4) / 4,
    (1 + 0.8 + 1 + 1 / 4) / 4,
  ], 1e-15);
});

Deno.test("gowerDistances() counts a constant column as 0 apart, as daisy does", async () => {
  const constant: MixedColumns = { ...SMALL, same: ["numeric", [3, 3, 3, 3]] };
  const kept = { features: { use_variance_threshold: false, min_unique: 0 } };
  const with4 = await gowerPairs(await featuresOf(SMALL, kept), createContext());
  const with5 = await gowerPairs(await featuresOf(constant, kept), createContext());
  assertClose(with5, with4.map((distance) => distance * 4 / 5), 1e-15);
});

Deno.test("gowerDistances() of some respondents are those among all", async () => {
  const distances = gowerDistances(await featuresOf(plantedColumns(30, 1)));
  const rows = Int32Array.of(28, 3, 17, 5);
  const whole = new Float64Array(30), part = new Float64Array(4);
  distances.measure(17, 30, whole);
  distances.among(rows).measure(2, 4, part);
  assert.deepEqual([...part], Array.from(rows, (row) => whole[row]));
});

Deno.test("gowerDistances() depend on no scaling, no order of respondents and no category's name", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 1e6 }), async (seed) => {
      const columns = plantedColumns(24, seed);
      const here = await distancesOf(columns, "none");
      assertClose(await distancesOf(columns, "standardize"), here, 1e-11);
      const renamed: MixedColumns = {
        ...columns,
        region: ["nominal", columns.region[1].map((name) => `zone ${String(name).length} ${name}`)],
        spend: ["numeric", columns.spend[1].map((value) => 1000 * Number(value))],
      };
      assertClose(await distancesOf(renamed, "none"), here, 1e-11);
      const turned = Object.fromEntries(
        Object.entries(columns).map((
          [name, [kind, cells]],
        ) => [name, [kind, [...cells].reverse()]]),
      ) as MixedColumns;
      assertClose(await distancesOf(turned, "none"), [...here].reverse(), 1e-11);
    }),
    { numRuns: 20, seed: 7 },
  );
});

Deno.test("gowerPairs(), the tree and the silhouette by them stop when cancelled", async () => {
  const x = await featuresOf(plantedColumns(6000, 2));
  const labels = Int32Array.from({ length: x.n }, (_, i) => i % 3);
  const works: ((context: StageContext) => Promise<unknown>)[] = [
    (context) => gowerPairs(x, context),
    (context) => buildGowerTree(x, "average", context),
    (context) => gowerSilhouette(x, { labels, k: 3, rows: null }, context),
  ];
  for (const work of works) {
    const controller = new AbortController();
    controller.abort(new Error("no longer wanted"));
    await assert.rejects(work(createContext({ signal: controller.signal })), /no longer wanted/);
  }
});

Deno.test("buildGowerTree() refuses Ward's linkage and more respondents than fit", async () => {
  const x = await featuresOf(plantedColumns(12, 2));
  await assert.rejects(buildGowerTree(x, "ward", createContext()), {
    name: "RangeError",
    message: "Cannot build a tree by Gower's distance: the linkage must be complete, average or " +
      "single, but is ward, which measures variances.",
  });
  const large = { ...x, n: 40_000, values: new Float64Array(40_000 * x.d) };
  await assert.rejects(gowerPairs(large, createContext()), {
    name: "DataError",
    message: "Cannot build a tree of 40000 respondents: the distances of all pairs must fit in " +
      "memory, which allows up to 28378 respondents. Use clustering.method kprototypes.",
  });
});

/** Distances of every respondent from every other, n x n. */
async function distancesOf(columns: MixedColumns, scaling: string): Promise<Float64Array> {
  const distances = gowerDistances(await featuresOf(columns, { features: { scaling } }));
  const square = new Float64Array(distances.n ** 2);
  for (let i = 0; i < distances.n; i++) {
    distances.measure(i, distances.n, square.subarray(i * distances.n, (i + 1) * distances.n));
  }
  return square;
}
