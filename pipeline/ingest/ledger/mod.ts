/** From a file with a row a purchase to a table with a row a customer. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";
import type { Params } from "../../plan/params.ts";
import type { LedgerReport } from "../../survey/ledger.ts";
import { dateFromDays } from "../cells/dates.ts";
import type { Decimal } from "../cells/numbers.ts";
import type { SurveyFile } from "../headers/open_survey.ts";
import type { DialectFound } from "../headers/recognise_dialect.ts";
import type { RawTable } from "../table/table.ts";
import { categoriesOf } from "./categories.ts";
import { type CustomerMeasures, measureCustomers } from "./customer_measures.ts";
import {
  type CustomerColumn,
  customerHeaders,
  type CustomerTable,
  customerTable,
  tableOfCustomers,
} from "./customer_table.ts";
import { findLedgerColumns, type LedgerColumns, type LedgerSettings } from "./ledger_columns.ts";
import { describeLedger, type NoteSource } from "./notes.ts";
import { type LinesRead, readLines } from "./read_lines.ts";
import { withoutPurchases } from "./refusals.ts";

const REASON = "a ledger of purchases, as ingest.ledger says";

/** What is known of customers beside their cells. */
export interface CustomersTold {
  readonly columns: readonly CustomerColumn[];
  readonly report: LedgerReport;
  /** The decimal mark of the ledger. */
  readonly decimal: Decimal;
}

/** A file of customers, and how it came about. */
export interface CustomersFound extends CustomersTold {
  /** As if the file had held customers. */
  readonly opened: SurveyFile;
  /** `ingest` as it counts for these: what it says of cells was said of those of the ledger. */
  readonly ingest: Params["ingest"];
}

/** What a table of customers is called among the tools that write surveys. */
const PLAIN: DialectFound = {
  ...{ dialect: "plain", reason: REASON, plan: { preamble: 0, rows: 0 }, note: "" },
  ...{ separators: [], notShown: null },
  readCell: (cell) => cell,
  readHeader: () => [],
};

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
  const columns = findLedgerColumns(table.columns, { file: name, ledger });
  const { readCell } = dialect;
  const lines = readLines(table, columns, { file: name, ledger, ingest, delimiter, readCell });
  const categories = categoriesOf(lines);
  const { names, hasRest, categoryOf } = categories;
  const measures = await measureCustomers(lines, {
    categoryOf,
    categories: names.length + (hasRest ? 1 : 0),
    rest: names.length,
    context,
  });
  if (measures.customer.length === 0) throw withoutPurchases(name, lines.leftOut);
  const made = customerTable(measures, { lines, categories, customer: ledger.customer });
  const report = reportOf({ rows: table.rows, lines, measures, categories, columns, ledger });
  for (const note of report.notes) context.warn(note);
  return {
    opened: ofCustomers(opened, made),
    ingest: ingestOfCustomers(ingest),
    ...{ columns: made.columns, report, decimal: lines.decimal },
  };
}

/** Customers that were made elsewhere, as if a file had held them.
 * @param cells A row a customer.
 */
export function customersOfCells(
  cells: readonly (readonly string[])[],
  told: CustomersTold,
  ingest: Params["ingest"],
): CustomersFound {
  const byColumn = told.columns.map((_, c) => (i: number) => cells[i][c]);
  const made = tableOfCustomers(told.columns, byColumn, cells.length);
  const file: SurveyFile = {
    ...{ table: made.table, format: "csv", encoding: "", delimiter: "", sheet: "", sheets: [] },
    ...{ beside: [], dialect: PLAIN },
  };
  return { ...told, opened: ofCustomers(file, made), ingest: ingestOfCustomers(ingest) };
}

/** A ledger of one table without a survey tool's header, such as several files together.
 * @param delimiter Empty for typed files.
 */
export function ledgerOfTable(table: RawTable, delimiter: string): SurveyFile {
  return {
    ...{ table, delimiter, format: "csv", encoding: "", sheet: "", sheets: [], beside: [] },
    dialect: PLAIN,
  };
}

function ofCustomers(file: SurveyFile, { table, columns }: CustomerTable): SurveyFile {
  return {
    ...{ ...file, table, delimiter: "", beside: [] },
    dialect: {
      ...file.dialect,
      readCell: (cell) => cell,
      readHeader: () => customerHeaders(columns),
      reason: REASON,
    },
  };
}

function ingestOfCustomers(ingest: Params["ingest"]): Params["ingest"] {
  return { ...ingest, keep_rows: true, missing_values: "auto", missing_codes: {} };
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
