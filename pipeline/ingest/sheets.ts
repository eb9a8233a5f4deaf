/** Chooses the sheet of a workbook that holds the survey. Runs in Deno and browsers. */

import type { WorkSheet } from "xlsx";
import type { StageContext } from "../context.ts";
import { quoteValue } from "../errors.ts";
import { formatNumber } from "../text.ts";
import { unreadable } from "./unreadable.ts";
import type { SheetCell, Workbook } from "./workbook.ts";

/** The part of a sheet that holds cells, counted from 0. */
export interface SheetExtent {
  readonly firstColumn: number;
  readonly columns: number;
  /** Rows from the top of the sheet to the last one used. */
  readonly rows: number;
  /** Rows with at least one cell that is not blank. */
  readonly filledRows: number;
}

const HEADER_AND_ONE = 2;

/** The rows of a sheet; absent rows and cells are blank. */
export function sheetRows(
  sheet: WorkSheet | undefined,
): readonly (readonly SheetCell[] | undefined)[] {
  return sheet?.["!data"] ?? [];
}

/** Chooses a sheet by name (its case aside), by number from 1, or with `auto` the first that has a
 * header and a row below it, hidden sheets last. Warns if `auto` passes by a larger sheet.
 * @throws {DataError} If there is no such sheet, or it has no row below a header.
 */
export function chooseSheet(
  workbook: Workbook,
  { wanted, name, context }: { wanted: string | number; name: string; context: StageContext },
): { sheet: string; extent: SheetExtent } {
  const { book } = workbook;
  const names = book.SheetNames;
  if (wanted === "auto") return chooseFirst(workbook, { name, context });
  const sheet = typeof wanted === "number"
    ? names[wanted - 1]
    : names.find((known) => known === wanted) ??
      names.find((known) => known.toLowerCase() === wanted.trim().toLowerCase());
  if (sheet === undefined) {
    throw unreadable(
      name,
      `ingest.sheet must be one of its sheets or their number, but is ${quoteValue(wanted)}. ` +
        `Its sheets are ${names.map(quoteValue).join(", ")}.`,
    );
  }
  if (book.Sheets[sheet] === undefined) throw damagedSheet(name, sheet);
  const extent = sheetExtent(book.Sheets[sheet]);
  if (extent.filledRows >= HEADER_AND_ONE) return { sheet, extent };
  const others = names.filter((other) => hasData(workbook, other));
  throw unreadable(
    name,
    `a survey must hold a header row and respondents, but sheet ${quoteValue(sheet)} has ` +
      `${extent.filledRows === 0 ? "no cells" : "one row"}.` +
      (others.length === 0 ? "" : ` Set ingest.sheet to ${others.map(quoteValue).join(" or ")}.`),
  );
}

function chooseFirst(
  workbook: Workbook,
  { name, context }: { name: string; context: StageContext },
): { sheet: string; extent: SheetExtent } {
  const { book, isHidden } = workbook;
  const names = book.SheetNames;
  const ordered = [
    ...names.filter((_, i) => !isHidden(i)),
    ...names.filter((_, i) => isHidden(i)),
  ];
  const sheet = ordered.find((candidate) => hasData(workbook, candidate));
  if (sheet === undefined) {
    const damaged = names.find((candidate) => book.Sheets[candidate] === undefined);
    if (damaged !== undefined) throw damagedSheet(name, damaged);
    throw unreadable(
      name,
      "a survey must hold a header row and respondents, but no sheet of this workbook has two rows.",
    );
  }
  const extent = sheetExtent(book.Sheets[sheet]);
  tellLarger(workbook, { sheet, extent, context });
  return { sheet, extent };
}

function tellLarger(
  { book, isHidden }: Workbook,
  { sheet, extent, context }: { sheet: string; extent: SheetExtent; context: StageContext },
): void {
  const cells = ({ filledRows, columns }: SheetExtent) => filledRows * columns;
  let largest = sheet;
  let size = extent;
  for (const [i, other] of book.SheetNames.entries()) {
    const candidate = sheetExtent(book.Sheets[other]);
    if (isHidden(i) || cells(candidate) <= cells(size)) continue;
    largest = other;
    size = candidate;
  }
  if (largest === sheet) return;
  context.warn(
    `Sheet ${quoteValue(sheet)} was read, the first one with data, but sheet ${
      quoteValue(largest)
    } ` +
      `is larger (${formatNumber(size.filledRows)} rows, ${formatNumber(size.columns)} columns). ` +
      `If that is the survey, set ingest.sheet to ${quoteValue(largest)}.`,
  );
}

function hasData({ book }: Workbook, sheet: string): boolean {
  return sheetExtent(book.Sheets[sheet]).filledRows >= HEADER_AND_ONE;
}

function damagedSheet(name: string, sheet: string): Error {
  return unreadable(
    name,
    `a sheet must be readable, but sheet ${quoteValue(sheet)} is not. Open the workbook in a ` +
      "spreadsheet program and save it again, or save the sheet as CSV.",
  );
}

/** Finds the part of a sheet that holds cells which are not blank. */
export function sheetExtent(sheet: WorkSheet | undefined): SheetExtent {
  let first = Infinity, last = -1, rows = 0, filledRows = 0;
  for (const [r, row] of sheetRows(sheet).entries()) {
    if (row === undefined) continue;
    let isFilled = false;
    for (let c = 0; c < row.length; c++) {
      if (isBlank(row[c])) continue;
      isFilled = true;
      if (c < first) first = c;
      if (c > last) last = c;
    }
    if (!isFilled) continue;
    rows = r + 1;
    filledRows++;
  }
  return last === -1
    ? { firstColumn: 0, columns: 0, rows: 0, filledRows: 0 }
    : { firstColumn: first, columns: last - first + 1, rows, filledRows };
}

function isBlank(cell: SheetCell | undefined): boolean {
  if (cell === undefined || cell.t === "z") return true;
  return cell.t === "s" && (typeof cell.v !== "string" || cell.v.trim() === "");
}
