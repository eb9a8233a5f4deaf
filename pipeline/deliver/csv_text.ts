/** Writing of CSV. Runs in Deno and browsers. */

import { joinBytes } from "../base/buffers.ts";
import { neutralizeFormula } from "../base/formulas.ts";
import { csvCell } from "../base/text.ts";
import type { Params } from "../plan/params.ts";
import type { Codes } from "../survey/column.ts";

/** What a cell may hold; null is an empty cell. */
export type CsvCell = string | number | null;

const ROWS_PER_PART = 4096;

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
  let lines = [header.map(write).join(",")];
  for (const row of rows) {
    lines.push(row.map(write).join(","));
    if (lines.length < ROWS_PER_PART) continue;
    parts.push(encoder.encode(lines.join("\n") + "\n"));
    lines = [];
  }
  if (lines.length > 0) parts.push(encoder.encode(lines.join("\n") + "\n"));
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
  const size = ready.reduce((sum, { codes, starts }) => sum + sizeOf(codes, starts), head.length);
  const whole = new Uint8Array(size);
  whole.set(head);
  let at = head.length;
  const rows = columns[0].codes.length;
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < ready.length; j++) {
      const { codes, bytes, starts } = ready[j];
      const level = codes[row], end = starts[level + 1];
      for (let i = starts[level]; i < end; i++) whole[at++] = bytes[i];
    }
  }
  return whole;
}

/** Texts in UTF-8 one after another, and where each begins; the last start is the end of all. */
function endToEnd(texts: readonly string[]): { bytes: Uint8Array; starts: Float64Array } {
  const encoder = new TextEncoder();
  const whole = texts.join("");
  const bytes = encoder.encode(whole);
  // One byte a character, unless some are not ASCII.
  const lengthOf = bytes.length === whole.length
    ? ({ length }: string) => length
    : (text: string) => encoder.encode(text).length;
  const starts = new Float64Array(texts.length + 1);
  texts.forEach((text, level) => starts[level + 1] = starts[level] + lengthOf(text));
  return { bytes, starts };
}

function sizeOf(codes: Codes, starts: Float64Array): number {
  let size = 0;
  for (let i = 0; i < codes.length; i++) size += starts[codes[i] + 1] - starts[codes[i]];
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
