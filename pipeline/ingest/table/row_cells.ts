/** Reads single rows of a table, and takes rows out of it. Runs in Deno and browsers. */

import { isNumber, readNumbers } from "../cells/numbers.ts";
import type { Codes } from "../../survey/column.ts";
import type { ColumnFacts } from "./column_facts.ts";
import type { RawColumn, RawTable } from "./table.ts";

/** The trimmed text of a cell. */
export function cellOf(table: RawTable, column: number, row: number): string {
  const { codes, texts } = table.columns[column];
  return texts[codes[row]].trim();
}

/** The first cell of a row that is not blank, and how many there are. */
export function outlineRow(
  table: RawTable,
  row: number,
): {
  readonly first: number;
  readonly text: string;
  readonly filled: number;
  readonly end: number;
} {
  let first = -1, filled = 0, end = 0, text = "";
  for (let c = 0; c < table.columns.length; c++) {
    const cell = cellOf(table, c, row);
    if (cell === "") continue;
    if (first === -1) [first, text] = [c, cell];
    filled++;
    end = c + 1;
  }
  return { first, text, filled, end };
}

/** The number in a cell, with either decimal mark and with or without a per cent sign; NaN for none. */
export function numberIn(text: string): number {
  const plain = text.endsWith("%") ? text.slice(0, -1).trim() : text;
  if (plain === "" || !/\d/.test(plain)) return NaN;
  const decimal = isNumber(plain, ".") ? "." : ",";
  return readNumbers([plain], decimal)?.[0] ?? NaN;
}

/** How many digits stand behind the decimal mark of a number as written. */
export function decimalsIn(text: string): number {
  return /[.,](\d+)%?$/.exec(text.trim())?.[1].length ?? 0;
}

/** The table without some respondents: levels that only these had are gone, last columns that only
 * these filled too. O(n x columns).
 * @param left 1 for each respondent that leaves, length n.
 */
export function withoutRows(table: RawTable, left: Uint8Array): RawTable {
  const kept = Int32Array.from(
    { length: left.reduce((count, leaves) => count - leaves, table.rows) },
    () => 0,
  );
  for (let i = 0, next = 0; i < table.rows; i++) if (left[i] === 0) kept[next++] = i;
  const columns = table.columns.map((column) => withoutLevels(column, kept));
  while (columns.length > 0 && isVoid(columns[columns.length - 1])) columns.pop();
  const { rowNumber } = table;
  return {
    ...table,
    rows: kept.length,
    columns,
    rowNumber: (respondent) => rowNumber(kept[respondent]),
  };
}

function isVoid({ header, texts }: RawColumn): boolean {
  return header.trim() === "" && texts.every((text) => text.trim() === "");
}

function withoutLevels(column: RawColumn, kept: Int32Array): RawColumn {
  const { texts, facts } = column;
  const place = new Int32Array(texts.length).fill(-1);
  const levels: number[] = [];
  const counts: number[] = [];
  const codes: Codes = column.codes.slice(0, kept.length);
  for (let i = 0; i < kept.length; i++) {
    const level = column.codes[kept[i]];
    if (place[level] === -1) {
      place[level] = levels.length;
      levels.push(level);
      counts.push(0);
    }
    codes[i] = place[level];
    counts[place[level]]++;
  }
  return {
    ...column,
    codes,
    texts: levels.map((level) => texts[level]),
    counts,
    ...(facts === undefined ? {} : { facts: factsOf(facts, levels) }),
  };
}

function factsOf(facts: ColumnFacts, levels: readonly number[]): ColumnFacts {
  const { numbers, missing, set } = facts;
  const ticked = set?.ticked ?? null;
  return {
    ...facts,
    numbers: numbers === null ? null : Float64Array.from(levels, (level) => numbers[level]),
    missing: Uint8Array.from(levels, (level) => missing[level]),
    ...(set === undefined || ticked === null
      ? {}
      : { set: { ...set, ticked: Uint8Array.from(levels, (level) => ticked[level]) } }),
  };
}
