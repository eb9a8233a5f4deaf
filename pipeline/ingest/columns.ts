/** Makes a survey's columns of a raw table: missing answers, kinds, values. Runs in Deno and browsers. */

import type { StageContext } from "../context.ts";
import { quoteValue } from "../errors.ts";
import { nearestName } from "../nearest.ts";
import type { Params } from "../params.ts";
import type { Column, ColumnKind, IngestReport } from "../types.ts";
import type { Answers } from "./ids.ts";
import { interpret } from "./interpret.ts";
import { chooseKind } from "./kinds.ts";
import {
  describeKept,
  findProvenMarks,
  type JudgedCells,
  judgeMarks,
  NA_LIKE,
  type Reading,
  readSure,
  sortCells,
  type SortedCells,
} from "./missing.ts";
import { type Decimal, detectDecimal, readNumbers } from "./numbers.ts";
import type { RawColumn, RawTable } from "./table.ts";
import { unreadable } from "./unreadable.ts";
import { ERROR_VALUES } from "./xlsx.ts";

/** What is needed besides the table. */
export interface ColumnOptions {
  /** The file, for messages. */
  readonly name: string;
  /** Unique name of each column. */
  readonly names: readonly string[];
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
}

/** In text "#N/A" is judged like NA; in a workbook it is an error value. */
const ERRORS_IN_TEXT: ReadonlySet<string> = new Set(
  [...ERROR_VALUES].filter((text) => !NA_LIKE.has(text)),
);

/** Makes the columns, O(distinct cells): all is decided on levels, none on respondents.
 * Warns of texts such as NA that were kept as answers.
 * @throws {DataError} If `ingest.columns` names no column, or a kind that its answers cannot have.
 */
export async function makeColumns(table: RawTable, options: ColumnOptions): Promise<ColumnsFound> {
  const { names, ingest, delimiter, context } = options;
  refuseUnknown(options);
  const listed = ingest.missing_values;
  const errors = delimiter === "" ? ERROR_VALUES : ERRORS_IN_TEXT;
  const total = 3 * table.columns.length;
  const cells: SortedCells[] = [];
  for (const raw of table.columns) {
    cells.push(sortCells(raw, { listed, errors }));
    await context.checkpoint(cells.length, total, "columns");
  }
  const decimal = delimiter === ""
    ? "."
    : ingest.decimal === "auto"
    ? detectDecimal(sureAnswers(cells), delimiter)
    : ingest.decimal;
  const readings: Reading[] = [];
  for (const sorted of cells) {
    readings.push(readSure(sorted, decimal));
    await context.checkpoint(cells.length + readings.length, total, "columns");
  }
  const proven = findProvenMarks(cells, readings);
  const columns: Column[] = [];
  const judgements: { name: string; judged: JudgedCells }[] = [];
  for (const [c, sorted] of cells.entries()) {
    const reading = readings[c];
    const judged = judgeMarks(sorted, { reading, proven, isListed: listed !== "auto" });
    judgements.push({ name: names[c], judged });
    columns.push(makeColumn(table, { c, sorted, judged, reading, decimal, options }));
    await context.checkpoint(2 * cells.length + columns.length, total, "columns");
  }
  for (
    const line of describeKept(judgements.map(({ name, judged }) => ({ name, kept: judged.kept })))
  ) {
    context.warn(line);
  }
  const missingMarks = judgements.flatMap(({ name, judged }) =>
    judged.marks.map((mark) => ({ column: name, ...mark }))
  );
  return { columns, decimal, missingMarks };
}

function* sureAnswers(cells: readonly SortedCells[]): Generator<readonly string[]> {
  for (const { trimmed, others } of cells) yield others.map((level) => trimmed[level]);
}

function refuseUnknown({ name, names, ingest }: ColumnOptions): void {
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

function makeColumn(
  table: RawTable,
  { c, sorted, judged, reading, decimal, options }: {
    c: number;
    sorted: SortedCells;
    judged: JudgedCells;
    reading: Reading;
    decimal: Decimal;
    options: ColumnOptions;
  },
): Column {
  const raw = table.columns[c];
  const name = options.names[c];
  const answers = summarise(sorted, { judged, reading, decimal });
  // A candidate that was kept is an answer among words, so nothing was read as dates then.
  const dates = judged.kept.length === 0 ? reading.dates : null;
  const demanded: ColumnKind | undefined = Object.hasOwn(options.ingest.columns, name)
    ? options.ingest.columns[name]
    : undefined;
  const place = { label: raw.header, isFirst: c === 0 };
  const { kind, reason } = demanded === undefined
    ? chooseKind(answers, { place, dates, facts: raw.facts })
    : { kind: demanded, reason: "set in ingest.columns" };
  const isDoubtful = (text: string) => NA_LIKE.has(text);
  const order = raw.facts?.categories ?? null;
  const coded = codesOf(raw, judged.answers);
  const found = interpret(kind, answers, { dates, decimal, isDoubtful, order, coded });
  if ("problem" in found) {
    const level = found.answer === -1 ? -1 : judged.answers[found.answer];
    throw unreadable(options.name, `${found.problem} ${wayOut(found.answer, name)}`, {
      column: name,
      kind,
      ...(level === -1 ? {} : { row: table.rowNumber(raw.codes.indexOf(level)) }),
    });
  }
  const values = new Float64Array(raw.texts.length).fill(NaN);
  for (const [i, level] of judged.answers.entries()) values[level] = found.values[i];
  return {
    name,
    label: labelOf(raw),
    question: null,
    kind,
    reason,
    codes: raw.codes,
    texts: raw.texts,
    values,
    missing: judged.missing,
    categories: found.categories,
  };
}

function labelOf({ header, facts }: RawColumn): string {
  return facts === undefined || facts.label === "" ? header : facts.label;
}

/** Numbers behind the words of answers, where the file has them and no answer lacks one. */
function codesOf({ facts }: RawColumn, answers: readonly number[]): Float64Array | null {
  const numbers = facts?.numbers ?? null;
  if (numbers === null) return null;
  const codes = Float64Array.from(answers, (level) => numbers[level]);
  return codes.some(Number.isNaN) ? null : codes;
}

function summarise(
  { raw, trimmed }: SortedCells,
  { judged, reading, decimal }: { judged: JudgedCells; reading: Reading; decimal: Decimal },
): Answers {
  const texts = judged.answers.map((level) => trimmed[level]);
  // What was sure is all there is, unless candidates were kept.
  const numbers = judged.kept.length === 0 ? reading.numbers : readNumbers(texts, decimal);
  // Levels are distinct as written, and most columns have no blanks around their answers.
  const isTrimmed = judged.answers.every((level) =>
    raw.texts[level].length === trimmed[level].length
  );
  return {
    texts,
    total: judged.answers.reduce((sum, level) => sum + raw.counts[level], 0),
    distinct: isTrimmed ? texts.length : new Set(texts).size,
    numbers,
  };
}

function wayOut(answer: number, name: string): string {
  const path = /^\w+$/.test(name) ? `.${name}` : `[${quoteValue(name)}]`;
  const correct = answer === -1 ? "Set" : "Correct the cell, or set";
  return `${correct} ingest.columns${path} to nominal.`;
}
