/** Tables of finite state entropy coding, as Zstandard has them. Runs in Deno and browsers.
 * @see Collet and Kucherawy, RFC 8878, section 4.1.
 */

import { Damage } from "../../damage.ts";

/** A decoding table: for each state its symbol, and where its next state is found. */
export interface FseTable {
  /** Bits that the first state takes. */
  readonly accuracy: number;
  readonly symbols: Uint8Array;
  /** Bits that are read for the next state, and what is added to them. */
  readonly bits: Uint8Array;
  readonly bases: Uint16Array;
}

const LEAST_ACCURACY = 5;
/** Stands for "rarer than once", which takes one state. */
const RARE = -1;
const LAST_REPEAT = 3;

/** Reads a table's description from the bits of `bytes`, lowest first.
 * @param options.end Where the bytes end that it may take.
 * @param options.symbols How many symbols there are.
 * @returns The table, and where the first byte behind it is.
 * @throws {Damage} If it is cut off, or the probabilities do not add up.
 */
export function readFseTable(
  bytes: Uint8Array,
  { at, end, mostAccuracy, symbols }: {
    at: number;
    end: number;
    mostAccuracy: number;
    symbols: number;
  },
): { table: FseTable; at: number } {
  let bit = 8 * at;
  const peek = (count: number): number => {
    const byte = bit >>> 3;
    return (bytes[byte] | bytes[byte + 1] << 8 | bytes[byte + 2] << 16) >>> (bit & 7) &
      ((1 << count) - 1);
  };
  const accuracy = peek(4) + LEAST_ACCURACY;
  if (accuracy > mostAccuracy) throw new Damage("a ZSTD table that is too fine");
  bit += 4;
  const shares = new Int16Array(symbols);
  let left = (1 << accuracy) + 1;
  let width = accuracy + 1;
  let symbol = 0;
  while (left > 1) {
    if (symbol >= symbols || bit > 8 * end) throw new Damage("a ZSTD table that does not add up");
    const half = 1 << (width - 1);
    const short = 2 * half - 1 - left;
    let share = peek(width - 1);
    if (share < short) bit += width - 1;
    else {
      share = peek(width);
      if (share >= half) share -= short;
      bit += width;
    }
    share--;
    left -= Math.abs(share);
    shares[symbol++] = share;
    for (let more = share === 0; more;) {
      const skipped = peek(2);
      bit += 2;
      symbol += skipped;
      more = skipped === LAST_REPEAT && bit <= 8 * end;
    }
    while (left > 1 && left < 1 << (width - 1)) width--;
  }
  const next = Math.ceil(bit / 8);
  if (left !== 1 || next > end) throw new Damage("a ZSTD table that does not add up");
  return { table: makeFseTable(shares, accuracy), at: next };
}

/** Makes the table of probabilities.
 * @param shares Per symbol its share of the states, which add up to 2^accuracy; -1 counts as one.
 */
export function makeFseTable(shares: ArrayLike<number>, accuracy: number): FseTable {
  const size = 1 << accuracy;
  const symbols = new Uint8Array(size);
  const bits = new Uint8Array(size);
  const bases = new Uint16Array(size);
  const next = new Uint16Array(shares.length);
  let high = size - 1;
  for (let s = 0; s < shares.length; s++) {
    next[s] = Math.abs(shares[s]);
    if (shares[s] === RARE) symbols[high--] = s;
  }
  const step = (size >> 1) + (size >> 3) + 3;
  let state = 0;
  for (let s = 0; s < shares.length; s++) {
    for (let i = 0; i < shares[s]; i++) {
      symbols[state] = s;
      do state = (state + step) & (size - 1); while (state > high);
    }
  }
  for (let i = 0; i < size; i++) {
    const rank = next[symbols[i]]++;
    bits[i] = accuracy - (31 - Math.clz32(rank));
    bases[i] = (rank << bits[i]) - size;
  }
  return { accuracy, symbols, bits, bases };
}

/** The table of a single symbol, which takes no bits. */
export function makeConstantTable(symbol: number): FseTable {
  return {
    accuracy: 0,
    symbols: Uint8Array.of(symbol),
    bits: new Uint8Array(1),
    bases: new Uint16Array(1),
  };
}
