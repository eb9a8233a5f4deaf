/** Unpacks LZ4 frames and blocks. Runs in Deno and browsers.
 * @see Collet, "LZ4 Frame Format Description" 1.6.4 and "LZ4 Block Format Description".
 */

import { Damage } from "../damage.ts";

const MAGIC = 0x184d2204;
const HAS_DICTIONARY = 0x01;
const HAS_SIZE = 0x08;
const HAS_BLOCK_SUMS = 0x10;
const IS_STORED = 0x80000000;
const LEAST_MATCH = 4;
const LONG = 15;

/** Unpacks one frame; sums are not checked, sizes and places are.
 * @param size Bytes when unpacked.
 * @throws {Damage} If the frame is damaged, or holds another number of bytes.
 */
export function unpackLz4Frame(packed: Uint8Array, size: number): Uint8Array {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const flags = packed[4];
  const hasMagic = packed.length >= 7 && view.getUint32(0, true) === MAGIC;
  if (!hasMagic || (flags & HAS_DICTIONARY) !== 0) throw new Damage("no LZ4 frame");
  let at = 7 + ((flags & HAS_SIZE) === 0 ? 0 : 8);
  const output = new Uint8Array(size);
  let filled = 0;
  for (;;) {
    if (at + 4 > packed.length) throw new Damage("cut off");
    const word = view.getUint32(at, true);
    at += 4;
    if (word === 0) break;
    const length = word & ~IS_STORED;
    const block = packed.subarray(at, at + length);
    if (block.length < length) throw new Damage("cut off");
    if (word >= IS_STORED) {
      if (filled + length > size) throw new Damage("too long a block");
      output.set(block, filled);
      filled += length;
    } else filled = unpackBlock(block, output, filled);
    at += length + ((flags & HAS_BLOCK_SUMS) === 0 ? 0 : 4);
  }
  if (filled !== size) throw new Damage("a frame of another size than told");
  return output;
}

/** Unpacks one block.
 * @throws {Damage} If it is damaged, or holds another number of bytes.
 */
export function unpackLz4Block(block: Uint8Array, size: number): Uint8Array {
  const output = new Uint8Array(size);
  if (unpackBlock(block, output, 0) !== size) throw new Damage("a block of another size than told");
  return output;
}

/** Unpacks a block behind what is there already, which it may repeat.
 * @returns Where the output ends then.
 */
function unpackBlock(block: Uint8Array, output: Uint8Array, filled: number): number {
  let at = 0;
  let end = filled;
  const longer = (): number => {
    let sum = 0, byte = 255;
    while (byte === 255) {
      if (at >= block.length) throw new Damage("cut off");
      byte = block[at++];
      sum += byte;
    }
    return sum;
  };
  while (at < block.length) {
    const token = block[at++];
    let literals = token >> 4;
    if (literals === LONG) literals += longer();
    if (at + literals > block.length || end + literals > output.length) throw new Damage("cut off");
    output.set(block.subarray(at, at + literals), end);
    at += literals;
    end += literals;
    if (at === block.length) break;
    const back = block[at] | block[at + 1] << 8;
    at += 2;
    let length = (token & LONG) + LEAST_MATCH;
    if (length === LONG + LEAST_MATCH) length += longer();
    if (!(back > 0 && back <= end) || end + length > output.length) throw new Damage("a bad match");
    // Byte by byte, as a match may repeat what it is just writing.
    for (let from = end - back; length > 0; length--) output[end++] = output[from++];
  }
  return end;
}
