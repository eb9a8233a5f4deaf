/** Unpacks Zstandard frames. Runs in Deno and browsers.
 *
 * Written for damaged files too: no more is made than what was promised, and no more is promised than
 * the blocks can hold.
 * @see Collet and Kucherawy, "Zstandard Compression and the 'application/zstd' Media Type", RFC 8878.
 */

import { Damage } from "../../damage.ts";
import type { HuffmanTable } from "./huffman.ts";
import { readLiterals } from "./literals.ts";
import { type FrameState, runSequences } from "./sequences.ts";

interface Block {
  readonly type: number;
  /** Where its content is. */
  readonly at: number;
  /** Bytes of the content; of a repeated byte, how often. */
  readonly size: number;
  /** Bytes that it may become. */
  readonly limit: number;
  readonly isFirst: boolean;
}

const MAGIC = 0xfd2fb528;
const SKIPPED_MAGIC = 0x184d2a50;
const RAW = 0;
const REPEATED = 1;
const PACKED = 2;
const MOST_BLOCK_BYTES = 1 << 17;
const LEAST_WINDOW_BITS = 10;
const CHECKSUM_BYTES = 4;
const DICTIONARY_BYTES = [0, 1, 2, 4];
/** Bits are read in words, some of which start before the bytes or end behind them. */
const PADDING = 8;
const FIRST_DISTANCES = [1, 4, 8];

/** Unpacks frames that follow on each other. Checksums are passed over, sizes and places are checked.
 * @param size Bytes when unpacked.
 * @throws {Damage} If a frame is damaged or needs a dictionary, or they hold another number of bytes.
 */
export function unpackZstd(packed: Uint8Array, size: number): Uint8Array {
  const bytes = new Uint8Array(packed.length + 2 * PADDING);
  bytes.set(packed, PADDING);
  const end = PADDING + packed.length;
  let possible = 0;
  for (const { limit } of blocksOf(bytes, end)) possible += limit;
  if (size > possible) throw new Damage("a ZSTD frame of another size than told");
  const output = new Uint8Array(size);
  const buffer = new Uint8Array(Math.min(size, MOST_BLOCK_BYTES));
  let state = newFrame(output, 0);
  let code: HuffmanTable | null = null;
  let filled = 0;
  for (const block of blocksOf(bytes, end)) {
    if (block.isFirst) {
      state = newFrame(output, filled);
      code = null;
    }
    const { type, at, size: length } = block;
    const limit = Math.min(size, filled + block.limit);
    if (type === PACKED) {
      const found = readLiterals(bytes, { start: at, end: at + length, code, buffer });
      const { literals, at: start } = found;
      code = found.code;
      filled = runSequences(bytes, { start, end: at + length, literals, filled, limit }, state);
      continue;
    }
    if (filled + length > limit) throw new Damage("a ZSTD block that is too long");
    if (type === RAW) output.set(bytes.subarray(at, at + length), filled);
    else output.fill(bytes[at], filled, filled + length);
    filled += length;
  }
  if (filled !== size) throw new Damage("a ZSTD frame of another size than told");
  return output;
}

function newFrame(output: Uint8Array, frameStart: number): FrameState {
  return {
    ...{ output, frameStart },
    distances: Int32Array.from(FIRST_DISTANCES),
    tables: [null, null, null],
  };
}

/** Walks through the blocks of all frames, unpacking nothing. */
function* blocksOf(bytes: Uint8Array, end: number): Generator<Block> {
  const view = new DataView(bytes.buffer, 0, end);
  let at = PADDING;
  while (at < end) {
    if (at + 8 > end) throw new Damage("a ZSTD frame that is cut off");
    const magic = view.getUint32(at, true);
    if ((magic & 0xfffffff0) === SKIPPED_MAGIC) {
      at += 8 + view.getUint32(at + 4, true);
      if (at > end) throw new Damage("a ZSTD frame that is cut off");
      continue;
    }
    if (magic !== MAGIC) throw new Damage("no ZSTD frame");
    const { at: start, most, hasChecksum } = readFrameHeader(view, at + 4);
    at = start;
    for (let isFirst = true, isLast = false; !isLast; isFirst = false) {
      if (at + 3 > end) throw new Damage("a ZSTD frame that is cut off");
      const head = bytes[at] | bytes[at + 1] << 8 | bytes[at + 2] << 16;
      isLast = (head & 1) === 1;
      const type = head >> 1 & 3;
      const size = head >> 3;
      const content = at + 3;
      at = content + (type === REPEATED ? 1 : size);
      if (type > PACKED || size > most) throw new Damage("a ZSTD block of impossible size");
      if (at > end) throw new Damage("a ZSTD frame that is cut off");
      yield { type, at: content, size, limit: type === PACKED ? most : size, isFirst };
    }
    if (hasChecksum) at += CHECKSUM_BYTES;
    if (at > end) throw new Damage("a ZSTD frame that is cut off");
  }
}

/** @returns Where the first block is, and the most bytes that a block becomes. */
function readFrameHeader(
  view: DataView,
  start: number,
): { at: number; most: number; hasChecksum: boolean } {
  const flags = view.getUint8(start);
  const isSingle = (flags & 0x20) !== 0;
  if ((flags & 0x08) !== 0) throw new Damage("a ZSTD frame of a later form");
  let at = start + 1;
  let window = Infinity;
  if (!isSingle) {
    const told = view.getUint8(at++);
    window = 2 ** (LEAST_WINDOW_BITS + (told >> 3)) * (1 + (told & 7) / 8);
  }
  const dictionaryBytes = DICTIONARY_BYTES[flags & 3];
  for (let i = 0; i < dictionaryBytes; i++) {
    if (view.getUint8(at++) !== 0) throw new Damage("a ZSTD frame that needs a dictionary");
  }
  const sizeForm = flags >> 6;
  at += sizeForm === 0 ? (isSingle ? 1 : 0) : 1 << sizeForm;
  return { at, most: Math.min(MOST_BLOCK_BYTES, window), hasChecksum: (flags & 0x04) !== 0 };
}
