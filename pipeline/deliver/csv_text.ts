/** Writing of CSV. Runs in Deno and browsers. */

import { joinBytes } from "../base/buffers.ts";
import { neutralizeFormula } from "../base/formulas.ts";
import { csvCell } from "../base/text.ts";
import type { Params } from "../plan/params.ts";
import type { Codes } from "../survey/column.ts";

/** What a cell may hold; null is an empty cell. */
export type CsvCell = string | number | null;

const ROWS_PER_PART = 4096;
/** Bytes that are written at once where a text has no more: answers in numbers are as short. */
const WORD = 4;

/** Writes rows as RFC 4180 CSV in UTF-8 with LF line ends.
 * Numbers are written with the fewest digits that read back equal; quotes stand only where needed.
 * @param formulas `export.formulas`: whether texts that a spreadsheet would run get an apostrophe.
 */
export function writeCsv(
  header: readonly string[],
  rows: Iterable<readonly CsvCell[]>,
  formulas: Params["export"]["formulas"],
): Uint8Array<ArrayBuffer> {
  const write = formulas === "keep" ? writeCell : writeHarmless;
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  let text = header.map(write).join(",") + "\n", count = 1;
  for (const row of rows) {
    for (let j = 0; j < row.length; j++) text += (j === 0 ? "" : ",") + write(row[j]);
    text += "\n";
    if (++count < ROWS_PER_PART) continue;
    parts.push(encoder.encode(text));
    text = "";
    count = 0;
  }
  parts.push(encoder.encode(text));
  return joinBytes(parts);
}

/** Texts of a column by respondent: `texts[codes[row]]`. */
export interface CsvColumn {
  readonly texts: readonly string[];
  readonly codes: Codes;
}

/** Writes columns of repeated texts as {@link writeCsv} writes their rows: every text is made ready once,
 * O(distinct texts + bytes written).
 * @param header One a column; there is at least one.
 */
export function writeCsvColumns(
  header: readonly string[],
  columns: readonly CsvColumn[],
  formulas: Params["export"]["formulas"],
): Uint8Array<ArrayBuffer> {
  const write = formulas === "keep" ? writeCell : writeHarmless;
  const encoder = new TextEncoder();
  const head = encoder.encode(header.map(write).join(",") + "\n");
  const ready = columns.map(({ texts, codes }, j) => {
    const end = j === columns.length - 1 ? "\n" : ",";
    return { codes, ...endToEnd(texts.map((text) => write(text) + end)) };
  });
  const size = ready.reduce((sum, { codes, lengths }) => sum + sizeOf(codes, lengths), head.length);
  const whole = new Uint8Array(size);
  whole.set(head);
  const view = new DataView(whole.buffer);
  // What a whole word writes beyond its text the next one overwrites; at the end nothing would.
  const safe = size - WORD;
  let at = head.length;
  const rows = columns[0].codes.length;
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < ready.length; j++) {
      const { codes, lengths, first, starts, bytes } = ready[j];
      const level = codes[row], length = lengths[level];
      if (length <= WORD && at <= safe) view.setUint32(at, first[level], true);
      else for (let i = 0; i < length; i++) whole[at + i] = bytes[starts[level] + i];
      at += length;
    }
  }
  return whole;
}

/** Texts in UTF-8 one after another. */
interface ReadyTexts {
  readonly bytes: Uint8Array;
  /** Where each begins, and how long it is. */
  readonly starts: Uint32Array;
  readonly lengths: Uint32Array;
  /** The first bytes of each as one word. */
  readonly first: Uint32Array;
}

function endToEnd(texts: readonly string[]): ReadyTexts {
  const encoder = new TextEncoder();
  const whole = texts.join("");
  const bytes = encoder.encode(whole);
  // One byte a character, unless some are not ASCII.
  const lengthOf = bytes.length === whole.length
    ? ({ length }: string) => length
    : (text: string) => encoder.encode(text).length;
  const lengths = Uint32Array.from(texts, lengthOf);
  const starts = new Uint32Array(texts.length), first = new Uint32Array(texts.length);
  let at = 0;
  for (let level = 0; level < texts.length; level++) {
    starts[level] = at;
    const start = bytes.subarray(at, at + Math.min(WORD, lengths[level]));
    first[level] = start.reduce((word, byte, i) => word + byte * 2 ** (8 * i), 0);
    at += lengths[level];
  }
  return { bytes, starts, lengths, first };
}

function sizeOf(codes: Codes, lengths: Uint32Array): number {
  let size = 0;
  for (let i = 0; i < codes.length; i++) size += lengths[codes[i]];
  return size;
}

function writeHarmless(cell: CsvCell): string {
  return writeCell(typeof cell === "string" ? neutralizeFormula(cell) : cell);
}

function writeCell(cell: CsvCell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return Number.isNaN(cell) ? "" : String(cell);
  return csvCell(cell);
}
