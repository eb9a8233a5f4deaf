/** Reads the extension records of an SPSS system file. Runs in Deno and browsers. */

import { Damage } from "../damage.ts";
import { Cursor } from "./cursor.ts";
import type { Decode } from "./encoding.ts";
import { readResponseSets, type SavSets } from "./response_sets.ts";

/** What the extension records say; names are short names where the format has them so. */
export interface Told {
  /** Short name to long name. */
  readonly longNames: ReadonlyMap<string, string>;
  /** Short name to bytes, for texts of more than 255. */
  readonly veryLong: ReadonlyMap<string, number>;
  /** Measure (1 nominal, 2 ordinal, 3 scale) of each variable, segments of very long texts included. */
  readonly measures: readonly number[];
  /** Long name to value labels, for texts of more than 8 bytes. */
  readonly labels: ReadonlyMap<string, readonly { value: string; label: string }[]>;
  /** Long name to missing codes, for texts of more than 8 bytes. */
  readonly missing: ReadonlyMap<string, readonly string[]>;
  /** Cases, where a 64-bit number of them is there. */
  readonly cases: number | null;
  readonly sets: SavSets;
}

/** Multiple-response sets: those of all versions, and those that came with version 14. */
const SETS = [7, 19];
const DISPLAY = 11;
const LONG_NAMES = 13;
const VERY_LONG = 14;
const CASES = 16;
const LONG_LABELS = 21;
const LONG_MISSING = 22;

/** Reads those extension records that tell of the data; others are passed over.
 * @throws {Damage} If one is cut off.
 */
export function readExtensions(
  extensions: ReadonlyMap<number, Uint8Array>,
  { decode, littleEndian }: { decode: Decode; littleEndian: boolean },
): Told {
  const open = (subtype: number): Cursor => {
    const cursor = new Cursor(extensions.get(subtype) ?? new Uint8Array(0));
    cursor.littleEndian = littleEndian;
    return cursor;
  };
  const text = (subtype: number) => decode(extensions.get(subtype) ?? new Uint8Array(0));
  const measures: number[] = [];
  const display = open(DISPLAY);
  while (display.at + 4 <= display.bytes.length) measures.push(display.int32());
  const cases = open(CASES);
  if (cases.bytes.length >= 16) cases.skip(8);
  return {
    longNames: new Map(pairs(text(LONG_NAMES))),
    veryLong: new Map(
      pairs(text(VERY_LONG)).map(([name, length]) => [name, wholeNumber(length)]),
    ),
    measures,
    labels: readLongLabels(open(LONG_LABELS), decode),
    missing: readLongMissing(open(LONG_MISSING), decode),
    cases: cases.bytes.length >= 16 ? cases.int64() : null,
    sets: readResponseSets(
      SETS.flatMap((subtype) => extensions.get(subtype) ?? []),
      decode,
    ),
  };
}

function pairs(text: string): [name: string, value: string][] {
  return text.split("\t").flatMap((part): [string, string][] => {
    const at = part.indexOf("=");
    return at === -1 ? [] : [[part.slice(0, at), part.slice(at + 1).replace(/\0+$/, "")]];
  });
}

function wholeNumber(text: string): number {
  if (!/^\d{1,5}$/.test(text)) throw new Damage("a text of no length");
  return Number(text);
}

function readLongLabels(cursor: Cursor, decode: Decode): Told["labels"] {
  const labels = new Map<string, { value: string; label: string }[]>();
  while (cursor.at < cursor.bytes.length) {
    const name = decode(cursor.take(cursor.int32()));
    cursor.skip(4);
    const own: { value: string; label: string }[] = [];
    for (let left = cursor.int32(); left > 0; left--) {
      const value = decode(cursor.take(cursor.int32()));
      own.push({ value, label: decode(cursor.take(cursor.int32())) });
    }
    labels.set(name, own);
  }
  return labels;
}

function readLongMissing(cursor: Cursor, decode: Decode): Told["missing"] {
  const missing = new Map<string, string[]>();
  while (cursor.at < cursor.bytes.length) {
    const name = decode(cursor.take(cursor.int32()));
    const own: string[] = [];
    let left = cursor.uint8();
    const length = cursor.int32();
    for (; left > 0; left--) own.push(decode(cursor.take(length)));
    missing.set(name, own);
  }
  return missing;
}
