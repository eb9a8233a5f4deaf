/** Reads a sheet of a workbook into a table. Runs in Deno and browsers. */

import type { StageContext } from "../../../base/context.ts";
import type { Params } from "../../../plan/params.ts";
import { countOf } from "../../../base/text.ts";
import { describeFar } from "./addresses.ts";
import { cellWriter } from "./cell_writer.ts";
import { chooseSheet, type SheetExtent, sheetRows } from "./sheets.ts";
import { type HeaderPlan, type RawTable, TableBuilder } from "../../table/table.ts";
import { type SheetBeside, sheetsBeside } from "./sheets_beside.ts";
import { openWorkbook, type Workbook } from "./workbook.ts";

/** A sheet as a table, and the workbook's sheets. */
export interface XlsxFound {
  readonly table: RawTable;
  readonly sheet: string;
  readonly sheets: readonly string[];
  /** The small ones beside it, which may describe it. */
  readonly beside: readonly SheetBeside[];
}

const ROWS_BETWEEN_CHECKPOINTS = 200;

/** Reads the sheet of `ingest.sheet`, O(cells). The library parses a sheet in one go, so that work
 * cannot be cancelled half-way.
 * @throws {DataError} If the workbook is damaged, protected or no workbook, or has no such sheet.
 */
export async function readXlsx(
  bytes: Uint8Array,
  { name, ingest, context, planHeader }: {
    name: string;
    ingest: Params["ingest"];
    context: StageContext;
    planHeader: (rows: readonly (readonly string[])[]) => HeaderPlan;
  },
): Promise<XlsxFound> {
  const workbook = await openWorkbook(bytes, { name, context });
  const { sheet, extent } = chooseSheet(workbook, { wanted: ingest.sheet, name, context });
  const sheets = workbook.book.SheetNames;
  const uncached = workbook.countUncached(sheets.indexOf(sheet));
  const builder = new TableBuilder({ firstPosition: extent.firstColumn + 1, planHeader });
  await readSheet(workbook, { sheet, extent, hasUncached: uncached > 0, builder, context });
  if (uncached > 0) {
    context.warn(
      `${
        countOf(uncached, "formula")
      } on sheet "${sheet}" without a stored result: read as blank. ` +
        "Open the workbook in a spreadsheet program and save it to have them computed.",
    );
  }
  const far = workbook.farCells(sheets.indexOf(sheet));
  if (far !== null) context.warn(describeFar(far, sheet));
  return { table: builder.finish(), sheet, sheets, beside: sheetsBeside(workbook, sheet) };
}

async function readSheet(
  { book, isDateFormat }: Workbook,
  { sheet, extent, hasUncached, builder, context }: {
    sheet: string;
    extent: SheetExtent;
    hasUncached: boolean;
    builder: TableBuilder;
    context: StageContext;
  },
): Promise<void> {
  const { firstColumn, columns, rows } = extent;
  const writer = cellWriter(book, { isDateFormat, hasUncached });
  const cells = new Array<string>(columns);
  const data = sheetRows(book.Sheets[sheet]);
  for (let r = 0; r < rows; r++) {
    const row = data[r];
    for (let c = 0; c < columns; c++) cells[c] = writer(row?.[firstColumn + c]);
    builder.add(cells);
    if (r % ROWS_BETWEEN_CHECKPOINTS === 0) await context.checkpoint(r, rows, "reading");
  }
}
