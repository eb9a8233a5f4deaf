/** Finds rows of another table: repeated headers, ruled lines, tables stacked beneath. Runs in Deno and browsers. */

import type { LeftRow } from "./left_rows.ts";
import { cellOf, numberIn, outlineRow } from "./row_cells.ts";
import type { RawTable } from "./table.ts";

const LEAST_ALIKE = 0.9;
const FEWEST_HEADERS = 2;
/** Columns in which a repeated header row is looked for before it is held against all. */
const COLUMNS_TO_FIND = 3;
/** A file with more blank rows than this has them between respondents. */
const MOST_PARTS = 50;
const SAMPLE = 200;
const MOSTLY = 0.8;
const MOST_NARROW = 0.05;
const LEAST_WIDTH = 4;
const RULED = /^[-=_*~+|—–─═\s]{3,}$/;

/** Finds rows that repeat a row of the header, word for word in nine of ten columns. An option's own
 * header in a cell is its tick: where many rows hold it, it is none of a header.
 */
export function findRepeatedHeaders(table: RawTable): LeftRow[] {
  const found = new Set<number>();
  for (const header of table.headers) {
    const named = table.columns.flatMap((_, c) =>
      (header[c] ?? "").trim() === "" ? [] : [{ c, text: header[c].trim() }]
    );
    if (named.length < FEWEST_HEADERS) continue;
    for (const { c, text } of named.slice(0, COLUMNS_TO_FIND)) {
      for (const row of rowsWith(table, c, text)) {
        if (found.has(row)) continue;
        const alike = named.filter((one) => cellOf(table, one.c, row) === one.text);
        if (alike.length < LEAST_ALIKE * named.length || alike.length < FEWEST_HEADERS) continue;
        const isTick = ({ c, text }: { c: number; text: string }) =>
          table.columns[c].texts.filter((cell) => cell.trim() !== "" && cell.trim() !== text)
            .length === 0;
        if (2 * alike.filter(isTick).length < alike.length || table.rows === 1) found.add(row);
      }
    }
  }
  return [...found].map((row) => ({ row, what: "the header again" }));
}

/** The respondents whose cell holds a text. */
function rowsWith({ columns }: RawTable, c: number, text: string): number[] {
  const { codes, texts } = columns[c];
  const levels = texts.flatMap((cell, level) => cell.trim() === text ? [level] : []);
  const rows: number[] = [];
  for (const level of levels) {
    for (let i = codes.indexOf(level); i !== -1; i = codes.indexOf(level, i + 1)) rows.push(i);
  }
  return rows;
}

/** Finds rows of nothing but lines such as `-----`. */
export function findRuledLines(table: RawTable): LeftRow[] {
  const found: LeftRow[] = [];
  const { texts, codes } = table.columns[0];
  const isRule = texts.map((text) => RULED.test(text));
  if (!isRule.includes(true)) return [];
  for (let row = 0; row < codes.length; row++) {
    if (!isRule[codes[row]]) continue;
    const cells = table.columns.map((_, c) => cellOf(table, c, row)).filter((cell) => cell !== "");
    if (cells.length > 1 && cells.every((cell) => RULED.test(cell))) {
      found.push({ row, what: "a ruled line" });
    }
  }
  return found;
}

interface Part {
  readonly from: number;
  /** Beyond the last. */
  readonly to: number;
}

/** Finds tables that stand below a blank row and have a header of their own over columns of numbers, or
 * are of another width throughout. A header repeated is the same table, going on.
 * @param left 1 for each respondent that has left already.
 */
export function findStackedTables(table: RawTable, left: Uint8Array): LeftRow[] {
  const parts = table.blankRows === 0 ? [] : splitAtBlanks(table);
  if (parts.length < 2 || parts.length > MOST_PARTS) return [];
  const found: LeftRow[] = [];
  const what = "another table beneath the first, which belongs into a file of its own";
  for (let p = 1; p < parts.length; p++) {
    const { from, to } = parts[p];
    if (left[from] === 1 || !isOtherTable(table, parts[p], parts[0])) continue;
    const before = parts[p - 1];
    const hasTitle = p > 1 && before.to - before.from === 1 &&
      outlineRow(table, before.from).filled === 1;
    for (let row = hasTitle ? before.from : from; row < to; row++) found.push({ row, what });
  }
  return found;
}

function splitAtBlanks({ rows, rowNumber }: RawTable): Part[] {
  const starts = [0];
  let last = rowNumber(0);
  for (let row = 1; row < rows; row++) {
    const number = rowNumber(row);
    if (number - last > 1) starts.push(row);
    last = number;
  }
  return starts.map((from, p) => ({ from, to: starts[p + 1] ?? rows }));
}

function isOtherTable(table: RawTable, { from, to }: Part, first: Part): boolean {
  if (to - from < 2) return false;
  const outline = outlineRow(table, from);
  const isTitled = outline.filled === 1 && to - from > 2;
  const header = isTitled ? from + 1 : from;
  const width = outlineRow(table, header).end;
  const ends = Array.from(
    { length: Math.min(SAMPLE, to - header) },
    (_, i) => outlineRow(table, header + i).end,
  );
  const widest = ends.reduce((most, end) => Math.max(most, end), 0);
  const isOtherWidth = widest < table.headerCells
    ? isNarrow(table, first, widest)
    : isWide(table, ends);
  if (readsAsHeader(table, header, { first, width })) return true;
  const isOwnHeader = isOtherWidth && widest === width && isAllWords(table, header, width);
  const isFarNarrower = isOtherWidth && 2 * widest <= table.headerCells &&
    table.headerCells >= LEAST_WIDTH;
  return isOwnHeader || isFarNarrower || (isOtherWidth && widest > table.headerCells);
}

/** Whether hardly a respondent of the first table has so few cells. */
function isNarrow(table: RawTable, { from, to }: Part, widest: number): boolean {
  const rows = Math.min(SAMPLE, to - from);
  let narrow = 0;
  for (let i = 0; i < rows; i++) if (outlineRow(table, from + i).end <= widest) narrow++;
  return narrow <= MOST_NARROW * rows;
}

function isWide({ headerCells }: RawTable, ends: readonly number[]): boolean {
  return ends.every((end) => end > headerCells);
}

/** Whether a row holds words that nobody else has, over columns that hold numbers in the first table. */
function readsAsHeader(
  table: RawTable,
  row: number,
  { first, width }: { first: Part; width: number },
): boolean {
  if (!isAllWords(table, row, width)) return false;
  const rows = Math.min(SAMPLE, first.to - first.from);
  let numeric = 0;
  for (let c = 0; c < width; c++) {
    let filled = 0, numbers = 0;
    for (let i = 0; i < rows; i++) {
      const cell = cellOf(table, c, first.from + i);
      if (cell === "") continue;
      filled++;
      if (Number.isFinite(numberIn(cell))) numbers++;
    }
    if (filled > 0 && numbers >= MOSTLY * filled) numeric++;
  }
  return numeric > 0 && 2 * numeric >= width;
}

/** Whether the first cells of a row are distinct words, each in its column only there. */
function isAllWords(table: RawTable, row: number, width: number): boolean {
  if (width < FEWEST_HEADERS) return false;
  const cells = Array.from({ length: width }, (_, c) => cellOf(table, c, row));
  return new Set(cells).size === width &&
    cells.every((cell, c) =>
      cell !== "" && Number.isNaN(numberIn(cell)) &&
      table.columns[c].counts[table.columns[c].codes[row]] === 1
    );
}
