/** Tests of multiple correspondence analysis. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { createContext } from "../../pipeline/base/context.ts";
import { contributionsOf, runMca } from "../../pipeline/reduce/mca.ts";
import { reduce } from "../../pipeline/reduce/mod.ts";
import { assertClose } from "../support/golden.ts";
import { featuresOf, type MixedColumns, plantedColumns } from "../support/mixed_features.ts";
import { originalParams } from "../support/original.ts";

Deno.test("runMca() puts columns that always agree on one dimension of inertia 1", async () => {
  const x = await featuresOf({
    region: ["nominal", ["a", "b", "a", "b"]],
    plan: ["nominal", ["x", "y", "x", "y"]],
  });
  const { scores, model } = await runMca(x, 2, createContext());
  assertClose(model.inertia, [1, 0], 1e-12);
  assertClose(model.share, [1, 0], 1e-12);
  assertClose(model.correctedShare, [1, 0], 1e-12);
  // The first category's entry is the first of the largest, so it lies on the positive side.
  assertClose([0, 1, 2, 3].map((i) => scores.values[2 * i]), [1, -1, 1, -1], 1e-7);
  assert.deepEqual(model.levels, [
    { column: "region", level: "a" },
    { column: "region", level: "b" },
    { column: "plan", level: "x" },
    { column: "plan", level: "y" },
  ]);
});

Deno.test("runMca() finds equal inertia everywhere where columns are independent", async () => {
  const x = await featuresOf({
    region: ["nominal", ["a", "b", "a", "b"]],
    plan: ["nominal", ["x", "x", "y", "y"]],
  });
  const { model } = await runMca(x, 1, createContext());
  assertClose(model.inertia, [0.5, 0.5], 1e-12);
  assertClose(model.share, [0.5, 0.5], 1e-12);
  assertClose(model.correctedShare, [0, 0], 1e-12);
});

Deno.test("runMca() centres respondents, with the inertia as their mean square", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 1e6 }), async (seed) => {
      const x = await featuresOf(plantedColumns(40, seed));
      const { scores, model } = await runMca(x, 3, createContext());
      for (let m = 0; m < 3; m++) {
        let sum = 0, squares = 0;
        for (let i = 0; i < x.n; i++) {
          sum += scores.values[3 * i + m];
          squares += scores.values[3 * i + m] ** 2;
        }
        assertClose([sum / x.n, squares / x.n], [0, model.inertia[m]], 1e-9);
      }
      const shares = contributionsOf(model).values;
      for (let m = 0; m < 3; m++) {
        assertClose([shares.filter((_, p) => p % 3 === m).reduce((a, b) => a + b)], [1], 1e-9);
      }
      const total = model.inertia.reduce((all, each) => all + each, 0);
      const columns = new Set(model.levels.map(({ column }) => column)).size;
      assertClose([total], [model.levels.length / columns - 1], 1e-9);
    }),
    { numRuns: 20, seed: 2 },
  );
});

Deno.test("runMca() depends on no scaling and no names of categories", async () => {
  const columns = plantedColumns(60, 8);
  const renamed: MixedColumns = {
    ...columns,
    region: ["nominal", columns.region[1].map((name) => `${String(name).length} ${name}`)],
  };
  const here = await runMca(await featuresOf(columns), 2, createContext());
  const scaled = await featuresOf(renamed, { features: { scaling: "none" } });
  const there = await runMca(scaled, 2, createContext());
  assertClose(there.scores.values.map(Math.abs), here.scores.values.map(Math.abs), 1e-9);
});

Deno.test("reduce() by MCA leaves numbers out and says so", async () => {
  const warnings: string[] = [];
  const context = createContext({ onWarning: (text) => warnings.push(text) });
  const params = originalParams({ reduction: { method: "mca", n_components: 1 } });
  const embedding = await reduce(await featuresOf(plantedColumns(90, 1)), params, context);
  assert.deepEqual([embedding.method, embedding.n, embedding.d], ["mca", 90, 1]);
  assert.equal(
    warnings[0],
    "MCA maps categories only: the map leaves out spend. Use reduction pca to map numbers too.",
  );
  assert.ok(!("components" in embedding));
});

Deno.test("runMca() refuses what it cannot do", async () => {
  const numbers = await featuresOf({
    height: ["numeric", [1.5, 1.6, 1.7, 1.8]],
    plan: ["nominal", ["x", "y", "x", "y"]],
  });
  await assert.rejects(runMca(numbers, 1, createContext()), {
    name: "DataError",
    message:
      "Cannot run MCA: it needs at least 2 columns of categories that vary, but there is 1. " +
      "Use reduction.method pca for numbers.",
  });
  const pairs = await featuresOf({
    region: ["nominal", ["a", "b", "c", "b"]],
    plan: ["nominal", ["x", "x", "y", "y"]],
  });
  await assert.rejects(runMca(pairs, 4, createContext()), {
    name: "DataError",
    message: "Cannot reduce to 4 dimensions: 5 categories of 2 columns allow at most 3. Lower " +
      "reduction.n_components.",
  });
});
