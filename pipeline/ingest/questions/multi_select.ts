/** Makes yes/no columns of the options of multi-select questions. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";
import type { Params } from "../../plan/params.ts";
import { countOf, formatNumber } from "../../base/text.ts";
import type { Codes, Column } from "../../survey/column.ts";
import { settingOf } from "../columns/column_settings.ts";
import type { DialectFound } from "../headers/recognise_dialect.ts";
import type { HeaderCell } from "../headers/dialects/reader.ts";
import type { RawColumn } from "../table/table.ts";
import { findMentions, type MentionSlots } from "./mentions.ts";
import { mentionColumns, slotColumn } from "./mention_columns.ts";
import { findCodes, findOptions, type OptionsFound } from "./options.ts";
import { readSets } from "./multi/response_sets.ts";
import { noteAnswered, onlyText, readTicks, saidOrNot, tickColumn } from "./multi/ticks.ts";
import { findTickRuns } from "./tick_runs.ts";

const LEAST_OPTIONS = 2;
const PLAIN_LENGTHS = 3;
/** Signs that join nothing but lists, as a comma joins places and their countries. */
const LIST_SIGNS: ReadonlySet<string> = new Set([";", "|", "\n"]);

/** What is needed besides the columns as written. */
export interface MultiSelectOptions {
  /** The file's columns, with what it knows of them. */
  readonly raw: readonly RawColumn[];
  readonly headers: readonly HeaderCell[];
  readonly dialect: DialectFound;
  readonly ingest: Params["ingest"];
  readonly context: StageContext;
}

/** Reads multi-select questions in all of their forms: those that the file declares, then the others.
 * Options with a column each, where a ticked one holds the option's text, a tick such as 1 or Y, or a
 * code of its own and the others are blank: a blank means "not ticked" for a respondent with any
 * answer to the question, else it is missing. Options joined in one cell: the column stays, as text,
 * and a column for each option follows it, of ranks where every cell holds all options in an order of
 * its own; a blank cell is missing in all of them. Columns whose kind
 * `ingest.columns` sets are left alone. In files of no known tool cells that a comma joins must hold three
 * different numbers of options, as places with their countries hold two; there neighbouring columns are
 * options too where each holds its header or a tick, or says `Not selected`, and slots where each
 * holds what was named first, second and so on.
 */
export async function readMultiSelect(
  columns: readonly Column[],
  options: MultiSelectOptions,
): Promise<Column[]> {
  const { raw, dialect, ingest, context } = options;
  const isFree = (column: Column) =>
    !column.metadata && settingOf(ingest, column.name).kind === null;
  const sets = readSets(columns, { raw, isOpen: isFree });
  for (const note of sets.notes) context.warn(note);
  const settled = new Set(Array.from(sets.settled, (c) => columns[c].name));
  const isOpen = (column: Column) => isFree(column) && !settled.has(column.name);
  const isAlone = (column: Column) =>
    dialect.dialect === "plain" && column.question === null && isOpen(column);
  const result = [...sets.columns];
  await readGroups(result, { ...options, isOpen });
  await readRuns(result, { context, isAlone });
  const slots = [...sets.slots, ...findMentions(result, isAlone)];
  return await expand(result, { slots, dialect, context, isOpen });
}

/** Reads the options of questions that the file's header puts together. */
async function readGroups(
  result: Column[],
  { headers, context, isOpen }: MultiSelectOptions & { isOpen: (column: Column) => boolean },
): Promise<void> {
  const columns = result.slice();
  for (const group of groupByQuestion(columns)) {
    const open = group.filter((c) => isOpen(columns[c]));
    const ticks = readTicks(columns, { group, open, headers });
    const wasAsked = new Uint8Array(ticks.length === 0 ? 0 : columns[0].codes.length);
    for (const c of ticks.length === 0 ? [] : group) {
      noteAnswered(wasAsked, columns[c]);
      await checkpoint(context);
    }
    for (const [c, read] of ticks) {
      result[c] = read(wasAsked);
      await checkpoint(context);
    }
  }
}

/** Reads the options that stand beside each other, and that no header puts together. */
async function readRuns(
  result: Column[],
  { context, isAlone }: { context: StageContext; isAlone: (column: Column) => boolean },
): Promise<void> {
  const columns = result.slice();
  for (const run of findTickRuns(columns, isAlone)) {
    const wasAsked = new Uint8Array(columns[0].codes.length);
    for (const c of [...run.members, ...run.written]) noteAnswered(wasAsked, columns[c]);
    for (const c of run.written) result[c] = { ...columns[c], question: run.question };
    for (const [m, c] of run.members.entries()) {
      const no = run.no[m];
      const read = no === null
        ? tickColumn(columns[c], onlyText(columns[c]) ?? "", wasAsked)
        : saidOrNot(columns[c], no);
      const label = run.labels[m] ?? read.label;
      result[c] = { ...read, label, question: run.question };
      await checkpoint(context);
    }
  }
}

/** Puts a column for each option behind the slots or joined cells that hold them. */
async function expand(
  columns: readonly Column[],
  { slots, dialect, context, isOpen }: {
    slots: readonly MentionSlots[];
    dialect: DialectFound;
    context: StageContext;
    isOpen: (column: Column) => boolean;
  },
): Promise<Column[]> {
  const taken = new Set(columns.map(({ name }) => name));
  const slotsOf = new Map(slots.flatMap((own) => own.members.map((c) => [c, own] as const)));
  const expanded: Column[] = [];
  for (const [c, column] of columns.entries()) {
    const own = slotsOf.get(c);
    if (own !== undefined) {
      expanded.push(slotColumn(column, own));
      const members = own.members.map((at) => columns[at]);
      for (const option of c === own.members.at(-1) ? mentionColumns(members, own, taken) : []) {
        expanded.push(option);
      }
      await checkpoint(context);
      continue;
    }
    const found = isOpen(column) ? findJoined(column, dialect) : null;
    for (const part of found === null ? [column] : splitColumn(column, found, taken)) {
      expanded.push(part);
      await checkpoint(context);
    }
  }
  return expanded;
}

async function checkpoint(context: StageContext): Promise<void> {
  const pause = context.checkpoint(0, 1, "questions");
  if (pause !== undefined) await pause;
}

/** The places of the columns of each question that has several. */
function groupByQuestion(columns: readonly Column[]): number[][] {
  const groups = new Map<string, number[]>();
  for (const [c, { question, metadata }] of columns.entries()) {
    if (question === null || metadata) continue;
    const group = groups.get(question);
    if (group === undefined) groups.set(question, [c]);
    else group.push(c);
  }
  return [...groups.values()].filter((group) => group.length >= LEAST_OPTIONS);
}

function findJoined(
  column: Column,
  { dialect, separators }: Pick<DialectFound, "dialect" | "separators">,
): OptionsFound | null {
  if (column.kind !== "nominal" && column.kind !== "text") return null;
  if (dialect === "kobotoolbox") {
    // The joined cell of options that have their columns is no question of its own.
    const isAlone = column.question === null;
    return isAlone && column.texts.some((text) => text.includes(" "))
      ? findCodes(cellsOf(column))
      : null;
  }
  for (const separator of separators) {
    if (!column.texts.some((text) => text.includes(separator))) continue;
    const mayBePairs = dialect === "plain" && !LIST_SIGNS.has(separator);
    const found = findOptions(cellsOf(column), separator, mayBePairs ? PLAIN_LENGTHS : undefined);
    if (found !== null) return found;
  }
  return null;
}

/** The distinct answers and how many respondents gave each; "" where there is none. */
function cellsOf({ codes, texts, missing }: Column): { text: string; count: number }[] {
  const counts = new Uint32Array(texts.length);
  for (const level of codes) counts[level]++;
  return texts.map((text, level) => ({
    text: missing[level] === 0 ? text.trim() : "",
    count: counts[level],
  }));
}

/** The column as text, and one column for each option. */
function* splitColumn(
  column: Column,
  found: OptionsFound,
  taken: Set<string>,
): Generator<Column> {
  const { options, ticked, ranks, separator } = found;
  const original: Column = {
    ...column,
    question: column.question ?? column.name,
    kind: "text",
    reason: ranks === null
      ? `${countOf(options.length, "option")} joined by ${JSON.stringify(separator)} ` +
        `(${found.reason}): one column for each follows`
      : `all ${options.length} options joined by ${JSON.stringify(separator)} in each ` +
        "respondent's order: one column of ranks for each follows",
    values: new Float64Array(column.texts.length).fill(NaN),
    categories: null,
  };
  yield original;
  for (const [o, option] of options.entries()) {
    yield ranks === null
      ? optionColumn(original, { option, taken, answers: [1, 0], found: (l) => 1 - ticked[o][l] })
      : optionColumn(original, {
        ...{ option, taken },
        answers: options.map((_, place) => place + 1),
        found: (l) => ranks[o][l] - 1,
      });
  }
}

/** @param found The answer to a level of the joined cells, by its place in `answers`: ticked or not, or
 * the ranks. */
function optionColumn(
  column: Column,
  { option, taken, answers, found }: {
    option: string;
    taken: Set<string>;
    answers: readonly number[];
    found: (level: number) => number;
  },
): Column {
  const reasons = [...new Set(column.missing)].filter((reason) => reason !== 0).sort();
  const level = Uint8Array.from(
    column.missing,
    (reason, l) => reason === 0 ? found(l) : answers.length + reasons.indexOf(reason),
  );
  const codes: Codes = new Uint8Array(column.codes.length);
  for (let i = 0; i < codes.length; i++) codes[i] = level[column.codes[i]];
  const name = JSON.stringify(column.name);
  const isTick = answers.includes(0);
  return {
    ...column,
    name: uniqueName(`${column.name}: ${option}`, taken),
    label: `${column.label}: ${option}`,
    source: column.name,
    kind: isTick ? "binary" : "ordinal",
    reason: isTick
      ? `ticked where a cell of ${name} holds the option`
      : `the place of the option in a cell of ${name}`,
    codes,
    texts: [...answers.map(String), ...reasons.map(() => "")],
    values: Float64Array.from([...answers, ...reasons.map(() => NaN)]),
    missing: Uint8Array.from([...answers.map(() => 0), ...reasons]),
    categories: null,
  };
}

function uniqueName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let number = 2; taken.has(name); number++) name = `${wanted}_${formatNumber(number)}`;
  taken.add(name);
  return name;
}
