/** Ingest stage: a survey from the bytes of its file. Runs in Deno and browsers. */

import { createContext, type StageContext } from "../base/context.ts";
import type { Params } from "../plan/params.ts";
import type { IngestReport, Survey } from "../survey/survey.ts";
import type { CodebookFile } from "./codebook/codebook.ts";
import { labelByCodebook } from "./codebook/mod.ts";
import { makeColumns } from "./columns/make_columns.ts";
import { tellPeople } from "./columns/people/tell_people.ts";
import { tellAside } from "./columns/tell_aside.ts";
import { describeRenamed, nameColumns } from "./headers/name_columns.ts";
import type { HeaderCell } from "./headers/dialects/reader.ts";
import { openSurvey, type SurveyFile } from "./headers/open_survey.ts";
import type { LedgerSettings } from "./ledger/ledger_columns.ts";
import type { CustomersFound } from "./ledger/mod.ts";
import type { DialectFound } from "./headers/recognise_dialect.ts";
import { chooseRespondentRows } from "./table/respondents.ts";
import type { RawTable } from "./table/table.ts";
import { readMultiSelect } from "./questions/multi_select.ts";
import { findDerived } from "./questions/repeats/derived.ts";
import { findNotAsked } from "./questions/not_asked.ts";
import { findQuestions } from "./questions/find_questions.ts";
import { describeSecondHeader } from "./headers/second_header.ts";

/** Reads a survey from the bytes of a CSV, TSV, XLSX, SPSS, Parquet or Arrow file, plain or gzipped.
 * Everything is judged by content, nothing by the file's name. Warns of headers that had to be
 * renamed, rows before the header, rows that are no respondents, a second header row of no known form,
 * ragged rows, texts such as NA that were kept as answers, what a codebook says of no column.
 * @param options.codebook Texts and value labels in a file beside the survey; a sheet of its own workbook
 * is found without.
 * @param name The file, for messages and as the survey's name.
 * @throws {DataError} If the file is none of these, damaged or empty, or is not as `ingest` says.
 */
export async function ingest(
  bytes: Uint8Array,
  name: string,
  { ingest: asked, codebook }: Pick<Params, "ingest"> & {
    readonly codebook?: CodebookFile | undefined;
  },
  context: StageContext = createContext(),
): Promise<Survey> {
  const file = await openSurvey(bytes, { name, ingest: readingOf(asked), context });
  const customers = await customersOf(file, { name, ingest: asked, context });
  return await readAnswers(file, customers, { name, ingest: asked, codebook, context });
}

/** Reads customers that an engine has made of a ledger, as {@link ingest} does those of a file. */
export function ingestCustomers(
  customers: CustomersFound,
  { name, context = createContext() }: { name: string; context?: StageContext },
): Promise<Survey> {
  const { opened, ingest } = customers;
  return readAnswers(opened, customers, { name, ingest, codebook: undefined, context });
}

/** Reads the answers of a file, or what was made of a ledger in it. */
async function readAnswers(
  file: SurveyFile,
  customers: CustomersFound | null,
  { name, ingest: asked, codebook, context }: {
    name: string;
    ingest: Params["ingest"];
    codebook: CodebookFile | undefined;
    context: StageContext;
  },
): Promise<Survey> {
  const { opened, ingest } = customers ?? { opened: file, ingest: asked };
  const { dialect } = opened;
  const { table, headers, names, ...found } = await nameAnswers(opened, {
    ingest,
    codebook,
    context,
  });
  const made = await makeColumns(table, {
    name,
    names,
    headers,
    readCell: dialect.readCell,
    ingest,
    delimiter: opened.delimiter,
    context,
  });
  const { decimal, missingMarks, missingProposals, votes } = made;
  const told = tellAside(made.columns, { headers, ingest });
  const by = { raw: table.columns, headers, dialect, ingest, context };
  const options = await readMultiSelect(told, by);
  const grouped = findQuestions(options, found.renamed);
  const { questions } = grouped;
  const people = tellPeople(grouped.columns, questions);
  const { columns, evidence: notAsked } = await findNotAsked(people, context);
  return {
    name,
    rows: table.rows,
    columns,
    questions,
    report: {
      ...fileFound(file),
      dialect: dialect.dialect,
      dialectReason: dialect.reason,
      decimal: customers?.decimal ?? decimal,
      headerRow: file.table.headerRow,
      headerRows: dialect.plan.rows,
      preambleRows: file.table.preamble.length,
      blankRows: file.table.blankRows,
      ...found,
      metadata: columns.filter((column) => column.metadata).map((column) => column.name),
      missingMarks,
      missingProposals,
      notAsked,
      votes,
      // Shares add up, and nobody needs to be told.
      derived: await findDerived(columns, { questions, withSums: customers === null, context }),
      ...(customers === null ? {} : { ledger: customers.report }),
    },
  };
}

/** Whether the columns of a ledger are named; parameters kept by earlier versions say nothing of them. */
function isLedger(
  ingest: Params["ingest"],
): ingest is Params["ingest"] & { readonly ledger: LedgerSettings } {
  return (ingest.ledger ?? null) !== null;
}

/** How a file is opened: no survey tool writes ledgers. */
function readingOf(ingest: Params["ingest"]): Params["ingest"] {
  const isPlain = isLedger(ingest) && ingest.format === "auto";
  return isPlain ? { ...ingest, format: "plain" } : ingest;
}

/** The customers of a file that is a ledger; null where it is none. */
async function customersOf(
  file: SurveyFile,
  { name, ingest, context }: { name: string; ingest: Params["ingest"]; context: StageContext },
): Promise<CustomersFound | null> {
  if (!isLedger(ingest)) return null;
  // Most runs have none, and a page loads what it needs.
  const { findCustomers } = await import("./ledger/mod.ts");
  return await findCustomers(file, { name, ledger: ingest.ledger, ingest, context });
}

/** How the file itself was read. */
function fileFound(
  { format, encoding, delimiter, sheet, sheets }: SurveyFile,
): Pick<IngestReport, "format" | "encoding" | "delimiter" | "sheet" | "sheets"> {
  return { format, encoding, delimiter, sheet, sheets };
}

/** The rows that are respondents under unique names, with what header and codebook tell of each column.
 * Warns of what was renamed or left out and of a codebook that does not fit.
 */
async function nameAnswers(
  { table: read, dialect, beside }: SurveyFile,
  { ingest, codebook, context }: {
    ingest: Params["ingest"];
    codebook: CodebookFile | undefined;
    context: StageContext;
  },
): Promise<
  & {
    readonly table: RawTable;
    readonly headers: readonly HeaderCell[];
    readonly names: readonly string[];
  }
  & Pick<IngestReport, "renamed" | "rowsLeftOut" | "codebook">
> {
  const { table, leftOut, note } = chooseRespondentRows(read, {
    names: read.columns.map(({ header }) => header),
    isQualtrics: dialect.dialect === "qualtrics",
    keep: ingest.keep_rows,
  });
  const headers = dialect.readHeader(table);
  const { names, renamed } = nameColumns(
    headers.map((header, c) => ({ header: header.name, position: table.columns[c].position })),
  );
  const labelled = await labelByCodebook(table, { file: codebook, beside, names, context });
  const notes = headerNotes(table, { dialect, leftRows: note, renamed });
  for (const text of [...notes, ...labelled.notes]) context.warn(text);
  const { table: named, codebook: found } = labelled;
  return { table: named, headers, names, renamed, rowsLeftOut: leftOut, codebook: found };
}

/** What a person should know of the header and of rows that are no respondents. */
function headerNotes(
  table: RawTable,
  { dialect, leftRows, renamed }: {
    dialect: DialectFound;
    leftRows: string;
    renamed: Survey["report"]["renamed"];
  },
): string[] {
  const isPlain = dialect.dialect === "plain" && table.headerRow > 0;
  return [
    dialect.note,
    leftRows,
    // Without a header all columns are named by their place, which the note on it says.
    table.headers.length === 0 ? "" : describeRenamed(renamed),
    isPlain ? describeSecondHeader(table) : "",
  ].filter((note) => note !== "");
}
