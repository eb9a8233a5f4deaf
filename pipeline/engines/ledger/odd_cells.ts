/** Cells of a ledger that a database could not read: what they are, and where. Runs in Deno only. */

import { quoteValue } from "../../base/errors.ts";
import { unreadable } from "../../ingest/files/unreadable.ts";
import { readMoments } from "../../ingest/ledger/moments.ts";
import type { SqlTable } from "../connection.ts";
import { ROW } from "../sql/columns.ts";
import { AMOUNTS_BELOW, type LineCells, writeLines } from "./line_cells.ts";
import { LINE, writeReason } from "./write_customers.ts";

/** A cell, and its row as the reader in memory counts it. */
export interface OddCell {
  readonly text: string;
  readonly row: number;
}

/** Lines that were read, and how they can be read again. */
export interface LedgerLines {
  /** What the files are called together. */
  readonly name: string;
  readonly cells: LineCells;
  /** The files' rows with their places. */
  readonly numbered: string;
  /** The table of lines that were read, as statements name it. */
  readonly lines: string;
  ask(sql: string): Promise<SqlTable>;
}

/** Of so many different texts, most frequent first, it is asked whether they are dates of another form. */
const MOST_TEXTS = 1000;
const MOST_SHOWN = 3;

/** The first dates that are none, each once.
 * @throws {DataError} If one is a date in a form that the reader in memory reads.
 */
export async function oddDates(lines: LedgerLines): Promise<OddCell[]> {
  const { columns: [texts] } = await lines.ask(
    `SELECT odd_date, count(*) AS n FROM ${lines.lines} WHERE odd_date IS NOT NULL ` +
      "GROUP BY odd_date " +
      `ORDER BY n DESC, odd_date LIMIT ${MOST_TEXTS}`,
  );
  const other = texts.map(String).find((text) => !Number.isNaN(readMoments([text], [1]).days[0]));
  if (other !== undefined) {
    throw unreadable(
      lines.name,
      `dates of a ledger must be written as 2011-12-09 or 2011-12-09 17:30 on an engine, but one is ` +
        `${
          quoteValue(other)
        }. Convert the column, or set engine.name to auto to read the ledger in ` +
        "memory.",
      { column: lines.cells.columns.date.name },
    );
  }
  const place = lines.cells.dialect.quote(ROW);
  const { columns: [shown, places], rows } = await lines.ask(
    `SELECT odd_date, min(${place}) AS place FROM (${writeNumbered(lines)}) AS lines ` +
      `WHERE odd_date IS NOT NULL GROUP BY odd_date ORDER BY place LIMIT ${MOST_SHOWN}`,
  );
  return Array.from(
    { length: rows },
    (_, i) => ({ text: String(shown[i]), row: rowOf(Number(places[i]), lines) }),
  );
}

/** What is wrong with the first amount that could not be read. */
export async function oddAmount(lines: LedgerLines, until: number): Promise<Error> {
  const place = lines.cells.dialect.quote(ROW);
  const { columns: [texts, places] } = await lines.ask(
    `SELECT odd_amount, ${place} FROM (${
      writeNumbered(lines)
    }) AS lines WHERE odd_amount IS NOT NULL ` +
      `AND ${writeReason(until)} = ${LINE.counts} ORDER BY ${place} LIMIT 1`,
  );
  const { raw, name: column } = lines.cells.columns.amount;
  // Databases write large numbers in their own ways.
  const number = raw.type === "number" ? Number(texts[0]) : NaN;
  const text = String(Number.isNaN(number) ? texts[0] : number);
  return unreadable(
    lines.name,
    `amounts of a ledger must be plain numbers such as 12.5 and below ${AMOUNTS_BELOW} on an engine, ` +
      `but this line has ${quoteValue(text)}. Correct the cell, list the text in ` +
      "ingest.missing_codes, or set engine.name to auto to read the ledger in memory.",
    { row: rowOf(Number(places[0]), lines), column },
  );
}

function writeNumbered({ cells, numbered }: LedgerLines): string {
  return writeLines(cells, numbered, [ROW]);
}

/** Counted from 1, a header included. */
function rowOf(place: number, { cells: { isText } }: LedgerLines): number {
  return place + (isText ? 2 : 1);
}
