/** Customers of a ledger by a database's statements, as the reader in memory makes them. Runs in Deno only. */

import type { Params } from "../../plan/params.ts";
import type { LedgerReport } from "../../survey/ledger.ts";
import { dateFromDays } from "../../ingest/cells/dates.ts";
import { unreadable } from "../../ingest/files/unreadable.ts";
import {
  type Categories,
  chooseCategories,
  MOST_PRODUCTS,
} from "../../ingest/ledger/categories.ts";
import { customerColumns } from "../../ingest/ledger/customer_table.ts";
import { findLedgerColumns, type LedgerSettings } from "../../ingest/ledger/ledger_columns.ts";
import { MOST_DECIMALS } from "../../ingest/ledger/money.ts";
import { describeLedger } from "../../ingest/ledger/notes.ts";
import { beyondSums, withoutDates, withoutPurchases } from "../../ingest/ledger/refusals.ts";
import type { SqlConnection, SqlQueryOptions, SqlTable, SqlValue } from "../connection.ts";
import { columnsOf } from "../sql/columns.ts";
import type { Dialect } from "../sql/dialect.ts";
import type { SqlSource } from "../sql/sql_engine.ts";
import { isUnlikeAmount, type LineCells, UNITS, writeLines, writeUnlike } from "./line_cells.ts";
import { type LedgerLines, oddAmount, type OddCell, oddDates } from "./odd_cells.ts";
import {
  type CountedLines,
  dayOf,
  type LedgerTables,
  LINE,
  writeAreNumbers,
  writeBuyers,
  writeCustomers,
  writeFacts,
  writeOrders,
  writeProducts,
  writeReasons,
  writeSumsOfCustomers,
  writeTimesOfCustomers,
} from "./write_customers.ts";

const MS_A_DAY = 86_400_000;
/** The form of dates that a database reads, as the reader in memory calls it. */
const ISO_FORM = "yyyy-mm-dd";

/** Where a database keeps what is made on the way. */
export interface TableKeeper {
  /** Keeps a query's rows; gives the table, as statements name it. */
  keep(name: string, query: string, options: SqlQueryOptions): Promise<string>;
  /** Gives back what a table takes, which no statement needs any more. */
  drop(table: string, options: SqlQueryOptions): Promise<void>;
}

/** A ledger as a database reads it. */
export interface SqlLedger extends SqlQueryOptions {
  /** What the files are called together, for messages. */
  readonly name: string;
  readonly source: SqlSource;
  readonly connection: SqlConnection;
  readonly dialect: Dialect;
  /** Tables that are made on the way. */
  readonly tables: TableKeeper;
  readonly ingest: Params["ingest"];
  readonly ledger: LedgerSettings;
}

/** What all lines tell. */
interface LinesTold {
  readonly lines: number;
  /** The last day that counts, since 1970. */
  readonly until: number;
  /** Decimals of the smallest unit of money. */
  readonly decimals: number;
  readonly unread: readonly OddCell[];
}

/** What those that count tell, and why others do not. */
interface LinesCounted extends Pick<LedgerReport, "leftOut" | "counted" | "returns"> {
  /** The first moment, in seconds since 1970. */
  readonly from: number;
  /** Lines whose amount was rounded. */
  readonly rounded: number;
}

/** Who bought, and who did not. */
interface Buyers extends Pick<LedgerReport, "customers" | "withoutPurchase" | "purchases"> {
  /** What they gave back, in lines. */
  readonly returns: number;
}

/** Makes customers of lines, and their source in place of the files'. Lines are read once; what is made on
 * the way stays in the database until it is closed.
 * @throws {DataError} As the reader in memory, and where a date or an amount is written in a form that
 * only that one reads.
 * @throws {StorageError} If the database fails.
 */
export async function makeCustomers(asked: SqlLedger): Promise<SqlSource> {
  const { name, source, ingest, ledger, connection, dialect } = asked;
  const { signal, onProgress } = asked;
  const options = {
    ...(signal === undefined ? {} : { signal }),
    ...(onProgress === undefined ? {} : { onProgress }),
  };
  const ask = (sql: string) => connection.query(sql, options);
  const found = await columnsOf(source.relation, { connection, headers: source.headers });
  const columns = findLedgerColumns(found, { file: name, ledger });
  const cells: LineCells = { columns, ingest, dialect, isText: source.headers !== null };
  refuseCommas(name, cells);
  await refuseUnlike(name, cells, { source, ask });
  const keep = (table: string, query: string) => asked.tables.keep(table, query, options);
  const lines: LedgerLines = {
    ...{ name, cells, ask, numbered: source.numbered },
    lines: await keep("lines", writeLines(cells, source.relation)),
  };
  const told = await readFacts(lines, ledger);
  const { until, decimals } = told;
  const of = { lines: lines.lines, until };
  const counted = await readReasons(lines, told);
  const categories = await readCategories(ask, of, columns.product !== null);
  const unit = UNITS / 10 ** decimals;
  const sums = await keep("sums", writeSumsOfCustomers(of, { categories, unit, dialect }));
  const orders = await keep("orders", writeOrders(of));
  const times = await keep("times", writeTimesOfCustomers({ orders }));
  const [areNumbers] = firstRow(await ask(writeAreNumbers({ ...of, sums }, dialect)));
  for (const table of [orders, of.lines]) await asked.tables.drop(table, options);
  const tables = { sums, times };
  const buyers = await readBuyers(ask, tables);
  if (buyers.customers === 0) throw withoutPurchases(name, counted.leftOut);
  const made = customerColumns({
    ...{ customer: columns.customer.name, unit: "", hasReturns: buyers.returns > 0, categories },
  });
  const relation = writeCustomers(made, {
    ...{ until, decimals, areNumbers: areNumbers === true, tables, dialect },
  });
  const report = reportOf({ asked, told, counted, categories, buyers });
  return {
    ...{ relation, numbered: relation, headers: made.map((column) => column.name) },
    write: (query, folder) => source.write(query, folder),
    customers: { columns: made, report, decimal: "." },
  };
}

/** With a decimal comma a point may stand between thousands. */
function refuseCommas(name: string, { columns: { amount }, ingest, isText }: LineCells): void {
  if (!isText || ingest.decimal !== ",") return;
  throw unreadable(
    name,
    "amounts of a ledger must have a decimal point on an engine, but ingest.decimal is a comma. " +
      "Convert the column, or set engine.name to auto to read the ledger in memory.",
    { column: amount.name },
  );
}

/** @throws {DataError} If amounts, customers or products are numbers that the database writes in another way. */
async function refuseUnlike(
  name: string,
  cells: LineCells,
  { source, ask }: Pick<LedgerLines, "ask"> & { readonly source: SqlSource },
): Promise<void> {
  if (isUnlikeAmount(cells)) {
    throw unreadable(
      name,
      "amounts of a ledger must be doubles, decimals, whole numbers or texts on Spark, but they are " +
        "floats of 32 bits. Convert the column, or set engine.name to duckdb.",
      { column: cells.columns.amount.name },
    );
  }
  const counting = writeUnlike(cells, source.relation);
  if (counting === null) return;
  if (firstRow(await ask(counting)).every((count) => Number(count) === 0)) return;
  throw unreadable(
    name,
    "customers and products of a ledger must be texts or whole numbers below 1e15 on Spark, but " +
      "one is a fraction or larger. Write the column as text, or set engine.name to duckdb.",
  );
}

async function readFacts(lines: LedgerLines, ledger: LedgerSettings): Promise<LinesTold> {
  const facts = firstRow(await lines.ask(writeFacts(lines)));
  const [all, last, odd, isRounded, ...hasRests] = facts;
  const unread = Number(odd) > 0 ? await oddDates(lines) : [];
  if (last === null) throw withoutDates(lines.name, ledger.date);
  const until = ledger.until === undefined
    ? dayOf(Number(last))
    : Date.parse(`${ledger.until}T00:00:00Z`) / MS_A_DAY;
  // Of what leaves a rest beyond the tenth each larger unit leaves one too.
  const decimals = isRounded === true
    ? MOST_DECIMALS
    : hasRests.filter((hasRest) => hasRest === true).length;
  return { lines: Number(all), until, decimals, unread };
}

async function readReasons(
  lines: LedgerLines,
  { until, decimals }: LinesTold,
): Promise<LinesCounted> {
  const { columns, rows } = await lines.ask(writeReasons(
    { lines: lines.lines, until },
    UNITS / 10 ** decimals,
  ));
  const byReason = new Map<number, number[]>();
  for (let row = 0; row < rows; row++) {
    const [reason, ...told] = columns.map((column) => Number(column[row]));
    byReason.set(reason, told);
  }
  const countOf = (reason: number) => byReason.get(reason)?.[0] ?? 0;
  const [counted, size, from, returns, rounded, odd] = byReason.get(LINE.counts) ??
    [0, 0, 0, 0, 0, 0];
  if (odd > 0) throw await oddAmount(lines, until);
  if (size > Number.MAX_SAFE_INTEGER) {
    throw beyondSums(lines.name, lines.cells.columns.amount.name);
  }
  const leftOut = {
    withoutCustomer: countOf(LINE.withoutCustomer),
    withoutDate: countOf(LINE.withoutDate),
    unreadDate: countOf(LINE.unreadDate),
    afterUntil: countOf(LINE.afterUntil),
    withoutAmount: countOf(LINE.withoutAmount),
  };
  return { counted, leftOut, from, returns, rounded };
}

async function readCategories(
  ask: LedgerLines["ask"],
  counted: CountedLines,
  isNamed: boolean,
): Promise<Categories> {
  if (!isNamed) return { names: [], hasRest: false, products: 0, unnamed: 0 };
  const { columns: [names, counts, all] } = await ask(writeProducts(counted, MOST_PRODUCTS + 1));
  const bought = names.flatMap((name, i) =>
    name === null ? [] : [{ name: String(name), lines: Number(counts[i]) }]
  );
  const unnamed = names.indexOf(null);
  return chooseCategories(bought, {
    products: Number(all[0] ?? 0),
    unnamed: unnamed === -1 ? 0 : Number(counts[unnamed]),
  });
}

async function readBuyers(
  ask: LedgerLines["ask"],
  tables: Pick<LedgerTables, "sums" | "times">,
): Promise<Buyers> {
  const [customers, all, purchases, returns] = firstRow(await ask(writeBuyers(tables))).map(Number);
  return { customers, withoutPurchase: all - customers, purchases, returns };
}

function firstRow({ columns }: SqlTable): SqlValue[] {
  return columns.map(([value]) => value);
}

function reportOf(
  { asked: { ledger }, told, counted, categories, buyers }: {
    readonly asked: SqlLedger;
    readonly told: LinesTold;
    readonly counted: LinesCounted;
    readonly categories: Categories;
    readonly buyers: Buyers;
  },
): LedgerReport {
  const { customers, withoutPurchase, purchases } = buyers;
  const { leftOut, from, rounded, returns } = counted;
  const report = {
    ...{ lines: told.lines, counted: counted.counted, leftOut },
    ...{ customers, withoutPurchase, purchases, returns },
    from: dateFromDays(dayOf(from)),
    until: dateFromDays(told.until),
    dates: [ISO_FORM],
    categories: categories.names,
  };
  const notes = describeLedger({
    ...{ report, categories, isUntilSet: ledger.until !== undefined },
    lines: { unread: told.unread, dates: report.dates, rounded },
    ...{ product: ledger.product ?? "", order: ledger.order ?? "" },
  });
  return { ...report, notes };
}
