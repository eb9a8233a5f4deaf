/** Writing of CSV. Runs in Deno and browsers. */

import { neutralizeFormula } from "../base/formulas.ts";
import type { Params } from "../plan/params.ts";

/** What a cell may hold; null is an empty cell. */
export type CsvCell = string | number | null;

const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;
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
  return concatenate(parts);
}

function writeHarmless(cell: CsvCell): string {
  return writeCell(typeof cell === "string" ? neutralizeFormula(cell) : cell);
}

function writeCell(cell: CsvCell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return Number.isNaN(cell) ? "" : String(cell);
  return NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
