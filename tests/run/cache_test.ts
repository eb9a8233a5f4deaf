/** Tests of stage caches in memory and in a folder, and of the encoding of results. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { type CacheEntry, memoryCache, type StageCache } from "../../pipeline/run/cache.ts";
import { hashValue } from "../../pipeline/base/hash.ts";
import { decode, encode, encodePieces } from "../../pipeline/io/codec.ts";
import { folderCache } from "../../pipeline/io/fs/cache.ts";
import { runPipeline } from "../../pipeline/mod.ts";
import { parseParams } from "../../pipeline/plan/parse_params.ts";
import { filesBelow } from "../support/command.ts";

const KEY = hashValue("a key");

Deno.test("decode() gives back what encode() took", () => {
  const value = {
    survey: { names: ["a", "é\u0000\ud83d\ude00"], none: null, flags: [true, false] },
    numbers: [1.5, NaN, Infinity, -Infinity, 1e-300],
    floats: Float64Array.of(1, NaN, -0),
    codes: [Uint8Array.of(1, 2, 3), Uint16Array.of(500), Uint32Array.of(70000), Int32Array.of(-1)],
    empty: new Float64Array(0),
    view: new Float64Array([9, 8, 7]).subarray(1),
  };
  assert.deepEqual(decode(encode(value)), value);
});

Deno.test("encodePieces() gives encode()'s bytes without a copy of the arrays", () => {
  const values = Float64Array.of(1, 2, 3), codes = Uint8Array.of(4, 5, 6);
  const value = { values, codes: codes.subarray(1) };
  const pieces = encodePieces(value);
  assert.deepEqual(pieces.flatMap((piece) => [...piece]), [...encode(value)]);
  for (const { buffer } of [values, codes]) {
    assert.ok(pieces.some((piece) => piece.buffer === buffer));
  }
});

Deno.test("decode() refuses bytes that were changed or cut anywhere", () => {
  const bytes = encode({ labels: Int32Array.of(1, 2, 3), note: "kept" });
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (place, change) => {
      const damaged = bytes.slice();
      damaged[place] ^= change;
      assert.equal(decode(damaged), undefined);
      assert.equal(decode(bytes.slice(0, place)), undefined);
    }),
    { seed: 6 },
  );
});

Deno.test("caches keep a result, compute it once for many, and again after a failure", async (t) => {
  const folder = await Deno.makeTempDir();
  const caches: [string, StageCache][] = [
    ["in memory", memoryCache(1e6)],
    ["in a folder", folderCache(`${folder}/stages`, 1e6)],
  ];
  for (const [name, cache] of caches) {
    await t.step(name, async () => {
      let computed = 0;
      const compute = async (): Promise<CacheEntry> => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        if (++computed === 1) throw new Error("the first fails");
        return { value: Float64Array.of(1, 2), warnings: ["beware"] };
      };
      await assert.rejects(cache.resolve(KEY, compute), /the first fails/);
      const found = await Promise.all([1, 2, 3].map(() => cache.resolve(KEY, compute)));
      assert.equal(computed, 2);
      assert.deepEqual(found.map(({ hit }) => hit).sort(), [false, true, true]);
      assert.deepEqual(found[2].entry, { value: Float64Array.of(1, 2), warnings: ["beware"] });
    });
  }
  await Deno.remove(folder, { recursive: true });
});

Deno.test("caches drop what was unused longest when they are full", async (t) => {
  const folder = await Deno.makeTempDir();
  const caches: [string, StageCache][] = [
    ["in memory", memoryCache(25_000)],
    ["in a folder", folderCache(folder, 25_000)],
  ];
  const keys = ["a", "b", "c"].map(hashValue);
  for (const [name, cache] of caches) {
    await t.step(name, async () => {
      const compute = (): Promise<CacheEntry> =>
        Promise.resolve({ value: new Float64Array(1250), warnings: [] });
      for (const key of [keys[0], keys[1], keys[0], keys[2]]) {
        await cache.resolve(key, compute);
        await new Promise((resolve) => setTimeout(resolve, 15));
      }
      assert.equal((await cache.resolve(keys[0], compute)).hit, true);
      assert.equal((await cache.resolve(keys[1], compute)).hit, false);
    });
  }
  await Deno.remove(folder, { recursive: true });
});

Deno.test("memoryCache() measures a column of a million different texts", async (t) => {
  const texts = Array.from({ length: 1_000_000 }, (_, i) => String(1_000_000 + i));
  const compute = (): Promise<CacheEntry> =>
    Promise.resolve({ value: { columns: [{ texts }] }, warnings: [] });
  const bytes = 2 * 7 * texts.length;
  for (
    const [name, mostBytes, isKept] of [["fits", bytes, true], ["not", bytes - 1, false]] as const
  ) {
    await t.step(name, async () => {
      const cache = memoryCache(mostBytes);
      assert.equal((await cache.resolve(KEY, compute)).hit, false);
      assert.equal((await cache.resolve(KEY, compute)).hit, isKept);
    });
  }
});

Deno.test("folderCache() computes anew what is damaged, and works without a folder", async () => {
  const folder = await Deno.makeTempDir();
  const compute = (): Promise<CacheEntry> => Promise.resolve({ value: "fresh", warnings: [] });
  const cache = folderCache(folder, 1e6);
  await cache.resolve(KEY, compute);
  await Deno.writeTextFile(`${folder}/${KEY}.stage`, "half");
  const mended = await cache.resolve(KEY, compute);
  assert.deepEqual(mended, { entry: { value: "fresh", warnings: [] }, hit: false });
  assert.equal((await cache.resolve(KEY, compute)).hit, true);
  await Deno.writeTextFile(`${folder}/file`, "");
  const nowhere = folderCache(`${folder}/file/below`, 1e6);
  assert.equal((await nowhere.resolve(KEY, compute)).entry.value, "fresh");
  await Deno.remove(folder, { recursive: true });
});

Deno.test("folderCache() stops waiting for another's computation when cancelled", async () => {
  const folder = await Deno.makeTempDir();
  const cache = folderCache(folder, 1e6);
  const begun = Promise.withResolvers<void>(), finished = Promise.withResolvers<void>();
  const slow = cache.resolve(KEY, async () => {
    begun.resolve();
    await finished.promise;
    return { value: 1, warnings: [] };
  });
  await begun.promise;
  const waiting = cache.resolve(
    KEY,
    () => Promise.reject(new Error("not computed")),
    AbortSignal.timeout(120),
  );
  await assert.rejects(waiting, { name: "TimeoutError" });
  finished.resolve();
  assert.equal((await slow).hit, false);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("a run keeps the tests of its segments, and tests others anew", async () => {
  const text = "a,b,sex\n" +
    Array.from({ length: 90 }, (_, i) => `${i % 2},${i % 2 + i % 3},${i % 7 < 3 ? "f" : "m"}`)
      .join("\n");
  const bytes = new TextEncoder().encode(text), cache = memoryCache(1e8);
  const run = (n_clusters: number) => {
    const settings = { clustering: { n_clusters }, structure: { check: "none" } };
    return runPipeline(bytes, "s.csv", parseParams(settings), { cache });
  };
  const { tests } = await run(2);
  assert.equal((await run(3)).tests.typical.length, 3);
  assert.equal((await run(2)).tests, tests);
});

Deno.test("a run keeps the matrix of its features once, also where segments are formed on it", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const rows = 3000, columns = 12;
    const text = Array.from(
      { length: rows },
      (_, i) => Array.from({ length: columns }, (_, j) => 1 + (i * (j + 2) + (i >> j)) % 5).join(),
    );
    const header = Array.from({ length: columns }, (_, j) => `q${j + 1}`).join();
    const bytes = new TextEncoder().encode([header, ...text].join("\n"));
    const params = parseParams({
      structure: { check: "none" },
      clustering: { n_clusters: 3, n_init: 1 },
      reduction: { method: "none" },
    });
    const cache = folderCache(`${folder}/stages`, 1e9);
    const first = await runPipeline(bytes, "survey.csv", params, { cache });
    let largest = 0;
    for (const file of await filesBelow(folder)) {
      const { size } = await Deno.stat(`${folder}/${file}`);
      if (size >= first.features.values.byteLength) largest++;
    }
    assert.equal(largest, 1);
    const second = await runPipeline(bytes, "survey.csv", params, { cache });
    assert.ok(second.cached.includes("reduce") && second.cached.includes("profile"));
    assert.deepEqual(second.embedding, first.embedding);
    assert.deepEqual(second.profile, first.profile);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
