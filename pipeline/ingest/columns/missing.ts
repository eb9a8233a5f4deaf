/** Decides which cells hold no answer. Runs in Deno and browsers. */

import { quoteValue } from "../../base/errors.ts";
import type { Params } from "../../plan/params.ts";
import { countOf } from "../../base/text.ts";
import { MISSING_REASONS, type MissingReason } from "../../survey/missing.ts";
import { readAmounts } from "../cells/amounts.ts";
import { type DatesFound, readDates } from "../cells/dates.ts";
import { NA_LIKE } from "../cells/marks.ts";
import { type Decimal, readNumbers } from "../cells/numbers.ts";
import type { RawColumn } from "../table/table.ts";

/** The distinct cells of a column by what they may be; numbers are levels. */
export interface SortedCells {
  readonly raw: RawColumn;
  /** The cell's text per level without surrounding blanks. */
  readonly trimmed: readonly string[];
  /** Per level, as in {@link Column.missing}; blanks, errors and codes set by a parameter only. */
  readonly missing: Uint8Array;
  /** Levels that may be marks. */
  readonly candidates: readonly number[];
  /** Levels that are answers for sure. */
  readonly others: readonly number[];
  /** Those of them that a parameter says are answers. */
  readonly stated: ReadonlySet<number>;
}

/** What the sure answers of a column are; null for what they are not. */
export interface Reading {
  readonly numbers: Float64Array | null;
  readonly dates: DatesFound | null;
  /** What the numbers carry; empty where they are bare or none. */
  readonly unit: string;
}

/** A column's cells with every missing one marked. */
export interface JudgedCells {
  readonly missing: Uint8Array;
  /** Levels that are answers. */
  readonly answers: readonly number[];
  readonly marks: readonly {
    readonly text: string;
    readonly count: number;
    readonly reason: string;
  }[];
  /** Cells that look like marks and were kept as answers: text, and cells of it. */
  readonly kept: readonly { readonly text: string; readonly count: number }[];
}

/** What every error value of a spreadsheet starts with. */
const ERROR_SIGN = "#";
const MOST_KEPT_TOLD = 5;
const LEAST_SHARE_OF_CODES = 0.5;

/** Sorts the distinct cells of a column.
 * @param options.listed `ingest.missing_values`: candidates are its texts, or the usual ones for auto.
 * @param options.errors Texts that are a spreadsheet's error values.
 * @param options.codes Texts that a parameter says mean no answer in this column, or are one whatever
 * else speaks against it.
 * @param options.readCell The answer that a trimmed cell stands for.
 */
export function sortCells(
  raw: RawColumn,
  { listed, errors, codes, readCell }: {
    listed: Params["ingest"]["missing_values"];
    errors: ReadonlySet<string>;
    codes: ReadonlyMap<string, MissingReason>;
    readCell: (cell: string) => string;
  },
): SortedCells {
  const marks = listed === "auto" ? NA_LIKE : new Set(listed.map((text) => text.trim()));
  // Measures have a level per respondent: most texts are settled by their length and first letter.
  const longestMark = Math.max(0, ...[...marks].map((text) => text.length));
  const trimmed = raw.texts.map((text) => readCell(text.trim()));
  const missing = new Uint8Array(trimmed.length);
  const candidates: number[] = [];
  const others: number[] = [];
  const stated = new Set<number>();
  for (let level = 0; level < trimmed.length; level++) {
    const text = trimmed[level];
    const code = codes.size === 0 ? undefined : codes.get(text);
    const declared = raw.facts?.missing[level] ?? 0;
    if (code === "answered" && text !== "") {
      stated.add(level);
      others.push(level);
    } else if (declared > 0) missing[level] = declared;
    else if (text === "") missing[level] = codeOf("blank");
    else if (code !== undefined) missing[level] = codeOf(code);
    else if (text.startsWith(ERROR_SIGN) && errors.has(text)) missing[level] = codeOf("error");
    else if (text.length <= longestMark && marks.has(text)) candidates.push(level);
    else others.push(level);
  }
  return { raw, trimmed, missing, candidates, others, stated };
}

/** Reads a column's sure answers as numbers, with one unit where they carry one, and, failing that, as
 * dates. */
export function readSure({ trimmed, others }: SortedCells, decimal: Decimal): Reading {
  return readTexts(others.map((level) => trimmed[level]), decimal);
}

/** Reads dates whose day and month could be either way round as the file's other columns show. */
export function settleDates(
  columns: readonly SortedCells[],
  readings: readonly Reading[],
): Reading[] {
  const shown = new Set(readings.flatMap(({ dates }) => dates === null ? [] : [dates.first]));
  if (!shown.has("month") || shown.has("day")) return [...readings];
  return readings.map((reading, c) => {
    if (reading.dates?.first !== "open") return reading;
    const { trimmed, others } = columns[c];
    return { ...reading, dates: readDates(others.map((level) => trimmed[level]), true) };
  });
}

/** Reads texts as {@link readSure} does. */
export function readTexts(texts: readonly string[], decimal: Decimal): Reading {
  if (texts.length === 0) return { numbers: null, dates: null, unit: "" };
  const numbers = readNumbers(texts, decimal);
  if (numbers !== null) return { numbers, dates: null, unit: "" };
  const dates = readDates(texts);
  if (dates !== null) return { numbers, dates, unit: "" };
  const amounts = readAmounts(texts, { decimal });
  return { numbers: amounts?.values ?? null, dates: null, unit: amounts?.unit ?? "" };
}

/** The texts that the file itself shows to be marks, with the evidence: they stand among numbers or
 * dates somewhere, or the file is a table as R writes it (a first column of row names under a blank
 * header), where NA is no answer.
 */
export function findProvenMarks(
  columns: readonly SortedCells[],
  readings: readonly Reading[],
): Map<string, string> {
  const proven = new Map<string, string>();
  if (columns.length > 0 && holdsRowNames(columns[0].raw)) {
    proven.set("NA", "the file is a table as R writes it, where NA is no answer");
  }
  for (const [c, { trimmed, candidates }] of columns.entries()) {
    if (!isMeasured(readings[c])) continue;
    for (const level of candidates) {
      proven.set(trimmed[level], "a mark in columns of numbers or dates of this file");
    }
  }
  return proven;
}

/** Judges a column's candidates. A list decides by itself. With auto a candidate is a mark where all
 * other answers are numbers or dates; among words only if the file proves it to be one, and the
 * other answers are no codes of its shape (two capitals among country codes: Namibia).
 */
export function judgeMarks(
  cells: SortedCells,
  { reading, proven, isListed }: {
    reading: Reading;
    proven: ReadonlyMap<string, string>;
    isListed: boolean;
  },
): JudgedCells {
  const { raw, trimmed, candidates } = cells;
  const missing = cells.missing.slice();
  const marked = new Map<string, { count: number; reason: string }>();
  const kept = new Map<string, { count: number; reason: string }>();
  for (const level of candidates) {
    const text = trimmed[level];
    const reason = isListed
      ? "listed in ingest.missing_values"
      : evidence(cells, { text, reading, proven });
    if (reason !== null) missing[level] = codeOf("marked");
    add(reason === null ? kept : marked, text, { count: raw.counts[level], reason: reason ?? "" });
  }
  const answers: number[] = [];
  const error = codeOf("error");
  for (let level = 0; level < trimmed.length; level++) {
    if (missing[level] === 0) answers.push(level);
    if (cells.missing[level] === 0 || trimmed[level] === "") continue;
    add(marked, trimmed[level], {
      count: raw.counts[level],
      reason: (raw.facts?.missing[level] ?? 0) > 0
        ? "a missing answer, as the file says"
        : missing[level] === error
        ? "an error value of a spreadsheet"
        : "set in ingest.missing_codes or ingest.columns",
    });
  }
  return {
    missing,
    answers,
    marks: [...marked].map(([text, { count, reason }]) => ({ text, count, reason })),
    kept: [...kept].map(([text, { count }]) => ({ text, count })),
  };
}

/** Says which columns kept an answer that looks like a mark, one line a column, five at most. */
export function describeKept(
  columns: readonly { readonly name: string; readonly kept: JudgedCells["kept"] }[],
): string[] {
  const telling = columns.filter(({ kept }) => kept.length > 0);
  return telling.slice(0, MOST_KEPT_TOLD).map(({ name, kept }, i) => {
    const texts = kept.map(({ text, count }) => `${quoteValue(text)} (${countOf(count, "cell")})`);
    const unsaid = i === MOST_KEPT_TOLD - 1 ? telling.length - MOST_KEPT_TOLD : 0;
    const more = unsaid > 0
      ? ` The same goes for ${countOf(unsaid, "more column", "more columns")}.`
      : "";
    return `Column ${quoteValue(name)} keeps ${texts.join(", ")} as an answer. If it means no ` +
      `answer, list it in ingest.missing_values.${more}`;
  });
}

/** Why a candidate is a mark here, or null if it is an answer. */
function evidence(
  cells: SortedCells,
  { text, reading, proven }: {
    text: string;
    reading: Reading;
    proven: ReadonlyMap<string, string>;
  },
): string | null {
  if (reading.numbers !== null) return "all other answers are numbers";
  if (reading.dates !== null) return "all other answers are dates";
  const proof = proven.get(text);
  if (proof === undefined) return null;
  const { trimmed, others } = cells;
  const alike = others.filter((level) => shapeOf(trimmed[level]) === shapeOf(text)).length;
  const areCodes = others.length > 0 && alike >= LEAST_SHARE_OF_CODES * others.length;
  return areCodes ? null : proof;
}

function holdsRowNames({ header, counts }: RawColumn): boolean {
  return header.trim() === "" && counts.length > 1 && counts.every((count) => count === 1);
}

function isMeasured({ numbers, dates }: Reading): boolean {
  return numbers !== null || dates !== null;
}

function shapeOf(text: string): string {
  return text.replace(/\p{Lu}/gu, "A").replace(/\p{Ll}/gu, "a").replace(/\d/g, "0");
}

/** Adds cells of a text; levels that differ in surrounding blanks are one text. */
function add(
  into: Map<string, { count: number; reason: string }>,
  text: string,
  { count, reason }: { count: number; reason: string },
): void {
  into.set(text, { count: count + (into.get(text)?.count ?? 0), reason });
}

function codeOf(reason: MissingReason): number {
  return MISSING_REASONS.indexOf(reason);
}
