/** Recognises what ends the records of a text. Runs in Deno and browsers. */

/** What ends a record. `mixed` is a newline, with or without a return before it; `any` is a lone return,
 * too.
 */
export type LineEnd = "\n" | "\r\n" | "\r" | "mixed" | "any";

/** Fewer lone returns than this among the line ends are text. */
const LEAST_RETURNS = 0.1;
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
  const ends = outside.match(/\r\n|\n|\r(?!$)/g) ?? [];
  const found = new Set(ends);
  if (found.size <= 1) return ([...found][0] ?? (open !== -1 ? detectOpen(head) : "\n")) as LineEnd;
  const returns = ends.filter((end) => end === "\r").length;
  return returns >= LEAST_RETURNS * ends.length ? "any" : "mixed";
}

/** Where a quotation mark of the first record is never closed, all that follows counts. */
function detectOpen(head: string): string {
  return /\r\n|\n|\r(?!$)/.exec(head)?.[0] ?? "\n";
}

/** The line end to split by. Where they are mixed, a return is left at the end of some records. */
export function splitAt(lineEnd: LineEnd): "\n" | "\r\n" | "\r" {
  return lineEnd === "mixed" || lineEnd === "any" ? "\n" : lineEnd;
}
