/** What a reader of one survey tool's exports must offer. Runs in Deno and browsers. */

import type { Dialect } from "../../../survey/survey.ts";
import { isNumber } from "../../cells/numbers.ts";

/** Rows of trimmed cells, all of one length. */
export type Rows = readonly (readonly string[])[];

/** Which of the first rows are the header, and why they are of this dialect. */
export interface HeaderFound {
  readonly rows: number;
  /** The evidence in words, such as `row 3 holds ImportId cells`. */
  readonly evidence: string;
}

/** What a header says of one column. */
export interface HeaderCell {
  /** The name wanted; it may be empty or repeat another. */
  readonly name: string;
  /** The question's text. */
  readonly label: string;
  /** The question the column is an item of; null if it stands alone. */
  readonly question: string | null;
  /** The option or row of the question; empty if it stands alone. */
  readonly item: string;
  readonly isMetadata: boolean;
  /** Why the column is no answer to analyse, in words; metadata of a tool's own name needs none. */
  readonly aside?: string;
  /** Whether it joins in one cell what further columns hold option by option. */
  readonly isJoined?: boolean;
}

/** For each column its different cells that are not blank, trimmed; of many the first. */
export type ShownCells = readonly (readonly string[])[];

/** Reads the exports of one survey tool. */
export interface DialectReader {
  readonly dialect: Dialect;
  /** What separates the options of a multi-select question that fill one cell, likeliest first. */
  readonly separators: readonly string[];
  /** Finds the header in the first rows, the preamble aside.
   * @param isWanted Whether the user said that the file is of this dialect, so that less evidence is
   * needed.
   * @returns null if the rows are of another form.
   */
  findHeader(rows: Rows, isWanted: boolean): HeaderFound | null;
  /** Says what the header tells of each column.
   * @param cells What the columns hold, where a header alone does not tell.
   */
  readHeader(header: Rows, cells: ShownCells): HeaderCell[];
  /** The answer that a trimmed cell stands for, where the tool writes some otherwise. */
  readonly readCell?: (cell: string) => string;
  /** What the tool writes where a question was not shown. */
  readonly notShown?: string;
}

/** Whether a cell is text and no number. */
export function isWord(text: string): boolean {
  return text !== "" && !isNumber(text, ".") && !isNumber(text, ",");
}

/** The cells of each column below the header, blanks left out. */
export function columnsBelow(rows: Rows): string[][] {
  return (rows[0] ?? []).map((_, c) => rows.map((cells) => cells[c]).filter((cell) => cell !== ""));
}

/** Forgets the question of columns that are the only one of it. */
export function keepShared(cells: readonly HeaderCell[]): HeaderCell[] {
  const columns = new Map<string, number>();
  for (const { question } of cells) {
    if (question !== null) columns.set(question, (columns.get(question) ?? 0) + 1);
  }
  return cells.map((cell) =>
    cell.question === null || columns.get(cell.question)! > 1
      ? cell
      : { ...cell, question: null, item: "" }
  );
}

/** Splits headers such as `stem - item` at the blank-dash-blank that makes the stem which most headers
 * share (ties: the longest); a header that is a stem itself belongs to it.
 * @returns Per header its stem and item; null where no other header has the stem.
 */
export function splitStems(
  headers: readonly string[],
): ({ readonly stem: string; readonly item: string } | null)[] {
  const shared = new Map<string, number>();
  const prefixes = headers.map((header) => {
    const found = [...header.matchAll(/\s+-\s+/g)].map((dash) => ({
      stem: header.slice(0, dash.index).trim(),
      item: header.slice(dash.index + dash[0].length).trim(),
    })).filter(({ stem, item }) => stem !== "" && item !== "");
    for (const stem of new Set([header, ...found.map(({ stem }) => stem)])) {
      shared.set(stem, (shared.get(stem) ?? 0) + 1);
    }
    return found;
  });
  const chosen = prefixes.map((found) => {
    let best: { stem: string; item: string } | null = null;
    for (const candidate of found) {
      const columns = shared.get(candidate.stem)!;
      if (columns > 1 && (best === null || columns >= shared.get(best.stem)!)) best = candidate;
    }
    return best;
  });
  const stems = new Set(chosen.flatMap((choice) => choice === null ? [] : [choice.stem]));
  return headers.map((header, c) =>
    chosen[c] ?? (stems.has(header) ? { stem: header, item: "" } : null)
  );
}
