/** Judges which texts such as NA are no answers. Runs in Deno and browsers. */

import { quoteValue } from "../../../base/errors.ts";
import { countOf } from "../../../base/text.ts";
import { missingCode } from "../../../survey/missing.ts";
import { areCodesLike, isTooWide } from "../../cells/marks.ts";
import type { Decimal } from "../../cells/numbers.ts";
import { findScale, isScale } from "../../cells/scales/find_scale.ts";
import { nonAnswerReason } from "../../cells/non_answers.ts";
import { findYesNo } from "../../cells/yes_no.ts";
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
  /** Texts that the file declares missing in some column, with the reason as in `Column.missing`. */
  readonly declared: ReadonlyMap<string, number>;
  /** Whether `ingest.missing_values` lists the marks. */
  readonly isListed: boolean;
}

/** Cells of each text, and why they are no answers. */
type Tally = Map<string, { count: number; reason: string }>;

const AMONG_MEASURES = "in columns of numbers or dates of this file";
const AMONG_POINTS = "among points of a scale in columns of this file";
const MOST_KEPT_TOLD = 5;
/** Columns with more distinct answers are measures or open text. */
const MOST_SCALE_ANSWERS = 60;

/** The texts that the file itself shows to be marks, with the evidence: they stand among numbers,
 * dates, points of one scale or beside yes and no somewhere, or the file is a table as R writes it (a first column of
 * row names under a blank header), where NA is no answer.
 */
export function findProvenMarks(columns: readonly ReadCells[]): Map<string, string> {
  const proven = new Map<string, string>();
  if (columns.length > 0 && holdsRowNames(columns[0].raw)) {
    proven.set("NA", "the file is a table as R writes it, where NA is no answer");
  }
  for (const cells of columns) {
    if (cells.candidates.length === 0) continue;
    const among = whatOthersAre(cells);
    if (among === null) continue;
    for (const level of cells.candidates) {
      const text = cells.trimmed[level];
      if (among === AMONG_MEASURES || !proven.has(text)) proven.set(text, `a mark ${among}`);
    }
  }
  return proven;
}

/** The texts that the file declares missing in some column; the first reason that is more than "marked" counts. */
export function findDeclared(columns: readonly ReadCells[]): Map<string, number> {
  const declared = new Map<string, number>();
  for (const { raw, trimmed } of columns) {
    if (raw.facts === undefined) continue;
    for (const [level, reason] of raw.facts.missing.entries()) {
      const text = trimmed[level];
      if (reason === 0 || text === "" || (declared.get(text) ?? 0) > missingCode("marked")) {
        continue;
      }
      declared.set(text, reason);
    }
  }
  return declared;
}

/** What a column's sure answers are, if no mark can be one of them. */
function whatOthersAre({ trimmed, others, reading }: ReadCells): string | null {
  if (isMeasured(reading)) return AMONG_MEASURES;
  if (others.length < 2 || others.length > MOST_SCALE_ANSWERS) return null;
  const texts = others.map((level) => trimmed[level]).filter((text) =>
    nonAnswerReason(text) === null
  );
  if (findYesNo(texts) !== null) return "beside yes and no in columns of this file";
  return isScale(findScale(texts)) ? AMONG_POINTS : null;
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
function whySorted({ raw, trimmed, missing }: ReadCells, level: number): string {
  if ((raw.facts?.missing[level] ?? 0) > 0) return "a missing answer, as the file says";
  if (isTooWide(trimmed[level])) return "a number too wide for its column in a spreadsheet";
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
  cells: ReadCells,
  { text, proof }: { text: string; proof: string | undefined },
): string | null {
  const { trimmed, others, reading } = cells;
  if (reading.numbers !== null) return "all other answers are numbers";
  if (reading.dates !== null) return "all other answers are dates";
  if (proof === undefined) return null;
  // Beside a scale such words are set aside, with the reason that they give.
  if (proof.endsWith(AMONG_POINTS) && whatOthersAre(cells) === AMONG_POINTS) return null;
  return areCodesLike(text, others.map((level) => trimmed[level])) ? null : proof;
}

function holdsRowNames({ header, counts }: RawColumn): boolean {
  return header.trim() === "" && counts.length > 1 && counts.every((count) => count === 1);
}

/** Adds cells of a text; levels that differ in surrounding blanks are one text. */
function add(
  into: Tally,
  text: string,
  { count, reason }: { count: number; reason: string },
): void {
  into.set(text, { count: count + (into.get(text)?.count ?? 0), reason });
}
