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

/** A table, and what its header tells of each column. */
export interface CustomerTable {
  readonly table: RawTable;
  readonly headers: readonly HeaderCell[];
}

/** A column before it is one. */
interface Draft {
  readonly name: string;
  readonly label: string;
  /** The cell of a customer; empty where there is none such. */
  readonly cell: (i: number) => string;
}

/** Decimals of what is divided. */
const MEAN_DECIMALS = 4;
const SHARE_DECIMALS = 2;
const NOT_APPLICABLE = missingCode("not_applicable");
const MADE = "made of the ledger's lines";

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
  const drafts = [
    ...draftTimes(measures, lines.until),
    ...draftMoney(measures, lines),
    ...draftShares(measures, categories),
  ];
  const names = lines.customers;
  const n = measures.customer.length;
  const id = { name: customer, label: customer, cell: (i: number) => names[measures.customer[i]] };
  const columns = [
    toColumn(id, { position: 1, rows: n, kind: "id" }),
    ...drafts.map((draft, c) => toColumn(draft, { position: c + 2, rows: n, kind: "numeric" })),
  ];
  const headers = [id, ...drafts].map((draft: Draft): HeaderCell => ({
    name: draft.name,
    label: draft.label,
    question: null,
    item: "",
    isMetadata: false,
  }));
  return { table: typedTable(columns, n), headers };
}

function draftTimes(
  { first, last, purchases, gap, variation }: CustomerMeasures,
  until: number,
): Draft[] {
  return [
    {
      name: "recency",
      label: "Days since the last purchase",
      cell: (i) => String(until - last[i]),
    },
    { name: "frequency", label: "Number of purchases", cell: (i) => String(purchases[i]) },
    {
      name: "tenure",
      label: "Days since the first purchase",
      cell: (i) => String(until - first[i]),
    },
    {
      name: "days_between",
      label: "Days between purchases (median)",
      cell: (i) => Number.isNaN(gap[i]) ? "" : String(gap[i]),
    },
    {
      name: "irregularity",
      label: "Irregularity of purchases (variation of the days between them)",
      cell: (i) => Number.isNaN(variation[i]) ? "" : decimalText(variation[i], MEAN_DECIMALS),
    },
  ];
}

function draftMoney(
  { purchases, net, returns }: CustomerMeasures,
  { decimals, unit }: LinesRead,
): Draft[] {
  const hasReturns = returns.some((count) => count > 0);
  const told = [unit, hasReturns ? "returns subtracted" : ""].filter((part) => part !== "");
  const beside = told.length === 0 ? "" : ` (${told.join(", ")})`;
  const drafts: Draft[] = [
    {
      name: "monetary",
      label: `Amount spent${beside}`,
      cell: (i) => moneyText(net[i], decimals),
    },
    {
      name: "mean_purchase",
      label: `Amount per purchase${beside}`,
      cell: (i) => meanText(net[i], purchases[i], decimals),
    },
  ];
  if (!hasReturns) return drafts;
  const cell = (i: number) => String(returns[i]);
  return [...drafts, { name: "returns", label: "Number of returns", cell }];
}

function draftShares(
  { bought, byCategory }: CustomerMeasures,
  { names, hasRest }: Categories,
): Draft[] {
  const shown = names.map((name) => ({ name: `share_${name}`, item: name }));
  if (hasRest) shown.push({ name: "share_of_the_rest", item: "all else" });
  return shown.map(({ name, item }, category): Draft => ({
    name,
    label: `% of amount spent on ${item}`,
    cell: (i) => decimalText(100 * byCategory[category][i] / bought[i], SHARE_DECIMALS),
  }));
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
  { name, cell }: Draft,
  { position, rows, kind }: { position: number; rows: number; kind: "id" | "numeric" },
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
      made: { kind, reason: MADE, confidence: 1 },
    },
  };
}
