/** Tests of checksums and fingerprints. Runs in Deno. */

import assert from "node:assert/strict";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { Checksum } from "../../pipeline/io/checksum.ts";
import { hashBytes } from "../../pipeline/base/hash.ts";
import "../../pipeline/io/open.ts";

/** A pattern that repeats nowhere. */
function pattern(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => (i * i * 31 + i * 7 + 5) & 255);
}

// Golden values: python xxhash 4.1.0, `xxhash.xxh32(bytes).intdigest()` of the same pattern.
const GOLDEN: readonly (readonly [number, number])[] = [
  [0, 46947589],
  [16, 3837480791],
  [32, 4161357805],
  [48, 1730622955],
  [1024, 2044525970],
  [100000, 1279506538],
];

Deno.test("Checksum gives xxHash's sums, however the bytes are cut", async (t) => {
  for (const [length, sum] of GOLDEN) {
    await t.step(`${length} bytes`, () => {
      const bytes = pattern(length);
      for (const cut of [0, 16, length & ~15]) {
        const checksum = new Checksum();
        checksum.update(bytes.subarray(0, cut));
        checksum.update(bytes.subarray(cut));
        assert.equal(checksum.digest(), sum);
      }
    });
  }
});

Deno.test("Checksum reads bytes that lie anywhere, and fills up the last ones with zeros", () => {
  const bytes = pattern(103);
  const sumOf = (piece: Uint8Array): number => {
    const checksum = new Checksum();
    checksum.update(piece);
    return checksum.digest();
  };
  const filled = new Uint8Array(96);
  filled.set(bytes.subarray(3, 93));
  assert.equal(sumOf(bytes.subarray(3, 93)), sumOf(filled));
  assert.notEqual(sumOf(bytes.subarray(3, 92)), sumOf(filled));
});

Deno.test("hashBytes() gives the same digits with and without the platform's help", () => {
  for (const length of [0, 1, 63, 64, 1000]) {
    assert.equal(hashBytes(pattern(length)), bytesToHex(sha256(pattern(length))));
  }
});
