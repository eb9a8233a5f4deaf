/** Says how lines of purchases became customers. Runs in Deno and browsers. */

import { quoteValue } from "../../base/errors.ts";
import { countOf, formatNumber, joinWords } from "../../base/text.ts";
import type { LedgerReport } from "../../survey/ledger.ts";
import { type Categories, MOST_PRODUCTS } from "./categories.ts";
import { MOST_DECIMALS } from "./money.ts";
import type { LinesRead } from "./read_lines.ts";

/** What notes tell of beside the figures of the report. */
export interface NoteSource {
  readonly report: Omit<LedgerReport, "notes">;
  readonly lines: Pick<LinesRead, "unread" | "dates" | "rounded">;
  readonly categories: Categories;
  /** The names of the columns; empty for one that is not named. */
  readonly product: string;
  readonly order: string;
  /** Whether the last day was set. */
  readonly isUntilSet: boolean;
}

/** The notes, in the order of what a person wants to know first. */
export function describeLedger(source: NoteSource): string[] {
  return [
    describeAll(source),
    describeLeftOut(source),
    describeUnread(source),
    describeDates(source),
    describeMoney(source),
    describeBuyers(source.report),
    describeCategories(source),
  ].filter((note) => note !== "");
}

function describeAll({ report, order, isUntilSet }: NoteSource): string {
  const { counted, customers, purchases, from, until } = report;
  const one = order === ""
    ? "the lines of a customer at one moment are one purchase"
    : `lines of one ${quoteValue(order)} are one purchase`;
  return `The ledger's ${countOf(counted, "line")} from ${from} to ${until}` +
    `${isUntilSet ? " (ingest.ledger.until)" : ""} became ${countOf(customers, "customer")} with ` +
    `${countOf(purchases, "purchase")}: ${one}.`;
}

function describeLeftOut({ report: { leftOut, lines, until } }: NoteSource): string {
  const reasons: [count: number, what: string][] = [
    [leftOut.withoutCustomer, "name no customer"],
    [leftOut.withoutDate, "have no date"],
    [leftOut.unreadDate, "have a date that cannot be read"],
    [leftOut.afterUntil, `are later than ${until}`],
    [leftOut.withoutAmount, "have no amount"],
  ];
  const told = reasons.filter(([count]) => count > 0);
  if (told.length === 0) return "";
  const total = told.reduce((sum, [count]) => sum + count, 0);
  const listed = told.length === 1
    ? [`${total === 1 ? "it" : "they"} ${total === 1 ? forOne(told[0][1]) : told[0][1]}`]
    : told.map(([count, what]) => `${formatNumber(count)} ${count === 1 ? forOne(what) : what}`);
  return `${formatNumber(total)} of the ledger's ${countOf(lines, "line")} ` +
    `${total === 1 ? "was" : "were"} left out: ${joinWords(listed)}.`;
}

/** What several lines do, as one does it. */
function forOne(what: string): string {
  return what.replace(/^name /, "names ").replace(/^have /, "has ").replace(/^are /, "is ");
}

function describeUnread({ lines: { unread, dates } }: NoteSource): string {
  if (unread.length === 0) return "";
  const shown = unread.map(({ text, row }) => `${quoteValue(text)} in row ${row}`);
  return `Dates that could not be read, such as ${joinWords(shown)}; the others are ` +
    `${joinWords(dates)}.`;
}

/** Says in which forms dates were read where that leaves a doubt. */
function describeDates({ lines: { dates } }: NoteSource): string {
  const isOpen = dates.some((format) => format.includes("the other way round"));
  if (dates.length === 1 && !isOpen) return "";
  return `The ledger's dates were read as ${joinWords(dates)}.`;
}

function describeMoney({ report: { returns }, lines: { rounded } }: NoteSource): string {
  return [
    returns > 0
      ? `${countOf(returns, "line")} of a negative amount ${
        returns === 1 ? "is" : "are"
      } returns: ` +
        "subtracted from what was spent, counted, and no purchases."
      : "",
    rounded > 0
      ? `Amounts of ${countOf(rounded, "line")} were rounded to ${MOST_DECIMALS} decimals.`
      : "",
  ].filter((note) => note !== "").join(" ");
}

function describeBuyers({ withoutPurchase }: NoteSource["report"]): string {
  if (withoutPurchase === 0) return "";
  const who = withoutPurchase === 1 ? "was" : "were";
  return `${
    countOf(withoutPurchase, "customer")
  } ${who} left out who bought nothing in the ledger ` +
    "(returns or amounts of 0 only).";
}

function describeCategories({ categories, product }: NoteSource): string {
  if (product === "") return "";
  const { names, hasRest, products, unnamed } = categories;
  if (names.length === 0) {
    const why = products < 2
      ? "it has fewer than two"
      : `it has ${formatNumber(products)} and categories are at most ${MOST_PRODUCTS}`;
    return `No shares by ${quoteValue(product)} were made: ${why}.`;
  }
  const beyond = products - names.length;
  const rest = [
    ...(beyond > 0 ? [`${formatNumber(beyond)} more`] : []),
    ...(unnamed > 0
      ? [`${countOf(unnamed, "line")} that name${unnamed === 1 ? "s" : ""} none`]
      : []),
  ];
  return `What customers spent is divided by ${quoteValue(product)} into ${
    formatNumber(names.length)
  } categories${hasRest ? ` and the rest (${joinWords(rest)})` : ""}.`;
}
