/** Reads the sheets of a workbook that lie beside the survey's, such as its codebook. Runs in Deno and browsers. */

import type { StageContext } from "../../../base/context.ts";
import { sheetRows } from "./sheets.ts";
import { openWorkbook, type Workbook } from "./workbook.ts";
import { cellWriter } from "./cell_writer.ts";

/** A sheet and the texts of its cells; rows without cells are left out. */
export interface SheetBeside {
  readonly sheet: string;
  readonly rows: readonly (readonly string[])[];
}

/** What describes a survey is smaller than this; larger sheets are surveys themselves. */
const MOST_ROWS = 20_000;
const MOST_COLUMNS = 64;

/** Reads all sheets of a workbook that are small enough to describe a survey.
 * @throws {DataError} If the workbook is damaged, protected or no workbook.
 */
export async function readSheets(
  bytes: Uint8Array,
  { name, context }: { name: string; context: StageContext },
): Promise<SheetBeside[]> {
  return sheetsBeside(await openWorkbook(bytes, { name, context }), null);
}

/** The small sheets of a workbook but the survey's own. */
export function sheetsBeside(workbook: Workbook, own: string | null): SheetBeside[] {
  const writer = cellWriter(workbook.book, { ...workbook, hasUncached: false });
  return workbook.book.SheetNames.filter((sheet) => sheet !== own).flatMap((sheet) => {
    const data = sheetRows(workbook.book.Sheets[sheet]);
    if (data.length > MOST_ROWS) return [];
    const rows: string[][] = [];
    for (const row of data) {
      if (row === undefined) continue;
      if (row.length > MOST_COLUMNS) return [];
      rows.push(Array.from(row, writer));
    }
    return [{ sheet, rows }];
  });
}
