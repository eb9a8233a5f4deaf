/** Ingest stage: a survey from the bytes of its file. Runs in Deno and browsers. */

import { createContext, type StageContext } from "../base/context.ts";
import type { Params } from "../plan/params.ts";
import type { Survey } from "../survey/survey.ts";
import { makeColumns } from "./columns/make_columns.ts";
import { tellAside } from "./columns/tell_aside.ts";
import { describeRenamed, nameColumns } from "./headers/name_columns.ts";
import { openSurvey } from "./headers/open_survey.ts";
import { chooseRespondentRows } from "./table/respondents.ts";
import { readMultiSelect } from "./questions/multi_select.ts";
import { findDerived } from "./questions/derived.ts";
import { findNotAsked } from "./questions/not_asked.ts";
import { findQuestions } from "./questions/find_questions.ts";
import { describeSecondHeader } from "./headers/second_header.ts";

/** Reads a survey from the bytes of a CSV, TSV, XLSX, SPSS, Parquet or Arrow file, plain or gzipped.
 * Everything is judged by content, nothing by the file's name. Warns of headers that had to be
 * renamed, rows before the header, rows that are no respondents, a second header row of no known form,
 * ragged rows, texts such as NA that were kept as answers.
 * @param name The file, for messages and as the survey's name.
 * @throws {DataError} If the file is none of these, damaged or empty, or is not as `ingest` says.
 */
export async function ingest(
  bytes: Uint8Array,
  name: string,
  { ingest }: Pick<Params, "ingest">,
  context: StageContext = createContext(),
): Promise<Survey> {
  const { table: read, dialect, ...found } = await openSurvey(bytes, { name, ingest, context });
  const { table, leftOut, note: leftRows } = chooseRespondentRows(read, {
    names: read.columns.map(({ header }) => header),
    isQualtrics: dialect.dialect === "qualtrics",
    keep: ingest.keep_rows,
  });
  const headers = dialect.readHeader(table);
  const { names, renamed } = nameColumns(
    headers.map((header, c) => ({ header: header.name, position: table.columns[c].position })),
  );
  const isPlain = dialect.dialect === "plain" && table.headerRow > 0;
  const notes = [leftRows, describeRenamed(renamed), isPlain ? describeSecondHeader(table) : ""];
  for (const note of notes) if (note !== "") context.warn(note);
  const made = await makeColumns(table, {
    name,
    names,
    headers,
    readCell: dialect.readCell,
    ingest,
    delimiter: found.delimiter,
    context,
  });
  const { decimal, missingMarks, missingProposals } = made;
  const asked = tellAside(made.columns, { headers, ingest });
  const options = await readMultiSelect(asked, { headers, dialect, ingest, context });
  const grouped = findQuestions(options, renamed);
  const { columns, evidence: notAsked } = await findNotAsked(grouped.columns, context);
  const { questions } = grouped;
  return {
    name,
    rows: table.rows,
    columns,
    questions,
    report: {
      ...found,
      dialect: dialect.dialect,
      dialectReason: dialect.reason,
      decimal,
      headerRow: table.headerRow,
      headerRows: dialect.plan.rows,
      preambleRows: table.preamble.length,
      blankRows: table.blankRows,
      rowsLeftOut: leftOut,
      metadata: columns.filter((column) => column.metadata).map((column) => column.name),
      missingMarks,
      missingProposals,
      notAsked,
      derived: await findDerived(columns, { questions, context }),
      renamed,
    },
  };
}
