/** Customers of lines that were read, as queries. Runs in Deno only. */

import type { Categories } from "../../ingest/ledger/categories.ts";
import {
  type CustomerColumn,
  type CustomerMeasure,
  MEAN_DECIMALS,
  SHARE_DECIMALS,
} from "../../ingest/ledger/customer_table.ts";
import { plainName, ROW } from "../sql/columns.ts";
import type { Dialect } from "../sql/dialect.ts";
import { UNITS } from "./line_cells.ts";

/** Why a line counts for nobody, the first reason that it has; 0 where it counts. */
export const LINE = {
  counts: 0,
  withoutCustomer: 1,
  withoutDate: 2,
  unreadDate: 3,
  afterUntil: 4,
  withoutAmount: 5,
} as const;

/** Tables that are made on the way, as statements name them. */
export interface LedgerTables {
  readonly lines: string;
  readonly sums: string;
  readonly orders: string;
  readonly times: string;
}

/** Lines that were read, as statements name them, and the last day that counts, since 1970. */
export interface CountedLines extends Pick<LedgerTables, "lines"> {
  readonly until: number;
}

const SECONDS_A_DAY = 86_400;

/** Tells by {@link LINE} which lines count.
 * @param until The last day that counts, since 1970.
 */
export function writeReason(until: number): string {
  return `CASE WHEN customer IS NULL THEN ${LINE.withoutCustomer} ` +
    `WHEN NOT has_date THEN ${LINE.withoutDate} WHEN moment IS NULL THEN ${LINE.unreadDate} ` +
    `WHEN day > ${until} THEN ${LINE.afterUntil} ` +
    `WHEN NOT has_amount THEN ${LINE.withoutAmount} ELSE ${LINE.counts} END`;
}

/** Lines that count. */
export function writeCounted({ lines, until }: CountedLines): string {
  return `(SELECT * FROM ${lines} WHERE ${writeReason(until)} = ${LINE.counts})`;
}

/** What all lines tell: how many, the last moment, dates that are none, whether an amount was rounded, and
 * whether one is no whole number of 1, 0.1, 0.01 and 0.001. */
export function writeFacts({ lines }: Pick<LedgerTables, "lines">): string {
  const hasRest = [0, 1, 2, 3].map((decimals) =>
    `coalesce(bool_or(units % ${UNITS / 10 ** decimals} <> 0), false)`
  );
  return `SELECT count(*), max(moment), count(odd_date), coalesce(bool_or(is_rounded), false), ${
    hasRest.join(", ")
  } FROM ${lines}`;
}

/** Lines by the reason for which they count or not: how many, the size of their amounts, the first moment,
 * returns, rounded amounts and those that could not be read.
 * @param unit Sizes are told in so many ten-thousandths: exactly, or as 2^53 or more.
 */
export function writeReasons({ lines, until }: CountedLines, unit: number): string {
  return `SELECT ${writeReason(until)} AS reason, count(*), sum(${
    writeUnits("abs(units)", unit)
  }), ` +
    "min(moment), count(CASE WHEN units < 0 THEN 1 END), count(CASE WHEN is_rounded THEN 1 END), " +
    `count(odd_amount) FROM ${lines} GROUP BY reason`;
}

/** Products that were bought, lines of each, and how many products there are; null for lines that name none.
 * @param most Of products so many are given, and lines that name none.
 */
export function writeProducts(counted: CountedLines, most: number): string {
  return `SELECT product, n, count(product) OVER () AS products FROM (SELECT product, count(*) AS n ` +
    `FROM ${writeCounted(counted)} AS counted WHERE units > 0 GROUP BY product) AS bought ` +
    `ORDER BY product IS NOT NULL LIMIT ${most + 1}`;
}

/** All sums of each customer of lines that count, whether something was bought or not, in whole numbers of
 * `unit` ten-thousandths: doubles that hold them exactly, as {@link writeReasons} lets be checked, and so in
 * any order.
 */
export function writeSumsOfCustomers(
  counted: CountedLines,
  { categories: { names, hasRest }, unit, dialect }: {
    readonly categories: Pick<Categories, "names" | "hasRest">;
    readonly unit: number;
    readonly dialect: Dialect;
  },
): string {
  const categories = names.length + (hasRest ? 1 : 0);
  const places = names.map((name, place) => `WHEN ${dialect.text(name)} THEN ${place}`);
  const category = names.length === 0
    ? "0"
    : `CASE product ${places.join(" ")} ELSE ${names.length} END`;
  const shares = Array.from(
    { length: categories },
    (_, c) => `sum(CASE WHEN category = ${c} THEN bought ELSE 0e0 END) AS share_${c}`,
  );
  const money = writeUnits("units", unit);
  const lines = `SELECT customer, ${money} AS net, ` +
    `CASE WHEN units > 0 THEN ${money} ELSE 0e0 END AS bought, ` +
    `CASE WHEN units < 0 THEN 1e0 ELSE 0e0 END AS returned, ${category} AS category ` +
    `FROM ${writeCounted(counted)} AS counted`;
  const sums = ["net", "bought"].map((name) => `sum(${name}) AS ${name}`);
  return `SELECT customer, ${
    [...sums, "sum(returned) AS returns", ...shares].join(", ")
  } FROM (${lines}) AS lines GROUP BY customer`;
}

/** Whole ten-thousandths in whole numbers of a unit that leaves no rest: both are exact in a double. */
function writeUnits(units: string, unit: number): string {
  return `CAST(${units} AS DOUBLE) / ${unit}e0`;
}

/** The orders in which each customer bought something, by the days on which that was. */
export function writeOrders(counted: CountedLines): string {
  return "SELECT DISTINCT customer, day, number, CASE WHEN number IS NULL THEN moment END AS stamp " +
    `FROM ${writeCounted(counted)} AS counted WHERE units > 0`;
}

/** Of each customer who bought: purchases, the first and last day, and what lies between neighbouring ones. */
export function writeTimesOfCustomers({ orders }: Pick<LedgerTables, "orders">): string {
  const purchases =
    "SELECT customer, CAST(count(*) AS DOUBLE) AS purchases FROM (SELECT DISTINCT " +
    `customer, number, stamp FROM ${orders}) AS orders GROUP BY customer`;
  const days = `SELECT DISTINCT customer, day FROM ${orders}`;
  const gaps = `SELECT customer, day, day - lag(day) OVER (PARTITION BY customer ORDER BY day) ` +
    `AS gap FROM (${days}) AS days`;
  const times =
    "SELECT customer, CAST(min(day) AS DOUBLE) AS first, CAST(max(day) AS DOUBLE) AS last, " +
    "CAST(count(gap) AS DOUBLE) AS gaps, CAST(sum(gap * gap) AS DOUBLE) AS squares, " +
    `median(gap) AS gap FROM (${gaps}) AS gaps GROUP BY customer`;
  return `SELECT * FROM (${times}) AS times JOIN (${purchases}) AS purchases USING (customer)`;
}

/** Whether all customers of all lines are numbers of digits alone: those of lines that count are few
 * beside the lines. */
export function writeAreNumbers(
  { lines, sums, until }: CountedLines & Pick<LedgerTables, "sums">,
  dialect: Dialect,
): string {
  return `SELECT coalesce(bool_and(${dialect.matches("customer", "[0-9]{1,15}")}), false) FROM ` +
    `(SELECT customer FROM ${sums} UNION ALL SELECT DISTINCT customer FROM ${lines} WHERE ` +
    `${writeReason(until)} <> ${LINE.counts} AND customer IS NOT NULL) AS customers`;
}

/** Customers who bought, all customers, and purchases and returns of those who bought. */
export function writeBuyers({ sums, times }: Pick<LedgerTables, "sums" | "times">): string {
  return "SELECT count(purchases), count(*), coalesce(sum(purchases), 0), " +
    `coalesce(sum(CASE WHEN purchases > 0 THEN returns END), 0) FROM ${sums} LEFT JOIN ${times} ` +
    "USING (customer)";
}

/** By what measures are made of sums. */
interface Measured {
  readonly until: number;
  readonly decimals: number;
  readonly dialect: Dialect;
}

/** The customers as a relation: a row each, by {@link plainName}, numbered in their order.
 * @param options.until The last day that counts.
 * @param options.decimals Of the smallest unit of money.
 * @param options.areNumbers Whether all customers are numbers, by which they then stand.
 */
export function writeCustomers(
  columns: readonly CustomerColumn[],
  { until, decimals, areNumbers, tables: { sums, times }, dialect }: Measured & {
    readonly areNumbers: boolean;
    readonly tables: Pick<LedgerTables, "sums" | "times">;
  },
): string {
  const order = areNumbers ? "CAST(customer AS BIGINT), customer" : "customer";
  // What is rounded has been scaled before.
  const scaled = columns.flatMap(({ of }, c) => {
    const value = writeScaled(of, decimals);
    return value === null ? [] : [`${value} AS scaled_${c}`];
  });
  const cells = columns.map(({ of }, c) =>
    `${writeCell(of, `scaled_${c}`, { until, decimals, dialect })} AS ${
      dialect.quote(plainName(c))
    }`
  );
  return `(SELECT ${cells.join(", ")}, row_number() OVER (ORDER BY ${order}) - 1 AS ${
    dialect.quote(ROW)
  } FROM (SELECT *, ${
    scaled.join(", ")
  } FROM (SELECT *, last - first AS span FROM ${sums} JOIN ${times} ` +
    "USING (customer)) AS measured) AS customers)";
}

/** What is rounded, without its sign, in whole numbers of its last decimal; null for what is not. Every
 * step is that of the reader in memory, so that the bits are too. */
function writeScaled(of: CustomerMeasure, decimals: number): string | null {
  if (typeof of === "object") {
    return `100e0 * share_${of.category} / bought * ${10 ** SHARE_DECIMALS}e0`;
  }
  const scale = `${10 ** MEAN_DECIMALS}e0`;
  if (of === "mean_purchase") return `abs(net / purchases / ${10 ** decimals}e0) * ${scale}`;
  if (of !== "irregularity") return null;
  return "CASE WHEN gaps > 1 THEN sqrt((gaps * squares - span * span) / (gaps * (gaps - 1e0))) " +
    `/ (span / gaps) * ${scale} END`;
}

function writeCell(
  of: CustomerMeasure,
  scaled: string,
  { until, decimals, dialect }: Measured,
): string {
  // As Math.round: the half is looked at apart, so that adding it rounds nothing up.
  const rounded =
    `(floor(${scaled}) + CASE WHEN ${scaled} - floor(${scaled}) >= 0.5e0 THEN 1e0 ELSE 0e0 END)`;
  if (typeof of === "object") return `${rounded} / ${10 ** SHARE_DECIMALS}e0`;
  const mean = `${rounded} / ${10 ** MEAN_DECIMALS}e0`;
  switch (of) {
    case "customer":
      return "customer";
    case "recency":
      return `${dialect.double(until)} - last`;
    case "frequency":
      return "purchases";
    case "tenure":
      return `${dialect.double(until)} - first`;
    case "days_between":
      return "gap";
    case "irregularity":
      return mean;
    case "monetary":
      return `net / ${10 ** decimals}e0`;
    case "mean_purchase":
      return `CASE WHEN net < 0 THEN 0e0 - ${mean} ELSE ${mean} END`;
    case "returns":
      return "returns";
  }
}

/** The day of a moment. */
export function dayOf(moment: number): number {
  return Math.floor(moment / SECONDS_A_DAY);
}
