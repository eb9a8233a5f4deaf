/** Tests of merge trees against SciPy and ml-hclust. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { agnes } from "ml-hclust";
import { buildTree } from "../../pipeline/cluster/tree/agglomerative.ts";
import { cutTree } from "../../pipeline/cluster/tree/cut_tree.ts";
import { largestFit, pairDistances } from "../../pipeline/cluster/tree/condensed.ts";
import { createContext } from "../../pipeline/base/context.ts";
import { DataError } from "../../pipeline/base/errors.ts";
import { matrix, toRows } from "../../pipeline/numeric/matrix.ts";
import { createRng } from "../../pipeline/base/rng.ts";
import type { Linkage } from "../../pipeline/cluster/clustering.ts";
import type { Matrix } from "../../pipeline/numeric/matrix.ts";
import { assertClose, GOLDEN, GOLDEN_POINTS, toMatrix } from "../support/golden.ts";

const LINKAGES: Linkage[] = ["ward", "complete", "average", "single"];

Deno.test("buildTree() equals SciPy's linkage", async (t) => {
  for (const linkage of LINKAGES) {
    await t.step(linkage, async () => {
      const tree = await buildTree(GOLDEN_POINTS, linkage, createContext());
      const { z, cut4 } = GOLDEN.linkage[linkage];
      assert.deepEqual([...tree.left], z.map((merge) => merge[0]));
      assert.deepEqual([...tree.right], z.map((merge) => merge[1]));
      assertClose(tree.heights, z.map((merge) => merge[2]), 1e-9);
      assert.deepEqual([...tree.sizes], z.map((merge) => merge[3]));
      assert.deepEqual([...cutTree(tree, 4)], cut4);
    });
  }
});

Deno.test("buildTree() has the heights of ml-hclust on random points", async (t) => {
  for (const linkage of ["ward", "complete", "average", "single"] as const) {
    await t.step(linkage, async () => {
      const x = randomPoints(60, 3, 11);
      const tree = await buildTree(x, linkage, createContext());
      const heights: number[] = [];
      agnes(toRows(x), { method: linkage === "ward" ? "ward2" : linkage }).traverse((node) => {
        if (!node.isLeaf) heights.push(node.height);
      });
      assertClose(tree.heights, heights.sort((a, b) => a - b), 1e-9);
    });
  }
});

Deno.test("buildTree() joins the lowest rows first where distances tie", async () => {
  const square = toMatrix([[0, 0], [0, 1], [1, 0], [1, 1]]);
  for (const linkage of LINKAGES) {
    const tree = await buildTree(square, linkage, createContext());
    assert.deepEqual([tree.left[0], tree.right[0]], [0, 1], linkage);
  }
});

Deno.test("buildTree() merges equal rows at height 0 and keeps every respondent", async () => {
  const x = toMatrix([[1, 2], [1, 2], [1, 2], [5, 5]]);
  for (const linkage of LINKAGES) {
    const tree = await buildTree(x, linkage, createContext());
    assert.deepEqual([...tree.heights.subarray(0, 2)], [0, 0], linkage);
    assert.equal(tree.sizes[2], 4);
    assert.deepEqual([...cutTree(tree, 2)], [0, 0, 0, 1]);
  }
});

Deno.test("cutTree() undoes the last merges for every k, largest segment first", async () => {
  const tree = await buildTree(GOLDEN_POINTS, "average", createContext());
  for (let k = 1; k <= GOLDEN_POINTS.n; k++) {
    const labels = cutTree(tree, k);
    const sizes = new Array(k).fill(0);
    labels.forEach((label) => sizes[label]++);
    assert.equal(new Set(labels).size, k);
    assert.deepEqual(sizes, [...sizes].sort((a, b) => b - a));
  }
  assert.throws(() => cutTree(tree, 0), {
    name: "RangeError",
    message: "Cannot cut a tree of 62 leaves: k must be in 1..62, but is 0.",
  });
  assert.throws(() => cutTree(tree, 63), RangeError);
});

Deno.test("buildTree() gives the same segments for respondents in another order", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 1e6 }),
      fc.constantFrom(...LINKAGES),
      async (seed, linkage) => {
        const x = randomPoints(25, 2, seed);
        const order = shuffled(25, seed);
        const moved = toMatrix(order.map((row) => toRows(x)[row]));
        const labels = cutTree(await buildTree(x, linkage, createContext()), 4);
        const movedLabels = cutTree(await buildTree(moved, linkage, createContext()), 4);
        const expected = order.map((row) => labels[row]);
        assert.deepEqual(partition(movedLabels), partition(expected));
      },
    ),
    { numRuns: 40, seed: 1 },
  );
});

Deno.test("buildTree() refuses what it cannot do", async (t) => {
  const cases: [string, Matrix, string][] = [
    [
      "one respondent",
      toMatrix([[1, 2]]),
      "Cannot build a tree: it needs at least 2 respondents, but there is 1.",
    ],
    [
      "a missing value",
      toMatrix([[1, 2], [3, NaN]]),
      "Cannot build a tree: every value must be finite, but row 2, column 2 holds NaN. " +
      "Impute or leave out such values first.",
    ],
  ];
  for (const [name, x, message] of cases) {
    await t.step(
      name,
      () => assert.rejects(buildTree(x, "ward", createContext()), { name: "DataError", message }),
    );
  }
});

Deno.test("buildTree() names the largest survey that fits in memory", async () => {
  const x = matrix(new Float64Array(40_000), 40_000, 1);
  await assert.rejects(pairDistances(x, createContext()), (error: Error) => {
    assert.ok(error instanceof DataError);
    assert.match(
      error.message,
      /^Cannot build a tree of 40000 respondents: .* up to 28378 respondents\./,
    );
    return true;
  });
  assert.equal(largestFit(8), 2);
  assert.equal(largestFit(24), 3);
});

Deno.test("buildTree() stops when cancelled", async () => {
  const controller = new AbortController();
  controller.abort(new Error("no longer wanted"));
  const context = createContext({ signal: controller.signal });
  await assert.rejects(buildTree(randomPoints(20_000, 5, 1), "ward", context), /no longer wanted/);
});

function randomPoints(n: number, d: number, seed: number): Matrix {
  const rng = createRng(seed);
  return matrix(Float64Array.from({ length: n * d }, () => rng.normal()), n, d);
}

function shuffled(n: number, seed: number): number[] {
  const rng = createRng(seed);
  const keys = Array.from({ length: n }, () => rng.uniform());
  return keys.map((_, i) => i).sort((a, b) => keys[a] - keys[b]);
}

/** Labels by order of appearance, so that partitions compare whatever their numbering. */
function partition(labels: ArrayLike<number>): number[] {
  const seen: number[] = [];
  return Array.from(labels, (label) => {
    if (!seen.includes(label)) seen.push(label);
    return seen.indexOf(label);
  });
}
