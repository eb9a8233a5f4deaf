/** Reads the lines of a ledger: who, when, for how much, of what, in which order. Runs in Deno and browsers. */

import { quoteValue } from "../../base/errors.ts";
import type { Params } from "../../plan/params.ts";
import type { LedgerLinesLeftOut } from "../../survey/ledger.ts";
import { ERROR_VALUES, ERRORS_IN_TEXT } from "../cells/marks.ts";
import { type Decimal, detectDecimal } from "../cells/numbers.ts";
import { withoutUnit } from "../cells/amounts.ts";
import { codesByColumn } from "../columns/column_settings.ts";
import { sortCells } from "../columns/missing/sort_cells.ts";
import { unreadable } from "../files/unreadable.ts";
import type { RawTable } from "../table/table.ts";
import type { LedgerColumns, LedgerSettings, NamedColumn } from "./ledger_columns.ts";
import { type Money, readMoney } from "./money.ts";
import { readMoments } from "./moments.ts";
import { beyondSums, withoutDates } from "./refusals.ts";

/** What reading needs beside the table. */
export interface LineOptions {
  /** The file, for messages. */
  readonly file: string;
  readonly ledger: LedgerSettings;
  readonly ingest: Params["ingest"];
  /** Empty for workbooks, whose numbers are always written with a point. */
  readonly delimiter: string;
  readonly readCell: (cell: string) => string;
}

/** The lines that count, in the file's order, as arrays of one length. */
export interface Lines {
  /** Places in `customers`. */
  readonly customer: Int32Array;
  /** Days since 1970-01-01, the time of day as a fraction. */
  readonly moment: Float64Array;
  /** Whole numbers of the smallest unit of money. */
  readonly units: Float64Array;
  /** Places in `products`; -1 where none is named. */
  readonly product: Int32Array;
  /** Numbers of orders, alike for lines of one order of a customer. */
  readonly order: Int32Array;
  /** Trimmed texts. */
  readonly customers: readonly string[];
  readonly products: readonly string[];
}

/** The lines, and how they were read. */
export interface LinesRead extends Lines {
  readonly leftOut: LedgerLinesLeftOut;
  /** Up to which day is counted, as days since 1970-01-01. */
  readonly until: number;
  readonly decimal: Decimal;
  /** Decimals of the smallest unit of money. */
  readonly decimals: number;
  /** What most amounts carry, such as `€`; empty where they are bare. */
  readonly unit: string;
  /** Lines whose amount was rounded. */
  readonly rounded: number;
  readonly dates: readonly string[];
  /** Some dates that could not be read, as the file has them, with their rows. */
  readonly unread: readonly { readonly text: string; readonly row: number }[];
}

/** A column by its distinct trimmed cells. */
interface Cells {
  readonly name: string;
  readonly texts: readonly string[];
  /** Per level of the file the place in `texts`; -1 where it is missing. */
  readonly place: Int32Array;
  readonly codes: ArrayLike<number>;
  /** Lines per text. */
  readonly counts: readonly number[];
}

const MOST_SHOWN = 3;

/** Reads the lines, O(lines + letters of distinct cells). Lines without a customer, without a date that can
 * be read, after the last day or without an amount are left out and counted by the first of these reasons.
 * @throws {DataError} If an amount is no number, amounts are of several units, or nothing is left.
 */
export function readLines(
  table: RawTable,
  columns: LedgerColumns,
  options: LineOptions,
): LinesRead {
  const cells = {
    customer: cellsOf(columns.customer, options),
    date: cellsOf(columns.date, options),
    amount: cellsOf(columns.amount, options),
    product: columns.product && cellsOf(columns.product, options),
    order: columns.order && cellsOf(columns.order, options),
  };
  const { days, formats } = readMoments(cells.date.texts, cells.date.counts);
  const until = lastDay(days, options);
  const decimal = decimalOf(cells.amount, options);
  const money = readMoney(cells.amount.texts, decimal);
  const { kept, leftOut } = chooseLines(table.rows, { ...cells, days, until });
  const unit = refuseAmounts(kept, { table, amount: cells.amount, money, options });
  const lines = gather(kept, { ...cells, days, units: money.units });
  return {
    ...lines,
    leftOut,
    until,
    decimal,
    decimals: money.decimals,
    unit,
    rounded: kept.reduce((count, row) => count + money.rounded[placeAt(cells.amount, row)], 0),
    dates: formats,
    unread: unreadDates(table, cells.date, days),
  };
}

function cellsOf({ name, raw }: NamedColumn, options: LineOptions): Cells {
  const { ingest, delimiter, readCell } = options;
  const { trimmed, missing, candidates } = sortCells(raw, {
    listed: ingest.missing_values,
    errors: delimiter === "" ? ERROR_VALUES : ERRORS_IN_TEXT,
    codes: codesByColumn(ingest, readCell)(name),
    readCell,
  });
  // Among names of customers, dates and amounts NA and the like are marks.
  const gone = new Uint8Array(trimmed.length);
  for (const level of candidates) gone[level] = 1;
  // Levels are distinct as written, and mostly so without the blanks around them.
  const places = trimmed.every((text, level) => text === raw.texts[level])
    ? null
    : new Map<string, number>();
  const texts: string[] = [];
  const counts: number[] = [];
  const place = new Int32Array(trimmed.length).fill(-1);
  for (let level = 0; level < trimmed.length; level++) {
    if (missing[level] !== 0 || gone[level] === 1) continue;
    const text = trimmed[level];
    const found = places?.get(text) ?? texts.length;
    if (found === texts.length) {
      places?.set(text, found);
      texts.push(text);
      counts.push(0);
    }
    counts[found] += raw.counts[level];
    place[level] = found;
  }
  return { name, texts, place, codes: raw.codes, counts };
}

function placeAt({ place, codes }: Cells, row: number): number {
  return place[codes[row]];
}

/** The day up to which is counted.
 * @throws {DataError} If the ledger has no date.
 */
function lastDay(days: Float64Array, { ledger, file }: LineOptions): number {
  if (ledger.until !== undefined) return Date.parse(`${ledger.until}T00:00:00Z`) / 86_400_000;
  let last = -Infinity;
  for (const day of days) if (day > last) last = day;
  if (last > -Infinity) return Math.floor(last);
  throw withoutDates(file, ledger.date);
}

function decimalOf({ texts }: Cells, { ingest, delimiter }: LineOptions): Decimal {
  if (delimiter === "") return ".";
  if (ingest.decimal !== "auto") return ingest.decimal;
  return detectDecimal([texts.map(withoutUnit)], delimiter);
}

/** The rows that count, and how many do not for which reason. */
function chooseLines(
  rows: number,
  { customer, date, amount, days, until }:
    & Readonly<Record<"customer" | "date" | "amount", Cells>>
    & {
      readonly days: Float64Array;
      readonly until: number;
    },
): { kept: Int32Array; leftOut: LedgerLinesLeftOut } {
  const kept = new Int32Array(rows);
  let count = 0;
  const left = {
    withoutCustomer: 0,
    withoutDate: 0,
    unreadDate: 0,
    afterUntil: 0,
    withoutAmount: 0,
  };
  for (let row = 0; row < rows; row++) {
    const when = placeAt(date, row);
    if (placeAt(customer, row) === -1) left.withoutCustomer++;
    else if (when === -1) left.withoutDate++;
    else if (Number.isNaN(days[when])) left.unreadDate++;
    else if (Math.floor(days[when]) > until) left.afterUntil++;
    else if (placeAt(amount, row) === -1) left.withoutAmount++;
    else kept[count++] = row;
  }
  return { kept: kept.slice(0, count), leftOut: left };
}

/** Refuses amounts that are no numbers or cannot be added; gives what they carry. */
function refuseAmounts(
  kept: Int32Array,
  { table, amount, money, options: { file } }: {
    table: RawTable;
    amount: Cells;
    money: Money;
    options: LineOptions;
  },
): string {
  const where = (row: number) => ({ row: table.rowNumber(row), column: amount.name });
  let unit = "", total = 0;
  for (const row of kept) {
    const place = placeAt(amount, row);
    if (Number.isNaN(money.units[place])) {
      throw unreadable(
        file,
        `amounts of a ledger must be numbers, but this line has ${
          quoteValue(amount.texts[place])
        }. ` +
          "Correct the cell, or list the text in ingest.missing_codes.",
        where(row),
      );
    }
    const own = money.carried[place];
    if (own !== "" && unit !== "" && own !== unit) {
      throw unreadable(
        file,
        `amounts of a ledger must be of one unit to be added, but this line is in ` +
          `${quoteValue(own)} and others before it in ${quoteValue(unit)}. Convert them first.`,
        where(row),
      );
    }
    if (own !== "") unit = own;
    total += Math.abs(money.units[place]);
  }
  if (total > Number.MAX_SAFE_INTEGER) {
    throw beyondSums(file, amount.name);
  }
  return unit;
}

/** The lines that count, as arrays. */
function gather(
  kept: Int32Array,
  { customer, date, product, order, amount, days, units }:
    & Readonly<Record<"customer" | "date" | "amount", Cells>>
    & Readonly<Record<"product" | "order", Cells | null>>
    & { readonly days: Float64Array; readonly units: Float64Array },
): Lines {
  const n = kept.length;
  const lines = {
    customer: new Int32Array(n),
    moment: new Float64Array(n),
    units: new Float64Array(n),
    product: new Int32Array(n).fill(-1),
    order: new Int32Array(n),
  };
  // Lines without an order's number are of the customer's order of that moment.
  const numbered = order?.texts.length ?? 0;
  const momentOf = numberMoments(days);
  for (let line = 0; line < n; line++) {
    const row = kept[line];
    const when = placeAt(date, row);
    const own = order === null ? -1 : placeAt(order, row);
    lines.customer[line] = placeAt(customer, row);
    lines.moment[line] = days[when];
    lines.units[line] = units[placeAt(amount, row)];
    lines.order[line] = own === -1 ? numbered + momentOf[when] : own;
    if (product !== null) lines.product[line] = placeAt(product, row);
  }
  return { ...lines, customers: customer.texts, products: product?.texts ?? [] };
}

/** The same number for texts of the same moment. */
function numberMoments(days: Float64Array): Int32Array {
  const numbers = new Map<number, number>();
  return Int32Array.from(days, (day) => {
    const known = numbers.get(day) ?? numbers.size;
    if (known === numbers.size) numbers.set(day, known);
    return known;
  });
}

/** The first dates that are none, each once. */
function unreadDates(table: RawTable, date: Cells, days: Float64Array): LinesRead["unread"] {
  const shown: { text: string; row: number }[] = [];
  const seen = new Set<number>();
  for (let row = 0; row < table.rows && shown.length < MOST_SHOWN; row++) {
    const place = placeAt(date, row);
    if (place === -1 || !Number.isNaN(days[place]) || seen.has(place)) continue;
    seen.add(place);
    shown.push({ text: date.texts[place], row: table.rowNumber(row) });
  }
  return shown;
}
