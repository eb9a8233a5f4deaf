/** Sequences of a Zstandard block: literals to copy, then bytes to repeat. Runs in Deno and browsers.
 * @see Collet and Kucherawy, RFC 8878, sections 3.1.1.3.2 and 3.1.1.4.
 */

import { Damage } from "../../damage.ts";
import { bitsAt, countBits } from "./bits.ts";
import { type FseTable, makeConstantTable, makeFseTable, readFseTable } from "./fse.ts";

/** Tables of the lengths of literals, the distances back and the lengths of matches, in this order. */
export type SequenceTables = [FseTable | null, FseTable | null, FseTable | null];

/** What the blocks of a frame share while they are unpacked. */
export interface FrameState {
  readonly output: Uint8Array;
  /** Where the frame's output starts, behind which no match reaches back. */
  readonly frameStart: number;
  /** The three distances used last. */
  readonly distances: Int32Array;
  readonly tables: SequenceTables;
}

/** Up to this length, a loop copies faster than a call. */
const SHORT_COPY = 32;
const LEAST_MATCH = 3;
/** Distances of more bits reach back further than any output that is read. */
const MOST_DISTANCE_BITS = 30;
const SPLIT_BITS = 16;
const REPEATS = 3;
const LONG_COUNT = 0x7f00;

const LITERAL_BITS = [...Array(16).fill(0), 1, 1, 1, 1, 2, 2, 3, 3, 4]
  .concat([6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);
const MATCH_BITS = [...Array(32).fill(0), 1, 1, 1, 1, 2, 2, 3, 3, 4, 4]
  .concat([5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);
const EXTRA_LITERALS = Uint8Array.from(LITERAL_BITS);
const EXTRA_MATCH = Uint8Array.from(MATCH_BITS);
const FIRST_LITERALS = firstLengths(EXTRA_LITERALS, 0);
const FIRST_MATCH = firstLengths(EXTRA_MATCH, LEAST_MATCH);

/** Number of symbols, the finest table and the table where none is given, in the tables' order. */
const CODES = [
  {
    symbols: EXTRA_LITERALS.length,
    mostAccuracy: 9,
    usual: makeFseTable([
      ...[4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2],
      ...[2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1, -1, -1, -1, -1],
    ], 6),
  },
  {
    symbols: MOST_DISTANCE_BITS + 2,
    mostAccuracy: 8,
    usual: makeFseTable([
      ...[1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1],
      ...[1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1],
    ], 5),
  },
  {
    symbols: EXTRA_MATCH.length,
    mostAccuracy: 9,
    usual: makeFseTable([
      ...[1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
      ...[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
      ...[1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1],
    ], 6),
  },
] as const;

function firstLengths(extra: Uint8Array, first: number): Int32Array {
  let length = first;
  return Int32Array.from(extra, (bits) => {
    const own = length;
    length += 1 << bits;
    return own;
  });
}

/** Carries out the sequences in `start..end`, then copies the literals left, O(bytes made).
 * @param options.filled Where the output of the block starts.
 * @param options.limit Where it must end at the latest.
 * @returns Where it ends.
 * @throws {Damage} If a table, a length or a distance is impossible, or the bits do not come out even.
 */
export function runSequences(
  bytes: Uint8Array,
  { start, end, literals, filled, limit }: {
    start: number;
    end: number;
    literals: Uint8Array;
    filled: number;
    limit: number;
  },
  state: FrameState,
): number {
  const { count, at } = readCount(bytes, start, end);
  const { output } = state;
  if (count === 0 && at !== end) throw new Damage("a ZSTD block of another length than told");
  const done = count === 0 ? { literal: 0, filled } : followSequences(bytes, {
    ...{ start: readTables(bytes, at, end, state.tables), end, count },
    ...{ literals, filled, limit },
  }, state);
  const rest = literals.subarray(done.literal);
  if (done.filled + rest.length > limit) throw new Damage("a ZSTD block that is too long");
  output.set(rest, done.filled);
  return done.filled + rest.length;
}

function readCount(bytes: Uint8Array, start: number, end: number): { count: number; at: number } {
  const first = bytes[start];
  const length = first < 128 ? 1 : first < 255 ? 2 : 3;
  if (start + length > end) throw new Damage("a ZSTD block that is cut off");
  const count = length === 1
    ? first
    : length === 2
    ? (first - 128) << 8 | bytes[start + 1]
    : (bytes[start + 1] | bytes[start + 2] << 8) + LONG_COUNT;
  return { count, at: start + length };
}

/** @returns Where the bits of the sequences start. */
function readTables(
  bytes: Uint8Array,
  start: number,
  end: number,
  tables: SequenceTables,
): number {
  const modes = bytes[start];
  let at = start + 1;
  if (at > end || (modes & 3) !== 0) throw new Damage("ZSTD sequences of no form");
  for (const [c, { symbols, mostAccuracy, usual }] of CODES.entries()) {
    switch (modes >> (6 - 2 * c) & 3) {
      case 0:
        tables[c] = usual;
        break;
      case 1:
        if (at >= end || bytes[at] >= symbols) throw new Damage("ZSTD sequences of no form");
        tables[c] = makeConstantTable(bytes[at++]);
        break;
      case 2: {
        const found = readFseTable(bytes, { at, end, mostAccuracy, symbols });
        tables[c] = found.table;
        at = found.at;
        break;
      }
      default:
        if (tables[c] === null) throw new Damage("ZSTD sequences without a table");
    }
  }
  return at;
}

/** Copies literals and matches, sequence by sequence: a kernel that all the time goes into, and therefore
 * one function.
 * @returns How far literals and output are used then.
 */
function followSequences(
  bytes: Uint8Array,
  { start, end, count, literals, filled, limit }: {
    start: number;
    end: number;
    count: number;
    literals: Uint8Array;
    filled: number;
    limit: number;
  },
  { output, frameStart, distances, tables }: FrameState,
): { literal: number; filled: number } {
  const [literalTable, distanceTable, matchTable] = tables as [FseTable, FseTable, FseTable];
  const first = 8 * start;
  let bit = first + countBits(bytes, start, end);
  let literalState = bitsAt(bytes, bit -= literalTable.accuracy, literalTable.accuracy);
  let distanceState = bitsAt(bytes, bit -= distanceTable.accuracy, distanceTable.accuracy);
  let matchState = bitsAt(bytes, bit -= matchTable.accuracy, matchTable.accuracy);
  let literal = 0;
  let to = filled;
  for (let left = count; left > 0; left--) {
    const distanceBits = distanceTable.symbols[distanceState];
    const matchCode = matchTable.symbols[matchState];
    const literalCode = literalTable.symbols[literalState];
    if (distanceBits > MOST_DISTANCE_BITS) throw new Damage("a ZSTD match from too far back");
    let distance = 1 << distanceBits;
    if (distanceBits > SPLIT_BITS) {
      const high = distanceBits - SPLIT_BITS;
      distance += bitsAt(bytes, bit -= high, high) << SPLIT_BITS;
      distance += bitsAt(bytes, bit -= SPLIT_BITS, SPLIT_BITS);
    } else distance += bitsAt(bytes, bit -= distanceBits, distanceBits);
    const matchBits = EXTRA_MATCH[matchCode];
    const match = FIRST_MATCH[matchCode] + bitsAt(bytes, bit -= matchBits, matchBits);
    const literalBits = EXTRA_LITERALS[literalCode];
    const run = FIRST_LITERALS[literalCode] + bitsAt(bytes, bit -= literalBits, literalBits);
    if (left > 1) {
      let bits = literalTable.bits[literalState];
      literalState = literalTable.bases[literalState] + bitsAt(bytes, bit -= bits, bits);
      bits = matchTable.bits[matchState];
      matchState = matchTable.bases[matchState] + bitsAt(bytes, bit -= bits, bits);
      bits = distanceTable.bits[distanceState];
      distanceState = distanceTable.bases[distanceState] + bitsAt(bytes, bit -= bits, bits);
    }
    distance = distance > REPEATS
      ? pushDistance(distances, distance - REPEATS)
      : repeatDistance(distances, run === 0 ? distance + 1 : distance);
    if (bit < first || literal + run > literals.length || to + run + match > limit) {
      throw new Damage("a ZSTD block of another length than told");
    }
    if (run > SHORT_COPY) output.set(literals.subarray(literal, literal + run), to);
    else for (let i = 0; i < run; i++) output[to + i] = literals[literal + i];
    literal += run;
    to += run;
    if (distance <= 0 || distance > to - frameStart) {
      throw new Damage("a ZSTD match from too far back");
    }
    const from = to - distance;
    // A match may repeat what it is just writing, byte by byte.
    if (match > SHORT_COPY && distance >= match) output.copyWithin(to, from, from + match);
    else for (let i = 0; i < match; i++) output[to + i] = output[from + i];
    to += match;
  }
  if (bit !== first) throw new Damage("ZSTD sequences of another length than told");
  return { literal, filled: to };
}

function pushDistance(distances: Int32Array, distance: number): number {
  distances[2] = distances[1];
  distances[1] = distances[0];
  distances[0] = distance;
  return distance;
}

/** @param which 1 to 3: the distance used last to third last; 4: one less than the last. */
function repeatDistance(distances: Int32Array, which: number): number {
  const distance = which > REPEATS ? distances[0] - 1 : distances[which - 1];
  if (which > 2) distances[2] = distances[1];
  if (which > 1) distances[1] = distances[0];
  distances[0] = distance;
  return distance;
}
