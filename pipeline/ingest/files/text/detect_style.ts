/** Recognises uncommon ways to write cells, by the first lines of a text. Runs in Deno and browsers. */

import { isNumber } from "../../cells/numbers.ts";
import { detectDelimiter, readLines, type TextHead, usualCells } from "./delimiter.ts";
import { plainStyle, type TextStyle } from "./style.ts";

/** A style, and a sentence that says what is uncommon about it; empty where nothing is. */
export interface StyleFound {
  readonly style: TextStyle;
  readonly note: string;
}

/** How regular the first lines are when read in a style. */
interface Regularity {
  readonly usual: number;
  /** Share of lines with as many cells as most have. */
  readonly share: number;
  /** Cells of the first line. */
  readonly header: number;
  /** Lines whose quotation marks do not pair. */
  readonly unsound: number;
  readonly lines: readonly (readonly string[])[];
}

const LETTERS_LOOKED_AT = 1 << 16;
const LEAST_LINES = 3;
const REGULAR = 0.9;
const LEAST_QUOTED = 3;
const WRAPPED = 0.9;
const LEAST_NUMBERS = 0.8;
/** What programs separate cells by where text may hold all common signs, likeliest first: the control
 * characters of ASCII that are meant for it, signs that text rarely has, a tab that was never put in.
 */
const RARE_DELIMITERS = [
  "\x1f",
  "\x01",
  "~|~",
  "|~|",
  "^|^",
  "::",
  "^",
  "~",
  "¬",
  "¦",
  "§",
  "\\t",
  ":",
];
const OVERRULE = "Set ingest.delimiter to read the file otherwise.";

/** Recognises delimiter and quotation: the common ones, and where the first lines show it, blanks beside
 * delimiters, apostrophes as quotation marks, backslashes before them, a delimiter written twice, rare
 * delimiters, runs of blanks. Each of these only where it makes a regular table that the common reading
 * does not make.
 */
export function detectStyle(text: TextHead): StyleFound {
  const lines = { ...text, ...shorten(text) };
  const delimiter = detectDelimiter(text);
  const common = plainStyle(delimiter);
  const plain = judge(lines, common);
  const quoted = findQuotation(lines, common);
  if (quoted.note !== "" && isTable(judge(lines, quoted.style))) return quoted;
  // Where the header and most lines fall apart at a common sign, no rare one is looked for.
  const isApart = plain.usual > 1 && plain.header > 1;
  return (isApart ? findDoubled(lines, common) : findRare(lines, plain)) ?? quoted;
}

function shorten({ head, isWhole }: TextHead): { head: string; isWhole: boolean } {
  return head.length <= LETTERS_LOOKED_AT
    ? { head, isWhole }
    : { head: head.slice(0, LETTERS_LOOKED_AT), isWhole: false };
}

function judge(text: TextHead, style: TextStyle): Regularity {
  const lines = readLines(text, style);
  const usual = usualCells(lines);
  const alike = lines.filter(({ cells }) => cells.length === usual).length;
  return {
    usual,
    share: lines.length === 0 ? 0 : alike / lines.length,
    header: lines[0]?.cells.length ?? 0,
    unsound: lines.filter(({ isSound }) => !isSound).length,
    lines: lines.map(({ cells }) => cells),
  };
}

/** A rare delimiter, or runs of blanks, that make a regular table below a header of as many cells. */
function findRare(text: TextHead, plain: Regularity): StyleFound | null {
  for (const delimiter of RARE_DELIMITERS) {
    if (!text.head.includes(delimiter)) continue;
    const found = judge(text, plainStyle(delimiter));
    if (!isTable(found) || found.header !== found.usual) continue;
    if (plain.usual > 1 && found.share <= plain.share) continue;
    if (delimiter === ":" && areTimes(found)) continue;
    const style = findQuotation(text, plainStyle(delimiter)).style;
    return { style, note: `Cells are separated by ${JSON.stringify(delimiter)}. ${OVERRULE}` };
  }
  const style: TextStyle = { ...plainStyle(""), hasBlanks: true };
  const found = judge(text, style);
  if (!isTable(found) || !isBlankTable(found)) return null;
  const isTableOfR = found.header === found.usual - 1;
  const also = isTableOfR ? ", and the header is one cell shorter, as R writes it" : "";
  return { style, note: `Cells are separated by runs of blanks${also}. ${OVERRULE}` };
}

function isTable({ usual, share, lines }: Regularity): boolean {
  return lines.length >= LEAST_LINES && usual > 1 && share >= REGULAR * (1 - 1 / lines.length);
}

/** Whether words apart by blanks are cells and no sentences: below the header a column holds numbers. R's
 * write.table() leaves the names of the rows without a header.
 */
function isBlankTable({ header, usual, lines }: Regularity): boolean {
  if (header !== usual && (header !== usual - 1 || header < 2)) return false;
  const below = lines.slice(1).filter((cells) => cells.length === usual);
  const shift = usual - header;
  for (let c = shift; c < usual; c++) {
    if (isNumeric(lines[0][c - shift])) continue;
    const numbers = below.filter((cells) => isNumeric(cells[c]) || cells[c] === "NA").length;
    if (numbers >= LEAST_NUMBERS * below.length) return true;
  }
  return false;
}

/** Whether colons stand in times of the day or in words apart by one, and separate nothing. */
function areTimes({ usual, lines }: Regularity): boolean {
  return usual < 3 || lines.slice(1).every((cells) => cells.every((cell) => /^\d\d$/.test(cell)));
}

function isNumeric(cell: string): boolean {
  return isNumber(cell, ".") || isNumber(cell, ",");
}

/** A delimiter that stands twice wherever it stands. */
function findDoubled(text: TextHead, { delimiter }: TextStyle): StyleFound | null {
  const twice = delimiter + delimiter;
  if (!text.head.includes(twice)) return null;
  const single = judge(text, plainStyle(delimiter));
  const isBetween = single.lines.every((cells) =>
    cells.length % 2 === 1 && cells.every((cell, c) => c % 2 === 0 || cell === "")
  );
  if (!isBetween || !isTable(judge(text, plainStyle(twice)))) return null;
  return {
    style: plainStyle(twice),
    note: `Cells are separated by ${JSON.stringify(twice)}. ${OVERRULE}`,
  };
}

/** How cells are quoted: of the uncommon ways the first that the lines show. */
function findQuotation(text: TextHead, common: TextStyle): StyleFound {
  const { head } = text;
  const plain = judge(text, common);
  const isBetter = (style: TextStyle) => {
    const found = judge(text, style);
    return found.unsound < plain.unsound || found.share > plain.share;
  };
  const isNoWorse = (style: TextStyle) => {
    const found = judge(text, style);
    return found.unsound <= plain.unsound && found.share >= plain.share;
  };
  const blanks: TextStyle = { ...common, hasBlanks: true };
  const opensBehindBlanks = countStarts(plain.lines, /^ +"/) >= 2;
  if (opensBehindBlanks && isNoWorse(blanks)) {
    return {
      style: blanks,
      note:
        `Quotation marks open cells behind blanks; blanks beside delimiters belong to no cell. ` +
        OVERRULE,
    };
  }
  const backslash: TextStyle = { ...common, hasBackslash: true };
  if (head.includes('\\"') && isBetter(backslash) && isNoWorse(backslash)) {
    return {
      style: backslash,
      note:
        `Quotation marks inside cells are text where a backslash stands before them. ${OVERRULE}`,
    };
  }
  const apostrophes: TextStyle = { ...common, quote: "'", hasBackslash: head.includes("\\'") };
  if (countStarts(plain.lines, /^ *'/) >= 2 && countStarts(plain.lines, /^ *"/) === 0) {
    const spaced = { ...apostrophes, hasBlanks: countStarts(plain.lines, /^ +'/) >= 2 };
    if (areWrapped(plain.lines) || makesRegular(plain, judge(text, spaced))) {
      return { style: spaced, note: `Cells are quoted by apostrophes. ${OVERRULE}` };
    }
  }
  return { style: common, note: "" };
}

function countStarts(lines: readonly (readonly string[])[], start: RegExp): number {
  return lines.reduce((sum, cells) => sum + cells.filter((cell) => start.test(cell)).length, 0);
}

/** Whether what begins with an apostrophe ends with one, too, in several cells on several lines. */
function areWrapped(lines: readonly (readonly string[])[]): boolean {
  const begun = lines.map((cells) => cells.filter((cell) => /^\s*'/.test(cell)));
  const count = begun.flat().length;
  const wrapped = begun.flat().filter((cell) => /^\s*'(?:[^]*[^\\])?'\s*$/.test(cell)).length;
  return count >= LEAST_QUOTED && wrapped >= WRAPPED * count &&
    begun.filter((cells) => cells.length > 0).length >= 2;
}

function makesRegular(plain: Regularity, found: Regularity): boolean {
  return plain.share < REGULAR && found.share > plain.share && found.usual > 1 &&
    found.header === found.usual;
}
