/** Reads records whose quotation marks do not pair by the number of cells that others have. Runs in Deno and browsers. */

import type { LineEnd } from "./line_end.ts";
import {
  bareCell,
  behindQuote,
  findDelimiter,
  findLineEnd,
  isEscaped,
  passBlanks,
  scanRecord,
  type TextStyle,
  unquote,
} from "./style.ts";

/** A record that was read by its number of cells. */
export interface RepairedRecord {
  readonly cells: string[];
  readonly end: number;
  /** Quotation marks inside quoted cells that are not doubled. */
  readonly loneQuotes: number;
  /** Quotation marks that begin a cell and open none. */
  readonly openQuotes: number;
}

/** What is known of the text that a record stands in. */
export interface RepairPlace {
  readonly style: TextStyle;
  readonly lineEnd: LineEnd;
  /** Cells that most records have. */
  readonly cells: number;
}

/** A cell may span this many lines where its record has a lone quotation mark. */
const MOST_LINES = 8;
/** Cells that a record may have too few or too many where the next line is whole again. */
const MOST_MISSING = 5;
const MOST_STATES = 1 << 21;
const OPEN_COST = 3;
const BARE_QUOTE_COST = 0.5;

/** Reads the record at a place so that it has as many cells as most have: of all ways to take quotation
 * marks for text, the one with the fewest, on as few lines as may be so that the next
 * line can have as many, too; else with a few cells more or less
 * where only the record itself has not as many.
 * @returns null where no way gives a regular table.
 */
export function repairRecord(
  text: string,
  from: number,
  place: RepairPlace,
): RepairedRecord | null {
  let line = findLineEnd(text, from, place.lineEnd);
  const first = line;
  let whole: RepairedRecord | null = null;
  for (let lines = 1; lines <= MOST_LINES; lines++) {
    const found = splitInto(text.slice(from, line.at), place.cells, place.style);
    if (found !== null) whole ??= { ...found, end: line.next };
    // A line that is a record of its own is no part of this one.
    if (isFollowed(text, line.next, place)) {
      if (found !== null) return { ...found, end: line.next };
      break;
    }
    if (!line.isFound) break;
    line = findLineEnd(text, line.next, place.lineEnd);
  }
  if (whole !== null || !isFollowed(text, first.next, place)) return whole;
  for (let missing = 1; missing <= MOST_MISSING; missing++) {
    for (const cells of [place.cells - missing, place.cells + missing]) {
      const found = cells < 1 ? null : splitInto(text.slice(from, first.at), cells, place.style);
      if (found !== null) return { ...found, end: first.next };
    }
  }
  return null;
}

/** Whether the next line can be read with as many cells as most have, or there is none. */
function isFollowed(text: string, from: number, place: RepairPlace): boolean {
  if (from >= text.length) return true;
  const line = findLineEnd(text, from, place.lineEnd);
  if (line.at === from) return isFollowed(text, line.next, place);
  const { cells, isOpen, loneQuotes } = scanRecord(text, from, place);
  if (!isOpen && loneQuotes === 0) return cells.length === place.cells;
  return splitInto(text.slice(from, line.at), place.cells, place.style) !== null;
}

/** One way to read the cell at a start: where the next one starts, and how much text it takes for a
 * quotation mark or the other way round.
 */
interface Way {
  /** Place among the starts; the number of starts at the end of the record. */
  readonly next: number;
  readonly cost: number;
  readonly text: string;
  readonly loneQuotes: number;
  readonly openQuotes: number;
}

/** Splits a record into so many cells at the least cost; null if there is no way. */
function splitInto(
  record: string,
  cells: number,
  style: TextStyle,
): Omit<RepairedRecord, "end"> | null {
  const delimiters = findDelimiters(record, style);
  const starts = [passStart(record, style), ...delimiters.map(({ next }) => next)];
  const end = starts.length;
  if (end < cells || (end + 1) * (cells + 1) > MOST_STATES) return null;
  const ways = starts.map((_, s) => waysFrom(s, { record, delimiters, starts, style }));
  const width = cells + 1;
  const costs = new Float64Array((end + 1) * width).fill(Infinity);
  const chosen = new Int32Array((end + 1) * width).fill(-1);
  costs[end * width] = 0;
  for (let s = end - 1; s >= 0; s--) {
    for (let left = 1; left <= cells; left++) {
      for (const [w, way] of ways[s].entries()) {
        const cost = way.cost + costs[way.next * width + left - 1];
        if (cost >= costs[s * width + left]) continue;
        costs[s * width + left] = cost;
        chosen[s * width + left] = w;
      }
    }
  }
  if (costs[cells] === Infinity) return null;
  const found = { cells: [] as string[], loneQuotes: 0, openQuotes: 0 };
  for (let s = 0, left = cells; s < end; left--) {
    const way = ways[s][chosen[s * width + left]];
    found.cells.push(way.text);
    found.loneQuotes += way.loneQuotes;
    found.openQuotes += way.openQuotes;
    s = way.next;
  }
  return found;
}

function passStart(record: string, style: TextStyle): number {
  return style.delimiter === "" ? passBlanks(record, 0, style) : 0;
}

function findDelimiters(record: string, style: TextStyle): { at: number; next: number }[] {
  const found: { at: number; next: number }[] = [];
  const options = { style, bound: record.length };
  let from = passStart(record, style);
  for (;;) {
    const delimiter = findDelimiter(record, from, options);
    if (delimiter === null) return found;
    found.push(delimiter);
    from = delimiter.next;
  }
}

/** The ways to read the cell at a start: as it is, and up to each quotation mark that may close it. */
function waysFrom(
  s: number,
  { record, delimiters, starts, style }: {
    record: string;
    delimiters: readonly { at: number; next: number }[];
    starts: readonly number[];
    style: TextStyle;
  },
): Way[] {
  const { quote } = style;
  const ways: Way[] = [];
  const bare = record.slice(starts[s], delimiters[s]?.at ?? record.length);
  const start = passBlanks(record, starts[s], style);
  const isQuoted = record[start] === quote;
  // A line break in a cell that no quotation mark holds together is the end of a record.
  if (!/[\r\n]/.test(bare)) {
    const quotes = bare.includes(quote) ? bare.split(quote).length - 1 : 0;
    ways.push({
      next: s + 1,
      cost: isQuoted ? OPEN_COST : BARE_QUOTE_COST * quotes,
      text: bareCell(bare, style),
      loneQuotes: 0,
      openQuotes: isQuoted ? 1 : 0,
    });
  }
  if (!isQuoted) return ways;
  let loneQuotes = 0;
  for (let at = record.indexOf(quote, start + 1); at !== -1; at = record.indexOf(quote, at + 1)) {
    if (isEscaped(record, at, style)) continue;
    const behind = behindQuote(record, at + 1, { style, lineEnd: null });
    const isPair = record[at + 1] === quote;
    const afterPair = isPair ? behindQuote(record, at + 2, { style, lineEnd: null }) : null;
    const closing = behind ?? afterPair;
    if (closing !== null) {
      // Of two before a delimiter the first may be text that nobody doubled, or both are one.
      const isLone = behind === null ? 1 : 0;
      ways.push({
        next: closing.isEnd ? starts.length : starts.indexOf(closing.next),
        cost: loneQuotes + isLone,
        text: unquote(record.slice(start + 1, at + isLone), style),
        loneQuotes: loneQuotes + isLone,
        openQuotes: 0,
      });
    }
    if (isPair) at++;
    else loneQuotes++;
  }
  return ways.filter(({ next }) => next !== -1);
}
