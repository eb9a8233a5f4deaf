/** Decides which first rows are the header of a file that no known tool wrote. Runs in Deno and browsers. */

import { countOf, formatNumber } from "../../base/text.ts";
import type { HeaderPlan } from "../table/table.ts";
import { isWord, type Rows } from "./dialects/reader.ts";
import { isGroupRow, isUnitRow } from "./grouped_header.ts";
import { isNumeric, weighRow } from "./row_evidence.ts";

/** Which rows are the header, and what a person should know of that. */
export interface PlainHeader {
  readonly plan: HeaderPlan;
  /** Empty where the header is one row. */
  readonly note: string;
}

const MOST_HEADER_ROWS = 3;
/** Respondents that a judgement on the rows above them needs. */
const LEAST_RESPONDENTS = 3;
const LEAST_FITTING = 2;
const LEAST_SHAPED = 2;
const HALF = 0.5;
const LEAST_STRANGE = 2;
const DISTINCT = 0.8;
const LEAST_SERIES = 3;
const ID_WORD = /^(?:id|no|nr|num|case|resp|row|index|key|code|folio|lfd)/i;

/** Decides by the evidence of the rows, or as wanted.
 * No header: no cell of the first row is a word where its column has numbers, dates or codes, and at
 * least half of its cells, two or more, are like those below; a row of numbers that count up is a header.
 * Several rows: each further row is words alone, two or more of them unlike all below and none like
 * them, and stands below groups, below names, or tells units; a row that repeats the first one, too.
 * @param rows The first rows that are not blank, trimmed, of one length.
 * @param options.preamble Rows passed over before the header.
 * @param options.wanted `ingest.header_rows`.
 * @param options.cells Cells of each row as the file has it.
 */
export function planPlainHeader(
  rows: Rows,
  { preamble, wanted, cells }: {
    preamble: number;
    wanted: "auto" | number;
    cells: readonly number[];
  },
): PlainHeader {
  if (wanted === 0) return { plan: { preamble: 0, rows: 0 }, note: "" };
  if (wanted !== "auto") {
    return { plan: { preamble, rows: Math.min(wanted, rows.length - preamble) }, note: "" };
  }
  if (preamble === 0) {
    const note = tellNoHeader(rows);
    if (note !== "") return { plan: { preamble: 0, rows: 0 }, note };
  }
  const start = keepGroups(rows, preamble);
  const body = rows.slice(start);
  const count = countHeaderRows(body);
  if (count > 1) return { plan: { preamble: start, rows: count }, note: tellRows(start, count) };
  return alignHeader(rows, { preamble, cells });
}

function tellNoHeader(rows: Rows): string {
  if (rows.length <= LEAST_RESPONDENTS || isSeries(rows[0])) return "";
  const { fits, shaped, strange, overShaped, filled } = weighRow(rows, 0, { below: 1 });
  if (overShaped > 0 || fits < LEAST_FITTING || fits < HALF * filled) return "";
  if (strange > 0 && (shaped < LEAST_SHAPED || strange >= shaped)) return "";
  return `The file has no header: ${formatNumber(fits)} of the ${
    countOf(filled, "cell")
  } of its first row are like those below. It was read as a respondent, and columns were named by ` +
    "their place. If it is the header, set ingest.header_rows to 1.";
}

/** Whether numbers count up from cell to cell, as those of questions, options or years do. */
function isSeries(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== "");
  const numbers = filled.map((cell) => /^\p{L}*[ _.-]?(\d+)$/u.exec(cell)?.[1]);
  const steps = numbers.filter((text, i) =>
    i > 0 && text !== undefined && Number(text) === Number(numbers[i - 1]) + 1
  );
  return filled.length >= LEAST_SERIES && steps.length >= filled.length - 2;
}

/** Heads of groups directly above the header are none of a title. */
function keepGroups(rows: Rows, preamble: number): number {
  const above = preamble - 1;
  if (preamble === 0 || !isGroupRow(rows[above], rows[preamble])) return preamble;
  return isHeaderRow(rows.slice(above), 1, 2) ? above : preamble;
}

function countHeaderRows(body: Rows): number {
  for (
    let count = Math.min(MOST_HEADER_ROWS, body.length - LEAST_RESPONDENTS);
    count > 1;
    count--
  ) {
    if (!isHeaderRow(body, count - 1, count)) continue;
    if (body.slice(0, count - 1).every((_, row) => standsAbove(body, row, count - 1))) return count;
  }
  let same = 1;
  while (same < MOST_HEADER_ROWS && same < body.length && isSame(body[same], body[0])) same++;
  const { strange, fits, repeated } = weighRow(body, 0, { below: same });
  return strange >= LEAST_STRANGE && fits + repeated === 0 ? same : 1;
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.every((cell, c) => cell === b[c]);
}

/** Whether a row is words that name what the last row of the header names, and no title. */
function standsAbove(body: Rows, row: number, last: number): boolean {
  const filled = body[row].filter((cell) => cell !== "");
  const named = body[last].filter((cell, c) => cell !== "" && body[row][c] !== "").length;
  const lower = row + 1 < last && !isUnitRow(body[last].filter((cell) => cell !== ""))
    ? row + 1
    : last;
  return filled.every(isWord) &&
    (2 * named >= body[last].filter((cell) => cell !== "").length ||
      isGroupRow(body[row], body[last]) || isGroupRow(body[row], body[lower]));
}

/** Whether a row below the first is of the header.
 * @param below The first respondent.
 */
function isHeaderRow(body: Rows, row: number, below: number): boolean {
  if (body.length - below < LEAST_RESPONDENTS) return false;
  const filled = body[row].filter((cell) => cell !== "");
  if (filled.some(isNumeric) && !isUnitRow(filled)) return false;
  const { fits, repeated, strange, overShaped, numbers } = weighRow(body, row, { below });
  if (fits + repeated > 0 || strange === 0) return false;
  if (isUnitRow(filled)) return overShaped > 0;
  if (numbers > 0 || strange < LEAST_STRANGE) return false;
  const isDistinct = new Set(filled).size >= DISTINCT * filled.length;
  return isGroupRow(body[row - 1], body[row])
    ? true
    : isDistinct && overShaped >= LEAST_STRANGE && 2 * strange >= filled.length;
}

function tellRows(preamble: number, rows: number): string {
  const of = preamble === 0 ? "" : ` below ${countOf(preamble, "row")} passed over`;
  return `The header has ${rows} rows${of}: the ${
    rows === 2 ? "second one holds" : "further ones hold"
  } words that no respondent gives, over answers unlike them. If respondents begin earlier, set ` +
    "ingest.header_rows to 1.";
}

/** Aligns a header that has one cell less than all rows below it, as R writes the names of rows, or one
 * more, of which one is blank.
 */
function alignHeader(
  rows: Rows,
  { preamble, cells }: { preamble: number; cells: readonly number[] },
): PlainHeader {
  const plan = { preamble, rows: 1 };
  const own = cells[preamble];
  const header = rows[preamble].slice(0, own);
  const below = cells.slice(preamble + 1);
  const none = { plan, note: "" };
  if (below.length < 2 || header.length < 2) return none;
  if (below.every((count) => count === own + 1)) {
    const names = rows.slice(preamble + 1).map((row) => row[0]);
    const isNamed = names.every((name) => name !== "") && new Set(names).size === names.length;
    const isFull = rows.slice(preamble + 1).some((row) => row[own] !== "");
    if (!isNamed || !isFull || header.includes("") || ID_WORD.test(header[0])) return none;
    return {
      plan: { ...plan, headers: [["", ...header]] },
      note:
        "The header is one cell shorter than all rows: the first column, which differs in every " +
        "row, was read as names of the rows without a header, as R writes them.",
    };
  }
  const blank = header.slice(0, -1).indexOf("");
  const blanks = header.filter((cell) => cell === "").length;
  if (blank === -1 || blanks !== 1 || below.length < LEAST_RESPONDENTS) return none;
  if (!below.every((count) => count === own - 1)) return none;
  return {
    plan: { ...plan, headers: [header.toSpliced(blank, 1)] },
    note: `The header has one cell more than all rows; its blank cell ${
      formatNumber(blank + 1)
    } was left out.`,
  };
}
