/** A ledger like those of online shops, drawn by a seed; as a program it writes one. Runs in Deno. */

import { createRng, type Rng } from "../../pipeline/base/rng.ts";

/** How large a ledger is. */
export interface LedgerSize {
  readonly lines: number;
  readonly customers: number;
  readonly seed: number;
}

/** The names of its columns. */
export const LEDGER_HEADER = [
  "Invoice",
  "InvoiceDate",
  "CustomerID",
  "Category",
  "Description",
  "Amount",
] as const;

/** What `ingest.ledger` says of it. */
export const LEDGER_COLUMNS = {
  customer: "CustomerID",
  date: "InvoiceDate",
  amount: "Amount",
  product: "Category",
  order: "Invoice",
};

const CATEGORIES =
  "Home,Garden,Kitchen,Toys,Stationery,Lighting,Textiles,Gifts,Christmas,Bags,Jewellery,Outdoor"
    .split(",");
const FIRST_DAY = Date.UTC(2010, 11, 1);
const DAYS = 374;
const MS_A_DAY = 86_400_000;
const MS_A_MINUTE = 60_000;

/** The lines of a ledger of this size: invoices of customers and of nobody, returns, articles for nothing,
 * categories that a customer prefers. The header comes first; none has its end. */
export function* ledgerLines({ lines, customers, seed }: LedgerSize): Generator<string> {
  const rng = createRng(seed);
  yield LEDGER_HEADER.join(",");
  const sums = new Float64Array(customers);
  for (let i = 0; i < customers; i++) {
    sums[i] = (i === 0 ? 0 : sums[i - 1]) + Math.exp(1.1 * rng.normal());
  }
  let left = lines, invoice = 536_365;
  while (left > 0) {
    const customer = rng.uniform() < 0.18 ? -1 : pick(sums, rng.uniform());
    const minute = Math.floor(DAYS * 720 * rng.uniform());
    const day = Math.floor(minute / 720);
    const moment = FIRST_DAY + day * MS_A_DAY + (8 * 60 + minute % 720) * MS_A_MINUTE;
    const isReturn = rng.uniform() < 0.06;
    const wanted = isReturn ? 1 + rng.below(3) : 1 + Math.floor(-8 * Math.log(1 - rng.uniform()));
    const size = Math.min(left, wanted);
    const head = `${isReturn ? "C" : ""}${invoice++},${
      new Date(moment).toISOString().slice(0, 16).replace("T", " ")
    },${customer === -1 ? "" : 12_346 + customer}`;
    for (let line = 0; line < size; line++) {
      yield `${head},${drawLine(rng, { customer, isReturn })}`;
    }
    left -= size;
  }
}

/** A ledger as the text of a file. */
export function ledgerText(size: LedgerSize): string {
  return [...ledgerLines(size)].join("\n") + "\n";
}

/** Category, description and amount of a line; one in a hundred was free. */
function drawLine(
  rng: Rng,
  { customer, isReturn }: { customer: number; isReturn: boolean },
): string {
  const taste = Math.max(0, customer) % CATEGORIES.length;
  const category = rng.uniform() < 0.4
    ? taste
    : Math.floor(CATEGORIES.length * rng.uniform() ** 1.6);
  const cents = Math.round(100 * Math.exp(0.6 + 0.9 * rng.normal())) *
    (1 + Math.floor(-6 * Math.log(1 - rng.uniform())));
  const amount = rng.uniform() < 0.01 ? 0 : cents;
  const sign = isReturn && amount > 0 ? "-" : "";
  const code = 20_000 + 100 * category + rng.below(80);
  return `${CATEGORIES[category]},Article ${code},${sign}${(amount / 100).toFixed(2)}`;
}

/** The place in rising sums that a share of the last lies below. */
function pick(sums: Float64Array, share: number): number {
  const at = share * sums[sums.length - 1];
  let low = 0, high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sums[middle] > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

if (import.meta.main) {
  const [lines, path] = Deno.args;
  const size = { lines: Number(lines), customers: Math.ceil(Number(lines) / 25), seed: 19 };
  Deno.writeTextFileSync(path, ledgerText(size));
}
