/** Chooses the sheet of a workbook that holds the survey. Runs in Deno and browsers. */

import type { WorkSheet } from "xlsx";
import type { StageContext } from "../../../base/context.ts";
import { quoteValue } from "../../../base/errors.ts";
import { formatNumber } from "../../../base/text.ts";
import { unreadable } from "../unreadable.ts";
import type { SheetCell } from "./sheet_cell.ts";
import type { Workbook } from "./workbook.ts";

/** The part of a sheet that holds cells, counted from 0. */
export interface SheetExtent {
  readonly firstColumn: number;
  readonly columns: number;
  /** Rows from the top of the sheet to the last one used. */
  readonly rows: number;
  /** Rows with at least one cell that is not blank. */
  readonly filledRows: number;
}

/** Names of sheets that tell what the columns of another one mean. */
const CODEBOOK_SHEET =
  /^(?:code ?book|codebuch|data ?dictionary|dictionary|labels?|variable ?labels?|variables|variablen|datenwörterbuch|livre de codes|libro de c[óo]digos|dizionario|dicion[áa]rio|codeboek|kodbuch)$/i;
/** Among these a codebook has the names of what it describes. */
const CODEBOOK_COLUMNS = 3;
const LEAST_HEADER = 3;
const HEADER_AND_ONE = 2;
/** A sheet with half as good a score may be the survey as well. */
const CLOSE_SHARE = 0.5;
const LEAST_WEIGHT = 0.25;

/** The rows of a sheet; absent rows and cells are blank. */
export function sheetRows(
  sheet: WorkSheet | undefined,
): readonly (readonly SheetCell[] | undefined)[] {
  return sheet?.["!data"] ?? [];
}

/** Chooses a sheet by name (its case aside), by number from 1, or with `auto` the one that looks most
 * like a survey: most rows x columns, weighed by how much its first wide row reads as a header; hidden
 * sheets only where no other has a header and a row below it. Warns if another comes close.
 * @throws {DataError} If there is no such sheet, or it has no row below a header.
 */
export function chooseSheet(
  workbook: Workbook,
  { wanted, name, context }: { wanted: string | number; name: string; context: StageContext },
): { sheet: string; extent: SheetExtent } {
  const { book } = workbook;
  const names = book.SheetNames;
  if (wanted === "auto") return chooseBest(workbook, { name, context });
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

/** Whether a sheet's name says that it is a codebook. */
export function isCodebookSheet(sheet: string): boolean {
  return CODEBOOK_SHEET.test(sheet.trim());
}

function chooseBest(
  workbook: Workbook,
  { name, context }: { name: string; context: StageContext },
): { sheet: string; extent: SheetExtent } {
  const { book, isHidden } = workbook;
  const names = book.SheetNames;
  const withData = names.flatMap((sheet, i) => {
    const extent = sheetExtent(book.Sheets[sheet]);
    if (extent.filledRows < HEADER_AND_ONE) return [];
    return [{ sheet, extent, isHidden: isHidden(i), score: score(book.Sheets[sheet], extent) }];
  });
  const visible = withData.filter((candidate) => !candidate.isHidden);
  const shown = visible.length > 0 ? visible : withData;
  const surveys = shown.filter(({ sheet }) =>
    !isCodebookSheet(sheet) &&
    !shown.some((other) => describes(book.Sheets[sheet], book.Sheets[other.sheet]))
  );
  const [best, next] = (surveys.length > 0 ? surveys : shown)
    .toSorted((a, b) => b.score - a.score);
  if (best === undefined) {
    const damaged = names.find((candidate) => book.Sheets[candidate] === undefined);
    if (damaged !== undefined) throw damagedSheet(name, damaged);
    throw unreadable(
      name,
      "a survey must hold a header row and respondents, but no sheet of this workbook has two rows.",
    );
  }
  if (next !== undefined && next.score >= CLOSE_SHARE * best.score) {
    const { filledRows, columns } = next.extent;
    context.warn(
      `Sheet ${quoteValue(best.sheet)} was read, which looks most like a survey, but sheet ` +
        `${quoteValue(next.sheet)} comes close (${formatNumber(filledRows)} rows, ` +
        `${formatNumber(columns)} columns). If that is the survey, set ingest.sheet to ` +
        `${quoteValue(next.sheet)}.`,
    );
  }
  return { sheet: best.sheet, extent: best.extent };
}

/** Rows x columns, down to a quarter of it where no row reads as a header: the first row that fills
 * half of the columns, by its share of cells that hold a text no other one has. */
function score(sheet: WorkSheet | undefined, extent: SheetExtent): number {
  const { filledRows, columns } = extent;
  for (const row of sheetRows(sheet)) {
    const filled = (row ?? []).filter((cell) => !isBlank(cell));
    if (2 * filled.length < columns) continue;
    const words = new Set(filled.filter(({ t }) => t === "s").map(({ v }) => v));
    const likeness = words.size / columns;
    return filledRows * columns * (LEAST_WEIGHT + (1 - LEAST_WEIGHT) * likeness);
  }
  return filledRows * columns * LEAST_WEIGHT;
}

/** Whether one of a sheet's first columns lists the header of another: it is that one's codebook. */
function describes(sheet: WorkSheet | undefined, other: WorkSheet | undefined): boolean {
  if (sheet === other) return false;
  const header = new Set(textsOf(sheetRows(other).find((row) => row !== undefined)));
  if (header.size < LEAST_HEADER) return false;
  const rows = sheetRows(sheet);
  return Array.from({ length: CODEBOOK_COLUMNS }, (_, c) => c).some((c) => {
    const names = new Set(rows.flatMap((row) => textsOf([row?.[c]])));
    const known = [...header].filter((name) => names.has(name)).length;
    return 2 * known >= header.size;
  });
}

function textsOf(cells: readonly (SheetCell | undefined)[] | undefined): string[] {
  return (cells ?? []).flatMap((cell) =>
    cell !== undefined && cell.t === "s" && typeof cell.v === "string" ? [cell.v.trim()] : []
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
function sheetExtent(sheet: WorkSheet | undefined): SheetExtent {
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
