/** Finds the columns of a ledger that its parameters name. Runs in Deno and browsers. */

import { quoteValue } from "../../base/errors.ts";
import { nearestName } from "../../base/nearest.ts";
import { formatNumber, joinWords } from "../../base/text.ts";
import type { Params } from "../../plan/params.ts";
import { unreadable } from "../files/unreadable.ts";
import { nameColumns } from "../headers/name_columns.ts";
import type { RawColumn } from "../table/table.ts";

/** What `ingest.ledger` says, where it says anything. */
export type LedgerSettings = NonNullable<Params["ingest"]["ledger"]>;

/** What columns of a ledger are for. */
export type LedgerPart = "customer" | "date" | "amount" | "product" | "order";

/** A column of a ledger: of a file, or as a database has it. */
export interface NamedColumn<Raw = RawColumn> {
  readonly name: string;
  readonly raw: Raw;
}

/** The columns that are named; product and order only where they are. */
export type LedgerColumns<Raw = RawColumn> =
  & Readonly<Record<"customer" | "date" | "amount", NamedColumn<Raw>>>
  & Readonly<Record<"product" | "order", NamedColumn<Raw> | null>>;

const MOST_NAMED = 20;

/** Finds the columns that `ingest.ledger` names.
 * @param file For messages.
 * @throws {DataError} If the file has no column of a name, with the names that it has, or one column is to be
 * two things.
 */
export function findLedgerColumns<Raw extends Pick<RawColumn, "header" | "position">>(
  columns: readonly Raw[],
  { file, ledger }: { file: string; ledger: LedgerSettings },
): LedgerColumns<Raw> {
  const { names } = nameColumns(columns);
  const find = (part: LedgerPart): NamedColumn<Raw> | null => {
    const name = ledger[part];
    if (name === undefined) return null;
    const place = names.indexOf(name);
    if (place !== -1) return { name, raw: columns[place] };
    throw unreadable(file, describeAbsent(part, { name, names }));
  };
  const found = {
    customer: find("customer")!,
    date: find("date")!,
    amount: find("amount")!,
    product: find("product"),
    order: find("order"),
  };
  refuseTwice(ledger, file);
  return found;
}

function describeAbsent(
  part: LedgerPart,
  { name, names }: { name: string; names: readonly string[] },
): string {
  const listed = names.slice(0, MOST_NAMED).map(quoteValue);
  const rest = names.length - listed.length;
  if (rest > 0) listed.push(`${formatNumber(rest)} more`);
  const near = nearestName(name, names);
  return `ingest.ledger.${part} must name a column of the file, but names ${quoteValue(name)}. ` +
    (near === null ? "" : `Did you mean ${quoteValue(near)}? `) +
    `Its columns are ${joinWords(listed)}.`;
}

function refuseTwice(ledger: LedgerSettings, file: string): void {
  const parts = new Map<string, LedgerPart>();
  for (const part of ["customer", "date", "amount", "product", "order"] as const) {
    const name = ledger[part];
    if (name === undefined) continue;
    const other = parts.get(name);
    if (other !== undefined) {
      throw unreadable(
        file,
        `ingest.ledger must name a column once, but ${other} and ${part} are both ` +
          `${quoteValue(name)}. Leave one out, or name another column.`,
      );
    }
    parts.set(name, part);
  }
}
