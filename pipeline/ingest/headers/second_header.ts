/** Recognises that the rows below the header are headers too. Runs in Deno and browsers. */

import { formatNumber } from "../../base/text.ts";
import { NA_LIKE } from "../cells/marks.ts";
import { isNumber } from "../cells/numbers.ts";
import type { RawTable } from "../table/table.ts";

const ROWS_LOOKED_AT = 200;
/** Rows below the header that may be headers too. */
const MOST_HEADER_ROWS = 2;
/** Answers that a column needs to count as numbers. */
const LEAST_ANSWERS = 3;
const MOSTLY = 0.8;
const LEAST_SHARE = 0.3;
const LEAST_COLUMNS = 2;
const IMPORT_ID = /["']ImportId["']\s*:/;
const SUB_HEADER = /^(?:Open-Ended )?Response$/;

/** Says that the row below the header looks like a second header row, and why: Qualtrics' ImportId
 * below, many blank headers over words, words over columns of numbers, or SurveyMonkey's `Response`.
 * The rows are read as they lie.
 * @returns A sentence naming the row, or an empty string.
 */
export function describeSecondHeader(table: RawTable): string {
  const importRow = findRow(table, (text) => IMPORT_ID.test(text));
  if (importRow !== -1) return tell(table, importRow, "ImportId cells of a Qualtrics export");
  for (let row = Math.min(MOST_HEADER_ROWS, table.rows) - 1; row >= 0; row--) {
    const evidence = wordsOverNumbers(table, row);
    if (evidence !== null) return tell(table, row, evidence);
  }
  const subHeader = findRow(table, (text) => SUB_HEADER.test(text));
  if (subHeader !== -1) return tell(table, subHeader, 'SurveyMonkey\'s "Response"');
  const evidence = blankHeaders(table);
  return evidence === null ? "" : tell(table, 0, evidence);
}

/** @param last The last respondent (from 0) that looks like a header row. */
function tell(table: RawTable, last: number, evidence: string): string {
  const first = table.rowNumber(0);
  return last === 0
    ? `Row ${first} looks like a second header row (${evidence}). It was read as a respondent: if ` +
      "it is none, delete it from the file."
    : `Rows ${first} to ${
      table.rowNumber(last)
    } look like further header rows (${evidence}). They ` +
      "were read as respondents: if they are none, delete them from the file.";
}

function cellOf({ columns }: RawTable, column: number, row: number): string {
  return columns[column].texts[columns[column].codes[row]].trim();
}

/** The last of the first rows with such a cell, or -1. */
function findRow(table: RawTable, test: (text: string) => boolean): number {
  for (let row = Math.min(MOST_HEADER_ROWS, table.rows) - 1; row >= 0; row--) {
    if (table.columns.some((_, c) => test(cellOf(table, c, row)))) return row;
  }
  return -1;
}

function isWord(text: string): boolean {
  return text !== "" && !NA_LIKE.has(text) && !isNumber(text, ".") && !isNumber(text, ",");
}

function blankHeaders(table: RawTable): string | null {
  const named = table.columns.slice(0, table.headerCells);
  const blank = named.flatMap(({ header }, c) => header.trim() === "" ? [c] : []);
  if (blank.length < LEAST_COLUMNS || blank.length <= LEAST_SHARE * named.length) return null;
  const words = blank.filter((c) => isWord(cellOf(table, c, 0))).length;
  if (2 * words < blank.length) return null;
  return `${formatNumber(blank.length)} of ${
    formatNumber(named.length)
  } headers are blank over words`;
}

/** Whether a row holds words in columns whose answers further down are mostly numbers. */
function wordsOverNumbers(table: RawTable, headerRow: number): string | null {
  const rows = Math.min(table.rows, ROWS_LOOKED_AT);
  // Mostly there are too few words in the row, whatever lies below.
  const words = table.columns.map((_, c) => isWord(cellOf(table, c, headerRow)));
  if (words.reduce((count, is) => count + (is ? 1 : 0), 0) < LEAST_COLUMNS) return null;
  let numeric = 0, headed = 0;
  for (let c = 0; c < table.columns.length; c++) {
    let answers = 0, numbers = 0;
    for (let row = headerRow + 1; row < rows; row++) {
      const text = cellOf(table, c, row);
      if (text === "" || NA_LIKE.has(text)) continue;
      answers++;
      if (!isWord(text)) numbers++;
    }
    if (answers < LEAST_ANSWERS || numbers < MOSTLY * answers) continue;
    numeric++;
    if (words[c]) headed++;
  }
  if (headed < LEAST_COLUMNS || headed < LEAST_SHARE * numeric) return null;
  return `words in ${formatNumber(headed)} of ${
    formatNumber(numeric)
  } columns that hold numbers below`;
}
