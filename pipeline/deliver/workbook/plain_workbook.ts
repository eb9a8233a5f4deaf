/** Workbooks of plain tables, without colours and links, as .xlsx. Runs in Deno and browsers. */

import type { WorkSheet } from "xlsx";
import { neutralizeFormula } from "../../base/formulas.ts";

/** What a cell holds; null is an empty one. */
export type PlainCell = string | number | null;

/** A sheet of rows; the first may be their heads. */
export interface PlainSheet {
  readonly name: string;
  readonly rows: readonly (readonly PlainCell[])[];
  /** Whether two decimals would hide what counts. */
  readonly hasSmall: boolean;
}

/** The longest text that a cell may hold. */
export const MOST_CHARACTERS = 32767;
/** How numbers with a fraction are shown; the cell keeps all digits. */
const TWO_DECIMALS = "0.00";
const FOUR_DECIMALS = "0.0000";
/** No time of writing: the same tables give the same bytes. */
const FIXED_DATE = new Date(0);
const ROWS_MEASURED = 200;

/** Writes tables, columns as wide as their texts up to a limit. Texts that a spreadsheet program could take
 * for a formula get a leading apostrophe.
 * @param title In the file's properties.
 */
export async function writePlainWorkbook(
  sheets: readonly PlainSheet[],
  title: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const XLSX = await import("xlsx");
  const book = XLSX.utils.book_new();
  for (const { name, rows, hasSmall } of sheets) {
    const sheet = XLSX.utils.aoa_to_sheet(rows.map((row) => row.map(neutralize)), { dense: true });
    for (const cell of (sheet["!data"] ?? []).flat()) {
      if (cell?.t === "n" && !Number.isInteger(cell.v)) {
        cell.z = hasSmall ? FOUR_DECIMALS : TWO_DECIMALS;
      }
    }
    XLSX.utils.book_append_sheet(book, withWidths(sheet, rows), name);
  }
  // Left alone, the library writes whatever number formats the last file it read had.
  Object.assign(book, { SSF: { 0: "General", 2: TWO_DECIMALS, 164: FOUR_DECIMALS } });
  book.Props = { Title: title, CreatedDate: FIXED_DATE, ModifiedDate: FIXED_DATE };
  return new Uint8Array(XLSX.write(book, { type: "array", bookType: "xlsx", compression: true }));
}

/** Makes a text harmless in a spreadsheet program; numbers stay numbers. */
function neutralize(cell: PlainCell): PlainCell {
  if (typeof cell !== "string") return cell;
  return neutralizeFormula(cell.slice(0, MOST_CHARACTERS - 1));
}

function withWidths(sheet: WorkSheet, rows: PlainSheet["rows"]): WorkSheet {
  const widths = rows.slice(0, ROWS_MEASURED).reduce<number[]>((most, row) => {
    row.forEach((cell, c) =>
      most[c] = Math.max(most[c] ?? 8, Math.min(48, String(cell ?? "").length + 2))
    );
    return most;
  }, []);
  return { ...sheet, "!cols": widths.map((wch) => ({ wch })) };
}
