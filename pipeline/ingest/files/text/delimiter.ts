/** Recognises how a text separates and quotes its cells by its first records. Runs in Deno and browsers. */

// @ts-types="@types/papaparse"
import Papa from "papaparse";
import { findLineEnd, plainStyle, scanRecord, type TextStyle } from "./style.ts";
import { type LineEnd, splitAt } from "./line_end.ts";

/** The delimiters that are recognised first, in the order that decides ties. */
export const DELIMITERS = [",", ";", "\t", "|"] as const;

/** The beginning of a text, and what is known of it. */
export interface TextHead {
  readonly head: string;
  readonly lineEnd: LineEnd;
  /** Whether the head is the whole text; if not, its last record is left aside. */
  readonly isWhole: boolean;
}

const RECORDS_LOOKED_AT = 100;
const LEAST_SHARE = 0.5;

/** Recognises the delimiter: the one by which most of the first records have as many cells as the
 * header, more than one; ties go to the header with more cells, then to the order of
 * {@link DELIMITERS}. Where few records have as many cells as the first one (a title line), the records
 * below decide.
 * @returns "," where nothing separates.
 */
export function detectDelimiter(text: TextHead): string {
  const candidates = DELIMITERS.map((delimiter) => {
    const counts = cellCounts(text, delimiter);
    const below = counts.slice(1);
    const share = (cells: number) =>
      below.length === 0 ? 1 : below.filter((count) => count === cells).length / below.length;
    const usual = mostFrequent(below);
    return { delimiter, header: counts[0] ?? 0, share, usual };
  });
  const byHeader = candidates.filter(({ header }) => header > 1)
    .sort((a, b) => b.share(b.header) - a.share(a.header) || b.header - a.header);
  const best = byHeader[0];
  if (best !== undefined && best.share(best.header) >= LEAST_SHARE) return best.delimiter;
  const byRecords = candidates.filter(({ usual, share }) =>
    usual > 1 && share(usual) >= LEAST_SHARE
  )
    .sort((a, b) => b.share(b.usual) - a.share(a.usual) || b.usual - a.usual);
  return byRecords[0]?.delimiter ?? best?.delimiter ?? ",";
}

/** Cells of the first records that are not blank. */
function cellCounts({ head, lineEnd, isWhole }: TextHead, delimiter: string): number[] {
  const newline = splitAt(lineEnd);
  const parser = new Papa.Parser({ delimiter, newline, preview: RECORDS_LOOKED_AT });
  const { data, errors }: Papa.ParseResult<string[]> = parser.parse(head, 0, !isWhole);
  if (errors.some(({ code }) => code === "MissingQuotes")) {
    return readLines({ head, lineEnd, isWhole }, plainStyle(delimiter)).map(({ cells }) =>
      cells.length
    );
  }
  return data.filter((cells) => cells.some((cell) => cell.trim() !== ""))
    .map((cells) => cells.length);
}

/** A line of the text taken apart by itself. */
export interface ReadLine {
  readonly cells: readonly string[];
  /** Whether its quotation marks pair. */
  readonly isSound: boolean;
}

/** The first records that are not blank; where quotation marks of one do not pair, the first lines, each
 * taken apart by itself, whatever is quoted beyond it.
 */
export function readLines(text: TextHead, style: TextStyle): ReadLine[] {
  return readFirst(text, style, false) ?? readFirst(text, style, true)!;
}

/** @param byLine Whether each line is taken for a record; if not, null where quotation marks do not pair. */
function readFirst(text: TextHead, style: TextStyle, byLine: boolean): ReadLine[] | null {
  const { head, lineEnd, isWhole } = text;
  const lines: ReadLine[] = [];
  for (let at = 0; at < head.length && lines.length < RECORDS_LOOKED_AT;) {
    const line = findLineEnd(head, at, lineEnd);
    const found = byLine
      ? scanRecord(head.slice(at, line.at), 0, { style, lineEnd: null })
      : scanRecord(head, at, { style, lineEnd });
    const isEnded = byLine ? line.isFound : found.isEnded;
    if (!isEnded && !isWhole && lines.length > 0) break;
    const isSound = !found.isOpen && found.loneQuotes === 0;
    if (!isSound && !byLine) return null;
    at = byLine ? line.next : found.end;
    if (found.cells.every((cell) => cell.trim() === "")) continue;
    lines.push({ cells: found.cells, isSound });
  }
  return lines;
}

/** Cells that most of the first lines have, those with sound quotation marks first. */
export function usualCells(lines: readonly ReadLine[]): number {
  const sound = lines.filter(({ isSound }) => isSound);
  const used = sound.length > 0 ? sound : lines;
  return Math.max(1, mostFrequent(used.map(({ cells }) => cells.length)));
}

function mostFrequent(counts: readonly number[]): number {
  const times = new Map<number, number>();
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1);
  let best = 0;
  for (const [count, seen] of times) if (seen > (times.get(best) ?? 0)) best = count;
  return best;
}
