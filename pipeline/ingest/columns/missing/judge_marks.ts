/** Judges which texts such as NA are no answers. Runs in Deno and browsers. */

import { quoteValue } from "../../../base/errors.ts";
import { countOf } from "../../../base/text.ts";
import { missingCode } from "../../../survey/missing.ts";
import type { Decimal } from "../../cells/numbers.ts";
import type { RawColumn } from "../../table/table.ts";
import { isMeasured, type ReadCells, type Reading, readTexts } from "../readings.ts";

/** A column's cells with every missing one marked, and what the answers are. */
export interface JudgedCells {
  /** Per level, as in `Column.missing`. */
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
  /** What all answers are. */
  readonly reading: Reading;
}

/** What all columns of a file together tell of each. */
export interface FileEvidence {
  readonly decimal: Decimal;
  /** Texts that the file itself shows to be marks, with the evidence. */
  readonly proven: ReadonlyMap<string, string>;
  /** Whether `ingest.missing_values` lists the marks. */
  readonly isListed: boolean;
}

/** Cells of each text, and why they are no answers. */
type Tally = Map<string, { count: number; reason: string }>;

const MOST_KEPT_TOLD = 5;
const LEAST_SHARE_OF_CODES = 0.5;

/** The texts that the file itself shows to be marks, with the evidence: they stand among numbers or
 * dates somewhere, or the file is a table as R writes it (a first column of row names under a blank
 * header), where NA is no answer.
 */
export function findProvenMarks(columns: readonly ReadCells[]): Map<string, string> {
  const proven = new Map<string, string>();
  if (columns.length > 0 && holdsRowNames(columns[0].raw)) {
    proven.set("NA", "the file is a table as R writes it, where NA is no answer");
  }
  for (const { trimmed, candidates, reading } of columns) {
    if (!isMeasured(reading)) continue;
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
  cells: ReadCells,
  { decimal, proven, isListed }: FileEvidence,
): JudgedCells {
  const { raw, trimmed, candidates } = cells;
  const missing = cells.missing.slice();
  const marked: Tally = new Map();
  const kept: Tally = new Map();
  for (const level of candidates) {
    const text = trimmed[level];
    const reason = isListed
      ? "listed in ingest.missing_values"
      : evidence(cells, { text, proof: proven.get(text) });
    if (reason !== null) missing[level] = missingCode("marked");
    add(reason === null ? kept : marked, text, { count: raw.counts[level], reason: reason ?? "" });
  }
  const answers: number[] = [];
  for (let level = 0; level < trimmed.length; level++) {
    if (missing[level] === 0) answers.push(level);
    if (cells.missing[level] === 0 || trimmed[level] === "") continue;
    add(marked, trimmed[level], { count: raw.counts[level], reason: whySorted(cells, level) });
  }
  return {
    missing,
    answers,
    marks: [...marked].map(([text, { count, reason }]) => ({ text, count, reason })),
    kept: [...kept].map(([text, { count }]) => ({ text, count })),
    // What was sure is all there is, unless candidates were kept.
    reading: kept.size === 0
      ? cells.reading
      : readTexts(answers.map((level) => trimmed[level]), decimal),
  };
}

/** Why a cell that is not blank was missing before any was judged. */
function whySorted({ raw, missing }: ReadCells, level: number): string {
  if ((raw.facts?.missing[level] ?? 0) > 0) return "a missing answer, as the file says";
  return missing[level] === missingCode("error")
    ? "an error value of a spreadsheet"
    : "set in ingest.missing_codes or ingest.columns";
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
  { trimmed, others, reading }: ReadCells,
  { text, proof }: { text: string; proof: string | undefined },
): string | null {
  if (reading.numbers !== null) return "all other answers are numbers";
  if (reading.dates !== null) return "all other answers are dates";
  if (proof === undefined) return null;
  const alike = others.filter((level) => shapeOf(trimmed[level]) === shapeOf(text)).length;
  const areCodes = others.length > 0 && alike >= LEAST_SHARE_OF_CODES * others.length;
  return areCodes ? null : proof;
}

function holdsRowNames({ header, counts }: RawColumn): boolean {
  return header.trim() === "" && counts.length > 1 && counts.every((count) => count === 1);
}

function shapeOf(text: string): string {
  return text.replace(/\p{Lu}/gu, "A").replace(/\p{Ll}/gu, "a").replace(/\d/g, "0");
}

/** Adds cells of a text; levels that differ in surrounding blanks are one text. */
function add(
  into: Tally,
  text: string,
  { count, reason }: { count: number; reason: string },
): void {
  into.set(text, { count: count + (into.get(text)?.count ?? 0), reason });
}
