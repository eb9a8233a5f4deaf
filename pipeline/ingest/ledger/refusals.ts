/** What a ledger is refused for, wherever it is read. Runs in Deno and browsers. */

import type { LedgerLinesLeftOut } from "../../survey/ledger.ts";
import { unreadable } from "../files/unreadable.ts";

/** No cell of the column is a date. */
export function withoutDates(file: string, column: string): Error {
  return unreadable(
    file,
    "a ledger must have dates, but no cell of the column is one. Name another in ingest.ledger.date.",
    { column },
  );
}

/** Sums would not be exact. */
export function beyondSums(file: string, column: string): Error {
  return unreadable(
    file,
    `amounts must add up to at most ${Number.MAX_SAFE_INTEGER} of their smallest unit to be added ` +
      "exactly, but these come to more. Write them in thousands.",
    { column },
  );
}

/** Nobody bought anything. */
export function withoutPurchases(file: string, leftOut: LedgerLinesLeftOut): Error {
  const reasons = Object.values(leftOut).reduce((sum, count) => sum + count, 0);
  return unreadable(
    file,
    "a ledger must hold purchases (a customer, a date, an amount above 0), but this one has none; " +
      `${reasons} of its lines lack one of these or are too late. Check the columns in ingest.ledger.`,
  );
}
