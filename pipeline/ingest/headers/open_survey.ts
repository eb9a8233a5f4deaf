/** Opens a survey file and recognises the tool that wrote it. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";
import type { Params } from "../../plan/params.ts";
import { missingCode } from "../../survey/missing.ts";
import { readTable, type TableFound } from "../files/read_table.ts";
import type { RawTable } from "../table/table.ts";
import { type DialectFound, recogniseDialect } from "./recognise_dialect.ts";

const NOT_ASKED = missingCode("not_asked");
const NO_FACTS = { label: "", declared: null, categories: null, numbers: null };

/** A file's cells, and the dialect of its header. */
export interface SurveyFile extends TableFound {
  readonly dialect: DialectFound;
}

/** Reads a file's cells and recognises its dialect, by the rows that may be its header or, where the form
 * of the file has names of its own, by these.
 * @throws {DataError} If it cannot be read, or holds no header with a respondent below it.
 */
export async function openSurvey(
  bytes: Uint8Array,
  options: { name: string; ingest: Params["ingest"]; context: StageContext },
): Promise<SurveyFile> {
  const { ingest } = options;
  let byRows: DialectFound | null = null;
  const found = await readTable(bytes, {
    ...options,
    planHeader: (rows) => {
      byRows = recogniseDialect(rows, ingest);
      return byRows.plan;
    },
  });
  const dialect: DialectFound = byRows ?? byNames(found.table.headers, ingest);
  const { notShown } = dialect;
  const table = notShown === null ? found.table : markNotShown(found.table, notShown);
  return { ...found, table, dialect };
}

/** Declares a text to mean that the question was not shown. */
function markNotShown(table: RawTable, text: string): RawTable {
  const columns = table.columns.map((column) => {
    const { texts, facts } = column;
    if (!texts.some((cell) => cell.trim() === text)) return column;
    const missing = Uint8Array.from(
      texts,
      (cell, level) => cell.trim() === text ? NOT_ASKED : facts?.missing[level] ?? 0,
    );
    return { ...column, facts: { ...(facts ?? NO_FACTS), missing } };
  });
  return { ...table, columns };
}

/** The dialect of a file whose names are no rows. */
function byNames(
  names: readonly (readonly string[])[],
  { format }: Params["ingest"],
): DialectFound {
  const found = recogniseDialect(names, { format, header_rows: 1 });
  return { ...found, plan: { preamble: 0, rows: 0 } };
}
