/** Makes a survey's columns of a raw table: missing answers, kinds, values. Runs in Deno and browsers. */

import { isAnalysed } from "../../survey/read_column.ts";
import type { StageContext } from "../../base/context.ts";
import { quoteValue } from "../../base/errors.ts";
import { describeUnmatched } from "../../base/globs.ts";
import { nearestName } from "../../base/nearest.ts";
import type { Params } from "../../plan/params.ts";
import type { Column } from "../../survey/column.ts";
import type { IngestReport } from "../../survey/survey.ts";
import { withoutUnit } from "../cells/amounts.ts";
import { codesByColumn, type ColumnSetting, settingOf } from "./column_settings.ts";
import type { HeaderCell } from "../headers/dialects/reader.ts";
import type { Answers } from "./ids.ts";
import { interpret } from "./interpret.ts";
import { chooseKind } from "./kinds.ts";
import { describeProposals, proposeMissing } from "./missing_proposals.ts";
import {
  describeKept,
  findProvenMarks,
  type JudgedCells,
  judgeMarks,
  type Reading,
  readSure,
  readTexts,
  settleDates,
  sortCells,
  type SortedCells,
} from "./missing.ts";
import { type Decimal, detectDecimal } from "../cells/numbers.ts";
import { findScale, isScale } from "../cells/scales/find_order.ts";
import { describeSetAside, setAside } from "./set_aside.ts";
import type { RawColumn, RawTable } from "../table/table.ts";
import { unreadable } from "../files/unreadable.ts";
import { ERROR_VALUES, ERRORS_IN_TEXT, NA_LIKE } from "../cells/marks.ts";

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
}

/** Kinds, none demanded among them, for which words such as "don't know" are no answers. */
const MAY_SET_ASIDE: ReadonlySet<ColumnSetting["kind"]> = new Set([
  null,
  "ordinal",
  "numeric",
  "weight",
  "date",
]);
/** Headers of metadata that holds seconds or minutes. */
const DURATION = /duration|time\b|Time$|minutes|gesamtzeit/i;

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
  const { readCell } = options;
  const codesOf = codesByColumn(ingest, readCell);
  for (const [c, raw] of table.columns.entries()) {
    cells.push(sortCells(raw, { listed, errors, codes: codesOf(names[c]), readCell }));
    await context.checkpoint(cells.length, total, "columns");
  }
  const decimal = delimiter === ""
    ? "."
    : ingest.decimal === "auto"
    ? detectDecimal(sureAnswers(cells), delimiter)
    : ingest.decimal;
  const single: Reading[] = [];
  for (const sorted of cells) {
    single.push(readSure(sorted, decimal));
    await context.checkpoint(cells.length + single.length, total, "columns");
  }
  const readings = settleDates(cells, single);
  const proven = findProvenMarks(cells, readings);
  const columns: Column[] = [];
  const judgements: { name: string; judged: JudgedCells }[] = [];
  for (const [c, sorted] of cells.entries()) {
    const setting = settingOf(ingest, names[c]);
    const isListed = listed !== "auto";
    const marked = judgeMarks(sorted, { reading: readings[c], proven, isListed });
    const isOpen = !isListed && MAY_SET_ASIDE.has(setting.kind) && setting.order === null;
    const { judged, reading } = isOpen
      ? setAside(sorted, { judged: marked, reading: readings[c], decimal })
      : { judged: marked, reading: readings[c] };
    judgements.push({ name: names[c], judged });
    columns.push(makeColumn(table, { c, sorted, judged, reading, decimal, setting, options }));
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
  const missingProposals = columns.flatMap((column, c) =>
    proposeMissing(column, table.columns[c].counts)
      .filter(({ text }) => codesOf(column.name).get(readCell(text)) !== "answered")
  );
  const analysed = columns.filter(isAnalysed);
  describeProposals(missingProposals, new Set(analysed.map(({ name }) => name)))
    .forEach((line) => context.warn(line));
  return { columns, decimal, missingMarks, missingProposals };
}

function* sureAnswers(cells: readonly SortedCells[]): Generator<readonly string[]> {
  for (const { trimmed, others } of cells) yield others.map((level) => withoutUnit(trimmed[level]));
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

function makeColumn(
  table: RawTable,
  { c, sorted, judged, reading, decimal, setting, options }: {
    c: number;
    setting: ColumnSetting;
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
  const { question, isMetadata } = options.headers[c];
  const label = labelOf(raw, options.headers[c]);
  const place = { label, isFirst: c === 0 };
  const isOfWords = answers.numbers === null && dates === null && setting.order === null;
  const scale = isOfWords ? findScale(answers.texts) : { note: "" };
  const { kind, reason, confidence } = setting.kind === null
    ? isMetadata && isDuration(label, answers)
      ? { kind: "numeric" as const, reason: "how long the interview took", confidence: 1 }
      : chooseKind(answers, { place, dates, scale, facts: raw.facts })
    : { kind: setting.kind, reason: "set in ingest.columns", confidence: 1 };
  const isDoubtful = (text: string) => NA_LIKE.has(text);
  const order = setting.order?.map(options.readCell) ?? null;
  const fileOrder = lowToHigh(raw.facts?.categories ?? null);
  const coded = codesOf(raw, judged.answers);
  const found = interpret(kind, answers, {
    ...{ dates, decimal, scale, order, fileOrder, coded, isDoubtful },
  });
  if ("problem" in found) {
    const level = found.answer === -1 ? -1 : judged.answers[found.answer];
    const hint = wayOut(found.answer, { name, kind, order });
    throw unreadable(options.name, `${found.problem} ${hint}`, {
      column: name,
      kind,
      ...(level === -1 ? {} : { row: table.rowNumber(raw.codes.indexOf(level)) }),
    });
  }
  const values = new Float64Array(raw.texts.length).fill(NaN);
  for (const [i, level] of judged.answers.entries()) values[level] = found.values[i];
  return {
    name,
    label,
    question: setting.question ?? question,
    ...(setting.question === null ? {} : { isQuestionSet: true }),
    metadata: setting.isParadata || (setting.kind === null && isMetadata),
    source: null,
    kind,
    reason: reason +
      (kind === "ordinal" && fileOrder !== (raw.facts?.categories ?? null) ? TURNED : "") +
      describeSetAside({ texts: raw.texts, missing: judged.missing }),
    confidence,
    codes: raw.codes,
    texts: raw.texts,
    values,
    missing: judged.missing,
    categories: found.categories,
  };
}

/** Durations are numbers even where no two are equal, which makes an identifier of other columns. */
function isDuration(label: string, { numbers, total }: Answers): boolean {
  return numbers !== null && total > 0 && DURATION.test(label);
}

function labelOf({ facts }: RawColumn, { label }: HeaderCell): string {
  return facts === undefined || facts.label === "" ? label : facts.label;
}

const TURNED = ", turned round to run from low to high";

/** The file's own order of answers, turned round where it runs down a known scale of words: survey tools
 * number answers in the order in which they stand on the screen. */
function lowToHigh(order: readonly string[] | null): readonly string[] | null {
  if (order === null) return null;
  const scale = findScale(order);
  const turned = order.toReversed();
  const runsDown = isScale(scale) && scale.categories.join("\n") === turned.join("\n");
  return runsDown ? turned : order;
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
  const { numbers, unit } = judged.kept.length === 0 ? reading : readTexts(texts, decimal);
  // Levels are distinct as written, and most columns have no blanks around their answers.
  const isTrimmed = judged.answers.every((level) => raw.texts[level] === trimmed[level]);
  return {
    texts,
    counts: judged.answers.map((level) => raw.counts[level]),
    total: judged.answers.reduce((sum, level) => sum + raw.counts[level], 0),
    distinct: isTrimmed ? texts.length : new Set(texts).size,
    numbers,
    unit,
  };
}

function wayOut(
  answer: number,
  { name, kind, order }: Pick<Column, "name" | "kind"> & Pick<ColumnSetting, "order">,
): string {
  const path = /^\w+$/.test(name) ? `.${name}` : `[${quoteValue(name)}]`;
  if (order !== null) return `Add it to ingest.columns${path}.order or .missing.`;
  if (kind === "ordinal") return `Give ingest.columns${path} an order, or set it to nominal.`;
  const correct = answer === -1 ? "Set" : "Correct the cell, or set";
  return `${correct} ingest.columns${path} to nominal.`;
}
