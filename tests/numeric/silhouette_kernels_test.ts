/** Tests of the kernels of the silhouette against their twins. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import {
  addressesOf,
  arenaBytes,
  type KernelKind,
  openKernels,
} from "../../pipeline/numeric/kernels.ts";
import { SILHOUETTE_KERNELS } from "../../pipeline/numeric/twins/silhouette.ts";
import { createRng, type Rng } from "../../pipeline/base/rng.ts";

interface Case {
  readonly n: number;
  readonly d: number;
  readonly k: number;
  readonly seed: number;
  readonly levels: number;
}

Deno.test("addDistances() has equal bits from kernel and twin", () => {
  fc.assert(
    fc.property(
      fc.record({
        n: fc.integer({ min: 1, max: 60 }),
        d: fc.integer({ min: 1, max: 13 }),
        k: fc.integer({ min: 1, max: 9 }),
        seed: fc.integer({ min: 0, max: 1e6 }),
        // 0 for numbers on a continuum; few levels make equal rows.
        levels: fc.constantFrom(0, 2, 5),
      }),
      (shape) => assert.deepEqual(sums(shape, "wasm"), sums(shape, "twin")),
    ),
    { numRuns: 200, seed: 1 },
  );
});

/** Sums of random rows in random segments, from two calls as a band makes them. */
function sums({ n, d, k, seed, levels }: Case, kind: KernelKind): Float64Array {
  const rng = createRng(seed);
  const count = Math.ceil(n / 4), width = d + d % 2;
  const lengths = [4 * count * d, 4 * count * k, 40];
  const words = [4 * (count + 1) * width, 4 * count, 4 * count];
  const { run, arena } = openKernels(
    SILHOUETTE_KERNELS,
    arenaBytes([...lengths.map((length) => 8 * length), ...words.map((length) => 4 * length)]),
    kind,
  );
  const [panels, found, scratch] = lengths.map((length) => arena.float64(length));
  const halves = arena.float32(words[0]), norms = arena.float32(words[1]);
  const segments = arena.int32(words[2]).fill(-1);
  segments.set(Int32Array.from({ length: n }, () => rng.below(k)).sort());
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < d; c++) {
      const value = draw(rng, levels);
      panels[(i >> 2) * 4 * d + 4 * c + (i & 3)] = value;
      const at = (i >> 2) * 4 * width + 4 * c + (i & 3);
      halves[at] = value;
      norms[i] += halves[at] ** 2;
    }
  }
  const middle = count >> 1;
  for (const [from, to] of [[0, middle], [middle, count]]) {
    run.addDistances({
      ...addressesOf({ panels, halves, norms, segments, sums: found, scratch }),
      ...{ n, d, stride: 4 * count, rowFrom: 0, rowTo: Math.min(count, to), from, to },
    });
  }
  return found.slice();
}

function draw(rng: Rng, levels: number): number {
  return levels === 0 ? rng.normal() : rng.below(levels) - (levels >> 1);
}
