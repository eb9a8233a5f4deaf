/** How a delimited text writes its cells, and one line of it taken apart. Runs in Deno and browsers. */

import type { LineEnd } from "./line_end.ts";

/** How cells are written. */
export interface TextStyle {
  /** What separates cells; empty: runs of blanks. */
  readonly delimiter: string;
  readonly quote: '"' | "'";
  /** Whether a backslash makes the quotation mark behind it text. */
  readonly hasBackslash: boolean;
  /** Whether blanks beside a delimiter belong to no cell, so that a quotation mark behind them opens. */
  readonly hasBlanks: boolean;
}

/** The style that RFC 4180 describes, with a delimiter. */
export function plainStyle(delimiter: string): TextStyle {
  return { delimiter, quote: '"', hasBackslash: false, hasBlanks: false };
}

/** Whether a style is the common one, apart from its delimiter. */
export function isPlain({ delimiter, quote, hasBackslash, hasBlanks }: TextStyle): boolean {
  return delimiter !== "" && quote === '"' && !hasBackslash && !hasBlanks;
}

/** A record as its quotation marks say. */
export interface ScannedRecord {
  readonly cells: string[];
  /** Behind the record and what ends it. */
  readonly end: number;
  /** Quotation marks inside quoted cells that are not doubled. */
  readonly loneQuotes: number;
  /** Whether a quoted cell is not closed in the text. */
  readonly isOpen: boolean;
  /** Whether what ends the record is in the text. */
  readonly isEnded: boolean;
}

/** Where the next line ends, and where the one behind it begins; the end of the text if it has none, or
 * where the text is one record, whatever line breaks it holds.
 */
export function findLineEnd(
  text: string,
  from: number,
  lineEnd: LineEnd | null,
): { readonly at: number; readonly next: number; readonly isFound: boolean } {
  if (lineEnd === null) return { at: text.length, next: text.length, isFound: false };
  const wanted = lineEnd === "mixed" ? "\n" : lineEnd === "any" ? "\r" : lineEnd;
  let at = text.indexOf(wanted, from);
  if (lineEnd === "any") {
    const newline = text.indexOf("\n", from);
    if (at === -1 || (newline !== -1 && newline < at)) at = newline;
  }
  if (at === -1) return { at: text.length, next: text.length, isFound: false };
  const isPair = lineEnd === "any" && text[at] === "\r" && text[at + 1] === "\n";
  const next = at + (isPair ? 2 : wanted.length);
  const hasReturn = lineEnd === "mixed" && at > from && text[at - 1] === "\r";
  return { at: hasReturn ? at - 1 : at, next, isFound: true };
}

/** Behind the blanks at a place, as far as the style passes over them. */
export function passBlanks(
  text: string,
  from: number,
  { delimiter, hasBlanks }: TextStyle,
): number {
  let at = from;
  if (!hasBlanks && delimiter !== "") return at;
  while (text[at] === " " || (text[at] === "\t" && delimiter !== "\t")) at++;
  return at;
}

/** Where the next delimiter begins and ends; null if there is none before the bound. */
export function findDelimiter(
  text: string,
  from: number,
  { style, bound }: { style: TextStyle; bound: number },
): { readonly at: number; readonly next: number } | null {
  const { delimiter } = style;
  if (delimiter !== "") {
    const at = text.indexOf(delimiter, from);
    return at === -1 || at >= bound ? null : { at, next: at + delimiter.length };
  }
  for (let at = from; at < bound; at++) {
    if (text[at] !== " " && text[at] !== "\t") continue;
    const next = passBlanks(text, at, style);
    return next >= bound ? null : { at, next };
  }
  return null;
}

/** Whether a quotation mark is made text by the backslash before it. */
export function isEscaped(text: string, at: number, style: TextStyle): boolean {
  if (!style.hasBackslash) return false;
  let before = at;
  while (before > 0 && text[before - 1] === "\\") before--;
  return (at - before) % 2 === 1;
}

/** The text of a quoted cell between its quotation marks. */
export function unquote(inner: string, { quote, hasBackslash }: TextStyle): string {
  const single = inner.includes(quote) ? inner.replaceAll(quote + quote, quote) : inner;
  if (!hasBackslash || !single.includes("\\")) return single;
  // A backslash before the other quotation mark is text, too.
  return single.replace(
    /\\(["'\\])/g,
    (pair, sign) => sign === quote || sign === "\\" ? sign : pair,
  );
}

/** The text of a cell that is not quoted. */
export function bareCell(text: string, { hasBlanks }: TextStyle): string {
  return hasBlanks ? text.trim() : text;
}

/** Takes a record apart as its quotation marks say: a cell that begins with one ends at the next one
 * with a delimiter or a line end behind it. O(letters of the record).
 */
export function scanRecord(
  text: string,
  from: number,
  { style, lineEnd }: { style: TextStyle; lineEnd: LineEnd | null },
): ScannedRecord {
  const cells: string[] = [];
  const { quote } = style;
  let loneQuotes = 0;
  let at = style.delimiter === "" ? passBlanks(text, from, style) : from;
  let line = findLineEnd(text, at, lineEnd);
  for (;;) {
    const start = passBlanks(text, at, style);
    if (text[start] === quote) {
      const close = findClose(text, start + 1, { style, lineEnd });
      loneQuotes += close.loneQuotes;
      if (close.at === -1) {
        cells.push(text.slice(start + 1));
        return { cells, end: text.length, loneQuotes, isOpen: true, isEnded: false };
      }
      cells.push(unquote(text.slice(start + 1, close.at), style));
      if (close.next !== -1) {
        at = close.next;
        if (at > line.at) line = findLineEnd(text, at, lineEnd);
        continue;
      }
      line = findLineEnd(text, close.at + 1, lineEnd);
    } else {
      const delimiter = findDelimiter(text, at, { style, bound: line.at });
      if (delimiter !== null) {
        cells.push(bareCell(text.slice(at, delimiter.at), style));
        at = delimiter.next;
        continue;
      }
      cells.push(bareCell(text.slice(at, lastLetter(text, line.at, style)), style));
    }
    return { cells, end: line.next, loneQuotes, isOpen: false, isEnded: line.isFound };
  }
}

/** Before the blanks at a line's end, where runs of blanks separate cells. */
function lastLetter(text: string, end: number, { delimiter }: TextStyle): number {
  let last = end;
  if (delimiter === "") {
    while (last > 0 && (text[last - 1] === " " || text[last - 1] === "\t")) last--;
  }
  return last;
}

/** What stands behind a quotation mark that may close a cell: the next cell, the end of the record, or
 * neither.
 * @param options.lineEnd Null where the text is one record, whatever line breaks it holds.
 */
export function behindQuote(
  text: string,
  at: number,
  { style, lineEnd }: { style: TextStyle; lineEnd: LineEnd | null },
): { readonly next: number; readonly isEnd: boolean } | null {
  const { delimiter } = style;
  const end = closesLine(text, at, { style, lineEnd });
  if (end) return { next: -1, isEnd: true };
  if (delimiter === "") {
    const next = passBlanks(text, at, style);
    return next > at ? { next, isEnd: false } : null;
  }
  // Blanks between a closing quotation mark and the delimiter are common, whatever the style.
  let next = at;
  while (text[next] === " ") next++;
  return text.startsWith(delimiter, next) ? { next: next + delimiter.length, isEnd: false } : null;
}

function closesLine(
  text: string,
  at: number,
  { style, lineEnd }: { style: TextStyle; lineEnd: LineEnd | null },
): boolean {
  let end = at;
  while (text[end] === " " || (text[end] === "\t" && style.delimiter !== "\t")) end++;
  if (end === text.length) return true;
  if (lineEnd === null) return false;
  const sign = text[end];
  if (sign === "\n") return lineEnd !== "\r" && lineEnd !== "\r\n";
  return sign === "\r" && (lineEnd === "\r" || lineEnd === "any" || text[end + 1] === "\n" ||
    (lineEnd === "mixed" && end + 1 === text.length));
}

/** The quotation mark that closes a cell, and the cell behind it: -1 at the end of the record. */
function findClose(
  text: string,
  from: number,
  options: { style: TextStyle; lineEnd: LineEnd | null },
): { readonly at: number; readonly next: number; readonly loneQuotes: number } {
  const { style } = options;
  const { quote } = style;
  let loneQuotes = 0;
  let at = text.indexOf(quote, from);
  while (at !== -1) {
    if (isEscaped(text, at, style)) {
      at = text.indexOf(quote, at + 1);
      continue;
    }
    if (text[at + 1] === quote) {
      at = text.indexOf(quote, at + 2);
      continue;
    }
    const behind = behindQuote(text, at + 1, options);
    if (behind !== null) return { at, next: behind.next, loneQuotes };
    loneQuotes++;
    at = text.indexOf(quote, at + 1);
  }
  return { at: -1, next: -1, loneQuotes };
}
