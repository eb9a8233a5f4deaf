/** Checks the unpacked content of Parquet's pages before a library decodes it. Runs in Deno and browsers.
 *
 * The library writes as many values as a run says it has, and makes room for what a header promises.
 * @see Apache Parquet, "Parquet encoding definitions" and "Data Pages".
 */

import type { ParquetType } from "hyparquet";
import { deltaBinaryUnpack } from "hyparquet/src/delta.js";
import { Damage } from "../damage.ts";

/** What the schema says of a column's values and levels. */
export interface ColumnShape {
  readonly type: ParquetType;
  /** Bytes of a value of fixed length; 0 for other types. */
  readonly typeLength: number;
  readonly isDecimal: boolean;
  readonly mostRepetition: number;
  readonly mostDefinition: number;
}

/** A part of a page. */
interface Span {
  readonly bytes: Uint8Array;
  readonly at: number;
  readonly end: number;
}

const PLAIN = 0;
const PLAIN_DICTIONARY = 2;
const RLE = 3;
const DELTA_BINARY_PACKED = 5;
const DELTA_LENGTH_BYTE_ARRAY = 6;
const DELTA_BYTE_ARRAY = 7;
const RLE_DICTIONARY = 8;
const BYTE_STREAM_SPLIT = 9;
const MOST_INDEX_BITS = 32;
/** Writers fill up the last run of packed values: to eight, some to all that one header can count. */
const MOST_FILLING = 504;
const MOST_TEXT_BYTES = 1 << 30;
/** More than any decimal takes; the time to read one grows with the square of its length. */
export const MOST_DECIMAL_BYTES = 64;
const LENGTH_BYTES = 4;
const BITS: Readonly<Partial<Record<ParquetType, number>>> = {
  ...{ BOOLEAN: 1, INT32: 32, INT64: 64, INT96: 96, FLOAT: 32, DOUBLE: 64 },
  BYTE_ARRAY: 8 * LENGTH_BYTES,
};

/** Checks a page whose levels stand before its values, each with its length.
 * @param page Unpacked.
 * @throws {Damage} If it holds more or less than it says.
 */
export function checkWholePage(
  page: Uint8Array,
  { values, encoding }: { values: number; encoding: number },
  shape: ColumnShape,
): void {
  let at = 0;
  let present = values;
  for (const most of [shape.mostRepetition, shape.mostDefinition]) {
    if (most === 0) continue;
    const start = at + LENGTH_BYTES;
    const end = start + wholeNumberAt(page, at);
    if (end > page.length) throw new Damage("levels that are cut off");
    const span = { bytes: page, at: start, end: page.length };
    const found = walkRuns(span, { width: widthOf(most), count: values, wanted: most });
    if (most === shape.mostDefinition) present = found;
    at = end;
  }
  checkValues({ bytes: page, at, end: page.length }, { count: present, encoding }, shape);
}

/** Checks the levels of a page that has them before its packed values.
 * @param page As it is in the file.
 * @param lengths Bytes of the levels.
 * @throws {Damage} If they are more or fewer than the page's values.
 */
export function checkLevels(
  page: Uint8Array,
  { values, repetitionBytes }: { values: number; repetitionBytes: number },
  { mostRepetition, mostDefinition }: ColumnShape,
): void {
  for (const [most, at] of [[mostRepetition, 0], [mostDefinition, repetitionBytes]]) {
    if (most === 0) continue;
    const span = { bytes: page, at, end: page.length };
    walkRuns(span, { width: widthOf(most), count: values, wanted: most });
  }
}

/** Checks that a page holds the values it promises, in its encoding.
 * @throws {Damage} If it does not.
 */
export function checkValues(
  span: Span,
  { count, encoding }: { count: number; encoding: number },
  shape: ColumnShape,
): void {
  const { bytes, at, end } = span;
  if (count === 0) return;
  switch (encoding) {
    case PLAIN:
    case BYTE_STREAM_SPLIT:
      return checkPlain(span, count, shape);
    case RLE:
      // The library takes runs of anything else for indices.
      if (shape.type !== "BOOLEAN") throw new Damage("an encoding that is not known");
      walkRuns({ bytes, at: at + LENGTH_BYTES, end }, { width: 1, count, wanted: 0 });
      return;
    case PLAIN_DICTIONARY:
    case RLE_DICTIONARY: {
      if (shape.type === "BOOLEAN") throw new Damage("an encoding that is not known");
      if (at >= end || bytes[at] > MOST_INDEX_BITS) throw new Damage("indices of impossible width");
      // Indices of no bits are all 0, and need no run that says so.
      if (bytes[at] === 0 && at + 1 === end) return;
      walkRuns({ bytes, at: at + 1, end }, { width: bytes[at], count, wanted: 0 });
      return;
    }
    case DELTA_BINARY_PACKED:
      checkDeltaHeader(span);
      return;
    case DELTA_LENGTH_BYTE_ARRAY:
      checkLengths(readDeltas(span, count).values, shape);
      return;
    case DELTA_BYTE_ARRAY:
      return checkFrontCoded(span, count, shape);
    default:
      throw new Damage("an encoding that is not known");
  }
}

/** Checks values that lie one behind the other.
 * @throws {Damage} If they take more bytes than there are.
 */
export function checkPlain(
  { bytes, at, end }: Span,
  count: number,
  { type, typeLength, isDecimal }: ColumnShape,
): void {
  const bits = type === "FIXED_LEN_BYTE_ARRAY" ? 8 * typeLength : BITS[type] ?? 0;
  if (!(bits > 0) || count * bits > 8 * (end - at)) throw new Damage("values that are cut off");
  if (!isDecimal || type !== "BYTE_ARRAY") return;
  const lengths = new Int32Array(count);
  let start = at;
  for (let i = 0; i < count; i++) {
    lengths[i] = wholeNumberAt(bytes, start);
    start += LENGTH_BYTES + lengths[i];
  }
  checkLengths(lengths, { isDecimal });
}

/** Walks through runs of one value and runs of packed values.
 * @returns How many of the values are `wanted`.
 */
function walkRuns(
  { bytes, at: start, end }: Span,
  { width, count, wanted }: { width: number; count: number; wanted: number },
): number {
  let at = start;
  let seen = 0;
  let found = 0;
  while (seen < count) {
    let header = 0;
    for (let shift = 0;; shift += 7) {
      if (at >= end || shift > 28) throw new Damage("runs that are cut off");
      header += (bytes[at] & 0x7f) * 2 ** shift;
      if (bytes[at++] < 0x80) break;
    }
    const isPacked = header % 2 === 1;
    const length = Math.floor(header / 2) * (isPacked ? 8 : 1);
    if (length > count - seen + (isPacked ? MOST_FILLING : 0)) throw new Damage("a run too long");
    const taken = Math.ceil((isPacked ? length * width : width) / 8);
    if (at + taken > end) throw new Damage("runs that are cut off");
    if (!isPacked) {
      if (levelAt(bytes, 8 * at, width) === wanted) found += length;
    } else {
      const used = Math.min(length, count - seen);
      for (let i = 0; i < used; i++) {
        if (levelAt(bytes, 8 * at + i * width, width) === wanted) found++;
      }
    }
    at += taken;
    seen += length;
  }
  return found;
}

/** A level, which has 8 bits at most; of a wider value those bits. */
function levelAt(bytes: Uint8Array, bit: number, width: number): number {
  const word = bytes[bit >>> 3] | bytes[(bit >>> 3) + 1] << 8;
  return word >>> (bit & 7) & ((1 << Math.min(width, 8)) - 1);
}

function checkDeltaHeader({ bytes, at: start, end }: Span): void {
  let at = start;
  const next = (): number => {
    let value = 0;
    for (let shift = 0; at < end && shift <= 28; shift += 7) {
      value += (bytes[at] & 0x7f) * 2 ** shift;
      if (bytes[at++] < 0x80) return value;
    }
    throw new Damage("differences that are cut off");
  };
  const block = next();
  const parts = next();
  if (parts === 0 || parts > block || block % parts !== 0 || parts > end - start) {
    throw new Damage("differences in blocks of impossible size");
  }
}

/** Decodes lengths.
 * @returns They, and where the first byte behind them is.
 */
function readDeltas(span: Span, count: number): { values: Int32Array; at: number } {
  checkDeltaHeader(span);
  const { bytes, at, end } = span;
  const values = new Int32Array(count);
  const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, end), offset: at };
  deltaBinaryUnpack(reader, count, values);
  return { values, at: reader.offset };
}

function checkLengths(lengths: Int32Array, { isDecimal }: Pick<ColumnShape, "isDecimal">): void {
  const most = isDecimal ? MOST_DECIMAL_BYTES : MOST_TEXT_BYTES;
  if (lengths.some((length) => length < 0 || length > most)) {
    throw new Damage("a value of impossible length");
  }
}

/** Texts that each repeat the start of the one before. */
function checkFrontCoded({ bytes, at, end }: Span, count: number, shape: ColumnShape): void {
  const prefixes = readDeltas({ bytes, at, end }, count);
  const suffixes = readDeltas({ bytes, at: prefixes.at, end }, count);
  const lengths = new Int32Array(count);
  let total = 0;
  for (let i = 0; i < count; i++) {
    const prefix = prefixes.values[i];
    if (prefix < 0 || prefix > (i === 0 ? 0 : lengths[i - 1])) {
      throw new Damage("a text that repeats more than there is");
    }
    lengths[i] = prefix + suffixes.values[i];
    total += lengths[i];
    if (total > MOST_TEXT_BYTES) throw new Damage("texts of impossible length");
  }
  checkLengths(suffixes.values, { isDecimal: false });
  checkLengths(lengths, shape);
}

function widthOf(most: number): number {
  return 32 - Math.clz32(most);
}

function wholeNumberAt(bytes: Uint8Array, at: number): number {
  if (at + LENGTH_BYTES > bytes.length) throw new Damage("cut off");
  return (bytes[at] | bytes[at + 1] << 8 | bytes[at + 2] << 16 | bytes[at + 3] << 24) >>> 0;
}
