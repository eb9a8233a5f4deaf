/** Tables as text: what is found, how it is ordered, TSV and CSV. Runs in browsers. */

import { engineRules } from "../engine_rules.js";

/** What a cell holds; null is empty. */
export type Cell = string | number | null;

/** One column as it is taken along; a shown column may be taken as several. */
export interface TakenColumn<Row> {
  readonly name: string;
  readonly value: (row: Row) => Cell;
}

/** Orders cells: numbers by size, words by letters with the numbers in them by size, case aside,
 * empty cells last. Numbers come before words.
 * @returns Below 0, 0 or above 0. Empty cells have no place here: see {@link sortRows}.
 */
function compareCells(a: string | number, b: string | number): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a !== typeof b) return typeof a === "number" ? -1 : 1;
  return compareWords(String(a).toLowerCase(), String(b).toLowerCase());
}

/** `q4_2` before `q4_10`. */
function compareWords(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.match(/\d+|\D+/g) ?? []);
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    if (left[i] === right[i]) continue;
    const size = Number(left[i]) - Number(right[i]);
    if (!Number.isNaN(size) && size !== 0) return size;
    return left[i] < right[i] ? -1 : 1;
  }
  return left.length - right.length;
}

/** Sorts rows by one value, empty ones last either way; ties keep their order. */
export function sortRows<Row>(
  rows: readonly Row[],
  value: (row: Row) => Cell,
  isFalling: boolean,
): Row[] {
  const filled = (cell: Cell) => Number.isNaN(cell) ? null : cell;
  return [...rows].sort((a, b) => {
    const [left, right] = [filled(value(a)), filled(value(b))];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return compareCells(left, right) * (isFalling ? -1 : 1);
  });
}

/** Rows as CSV (RFC 4180, LF), figures not rounded, texts harmless to spreadsheets. */
export function toCsv<Row>(rows: readonly Row[], columns: readonly TakenColumn<Row>[]): string {
  return writeLines(rows, columns, {
    separator: ",",
    write: (text) => /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text,
  });
}

/** Rows as TSV, for the clipboard: spreadsheets put it into cells. */
export function toTsv<Row>(rows: readonly Row[], columns: readonly TakenColumn<Row>[]): string {
  return writeLines(rows, columns, {
    separator: "\t",
    write: (text) => text.replace(/\s+/g, " "),
  });
}

function writeLines<Row>(
  rows: readonly Row[],
  columns: readonly TakenColumn<Row>[],
  { separator, write }: { readonly separator: string; readonly write: (text: string) => string },
): string {
  const { harmless } = engineRules();
  const header = columns.map(({ name }) => write(harmless(name))).join(separator);
  const lines = rows.map((row) =>
    columns.map(({ value }) => {
      const cell = value(row);
      if (cell === null || Number.isNaN(cell)) return "";
      return typeof cell === "number" ? String(cell) : write(harmless(cell));
    }).join(separator)
  );
  return [header, ...lines].join("\n") + "\n";
}
