/** Recognises line ends and delimiter of a text by its first records. Runs in Deno and browsers. */

// @ts-types="@types/papaparse"
import Papa from "papaparse";

/** The delimiters that are recognised, in the order that decides ties. */
export const DELIMITERS = [",", ";", "\t", "|"] as const;
/** What ends a record. `mixed` is more than one of them. */
export type LineEnd = "\n" | "\r\n" | "\r" | "mixed";

const RECORDS_LOOKED_AT = 100;
const LEAST_SHARE = 0.5;
/** A quoted cell at the start of a cell, whatever the delimiter. */
const QUOTED_CELL = /(^|[,;\t|\r\n])"[^"]*(?:""[^"]*)*"/g;
const OPEN_QUOTE = /(?:^|[,;\t|\r\n])"/;

/** Recognises what ends records, quoted cells aside.
 * @param head The beginning of the text; it may end inside a cell.
 */
export function detectLineEnd(head: string): LineEnd {
  const unquoted = head.replace(QUOTED_CELL, "$1");
  const open = unquoted.search(OPEN_QUOTE);
  const outside = open === -1 ? unquoted : unquoted.slice(0, open);
  const found = new Set(outside.match(/\r\n|\n|\r(?!$)/g));
  if (found.size > 1) return "mixed";
  return ([...found][0] ?? "\n") as LineEnd;
}

/** The line end to split by. Where they are mixed, a return is left at the end of some records. */
export function splitAt(lineEnd: LineEnd): "\n" | "\r\n" | "\r" {
  return lineEnd === "mixed" ? "\n" : lineEnd;
}

/** Recognises the delimiter: the one by which most of the first records have as many cells as the
 * header, more than one; ties go to the header with more cells, then to the order of
 * {@link DELIMITERS}. Where few records have as many cells as the first one (a title line), the records
 * below decide.
 * @param head The beginning of the text.
 * @param isWhole Whether the head is the whole text; if not, its last record is left aside.
 * @returns "," where nothing separates.
 */
export function detectDelimiter(
  head: string,
  { lineEnd, isWhole }: { lineEnd: LineEnd; isWhole: boolean },
): string {
  const candidates = DELIMITERS.map((delimiter) => {
    const counts = cellCounts(head, { delimiter, newline: splitAt(lineEnd), isWhole });
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
function cellCounts(
  head: string,
  { delimiter, newline, isWhole }: {
    delimiter: string;
    newline: "\n" | "\r\n" | "\r";
    isWhole: boolean;
  },
): number[] {
  const parser = new Papa.Parser({ delimiter, newline, preview: RECORDS_LOOKED_AT });
  const records: string[][] = parser.parse(head, 0, !isWhole).data;
  return records.filter((cells) => cells.some((cell) => cell.trim() !== ""))
    .map((cells) => cells.length);
}

function mostFrequent(counts: readonly number[]): number {
  const times = new Map<number, number>();
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1);
  let best = 0;
  for (const [count, seen] of times) if (seen > (times.get(best) ?? 0)) best = count;
  return best;
}
