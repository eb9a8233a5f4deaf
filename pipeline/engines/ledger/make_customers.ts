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
import type { SqlSource } from "../sql/sql_engine.ts";
import { type LineCells, UNITS, writeLines } from "./line_cells.ts";
import { type LedgerLines, oddAmount, type OddCell, oddDates } from "./odd_cells.ts";
import {
  dayOf,
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
/** Tables of a session are not packed, which would take as long as reading; what does not fit in memory
 * lies in the scratch folder all the same. */
const MAKE = "CREATE OR REPLACE TEMP TABLE";
/** The form of dates that a database reads, as the reader in memory calls it. */
const ISO_FORM = "yyyy-mm-dd";

/** A ledger as a database reads it. */
export interface SqlLedger extends SqlQueryOptions {
  /** What the files are called together, for messages. */
  readonly name: string;
  readonly source: SqlSource;
  readonly connection: SqlConnection;
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
  const { name, source, ingest, ledger, connection } = asked;
  const { signal, onProgress } = asked;
  const options = {
    ...(signal === undefined ? {} : { signal }),
    ...(onProgress === undefined ? {} : { onProgress }),
  };
  const ask = (sql: string) => connection.query(sql, options);
  const found = await columnsOf(source.relation, { connection, headers: source.headers });
  const columns = findLedgerColumns(found, { file: name, ledger });
  const cells: LineCells = { columns, ingest, isText: source.headers !== null };
  refuseCommas(name, cells);
  const lines: LedgerLines = { name, cells, ask, numbered: source.numbered };
  await ask(`${MAKE} lines AS ${writeLines(cells, source.relation)}`);
  const told = await readFacts(lines, ledger);
  const counted = await readReasons(lines, told);
  const categories = await readCategories(ask, told, columns.product !== null);
  const unit = UNITS / 10 ** told.decimals;
  await ask(
    `${MAKE} sums AS ${writeSumsOfCustomers(told.until, categories, unit)}`,
  );
  await ask(`${MAKE} orders AS ${writeOrders(told.until)}`);
  await ask(`${MAKE} times AS ${writeTimesOfCustomers()}`);
  const [areNumbers] = firstRow(await ask(writeAreNumbers(told.until)));
  await ask("DROP TABLE lines");
  const buyers = await readBuyers(ask);
  if (buyers.customers === 0) throw withoutPurchases(name, counted.leftOut);
  const made = customerColumns({
    ...{ customer: columns.customer.name, unit: "", hasReturns: buyers.returns > 0, categories },
  });
  const relation = writeCustomers(made, { ...told, areNumbers: areNumbers === true });
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

async function readFacts(lines: LedgerLines, ledger: LedgerSettings): Promise<LinesTold> {
  const facts = firstRow(await lines.ask(writeFacts()));
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
  const { columns, rows } = await lines.ask(writeReasons(until));
  const byReason = new Map<number, number[]>();
  for (let row = 0; row < rows; row++) {
    const [reason, ...told] = columns.map((column) => Number(column[row]));
    byReason.set(reason, told);
  }
  const countOf = (reason: number) => byReason.get(reason)?.[0] ?? 0;
  const [counted, size, from, returns, rounded, odd] = byReason.get(LINE.counts) ??
    [0, 0, 0, 0, 0, 0];
  if (odd > 0) throw await oddAmount(lines, until);
  if (size / 10 ** (MOST_DECIMALS - decimals) > Number.MAX_SAFE_INTEGER) {
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
  { until }: LinesTold,
  isNamed: boolean,
): Promise<Categories> {
  if (!isNamed) return { names: [], hasRest: false, products: 0, unnamed: 0 };
  const { columns: [names, counts, all] } = await ask(writeProducts(until, MOST_PRODUCTS + 1));
  const bought = names.flatMap((name, i) =>
    name === null ? [] : [{ name: String(name), lines: Number(counts[i]) }]
  );
  const unnamed = names.indexOf(null);
  return chooseCategories(bought, {
    products: Number(all[0] ?? 0),
    unnamed: unnamed === -1 ? 0 : Number(counts[unnamed]),
  });
}

async function readBuyers(ask: LedgerLines["ask"]): Promise<Buyers> {
  const [customers, all, purchases, returns] = firstRow(await ask(writeBuyers())).map(Number);
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
