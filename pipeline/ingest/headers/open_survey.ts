/** Opens a survey file and recognises the tool that wrote it. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";
import type { Params } from "../../plan/params.ts";
import { readTable, type TableFound } from "../files/read_table.ts";
import { type DialectFound, recogniseDialect } from "./recognise_dialect.ts";

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
  const { format } = options.ingest;
  let byRows: DialectFound | null = null;
  const found = await readTable(bytes, {
    ...options,
    planHeader: (rows) => {
      byRows = recogniseDialect(rows, format);
      return byRows.plan;
    },
  });
  const dialect: DialectFound = byRows ?? byNames(found.table.headers, format);
  return { ...found, dialect };
}

/** The dialect of a file whose names are no rows. */
function byNames(
  names: readonly (readonly string[])[],
  format: Params["ingest"]["format"],
): DialectFound {
  return { ...recogniseDialect(names, format), plan: { preamble: 0, rows: 0 } };
}
