/** Ingest stage: a survey from the bytes of its file. Runs in Deno and browsers. */

import { createContext, type StageContext } from "../context.ts";
import type { Params } from "../params.ts";
import type { Survey } from "../types.ts";
import { makeColumns } from "./columns.ts";
import { describeRenamed, nameColumns } from "./headers.ts";
import { readTable } from "./read_table.ts";
import { describeSecondHeader } from "./second_header.ts";

/** Reads a survey from the bytes of a CSV, TSV, XLSX, SPSS, Parquet or Arrow file, plain or gzipped.
 * Everything is judged by content, nothing by the file's name. Warns of headers that had to be
 * renamed, a second header row, ragged rows, texts such as NA that were kept as answers.
 * @param name The file, for messages and as the survey's name.
 * @throws {DataError} If the file is none of these, damaged or empty, or is not as `ingest` says.
 */
export async function ingest(
  bytes: Uint8Array,
  name: string,
  { ingest }: Pick<Params, "ingest">,
  context: StageContext = createContext(),
): Promise<Survey> {
  const { table, format, encoding, delimiter, sheet, sheets } = await readTable(bytes, {
    name,
    ingest,
    context,
  });
  const { names, renamed } = nameColumns(table.columns);
  const notes = [
    describeRenamed(renamed),
    table.headerRow > 0 ? describeSecondHeader(table) : "",
  ];
  for (const note of notes) if (note !== "") context.warn(note);
  const { columns, decimal, missingMarks } = await makeColumns(table, {
    name,
    names,
    ingest,
    delimiter,
    context,
  });
  const { rows, headerRow, blankRows } = table;
  return {
    name,
    rows,
    columns,
    report: {
      format,
      encoding,
      delimiter,
      decimal,
      sheet,
      sheets,
      headerRow,
      blankRows,
      missingMarks,
      renamed,
    },
  };
}
