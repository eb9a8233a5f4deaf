/** A table with a row a customer from what was measured of them. Runs in Deno and browsers. */

import { missingCode } from "../../survey/missing.ts";
import type { HeaderCell } from "../headers/dialects/reader.ts";
import { LevelIndex } from "../table/level_index.ts";
import type { RawColumn, RawTable } from "../table/table.ts";
import { typedTable } from "../table/typed_table.ts";
import type { Categories } from "./categories.ts";
import type { CustomerMeasures } from "./customer_measures.ts";
import { moneyText } from "./money.ts";
import type { LinesRead } from "./read_lines.ts";

/** What a column tells of a customer: whom, when and how often, how much, or the share of a category by its place. */
export type CustomerMeasure =
  | "customer"
  | "recency"
  | "frequency"
  | "tenure"
  | "days_between"
  | "irregularity"
  | "monetary"
  | "mean_purchase"
  | "returns"
  | { readonly category: number };

/** A column of customers. */
export interface CustomerColumn {
  readonly name: string;
  readonly label: string;
  readonly of: CustomerMeasure;
}

/** What decides which columns there are. */
export interface CustomerColumnsWanted {
  /** The name of the ledger's column of customers. */
  readonly customer: string;
  /** What amounts carry, such as `€`; empty where they are bare. */
  readonly unit: string;
  /** Whether somebody who bought gave something back. */
  readonly hasReturns: boolean;
  readonly categories: Pick<Categories, "names" | "hasRest">;
}

/** A table, and what its header tells of each column. */
export interface CustomerTable {
  readonly table: RawTable;
  readonly columns: readonly CustomerColumn[];
}

/** Decimals of what is divided. */
export const MEAN_DECIMALS = 4;
export const SHARE_DECIMALS = 2;
const NOT_APPLICABLE = missingCode("not_applicable");
const MADE = "made of the ledger's lines";

/** The columns of customers, in order. */
export function customerColumns(
  { customer, unit, hasReturns, categories: { names, hasRest } }: CustomerColumnsWanted,
): CustomerColumn[] {
  const told = [unit, hasReturns ? "returns subtracted" : ""].filter((part) => part !== "");
  const beside = told.length === 0 ? "" : ` (${told.join(", ")})`;
  const shown = names.map((name) => ({ name: `share_${name}`, item: name }));
  if (hasRest) shown.push({ name: "share_of_the_rest", item: "all else" });
  const measured: readonly (readonly [of: CustomerMeasure & string, label: string])[] = [
    ["recency", "Days since the last purchase"],
    ["frequency", "Number of purchases"],
    ["tenure", "Days since the first purchase"],
    ["days_between", "Days between purchases (median)"],
    ["irregularity", "Irregularity of purchases (variation of the days between them)"],
    ["monetary", `Amount spent${beside}`],
    ["mean_purchase", `Amount per purchase${beside}`],
    ...(hasReturns ? [["returns", "Number of returns"] as const] : []),
  ];
  return [
    { name: customer, label: customer, of: "customer" },
    ...measured.map(([of, label]) => ({ name: of, label, of })),
    ...shown.map(({ name, item }, category) => ({
      ...{ name, label: `% of amount spent on ${item}` },
      of: { category },
    })),
  ];
}

/** Makes the table, O(customers x columns). Customers stand in the order of their names; what cannot be told
 * of one (days between purchases of who bought once) is not applicable.
 * @param options.customer The name of the ledger's column of customers.
 */
export function customerTable(
  measures: CustomerMeasures,
  { lines, categories, customer }: {
    lines: LinesRead;
    categories: Categories;
    customer: string;
  },
): CustomerTable {
  const columns = customerColumns({
    ...{ customer, unit: lines.unit, categories },
    hasReturns: measures.returns.some((count) => count > 0),
  });
  const cells = columns.map(({ of }) => cellsOf(of, measures, lines));
  return tableOfCustomers(columns, cells, measures.customer.length);
}

/** Makes the table of cells that are known.
 * @param cells Per column the cell of a customer, by place; empty where there is none such.
 */
export function tableOfCustomers(
  columns: readonly CustomerColumn[],
  cells: readonly ((i: number) => string)[],
  rows: number,
): CustomerTable {
  const made = columns.map((column, c) =>
    toColumn({ ...column, cell: cells[c] }, { position: c + 1, rows })
  );
  return { table: typedTable(made, rows), columns };
}

/** What a header would tell of the columns. */
export function customerHeaders(columns: readonly CustomerColumn[]): HeaderCell[] {
  return columns.map(({ name, label }) => ({
    ...{ name, label, question: null, item: "", isMetadata: false },
  }));
}

function cellsOf(
  of: CustomerMeasure,
  measures: CustomerMeasures,
  { customers, decimals, until }: LinesRead,
): (i: number) => string {
  const { customer, first, last, purchases, gap, variation, net, bought, returns, byCategory } =
    measures;
  const optional = (values: Float64Array, write: (value: number) => string) => (i: number) =>
    Number.isNaN(values[i]) ? "" : write(values[i]);
  switch (of) {
    case "customer":
      return (i) => customers[customer[i]];
    case "recency":
      return (i) => String(until - last[i]);
    case "frequency":
      return (i) => String(purchases[i]);
    case "tenure":
      return (i) => String(until - first[i]);
    case "days_between":
      return optional(gap, String);
    case "irregularity":
      return optional(variation, (value) => decimalText(value, MEAN_DECIMALS));
    case "monetary":
      return (i) => moneyText(net[i], decimals);
    case "mean_purchase":
      return (i) => meanText(net[i], purchases[i], decimals);
    case "returns":
      return (i) => String(returns[i]);
    default:
      return (i) => decimalText(100 * byCategory[of.category][i] / bought[i], SHARE_DECIMALS);
  }
}

/** A mean of whole numbers of the smallest unit. */
function meanText(sum: number, count: number, decimals: number): string {
  return decimalText(sum / count / 10 ** decimals, MEAN_DECIMALS);
}

/** A number in at most so many decimals. */
function decimalText(value: number, decimals: number): string {
  const scale = 10 ** decimals;
  const units = Math.round(Math.abs(value) * scale);
  return moneyText(value < 0 ? -units : units, decimals);
}

function toColumn(
  { name, of, cell }: CustomerColumn & { readonly cell: (i: number) => string },
  { position, rows }: { position: number; rows: number },
): RawColumn {
  const levels = new LevelIndex();
  const all = new Uint32Array(rows);
  const counts: number[] = [];
  for (let i = 0; i < rows; i++) {
    const level = levels.levelOf(cell(i));
    all[i] = level;
    counts[level] = (counts[level] ?? 0) + 1;
  }
  const { texts } = levels;
  const codes = texts.length <= 0x100
    ? Uint8Array.from(all)
    : texts.length <= 0x10000
    ? Uint16Array.from(all)
    : all;
  return {
    position,
    header: name,
    codes,
    texts,
    counts,
    facts: {
      label: "",
      declared: null,
      categories: null,
      numbers: null,
      missing: Uint8Array.from(texts, (text) => text === "" ? NOT_APPLICABLE : 0),
      made: { kind: of === "customer" ? "id" : "numeric", reason: MADE, confidence: 1 },
    },
  };
}
