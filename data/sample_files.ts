/** Writes the cells of the sample survey as a workbook and as CSV. Runs in Deno and browsers. */

import * as XLSX from "xlsx";

/** The column that holds days, counted as spreadsheets do (45719 is 2025-03-03). */
export const DAY_COLUMN = "date";
const UNIX_DAY = 25569;
const MS_PER_DAY = 86400000;
const WRITTEN = new Date(Date.UTC(2025, 2, 24));

/** A cell; null is blank. */
export type Cell = string | number | null;

/** One column of the sample survey. */
export interface SampleColumn {
  readonly name: string;
  readonly cells: readonly Cell[];
}

/** Writes a workbook of the answers, and their codebook unless it is empty, the same bytes for the same cells. */
export function writeWorkbook(
  header: readonly string[],
  { rows, codebook }: {
    readonly rows: readonly Cell[][];
    readonly codebook: readonly (readonly string[])[];
  },
): Uint8Array<ArrayBuffer> {
  const sheet = XLSX.utils.aoa_to_sheet([[...header], ...rows]);
  const dates = header.indexOf(DAY_COLUMN);
  // A number with a date's format is what a spreadsheet itself stores; a Date would pass the time zone.
  rows.forEach((_, row) => {
    sheet[XLSX.utils.encode_cell({ r: row + 1, c: dates })].z = "yyyy-mm-dd";
  });
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, "Answers");
  if (codebook.length > 0) appendCodebook(book, codebook);
  book.Props = {
    Title: "Larkmead Box, customer survey, wave 3 (invented)",
    Author: "Customer Clustering Engine contributors",
    CreatedDate: WRITTEN,
    ModifiedDate: WRITTEN,
  };
  return new Uint8Array(
    XLSX.write(book, { type: "array", bookType: "xlsx", compression: true, bookSST: true }),
  );
}

function appendCodebook(book: XLSX.WorkBook, codebook: readonly (readonly string[])[]): void {
  const lines = [["name", "text", "values"], ...codebook.map((line) => [...line])];
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(lines), "Codebook");
}

/** A row with its day as text, as a spreadsheet shows it. */
export function writeDays(row: readonly Cell[], header: readonly string[]): Cell[] {
  return row.map((cell, position) =>
    header[position] === DAY_COLUMN
      ? new Date((Number(cell) - UNIX_DAY) * MS_PER_DAY).toISOString().slice(0, 10)
      : cell
  );
}

/** Writes RFC 4180 with line feeds; quotes only where needed. */
export function writeCsv(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => row.map(writeCsvCell).join(",") + "\n").join("");
}

function writeCsvCell(cell: Cell): string {
  const text = cell === null ? "" : String(cell);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
