/** From a file with a row a purchase to a table with a row a customer. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";
import type { Params } from "../../plan/params.ts";
import type { LedgerReport } from "../../survey/ledger.ts";
import { dateFromDays } from "../cells/dates.ts";
import type { Decimal } from "../cells/numbers.ts";
import { unreadable } from "../files/unreadable.ts";
import type { SurveyFile } from "../headers/open_survey.ts";
import { chooseCategories } from "./categories.ts";
import { type CustomerMeasures, measureCustomers } from "./customer_measures.ts";
import { customerTable } from "./customer_table.ts";
import { findLedgerColumns, type LedgerColumns, type LedgerSettings } from "./ledger_columns.ts";
import { describeLedger, type NoteSource } from "./notes.ts";
import { type LinesRead, readLines } from "./read_lines.ts";

const REASON = "a ledger of purchases, as ingest.ledger says";

/** A file of customers, and how it came about. */
export interface CustomersFound {
  /** As if the file had held customers. */
  readonly opened: SurveyFile;
  /** `ingest` as it counts for these: what it says of cells was said of those of the ledger. */
  readonly ingest: Params["ingest"];
  readonly report: LedgerReport;
  /** The decimal mark of the ledger. */
  readonly decimal: Decimal;
}

/** Makes customers of the lines of a ledger. Warns of how: lines left out, dates that are none, returns,
 * categories.
 * @param opened The file; sheets beside the ledger describe other columns and are passed over.
 * @param options.name The file, for messages.
 * @throws {DataError} If a named column is not there, an amount is no number, or nobody bought anything.
 */
export async function findCustomers(
  opened: SurveyFile,
  { name, ledger, ingest, context }: {
    name: string;
    ledger: LedgerSettings;
    ingest: Params["ingest"];
    context: StageContext;
  },
): Promise<CustomersFound> {
  const { table, dialect, delimiter } = opened;
  const columns = findLedgerColumns(table, { file: name, ledger });
  const { readCell } = dialect;
  const lines = readLines(table, columns, { file: name, ledger, ingest, delimiter, readCell });
  const categories = chooseCategories(lines);
  const { names, hasRest, categoryOf } = categories;
  const measures = await measureCustomers(lines, {
    categoryOf,
    categories: names.length + (hasRest ? 1 : 0),
    rest: names.length,
    context,
  });
  if (measures.customer.length === 0) throw nobody(name, lines);
  const made = customerTable(measures, { lines, categories, customer: ledger.customer });
  const report = reportOf({ rows: table.rows, lines, measures, categories, columns, ledger });
  for (const note of report.notes) context.warn(note);
  return {
    opened: {
      ...opened,
      table: made.table,
      delimiter: "",
      beside: [],
      dialect: {
        ...dialect,
        readCell: (cell) => cell,
        readHeader: () => [...made.headers],
        reason: REASON,
      },
    },
    ingest: { ...ingest, keep_rows: true, missing_values: "auto", missing_codes: {} },
    report,
    decimal: lines.decimal,
  };
}

function nobody(name: string, { leftOut }: LinesRead): Error {
  const reasons = Object.values(leftOut).reduce((sum, count) => sum + count, 0);
  return unreadable(
    name,
    "a ledger must hold purchases (a customer, a date, an amount above 0), but this one has none; " +
      `${reasons} of its lines lack one of these or are too late. Check the columns in ingest.ledger.`,
  );
}

function reportOf(
  { rows, lines, measures, categories, columns, ledger }: {
    rows: number;
    lines: LinesRead;
    measures: CustomerMeasures;
    categories: NoteSource["categories"];
    columns: LedgerColumns;
    ledger: LedgerSettings;
  },
): LedgerReport {
  const from = lines.moment.reduce((least, day) => Math.min(least, day), Infinity);
  const report = {
    lines: rows,
    counted: lines.moment.length,
    leftOut: lines.leftOut,
    customers: measures.customer.length,
    withoutPurchase: measures.withoutPurchase,
    purchases: measures.purchases.reduce((sum, count) => sum + count, 0),
    returns: lines.units.reduce((count, units) => count + (units < 0 ? 1 : 0), 0),
    from: dateFromDays(from),
    until: dateFromDays(lines.until),
    dates: lines.dates,
    categories: categories.names,
  };
  const notes = describeLedger({
    report,
    lines,
    categories,
    product: columns.product?.name ?? "",
    order: columns.order?.name ?? "",
    isUntilSet: ledger.until !== undefined,
  });
  return { ...report, notes };
}
