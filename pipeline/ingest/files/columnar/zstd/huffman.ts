/** Huffman codes of Zstandard's literals. Runs in Deno and browsers.
 * @see Collet and Kucherawy, RFC 8878, section 4.2.
 */

import { Damage } from "../../damage.ts";
import { bitsAt, countBits } from "./bits.ts";
import { readFseTable } from "./fse.ts";

/** For each value of the next `width` bits the symbol, and above it how many bits it takes. */
export interface HuffmanTable {
  readonly width: number;
  readonly entries: Uint16Array;
}

const SYMBOLS = 256;
const MOST_WIDTH = 11;
const WEIGHT_SYMBOLS = MOST_WIDTH + 1;
const WEIGHT_ACCURACY = 6;
/** From here on the first byte tells how many weights of four bits follow. */
const DIRECT = 128;

/** Reads a description of a code.
 * @returns The table, and where the first byte behind the description is.
 * @throws {Damage} If it is cut off or is no code.
 */
export function readHuffmanTable(
  bytes: Uint8Array,
  at: number,
  end: number,
): { table: HuffmanTable; at: number } {
  const first = at < end ? bytes[at] : 0;
  const isDirect = first >= DIRECT;
  const start = at + 1;
  const stop = start + (isDirect ? (first - DIRECT + 2) >> 1 : first);
  if (first === 0 || stop > end) throw new Damage("a ZSTD code that is cut off");
  const weights = new Uint8Array(SYMBOLS);
  const count = isDirect
    ? readDirectWeights(bytes, { start, weights, count: first - DIRECT + 1 })
    : readPackedWeights(bytes, { start, stop, weights });
  return { table: makeTable(weights, count), at: stop };
}

function readDirectWeights(
  bytes: Uint8Array,
  { start, weights, count }: { start: number; weights: Uint8Array; count: number },
): number {
  for (let i = 0; i < count; i++) {
    const byte = bytes[start + (i >> 1)];
    weights[i] = (i & 1) === 0 ? byte >> 4 : byte & 15;
  }
  return count;
}

/** Two states take turns, until the bits of one run out: the other has the last weight. */
function readPackedWeights(
  bytes: Uint8Array,
  { start, stop, weights }: { start: number; stop: number; weights: Uint8Array },
): number {
  const { table: { accuracy, symbols, bits, bases }, at } = readFseTable(bytes, {
    at: start,
    end: stop,
    mostAccuracy: WEIGHT_ACCURACY,
    symbols: WEIGHT_SYMBOLS,
  });
  let left = countBits(bytes, at, stop) - 2 * accuracy;
  if (left < 0) throw new Damage("a ZSTD code that is cut off");
  let state = bitsAt(bytes, 8 * at + left + accuracy, accuracy);
  let other = bitsAt(bytes, 8 * at + left, accuracy);
  let count = 0;
  while (count < SYMBOLS - 2) {
    weights[count++] = symbols[state];
    left -= bits[state];
    if (left < 0) {
      weights[count++] = symbols[other];
      return count;
    }
    const next = bases[state] + bitsAt(bytes, 8 * at + left, bits[state]);
    state = other;
    other = next;
  }
  throw new Damage("a ZSTD code of too many symbols");
}

/** The last weight is not written: it fills up to a power of two. */
function makeTable(weights: Uint8Array, count: number): HuffmanTable {
  let sum = 0;
  for (let s = 0; s < count; s++) if (weights[s] > 0) sum += 1 << (weights[s] - 1);
  const width = 32 - Math.clz32(sum);
  const rest = (1 << width) - sum;
  if (sum === 0 || width > MOST_WIDTH || (rest & (rest - 1)) !== 0) {
    throw new Damage("a ZSTD code that does not add up");
  }
  weights[count] = 32 - Math.clz32(rest);
  const entries = new Uint16Array(1 << width);
  let at = 0;
  for (let weight = 1; weight <= width; weight++) {
    for (let s = 0; s <= count; s++) {
      if (weights[s] !== weight) continue;
      const end = at + (1 << (weight - 1));
      entries.fill(s | (width + 1 - weight) << 8, at, end);
      at = end;
    }
  }
  return { width, entries };
}

/** Decodes one stream of symbols into `output`, O(symbols).
 * @throws {Damage} If the stream does not hold exactly as many symbols.
 */
export function readHuffmanStream(
  bytes: Uint8Array,
  { start, end, table: { width, entries } }: { start: number; end: number; table: HuffmanTable },
  output: Uint8Array,
): void {
  const first = 8 * start;
  let bit = first + countBits(bytes, start, end) - width;
  const mask = (1 << width) - 1;
  const { length } = output;
  let i = 0;
  while (i < length && bit >= first) {
    const byte = bit >>> 3;
    const word = bytes[byte] | bytes[byte + 1] << 8 | bytes[byte + 2] << 16;
    const entry = entries[word >>> (bit & 7) & mask];
    output[i++] = entry;
    bit -= entry >>> 8;
  }
  while (i < length) {
    // The last symbols take fewer bits than are looked up: zeros stand for what is not there.
    const left = bit + width - first;
    if (left < 0) throw new Damage("a ZSTD stream that is cut off");
    const entry = entries[bitsAt(bytes, first, left) << (width - left)];
    output[i++] = entry;
    bit -= entry >>> 8;
  }
  if (bit + width !== first) throw new Damage("a ZSTD stream of another length than told");
}
