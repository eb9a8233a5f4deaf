/** Labels a survey's table by its codebook, if there is one. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";
import type { IngestReport } from "../../survey/survey.ts";
import type { SheetBeside } from "../files/workbook/sheets_beside.ts";
import type { RawTable } from "../table/table.ts";
import { applyCodebook } from "./apply_codebook.ts";
import type { CodebookFile } from "./codebook.ts";
import { findCodebookSheet, readCodebook } from "./read_codebook.ts";

/** A table with its labels, what the report tells of them, and notes. */
export interface Labelled {
  readonly table: RawTable;
  readonly codebook: IngestReport["codebook"];
  readonly notes: readonly string[];
}

/** Takes the codebook that lies beside the survey, else a sheet of its workbook.
 * @throws {DataError} If the codebook's file is damaged, or no codebook.
 */
export async function labelByCodebook(
  table: RawTable,
  { file, beside, names, context }: {
    file: CodebookFile | undefined;
    beside: readonly SheetBeside[];
    names: readonly string[];
    context: StageContext;
  },
): Promise<Labelled> {
  const codebook = file === undefined
    ? findCodebookSheet(beside, new Set(names.map((name) => name.toLowerCase())))
    : await readCodebook(file, context);
  if (codebook === null) return { table, codebook: null, notes: [] };
  const { place } = codebook;
  const { texts, labels, notes, table: labelled } = applyCodebook(table, { codebook, names });
  const isUsed = texts + labels > 0;
  return { table: labelled, codebook: isUsed ? { place, texts, labels } : null, notes };
}
