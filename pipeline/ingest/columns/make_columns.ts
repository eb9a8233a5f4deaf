/** Makes a survey's columns of a raw table: missing answers, kinds, values. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";
import { quoteValue } from "../../base/errors.ts";
import { describeUnmatched } from "../../base/globs.ts";
import { nearestName } from "../../base/nearest.ts";
import type { Params } from "../../plan/params.ts";
import type { Column } from "../../survey/column.ts";
import { isAnalysed } from "../../survey/read_column.ts";
import type { IngestReport } from "../../survey/survey.ts";
import { withoutUnit } from "../cells/amounts.ts";
import { ERROR_VALUES, ERRORS_IN_TEXT } from "../cells/marks.ts";
import { type Decimal, detectDecimal } from "../cells/numbers.ts";
import { unreadable } from "../files/unreadable.ts";
import type { HeaderCell } from "../headers/dialects/reader.ts";
import type { RawTable } from "../table/table.ts";
import { type ColumnSource, sourcesOf } from "./column_source.ts";
import { describeContradictions } from "./kinds/declared.ts";
import { type ColumnMade, type ColumnMisfit, makeColumn } from "./make_column.ts";
import { findMissing } from "./missing/find_missing.ts";
import {
  describeKept,
  type FileEvidence,
  findDeclared,
  findProvenMarks,
  type JudgedCells,
} from "./missing/judge_marks.ts";
import { describeProposals, proposeMissing } from "./missing/propose_missing.ts";
import { setNoiseAside } from "./missing/noise.ts";
import { sortCells, type SortedCells } from "./missing/sort_cells.ts";
import { type ReadCells, readSure, settleDates } from "./readings.ts";

/** What is needed besides the table. */
export interface ColumnOptions {
  /** The file, for messages. */
  readonly name: string;
  /** Unique name of each column. */
  readonly names: readonly string[];
  /** What the header tells of each column. */
  readonly headers: readonly HeaderCell[];
  /** The answer that a trimmed cell stands for. */
  readonly readCell: (cell: string) => string;
  readonly ingest: Params["ingest"];
  /** Empty for workbooks, whose numbers are always written with a point. */
  readonly delimiter: string;
  readonly context: StageContext;
}

/** The columns, and what the report tells of them. */
export interface ColumnsFound {
  readonly columns: readonly Column[];
  readonly decimal: Decimal;
  readonly missingMarks: IngestReport["missingMarks"];
  readonly missingProposals: IngestReport["missingProposals"];
  readonly votes: IngestReport["votes"];
}

/** A column, what was said of it, and which of its cells are missing why. */
interface ColumnJudged extends ColumnMade {
  readonly source: ColumnSource;
  readonly judged: JudgedCells;
}

/** Makes the columns, O(distinct cells): all is decided on levels, none on respondents.
 * First the cells of all columns are sorted and read, as a column is judged by its neighbours too; then
 * each column is judged and made.
 * Warns of measures of the file that were not followed, and of texts such as NA that were kept as answers.
 * @throws {DataError} If `ingest.columns` names no column, or a kind that its answers cannot have.
 */
export async function makeColumns(table: RawTable, options: ColumnOptions): Promise<ColumnsFound> {
  refuseUnknown(options);
  const sources = sourcesOf(table.columns, options);
  const pause = pauser(3 * sources.length, options.context);
  const { columns: cells, ...evidence } = await readAll(sources, { options, pause });
  const made: ColumnJudged[] = [];
  for (const [c, source] of sources.entries()) {
    const sorted = findMissing(cells[c], { setting: source.setting, evidence });
    const judged = setNoiseAside(cells[c], { judged: sorted, source, evidence });
    const one = makeColumn(source, { cells: cells[c], judged, decimal: evidence.decimal });
    if ("problem" in one) throw misfitError(one, { source, table, file: options.name });
    made.push({ source, judged, ...one });
    await pause();
  }
  warnOfMeasures(made, options.context);
  return {
    columns: made.map(({ column }) => column),
    decimal: evidence.decimal,
    votes: made.flatMap(({ column, votes }) =>
      votes.length === 0 ? [] : [{ column: column.name, votes }]
    ),
    ...reportMissing(made, options),
  };
}

/** Counts the steps of all columns as the progress of the stage. */
function pauser(total: number, context: StageContext): () => Promise<void> | undefined {
  let done = 0;
  return () => context.checkpoint(++done, total, "columns");
}

/** Sorts and reads the cells of all columns, and what they together tell of each. */
async function readAll(
  sources: readonly ColumnSource[],
  { options, pause }: { options: ColumnOptions; pause: () => Promise<void> | undefined },
): Promise<FileEvidence & { readonly columns: readonly ReadCells[] }> {
  const { delimiter, ingest, readCell } = options;
  const listed = ingest.missing_values;
  const errors = delimiter === "" ? ERROR_VALUES : ERRORS_IN_TEXT;
  const sorted: SortedCells[] = [];
  for (const { raw, codes } of sources) {
    sorted.push(sortCells(raw, { listed, errors, codes, readCell }));
    await pause();
  }
  const decimal = decimalOf(sorted, options);
  const read: ReadCells[] = [];
  for (const cells of sorted) {
    read.push(readSure(cells, decimal));
    await pause();
  }
  const columns = settleDates(read);
  return {
    columns,
    decimal,
    proven: findProvenMarks(columns),
    declared: findDeclared(columns),
    isListed: listed !== "auto",
  };
}

function decimalOf(
  columns: readonly SortedCells[],
  { delimiter, ingest }: ColumnOptions,
): Decimal {
  if (delimiter === "") return ".";
  return ingest.decimal === "auto"
    ? detectDecimal(sureAnswers(columns), delimiter)
    : ingest.decimal;
}

function* sureAnswers(columns: readonly SortedCells[]): Generator<readonly string[]> {
  for (const { trimmed, others } of columns) {
    yield others.map((level) => withoutUnit(trimmed[level]));
  }
}

function warnOfMeasures(made: readonly ColumnJudged[], context: StageContext): void {
  const contradicted = made.flatMap(({ column, against }) =>
    against === null ? [] : [{ name: column.name, against }]
  );
  if (contradicted.length > 0) context.warn(describeContradictions(contradicted));
}

/** Warns of marks that were kept and of codes that may mean no answer, and lists both kinds. */
function reportMissing(
  made: readonly ColumnJudged[],
  { context, readCell }: ColumnOptions,
): Pick<ColumnsFound, "missingMarks" | "missingProposals"> {
  const missingMarks = made.flatMap(({ source, judged }) =>
    judged.marks.map((mark) => ({ column: source.name, ...mark }))
  );
  const missingProposals = made.flatMap(({ source, column }) =>
    source.raw.facts?.made !== undefined ? [] : proposeMissing(column, source.raw.counts)
      .filter(({ text }) => source.codes.get(readCell(text)) !== "answered")
  );
  const kept = made.map(({ source, judged }) => ({ name: source.name, kept: judged.kept }));
  const analysed = made.map(({ column }) => column).filter(isAnalysed);
  const lines = [
    ...describeKept(kept),
    ...describeProposals(missingProposals, new Set(analysed.map(({ name }) => name))),
  ];
  for (const line of lines) context.warn(line);
  return { missingMarks, missingProposals };
}

function refuseUnknown({ name, names, ingest, context }: ColumnOptions): void {
  describeUnmatched(Object.keys(ingest.missing_codes), names, "ingest.missing_codes")
    .forEach((text) => context.warn(text));
  const known = new Set(names);
  const unknown = Object.keys(ingest.columns).find((column) => !known.has(column));
  if (unknown === undefined) return;
  const near = nearestName(unknown, names);
  const listed = names.slice(0, 5).map(quoteValue).join(", ");
  throw unreadable(
    name,
    `ingest.columns must name columns of the file, but names ${quoteValue(unknown)}. ` +
      (near === null ? `Its first columns are ${listed}.` : `Did you mean ${quoteValue(near)}?`),
  );
}

function misfitError(
  { problem, kind, level }: ColumnMisfit,
  { source, table, file }: { source: ColumnSource; table: RawTable; file: string },
): Error {
  const { name, raw } = source;
  return unreadable(file, `${problem} ${wayOut({ kind, level }, source)}`, {
    column: name,
    kind,
    ...(level === -1 ? {} : { row: table.rowNumber(raw.codes.indexOf(level)) }),
  });
}

function wayOut(
  { kind, level }: Pick<ColumnMisfit, "kind" | "level">,
  { name, setting }: ColumnSource,
): string {
  const path = /^\w+$/.test(name) ? `.${name}` : `[${quoteValue(name)}]`;
  if (setting.order !== null) return `Add it to ingest.columns${path}.order or .missing.`;
  if (kind === "ordinal") return `Give ingest.columns${path} an order, or set it to nominal.`;
  const correct = level === -1 ? "Set" : "Correct the cell, or set";
  return `${correct} ingest.columns${path} to nominal.`;
}
