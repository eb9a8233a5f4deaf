/** Bits of Zstandard's streams, which are read from their end. Runs in Deno and browsers.
 * @see Collet and Kucherawy, RFC 8878, section 4.1.2.
 */

import { Damage } from "../../damage.ts";

/** How many bits a stream has: those below the highest one of its last byte, which marks the end.
 * @throws {Damage} If there is no mark.
 */
export function countBits(bytes: Uint8Array, start: number, end: number): number {
  const last = end > start ? bytes[end - 1] : 0;
  if (last === 0) throw new Damage("a ZSTD stream without an end");
  return 8 * (end - 1 - start) + 31 - Math.clz32(last);
}

/** Up to 24 bits from bit `bit` of the bytes on; three bytes behind are read too. */
export function bitsAt(bytes: Uint8Array, bit: number, count: number): number {
  const byte = bit >>> 3;
  const word = bytes[byte] | bytes[byte + 1] << 8 | bytes[byte + 2] << 16 | bytes[byte + 3] << 24;
  return word >>> (bit & 7) & ((1 << count) - 1);
}
