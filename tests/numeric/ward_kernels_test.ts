/** Tests of the kernels of Ward's and single linkage against their twins. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { spanningMerges } from "../../pipeline/cluster/tree/linkage.ts";
import type { RawMerges } from "../../pipeline/cluster/tree/merges.ts";
import { wardMerges } from "../../pipeline/cluster/tree/ward.ts";
import { createContext } from "../../pipeline/base/context.ts";
import { matrix, squaredDistance } from "../../pipeline/numeric/matrix.ts";
import { createRng } from "../../pipeline/base/rng.ts";
import type { Matrix } from "../../pipeline/numeric/matrix.ts";

const FORMS = ["normal", "answers", "equal", "far", "tiny", "huge"] as const;
const rows = fc.record({
  n: fc.integer({ min: 2, max: 70 }),
  d: fc.integer({ min: 1, max: 11 }),
  form: fc.constantFrom(...FORMS),
  seed: fc.integer({ min: 0, max: 1e6 }),
}).map(makeRows);

Deno.test("wardMerges() has equal bits from kernels and twins", async () => {
  await fc.assert(
    fc.asyncProperty(rows, async (x) => {
      assert.deepEqual(
        await wardMerges(x, createContext(), "wasm"),
        await wardMerges(x, createContext(), "twin"),
      );
    }),
    { numRuns: 150, seed: 1 },
  );
});

Deno.test("spanningMerges() has equal bits from kernels and twins", async () => {
  await fc.assert(
    fc.asyncProperty(rows, async (x) => {
      assert.deepEqual(
        await spanningMerges(x, createContext(), "wasm"),
        await spanningMerges(x, createContext(), "twin"),
      );
    }),
    { numRuns: 150, seed: 2 },
  );
});

/** Weights from a millionth to a thousand. */
function weigh(x: Matrix, seed: number): Matrix & { weights: Float64Array } {
  const rng = createRng(seed).fork("weights");
  return { ...x, weights: Float64Array.from({ length: x.n }, () => 10 ** (9 * rng.uniform() - 6)) };
}

Deno.test("wardMerges() of weighted rows has equal bits from kernels and twins", async () => {
  await fc.assert(
    fc.asyncProperty(rows, fc.integer({ min: 0, max: 1e6 }), async (plain, seed) => {
      const x = weigh(plain, seed);
      assert.deepEqual(
        await wardMerges(x, createContext(), "wasm"),
        await wardMerges(x, createContext(), "twin"),
      );
    }),
    { numRuns: 150, seed: 5 },
  );
});

Deno.test("wardMerges() of weighted rows merges only nearest groups, to 24 bits", async () => {
  await fc.assert(
    fc.asyncProperty(rows, fc.integer({ min: 0, max: 1e6 }), async (plain, seed) => {
      const x = weigh(plain, seed);
      assertNearest(x, await wardMerges(x, createContext()), 1e-5);
    }),
    { numRuns: 60, seed: 6 },
  );
});

Deno.test("wardMerges() merges only nearest groups, whatever the bounds let through", async () => {
  await fc.assert(
    fc.asyncProperty(rows, async (x) => {
      assertNearest(x, await wardMerges(x, createContext()));
    }),
    { numRuns: 60, seed: 3 },
  );
});

Deno.test("spanningMerges() equals a plain search to the last bit", async () => {
  await fc.assert(
    fc.asyncProperty(rows, async (x) => {
      assert.deepEqual(await spanningMerges(x, createContext()), plainSpanningMerges(x));
    }),
    { numRuns: 100, seed: 4 },
  );
});

function makeRows(
  { n, d, form, seed }: { n: number; d: number; form: typeof FORMS[number]; seed: number },
): Matrix {
  const rng = createRng(seed);
  const makers: Record<typeof FORMS[number], (i: number) => number> = {
    normal: () => rng.normal(),
    answers: () => rng.below(4),
    equal: () => 0.1,
    far: (i) => 1e5 * (Math.floor(i / d) % 3) + 1e-4 * rng.normal(),
    tiny: () => 1e-40 * rng.normal(),
    huge: () => 1e40 * rng.normal(),
  };
  return matrix(Float64Array.from({ length: n * d }, (_, i) => makers[form](i)), n, d);
}

/** Replays merges with groups as lists of rows: each must join two groups that are nearest to each
 * other, at the height that their means give. */
function assertNearest(x: Matrix, merges: RawMerges, precision = 1e-9): void {
  const groups = new Map(Array.from({ length: x.n }, (_, i) => [i, [i]]));
  for (let t = 0; t < x.n - 1; t++) {
    const a = groups.get(merges.a[t])!, b = groups.get(merges.b[t])!;
    const height = merges.heights[t];
    const heaviest = Math.max(...x.weights ?? [1]);
    const scale = Math.max(...x.values.map(Math.abs)) * Math.sqrt(heaviest);
    const tolerance = precision * height + precision / 1000 * scale;
    assert.ok(Math.abs(wardHeight(x, a, b) - height) <= tolerance, `merge ${t}`);
    for (const other of groups.values()) {
      if (other === a || other === b) continue;
      assert.ok(wardHeight(x, a, other) >= height - tolerance, `merge ${t} has a nearer group`);
      assert.ok(wardHeight(x, b, other) >= height - tolerance, `merge ${t} has a nearer group`);
    }
    groups.delete(merges.a[t]);
    groups.set(merges.b[t], [...a, ...b]);
  }
}

function wardHeight(x: Matrix, a: readonly number[], b: readonly number[]): number {
  const weightOf = (row: number) => x.weights?.[row] ?? 1;
  const size = (group: readonly number[]) => group.reduce((sum, row) => sum + weightOf(row), 0);
  let square = 0;
  for (let c = 0; c < x.d; c++) {
    const mean = (group: readonly number[]) =>
      group.reduce((sum, row) => sum + weightOf(row) * x.values[row * x.d + c], 0) / size(group);
    square += (mean(a) - mean(b)) ** 2;
  }
  return Math.sqrt(2 * size(a) * size(b) / (size(a) + size(b)) * square);
}

function plainSpanningMerges(x: Matrix): RawMerges {
  const a: number[] = [], b: number[] = [], heights: number[] = [];
  const left = new Map(Array.from({ length: x.n - 1 }, (_, i) => [i + 1, Infinity]));
  for (let current = 0; left.size > 0;) {
    let next = -1, least = Infinity;
    for (const [row, known] of left) {
      const reach = Math.min(known, squaredDistance(x, current, x, row));
      left.set(row, reach);
      if (next >= 0 && reach >= least) continue;
      next = row;
      least = reach;
    }
    a.push(current);
    b.push(next);
    heights.push(Math.sqrt(least));
    left.delete(next);
    current = next;
  }
  return {
    a: Int32Array.from(a),
    b: Int32Array.from(b),
    heights: Float64Array.from(heights),
  };
}
