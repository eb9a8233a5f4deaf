/** Unpacks Snappy blocks. Runs in Deno and browsers.
 * @see Google, "Snappy compressed format description".
 */

import { Damage } from "../damage.ts";

const MOST_LENGTH_BYTES = 5;
/** From here on the tag tells in how many bytes the length of literals follows. */
const LONG_LITERALS = 60;
/** Bytes of the distance back, by the kind of a copy. */
const DISTANCE_BYTES = [0, 1, 2, 4];

/** Unpacks one block.
 * @param size Bytes when unpacked.
 * @throws {Damage} If it is damaged, or holds another number of bytes.
 */
export function unpackSnappy(packed: Uint8Array, size: number): Uint8Array {
  const output = new Uint8Array(size);
  const number = (from: number, bytes: number): number => {
    let value = 0;
    for (let i = 0; i < bytes; i++) value += packed[from + i] * 2 ** (8 * i);
    return value;
  };
  let at = 0;
  let filled = 0;
  while (at < MOST_LENGTH_BYTES && packed[at] >= 0x80) at++;
  at++;
  while (at < packed.length) {
    const tag = packed[at++];
    const kind = tag & 3;
    const upper = tag >> 2;
    if (kind === 0) {
      const extra = Math.max(0, upper - LONG_LITERALS + 1);
      const length = 1 + (extra === 0 ? upper : number(at, extra));
      at += extra;
      if (!(at + length <= packed.length && filled + length <= size)) throw new Damage("cut off");
      output.set(packed.subarray(at, at + length), filled);
      at += length;
      filled += length;
      continue;
    }
    const length = kind === 1 ? (upper & 7) + 4 : upper + 1;
    const back = number(at, DISTANCE_BYTES[kind]) + (kind === 1 ? upper >> 3 << 8 : 0);
    at += DISTANCE_BYTES[kind];
    if (!(back > 0 && back <= filled && filled + length <= size)) throw new Damage("a bad match");
    // Byte by byte, as a match may repeat what it is just writing.
    for (let i = 0; i < length; i++) output[filled + i] = output[filled + i - back];
    filled += length;
  }
  if (filled !== size) throw new Damage("a block of another size than told");
  return output;
}
