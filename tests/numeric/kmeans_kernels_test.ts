/** Tests of k-means' kernels: WebAssembly and TypeScript agree to the bit, and their bounds hold. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { marginError, writeLoosening } from "../../pipeline/cluster/kmeans/bounds.ts";
import {
  addressesOf,
  arenaBytes,
  type Kernels,
  openKernels,
} from "../../pipeline/numeric/kernels.ts";
import { KMEANS_KERNELS } from "../../pipeline/numeric/twins/kmeans.ts";
import { JOB, type KmeansKernels } from "../../pipeline/numeric/twins/kmeans_kernels.ts";
import { createRng, type Rng } from "../../pipeline/base/rng.ts";

const SHAPE = fc.record({
  n: fc.integer({ min: 1, max: 23 }),
  d: fc.integer({ min: 1, max: 13 }),
  k: fc.integer({ min: 1, max: 7 }),
  seed: fc.integer({ min: 0, max: 1e6 }),
  isSurvey: fc.boolean(),
});

Deno.test("the kernels of k-means leave the same bits in memory as their twins", () => {
  fc.assert(
    fc.property(SHAPE, (shape) => {
      const [wasm, twin] = (["wasm", "twin"] as const).map((kind) => runAllKernels(shape, kind));
      assert.deepEqual(wasm.answers, twin.answers);
      assert.deepEqual(wasm.bytes, twin.bytes);
    }),
    { seed: 4, numRuns: 300 },
  );
});

Deno.test("findNearest() is never wrong by more than marginError() says", () => {
  fc.assert(
    fc.property(SHAPE, (shape) => {
      const { near, width, pairs, reach, found, foundMargins, lengths, n } = runAllKernels(
        { ...shape, k: 2 },
        "wasm",
      );
      const error = marginError({ width, longest: Math.max(...lengths), reach });
      for (let i = 0; i < n; i++) {
        // Products of 32-bit numbers are exact in 64 bits, and their sum nearly so.
        const scores = [0, 1].map((c) => {
          let score = 0;
          for (let j = 0; j < width; j++) {
            const centroid = pairs[8 * (j >> 2) + 4 * c + (j & 3)];
            score += centroid * centroid / 2 - near[i * width + j] * centroid;
          }
          return score;
        });
        const margin = scores[1 - found[i]] - scores[found[i]];
        const allowed = error.offset + error.slope * lengths[i];
        assert.ok(Math.abs(margin - foundMargins[i]) <= allowed, `${margin} ${foundMargins[i]}`);
      }
    }),
    { seed: 5, numRuns: 300 },
  );
});

Deno.test("writeLoosening() bounds what every margin loses, and not by far", () => {
  let tightest = Infinity;
  fc.assert(
    fc.property(SHAPE, fc.double({ min: 1e-6, max: 1, noNaN: true }), ({ d, k, seed }, size) => {
      const rng = createRng(seed);
      const before = Float64Array.from({ length: k * d }, () => rng.normal());
      const after = before.map((value) => value + size * rng.normal());
      const rows = Array.from(
        { length: 50 },
        () => Float64Array.from({ length: d }, () => 2 * rng.normal()),
      );
      const lengths = rows.map((row) => Math.hypot(...row));
      const target = new Float32Array(2 * (k + 1));
      const [shortest, longest] = [Math.min(...lengths), Math.max(...lengths)];
      writeLoosening(before, after, { k, shortest, longest, target });
      assert.deepEqual([...target.subarray(0, 2)], [0, 0]);
      rows.forEach((row, i) => {
        for (let a = 0; a < k; a++) {
          const bound = target[2 * a + 2] + target[2 * a + 3] * lengths[i];
          for (let c = 0; c < k; c++) {
            if (c === a) continue;
            const loss = marginOf(row, before, { a, c }) - marginOf(row, after, { a, c });
            assert.ok(loss <= bound, `${loss} against ${bound}`);
            tightest = Math.min(tightest, (bound - loss) / size);
          }
        }
      });
    }),
    { seed: 6, numRuns: 300 },
  );
  assert.ok(tightest < 0.01, `${tightest}`);
});

interface Shape {
  readonly n: number;
  readonly d: number;
  readonly k: number;
  readonly seed: number;
  readonly isSurvey: boolean;
}

/** By how much row's score of centroid c is above that of a. */
function marginOf(
  row: Float64Array,
  centroids: Float64Array,
  { a, c }: { a: number; c: number },
): number {
  const score = (s: number) =>
    row.reduce((sum, value, j) => {
      const centroid = centroids[s * row.length + j];
      return sum + centroid * centroid / 2 - value * centroid;
    }, 0);
  return score(c) - score(a);
}

/** Runs every kernel over seeded numbers; the answers are what they return. */
function runAllKernels(shape: Shape, kind: "wasm" | "twin") {
  const { n, d, k, seed } = shape;
  const rng = createRng(seed);
  const width = 4 * Math.ceil(d / 4), padded = 4 * Math.ceil(n / 4), even = 2 * Math.ceil(k / 2);
  const sizes = [8 * n * d, 4 * padded * width, 4 * padded, 8 * d, 8 * 200, 4 * 4 * 500, 8 * k * d];
  const bytes = arenaBytes([...sizes, ...sizes, ...sizes, ...sizes]);
  const { run, arena } = openKernels(KMEANS_KERNELS, bytes, kind);
  const seeded = seedRows({ run, arena }, { ...shape, rng, width, padded });
  const { rows, near, lengths, centre, answers } = seeded;
  const centroids = fill(arena.float64(k * d), (i) => rows[(i * 5) % (n * d)]);
  const pairs = arena.float32(even * width), halves = arena.float32(even).fill(Infinity);
  const reach = fillCentroids({ centroids, centre, pairs, halves, k, d, width });
  const labels = fill(arena.int32(padded), () => rng.below(k + 1) - 1);
  const margins = fill(arena.float32(padded), () => rng.normal());
  const loosening = fill(arena.float32(2 * (k + 1)), () => rng.normal() / 10);
  const error = arena.float32(3);
  error.set([0.01, 0.02, 0.1]);
  const list = arena.int32(padded + 4);
  const every = fill(arena.int32(padded), (i) => Math.min(i, n - 1));
  const found = arena.int32(padded), foundMargins = arena.float32(padded);
  const sums = arena.float64(k * d), counts = arena.int32(k);
  const given = {
    ...addressesOf({ rows, near, lengths, centroids, pairs, halves, labels, margins, loosening }),
    ...addressesOf({ error, list, found, foundMargins, sums, counts }),
    ...{ d, k, width, unit: 1 / 32, from: 0, to: n },
  };
  const all = { ...given, list: every.byteOffset, count: n };
  answers.push(run.listUndecided(given));
  run.findNearest({ ...all, count: padded, k: even });
  const filtered = { found: found.slice(), foundMargins: foundMargins.slice() };
  run.confirmNearest(all);
  answers.push(run.moveRows(all));
  run.sumSegments(given);
  const job = arena.int32(JOB.length);
  job.set(JOB.map((name) => given[name]));
  for (let round = 0; round < 2; round++) {
    answers.push(run.assignRows(job.byteOffset, given.unit, 0, n));
  }
  const total = arena.float64(2);
  total[1] = -1;
  answers.push(run.measureRows({ ...given, total: total.byteOffset }));
  const copy = new Uint8Array(arena.buffer, 0, bytes).slice();
  return { answers, bytes: copy, near, width, pairs, reach, lengths, n, ...filtered };
}

/** Narrows seeded rows and tries first centroids. */
function seedRows(
  { run, arena }: Pick<Kernels<KmeansKernels>, "run" | "arena">,
  { n, d, rng, isSurvey, width, padded }: Shape & {
    readonly rng: Rng;
    readonly width: number;
    readonly padded: number;
  },
) {
  const rows = fill(arena.float64(n * d), () => valueOf(rng, isSurvey));
  const near = arena.float32(padded * width), lengths = arena.float32(padded);
  const centre = fill(arena.float64(d), () => rng.uniform());
  const narrowed = addressesOf({ rows, centre, near, lengths });
  run.narrowRows({ ...narrowed, d, scale: 0.25, width, from: 0, to: n });
  const candidates = fill(arena.float32(4 * width), (i) => near[(i * 7) % (n * width)]);
  const nearest = fill(arena.float32(padded), (i) => i < n ? (i % 3 === 0 ? Infinity : 3) : 0);
  const after = arena.float32(4 * padded), sums = arena.float64(8);
  run.tryCandidates({
    ...addressesOf({ near, candidates, nearest, after, sums }),
    ...{ width, count: 4, stride: padded, from: 0, to: padded },
  });
  const answers = [-1, 0, 0.7, 1e9].map((part) =>
    run.drawByWeight(after.byteOffset, part * (sums[0] + sums[1]), 0, n)
  );
  return { rows, near, lengths, centre, answers };
}

/** Pairs and halves of the centroids, and the length of the longest. */
function fillCentroids(
  { centroids, centre, pairs, halves, k, d, width }: {
    readonly centroids: Float64Array;
    readonly centre: Float64Array;
    readonly pairs: Float32Array;
    readonly halves: Float32Array;
    readonly k: number;
    readonly d: number;
    readonly width: number;
  },
): number {
  let reach = 0;
  for (let c = 0; c < k; c++) {
    let half = 0;
    for (let j = 0; j < d; j++) {
      const value = (centroids[c * d + j] - centre[j]) * 0.25;
      pairs[(c >> 1) * 2 * width + 8 * (j >> 2) + 4 * (c & 1) + (j & 3)] = value;
      half += Math.fround(value) ** 2 / 2;
    }
    halves[c] = half;
    reach = Math.max(reach, Math.sqrt(2 * half));
  }
  return reach;
}

function valueOf(rng: Rng, isSurvey: boolean): number {
  return isSurvey ? 1 + rng.below(3) : rng.normal() * 10 ** (rng.below(7) - 3);
}

function fill<A extends Float64Array | Float32Array | Int32Array>(
  array: A,
  value: (i: number) => number,
): A {
  for (let i = 0; i < array.length; i++) array[i] = value(i);
  return array;
}
