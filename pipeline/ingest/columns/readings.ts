/** Reads a column's texts as numbers, amounts or dates. Runs in Deno and browsers. */

import { readAmounts } from "../cells/amounts.ts";
import { type DatesFound, readDates } from "../cells/dates.ts";
import { readMeasures } from "../cells/measures.ts";
import { type Decimal, readNumbers } from "../cells/numbers.ts";
import type { SortedCells } from "./missing/sort_cells.ts";

/** What all of some texts are; null for what they are not. */
export interface Reading {
  readonly numbers: Float64Array | null;
  readonly dates: DatesFound | null;
  /** What the numbers carry; empty where they are bare or none. */
  readonly unit: string;
}

/** Sorted cells, and what those are that are answers for sure. */
export interface ReadCells extends SortedCells {
  readonly reading: Reading;
}

/** Reads texts as numbers, with one unit where they carry one, as dates, or as what is written in two units. */
export function readTexts(texts: readonly string[], decimal: Decimal): Reading {
  if (texts.length === 0) return { numbers: null, dates: null, unit: "" };
  const numbers = readNumbers(texts, decimal);
  if (numbers !== null) return { numbers, dates: null, unit: "" };
  const dates = readDates(texts);
  if (dates !== null) return { numbers, dates, unit: "" };
  const amounts = readAmounts(texts, { decimal });
  const found = amounts ?? readMeasures(texts);
  return { numbers: found?.values ?? null, dates: null, unit: found?.unit ?? "" };
}

/** Reads a column's sure answers as {@link readTexts} does. */
export function readSure(cells: SortedCells, decimal: Decimal): ReadCells {
  return { ...cells, reading: readTexts(sureTexts(cells), decimal) };
}

/** Reads dates whose day and month could be either way round as the file's other columns show. */
export function settleDates(columns: readonly ReadCells[]): readonly ReadCells[] {
  const shown = new Set(columns.map(({ reading }) => reading.dates?.first));
  if (!shown.has("month") || shown.has("day")) return columns;
  return columns.map((cells) => {
    const { reading } = cells;
    if (reading.dates?.first !== "open") return cells;
    return { ...cells, reading: { ...reading, dates: readDates(sureTexts(cells), true) } };
  });
}

/** Whether all are numbers or dates. */
export function isMeasured({ numbers, dates }: Reading): boolean {
  return numbers !== null || dates !== null;
}

function sureTexts({ trimmed, others }: SortedCells): string[] {
  return others.map((level) => trimmed[level]);
}
