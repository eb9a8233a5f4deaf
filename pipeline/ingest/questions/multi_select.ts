/** Makes yes/no columns of the options of multi-select questions. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";
import type { Params } from "../../plan/params.ts";
import { countOf, formatNumber } from "../../base/text.ts";
import type { Codes, Column } from "../../survey/column.ts";
import { missingCode } from "../../survey/missing.ts";
import { settingOf } from "../columns/column_settings.ts";
import type { DialectFound } from "../headers/recognise_dialect.ts";
import type { HeaderCell } from "../headers/dialects/reader.ts";
import { cleanHeader } from "../headers/header_text.ts";
import { findMentions } from "./mentions.ts";
import { mentionColumns, slotColumn } from "./mention_columns.ts";
import { findOptions, type OptionsFound } from "./options.ts";
import { findTickRuns } from "./tick_runs.ts";

/** What a tool writes for a ticked option instead of the option's text. */
const TICKS: ReadonlySet<string> = new Set(
  [
    "1",
    "Y",
    "Yes",
    "YES",
    "x",
    "X",
    "TRUE",
    "True",
    "Checked",
    "Selected",
    "Ja",
    "Oui",
    "Sí",
    "Sì",
  ],
);
/** What stands for an option that was not ticked, where the tool says so. */
const NO_TICKS: ReadonlySet<string> = new Set(
  (
    "N|No|NO|FALSE|False|Unchecked|Not selected|Nein|Nicht gewählt|Non|Non sélectionné"
  ).split("|"),
);
/** Columns of these options hold what respondents wrote. */
const WRITTEN = /\bother\b|\bspecify\b|\bexplain\b|\bcomment\b|_TEXT$/i;
const LEAST_OPTIONS = 2;
const PLAIN_LENGTHS = 3;
/** A code of an option, and how many respondents have it on average. */
const CODE = /^\d{1,3}$/;
const LEAST_TICKS = 3;
const BLANK = missingCode("blank");

/** What is needed besides the columns as written. */
export interface MultiSelectOptions {
  readonly headers: readonly HeaderCell[];
  readonly dialect: DialectFound;
  readonly ingest: Params["ingest"];
  readonly context: StageContext;
}

/** Reads multi-select questions in both of their forms.
 * Options with a column each, where a ticked one holds the option's text, a tick such as 1 or Y, or a
 * code of its own and the others are blank: a blank means "not ticked" for a respondent with any
 * answer to the question, else it is missing. Options joined in one cell: the column stays, as text,
 * and a column for each option follows it, of ranks where every cell holds all options in an order of
 * its own; a blank cell is missing in all of them. Columns whose kind
 * `ingest.columns` sets are left alone. In files of no known tool cells must hold three different
 * numbers of options, as places with their countries hold two; there neighbouring columns are options too
 * where each holds its header or a tick, or says `Not selected`.
 */
export async function readMultiSelect(
  columns: readonly Column[],
  { headers, dialect, ingest, context }: MultiSelectOptions,
): Promise<Column[]> {
  const isOpen = (column: Column) =>
    !column.metadata && settingOf(ingest, column.name).kind === null;
  const result = [...columns];
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
  const isAlone = (column: Column) =>
    dialect.dialect === "plain" && column.question === null && isOpen(column);
  for (const run of findTickRuns(columns, isAlone)) {
    const wasAsked = new Uint8Array(columns[0].codes.length);
    for (const c of run.members) noteAnswered(wasAsked, columns[c]);
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
  const taken = new Set(columns.map(({ name }) => name));
  const expanded: Column[] = [];
  const mentions = findMentions(result, isAlone);
  const isSlot = new Set(mentions.flatMap(({ members }) => members));
  for (const [c, column] of result.entries()) {
    if (isSlot.has(c)) {
      const slots = mentions.find(({ members }) => members.includes(c))!;
      const members = slots.members.map((at) => result[at]);
      expanded.push(slotColumn(column, slots));
      const isLast = c === slots.members.at(-1);
      for (const option of isLast ? mentionColumns(members, slots, taken) : []) {
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

/** The one text that a column holds besides blanks; "" for none, null for several. */
function onlyText({ texts }: Column): string | null {
  const found = new Set<string>();
  for (const text of texts) {
    const trimmed = text.trim();
    if (trimmed !== "") found.add(trimmed);
    if (found.size > 1) return null;
  }
  return [...found][0] ?? "";
}

/** What makes a yes/no column of an option, given who answered the question. */
type TickReader = (wasAsked: Uint8Array) => Column;

/** Finds the options of one question, and how each is read; none where the columns are no ticks. */
function readTicks(
  columns: readonly Column[],
  { group, open, headers }: {
    group: readonly number[];
    open: readonly number[];
    headers: readonly HeaderCell[];
  },
): [number, TickReader][] {
  const single = open.flatMap((c) => {
    const text = onlyText(columns[c]);
    return text === null ? [] : [{ c, text, item: headers[c].item }];
  });
  if (group.some((c) => saysNo(columns[c]))) {
    return single.filter(({ text }) => TICKS.has(text) || NO_TICKS.has(text))
      .map(({ c, text }) => [c, () => saidColumn(columns[c], TICKS.has(text))]);
  }
  const hasCodes = areOwnCodes(group.map((c) => columns[c]));
  const isTick = ({ text, item }: { text: string; item: string }) =>
    CODE.test(text) ? hasCodes : TICKS.has(text) || (item !== "" && cleanHeader(text) === item);
  const ticked = single.filter((option) => option.text !== "" && isTick(option));
  const isGap = ({ c }: { c: number }) => columns[c].texts.some((text) => text.trim() === "");
  if (ticked.length < LEAST_OPTIONS || !ticked.some(isGap)) return [];
  const untouched = single.filter(({ text, item }) =>
    text === "" && item !== "" && !WRITTEN.test(item)
  );
  return [...ticked, ...untouched].map(({ c, text }) => [
    c,
    (wasAsked) => tickColumn(columns[c], text, wasAsked),
  ]);
}

/** Whether the columns of numbers hold one code each: 1 everywhere, or codes of their own that enough
 * respondents have, so that they are no points of a scale. */
function areOwnCodes(columns: readonly Column[]): boolean {
  const codes = new Set<string>();
  let coded = 0, ticks = 0;
  for (const column of columns) {
    const texts = new Set(column.texts.map((text) => text.trim()).filter((text) => text !== ""));
    if (texts.size === 0 || ![...texts].every((text) => CODE.test(text))) continue;
    if (texts.size > 1) return false;
    coded++;
    codes.add([...texts][0]);
    const isFilled = column.texts.map((text) => text.trim() === "" ? 0 : 1);
    for (const level of column.codes) ticks += isFilled[level];
  }
  return (codes.size === 1 && codes.has("1")) || ticks >= LEAST_TICKS * coded;
}

/** Sets 1 for each respondent for whom the column holds something. */
function noteAnswered(answered: Uint8Array, { codes, texts }: Column): void {
  const isFilled = texts.map((text) => text.trim() === "" ? 0 : 1);
  for (let i = 0; i < codes.length; i++) answered[i] |= isFilled[codes[i]];
}

/** Whether a column says of each respondent that the option was ticked or was not. */
function saysNo({ texts }: Column): boolean {
  const found = new Set(texts.map((text) => text.trim()).filter((text) => text !== ""));
  return found.size === 2 && [...found].some((text) => TICKS.has(text)) &&
    [...found].some((text) => NO_TICKS.has(text));
}

/** A column that says the same of all respondents, beside others that say both. */
function saidColumn(column: Column, isTicked: boolean): Column {
  const value = isTicked ? 1 : 0;
  return {
    ...column,
    kind: "binary",
    reason: isTicked ? "ticked by all who were asked" : "ticked by nobody who was asked",
    values: Float64Array.from(column.missing, (reason) => reason === 0 ? value : NaN),
    categories: null,
  };
}

/** The column as 1 for ticked and 0 where a text says that it was not. */
function saidOrNot(column: Column, no: string): Column {
  const isNo = column.texts.map((text) => text.trim() === no);
  const isBlank = column.texts.map((text) => text.trim() === "");
  const missing = column.missing.map((reason, level) => isBlank[level] ? reason : 0);
  return {
    ...column,
    kind: "binary",
    reason: `ticked where it holds the option, not where it says ${JSON.stringify(no)}`,
    values: Float64Array.from(
      missing,
      (reason, level) => reason !== 0 ? NaN : isNo[level] ? 0 : 1,
    ),
    missing,
    categories: null,
  };
}

/** The column as 1 for ticked, 0 for not ticked by one who answered the question, missing else. */
function tickColumn(column: Column, tick: string, wasAsked: Uint8Array): Column {
  const isTicked = column.texts.map((text) => text.trim() !== "");
  const codes = Uint8Array.from(
    column.codes,
    (level, i) => isTicked[level] ? 0 : wasAsked[i] === 1 ? 1 : 2,
  );
  const reason = tick === ""
    ? "never ticked, though other options of its question were"
    : `ticked where it holds ${
      JSON.stringify(tick)
    }; a blank is "not ticked" where the respondent ` +
      "answered the question, else missing";
  return {
    ...column,
    kind: "binary",
    reason,
    codes,
    texts: [column.texts[isTicked.indexOf(true)] ?? "", "", ""],
    values: Float64Array.of(1, 0, NaN),
    missing: Uint8Array.of(0, 0, BLANK),
    categories: null,
  };
}

function findJoined(
  column: Column,
  { dialect, separators }: Pick<DialectFound, "dialect" | "separators">,
): OptionsFound | null {
  if (column.kind !== "nominal" && column.kind !== "text") return null;
  const { codes, texts, missing } = column;
  for (const separator of separators) {
    if (!texts.some((text) => text.includes(separator))) continue;
    const counts = new Uint32Array(texts.length);
    for (const level of codes) counts[level]++;
    const cells = texts.map((text, level) => ({
      text: missing[level] === 0 ? text.trim() : "",
      count: counts[level],
    }));
    const found = findOptions(cells, separator, dialect === "plain" ? PLAIN_LENGTHS : undefined);
    if (found !== null) return found;
  }
  return null;
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
