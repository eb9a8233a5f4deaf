/** Spoils bytes and texts as damage, programs and people do. Runs in Deno. */

import { joinBytes } from "../../pipeline/base/buffers.ts";
import type { Rng } from "../../pipeline/base/rng.ts";
import { pick } from "./case.ts";

/** Numbers that lie at the edges of what forms and programs hold. */
export const EDGES = [0, 1, -1, 2, 7, 127, 128, 255, 256, 32767, 65535, 65536, 1 << 24] as const;
const EDGES_32 = [...EDGES, 0x7fffffff, -0x80000000, 0x40000000, 0x10000000, 0x00ffffff] as const;

const TOKENS = [
  ...["", " ", "\t", "\n", "\r", "\r\n", "\0", ",", ";", "|", '"', '""', "'", "\\", "\ufeff"],
  ...["NaN", "Infinity", "-0", "1e308", "1e309", "-1.7e308", "5e-324", "1e400", "0x10", "1,5"],
  ...["99999999999999999999", "1".repeat(400), "=1+1", "@x", "N/A", "-99", "null", "true"],
  ...["__proto__", "constructor", "toString", "hasOwnProperty", "id", "weight", "age"],
  ...["\u202e", "\ud83d\ude00", "e\u0301", "\uffff", "ß", "İ", "a".repeat(2000)],
  ...["2020-02-30", "31.12.1999 25:61", "00:00", "1;2;3", "a, b, c", "Strongly agree", "5 - best"],
] as const;

/** Puts a hostile text somewhere, drops, doubles, moves or cuts parts, some times over. */
export function spoilText(
  text: string,
  rng: Rng,
  tokens: readonly string[] = TOKENS,
): string {
  let spoilt = text;
  for (let left = 1 + rng.below(6); left > 0; left--) {
    const at = rng.below(spoilt.length + 1);
    const end = Math.min(spoilt.length, at + rng.below(1 + pick(rng, [1, 8, 60, 400])));
    const part = spoilt.slice(at, end);
    const put = pick(rng, [
      () => pick(rng, tokens),
      () => "",
      () => part.repeat(1 + rng.below(4)),
      () => part + pick(rng, tokens),
      () => [...part].reverse().join(""),
      () => pick(rng, tokens).repeat(1 + rng.below(pick(rng, [3, 60]))),
    ])();
    spoilt = spoilt.slice(0, at) + put + spoilt.slice(end);
  }
  return rng.below(20) === 0 ? spoilt.slice(0, rng.below(spoilt.length + 1)) : spoilt;
}

/** Changes bytes in a part of a file: bits, numbers at their edges, blocks; its length stays. */
export function spoilBytes(
  bytes: Uint8Array,
  rng: Rng,
  { from = 0, to = bytes.length }: { readonly from?: number; readonly to?: number } = {},
): Uint8Array {
  const spoilt = bytes.slice();
  const view = new DataView(spoilt.buffer);
  if (to <= from) return spoilt;
  for (let left = 1 + rng.below(5); left > 0; left--) {
    const at = from + rng.below(to - from);
    const kind = rng.below(6);
    if (kind === 0) spoilt[at] ^= 1 << rng.below(8);
    else if (kind === 1) spoilt[at] = rng.below(256);
    else if (kind === 2) spoilt[at] = pick(rng, [0, 1, 0x7f, 0x80, 0xff]);
    else if (kind === 3 && at + 4 <= to) {
      view.setInt32(at - (at - from) % 4, pick(rng, EDGES_32), true);
    } else if (kind === 4 && at + 8 <= to) {
      view.setBigInt64(at - (at - from) % 8, BigInt(pick(rng, EDGES_32)), true);
    } else {
      const length = Math.min(to - at, 1 + rng.below(16));
      const source = from + rng.below(Math.max(1, to - from - length));
      spoilt.copyWithin(at, source, source + length);
    }
  }
  return spoilt;
}

/** Cuts off, doubles or leaves out a part: its length changes. */
export function spoilLength(bytes: Uint8Array, rng: Rng): Uint8Array {
  const at = rng.below(bytes.length), end = Math.min(bytes.length, at + 1 + rng.below(64));
  const parts = pick(rng, [
    [bytes.subarray(0, at)],
    [bytes.subarray(0, at), bytes.subarray(end)],
    [bytes.subarray(0, end), bytes.subarray(at)],
  ]);
  return joinBytes(parts);
}
