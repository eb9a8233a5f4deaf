/** Unpacking Zstandard equals what the reference library packed, and ends on any damage. Runs in Deno. */

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { Damage } from "../../../pipeline/ingest/files/damage.ts";
import { unpackZstd } from "../../../pipeline/ingest/files/columnar/zstd/frame.ts";
import { createRng, type Rng } from "../../../pipeline/base/rng.ts";

const LEVELS = [-5, 1, 3, 9, 19];
const SIZES = [0, 1, 5, 6, 7, 255, 256, 5000, 131_073, 400_000];
const WORDS = Array.from({ length: 50 }, (_, i) => `word${i * 7919} `);
const MAGIC = [0x28, 0xb5, 0x2f, 0xfd];
/** A frame of one segment, whose size is told in one byte, without a checksum. */
const SINGLE = 0x20;
const RAW = 0, REPEATED = 1, PACKED = 2, LAST = 1;

const CONTENTS: Readonly<Record<string, (size: number, rng: Rng) => Uint8Array>> = {
  "noise": (size, rng) => Uint8Array.from({ length: size }, () => rng.below(256)),
  "words": (size, rng) => {
    const words = Array.from({ length: size / 5 + 1 }, () => WORDS[rng.below(WORDS.length)]);
    return new TextEncoder().encode(words.join("")).subarray(0, size);
  },
  "one byte": (size) => new Uint8Array(size).fill(7),
  "few letters": (size, rng) =>
    Uint8Array.from({ length: size }, () => rng.below(10) > 0 ? 65 : 66 + rng.below(20)),
  "rising numbers": (size, rng) =>
    Uint8Array.from({ length: size }, (_, i) => i % 8 < 3 ? i >> (3 + 8 * (i % 8)) : rng.below(2)),
};

/** Packs by zstd itself, which Deno has as node:zlib. */
function pack(content: Uint8Array, level: number, more: Record<number, number> = {}): Uint8Array {
  const params = { [constants.ZSTD_c_compressionLevel]: level, ...more };
  return new Uint8Array(zstdCompressSync(content, { params }));
}

/** As assert.deepEqual(), which takes a second for a megabyte. */
function assertSame(found: Uint8Array, expected: Uint8Array, about: string): void {
  assert.ok(found.length === expected.length && Buffer.from(found).equals(expected), about);
}

function block(type: number, size: number, content: readonly number[], isLast = true): number[] {
  const head = size << 3 | type << 1 | (isLast ? LAST : 0);
  return [head & 255, head >> 8 & 255, head >> 16, ...content];
}

function frame(size: number, ...blocks: number[][]): number[] {
  return [...MAGIC, SINGLE, size, ...blocks.flat()];
}

for (const [name, make] of Object.entries(CONTENTS)) {
  Deno.test(`unpackZstd() gives back ${name} of every size, packed at every level`, () => {
    for (const level of LEVELS) {
      for (const size of SIZES) {
        const content = make(size, createRng(size));
        const packed = pack(content, level, { [constants.ZSTD_c_checksumFlag]: size % 2 });
        assertSame(unpackZstd(packed, size), content, `level ${level}, ${size} bytes`);
      }
    }
  });
}

Deno.test("unpackZstd() repeats what lies a large window back", () => {
  const noise = CONTENTS.noise(1_500_000, createRng(5));
  const content = new Uint8Array(3_000_000);
  content.set(noise);
  content.set(noise, noise.length);
  const packed = pack(content, 3, {
    [constants.ZSTD_c_enableLongDistanceMatching]: 1,
    [constants.ZSTD_c_windowLog]: 24,
  });
  assert.ok(packed.length < 1.1 * noise.length);
  assertSame(unpackZstd(packed, content.length), content, "long distances");
});

Deno.test("unpackZstd() reads raw and repeated blocks, frames in a row and frames to skip", () => {
  const raw = frame(5, block(RAW, 2, [1, 2], false), block(REPEATED, 3, [9]));
  assert.deepEqual(unpackZstd(Uint8Array.from(raw), 5), Uint8Array.of(1, 2, 9, 9, 9));
  const skipped = [0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3];
  const both = Uint8Array.from([...skipped, ...raw, ...skipped, ...raw]);
  assert.deepEqual(unpackZstd(both, 10), Uint8Array.of(1, 2, 9, 9, 9, 1, 2, 9, 9, 9));
  assert.deepEqual(unpackZstd(Uint8Array.from(frame(0, block(RAW, 0, []))), 0), new Uint8Array(0));
});

Deno.test("unpackZstd() says what is wrong", () => {
  const cases: readonly (readonly [number[], number, string])[] = [
    [[1, 2, 3, 4, 5, 6, 7, 8], 1, "no ZSTD frame"],
    [MAGIC, 1, "a ZSTD frame that is cut off"],
    [
      [...MAGIC, SINGLE | 1, 7, 5, ...block(RAW, 5, [1, 2, 3, 4, 5])],
      5,
      "a ZSTD frame that needs a dictionary",
    ],
    [
      [...MAGIC, SINGLE | 8, 5, ...block(RAW, 5, [1, 2, 3, 4, 5])],
      5,
      "a ZSTD frame of a later form",
    ],
    [frame(5, block(3, 0, [])), 5, "a ZSTD block of impossible size"],
    [frame(5, block(RAW, 5, [1])), 5, "a ZSTD frame that is cut off"],
    [frame(5, block(RAW, 2, [1, 2])), 1, "a ZSTD block that is too long"],
    [frame(5, block(RAW, 2, [1, 2])), 5, "a ZSTD frame of another size than told"],
    [frame(5, block(PACKED, 3, [3, 0, 0])), 5, "ZSTD literals without a code"],
    // No literals, then one sequence whose match reaches back before the start.
    [frame(5, block(PACKED, 7, [0, 1, 0x54, 0, 0, 0, 1])), 5, "a ZSTD match from too far back"],
  ];
  for (const [bytes, size, message] of cases) {
    assert.throws(() => unpackZstd(Uint8Array.from(bytes), size), { message });
  }
});

Deno.test("unpackZstd() makes no more room than the blocks can fill", () => {
  const { external } = Deno.memoryUsage();
  const packed = pack(CONTENTS.words(5000, createRng(1)), 3);
  assert.throws(() => unpackZstd(packed, 1 << 30), {
    message: "a ZSTD frame of another size than told",
  });
  assert.ok(Deno.memoryUsage().external - external < 1e8);
});

Deno.test("unpackZstd() ends on damage, and gives nothing else than zstd gives", () => {
  const size = 6000;
  const rng = createRng(8878);
  let agreed = 0;
  let refused = 0;
  for (const [name, make] of Object.entries(CONTENTS)) {
    for (const level of [1, 19]) {
      const packed = pack(make(size, rng), level);
      for (let run = 0; run < 600; run++) {
        const damaged = packed.slice();
        for (let left = 1 + rng.below(2); left > 0; left--) {
          damaged[rng.below(damaged.length)] = rng.below(256);
        }
        // zstd itself lets bits be left over, which RFC 8878 calls corruption.
        const expected = reference(damaged);
        try {
          const found = unpackZstd(damaged, size);
          if (expected?.length !== size) continue;
          assertSame(found, expected, `${name}, level ${level}, run ${run}`);
          agreed++;
        } catch (error) {
          assert.ok(error instanceof Damage, String(error));
          refused++;
        }
      }
    }
  }
  // Both must have happened, or the test shows nothing.
  assert.ok(agreed > 1000 && refused > 1000, `${agreed} agreed, ${refused} refused`);
});

Deno.test("unpackZstd() refuses a frame that is cut off, at every length", () => {
  const packed = pack(CONTENTS.words(3000, createRng(2)), 3);
  for (let length = 0; length < packed.length; length++) {
    assert.throws(() => unpackZstd(packed.slice(0, length), 3000), Damage, `length ${length}`);
  }
});

function reference(packed: Uint8Array): Uint8Array | null {
  try {
    return new Uint8Array(zstdDecompressSync(packed, { maxOutputLength: 1 << 20 }));
  } catch {
    return null;
  }
}
