/** Reads the dictionary of an SPSS system file: variables, labels, missing codes. Runs in Deno and browsers.
 * @see Pfaff et al., GNU PSPP Developers' Guide, "System File Format".
 */

import { Damage } from "../damage.ts";
import { Cursor } from "./cursor.ts";
import { chooseEncoding, type Decode } from "./encoding.ts";
import { readExtensions } from "./extensions.ts";
import {
  joinVeryLong,
  type RawLabels,
  type RawVariable,
  type SavVariable,
  toVariables,
} from "./variables.ts";

/** How the cases are stored. */
export type SavCompression = "none" | "bytecode" | "zlib";

/** All that stands before the cases. */
export interface SavDictionary {
  readonly variables: readonly SavVariable[];
  readonly encoding: string;
  readonly decode: Decode;
  readonly compression: SavCompression;
  /** What is subtracted from a bytecode. */
  readonly bias: number;
  /** Cases as the header says; -1 if it does not. */
  readonly cases: number;
  /** Multiple-response sets that are of no known form. */
  readonly unreadSets: number;
  /** Elements of 8 bytes a case. */
  readonly caseElements: number;
  readonly littleEndian: boolean;
  /** Where the cases start. */
  readonly dataStart: number;
}

const COMPRESSIONS: readonly SavCompression[] = ["none", "bytecode", "zlib"];
const LAYOUT_AT = 64;
const HEADER_BYTES = 176;
const DOCUMENT_LINE_BYTES = 80;

/** Reads header and dictionary, O(bytes).
 * @throws {Damage} If they are cut off or contradict themselves.
 */
export function readDictionary(bytes: Uint8Array): SavDictionary {
  const cursor = new Cursor(bytes);
  const { compression, cases, bias } = readHeader(cursor);
  const raw: RawVariable[] = [];
  const labelSets: RawLabels[] = [];
  const extensions = new Map<number, Uint8Array>();
  let elements = 0;
  for (;;) {
    const type = cursor.int32();
    if (type === 2) elements = readVariable(cursor, { raw, element: elements });
    else if (type === 3) labelSets.push(readLabels(cursor));
    else if (type === 6) cursor.skip(DOCUMENT_LINE_BYTES * count(cursor));
    else if (type === 7) {
      const subtype = cursor.int32();
      const size = count(cursor);
      extensions.set(subtype, cursor.take(size * count(cursor)));
    } else if (type === 999) break;
    else throw new Damage(`a record of type ${type} in the dictionary`);
  }
  cursor.skip(4);
  if (raw.length === 0) throw new Damage("no variables");
  const { littleEndian } = cursor;
  const { encoding, decode } = chooseEncoding(extensions, {
    littleEndian,
    samples: [
      ...raw.flatMap(({ name, label }) => [name, label]),
      ...labelSets.flatMap(({ labels }) => labels.map(({ label }) => label)),
    ],
  });
  const told = readExtensions(extensions, { decode, littleEndian });
  const joined = joinVeryLong(raw, { decode, lengths: told.veryLong });
  return {
    variables: toVariables(joined, { decode, littleEndian, labelSets, told }),
    encoding,
    decode,
    compression,
    bias,
    cases: told.cases ?? cases,
    unreadSets: told.sets.unread,
    caseElements: elements,
    littleEndian,
    dataStart: cursor.at,
  };
}

function readHeader(
  cursor: Cursor,
): { compression: SavCompression; cases: number; bias: number } {
  cursor.skip(LAYOUT_AT);
  const layout = cursor.int32();
  if (layout !== 2 && layout !== 3) {
    cursor.littleEndian = false;
    cursor.at = LAYOUT_AT;
    const swapped = cursor.int32();
    if (swapped !== 2 && swapped !== 3) throw new Damage("a layout that is none of SPSS");
  }
  cursor.skip(4);
  const compression = COMPRESSIONS[cursor.int32()];
  if (compression === undefined) throw new Damage("a compression that is none of SPSS");
  cursor.skip(4);
  const cases = cursor.int32();
  const bias = cursor.float64();
  cursor.at = HEADER_BYTES;
  return { compression, cases, bias };
}

/** @returns Elements of a case so far. */
function readVariable(
  cursor: Cursor,
  { raw, element }: { raw: RawVariable[]; element: number },
): number {
  const width = cursor.int32();
  const hasLabel = cursor.int32();
  const missingForm = cursor.int32();
  const format = (cursor.int32() >>> 16) & 0xff;
  cursor.skip(4);
  const name = cursor.take(8);
  let label = new Uint8Array(0);
  if (hasLabel === 1) {
    const length = count(cursor);
    label = cursor.take(length).slice();
    cursor.skip(-length & 3);
  } else if (hasLabel !== 0) throw new Damage("a variable that neither has nor lacks a label");
  if (![-3, -2, 0, 1, 2, 3].includes(missingForm)) throw new Damage("missing codes of no form");
  const missing = Array.from({ length: Math.abs(missingForm) }, () => cursor.take(8));
  if (width === -1) {
    const last = raw.at(-1);
    if (last === undefined || last.elements >= Math.ceil(last.width / 8)) {
      throw new Damage("a continuation of no text");
    }
    last.elements++;
    return element + 1;
  }
  if (width < 0 || width > 255) throw new Damage(`a variable of width ${width}`);
  raw.push({ name, label, width, format, missingForm, missing, element, elements: 1 });
  return element + 1;
}

function readLabels(cursor: Cursor): RawLabels {
  const total = count(cursor);
  const labels: { value: Uint8Array; label: Uint8Array }[] = [];
  for (let i = 0; i < total; i++) {
    const value = cursor.take(8);
    const length = cursor.uint8();
    labels.push({ value, label: cursor.take(length) });
    cursor.skip(-(length + 1) & 7);
  }
  if (cursor.int32() !== 4) throw new Damage("value labels of no variable");
  const elements = new Set<number>();
  for (let left = count(cursor); left > 0; left--) elements.add(cursor.int32() - 1);
  return { labels, elements };
}

function count(cursor: Cursor): number {
  const found = cursor.int32();
  if (found < 0) throw new Damage("a negative length");
  return found;
}
