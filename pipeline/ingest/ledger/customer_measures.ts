/** Folds the lines of a ledger into measures of its customers. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";
import type { Lines } from "./read_lines.ts";

/** What is measured of each customer who bought, as arrays of one length; NaN where there is no such thing. */
export interface CustomerMeasures {
  /** Places in `Lines.customers`, in the order of {@link compareCustomers}. */
  readonly customer: Int32Array;
  /** Whole days since 1970-01-01 of the first and the last purchase. */
  readonly first: Float64Array;
  readonly last: Float64Array;
  /** Orders in which something was bought. */
  readonly purchases: Float64Array;
  /** Whole numbers of the smallest unit of money: all amounts, returns subtracted, and those above 0. */
  readonly net: Float64Array;
  readonly bought: Float64Array;
  /** Median of the days between neighbouring days of purchase; NaN with fewer than two such days. */
  readonly gap: Float64Array;
  /** Their standard deviation (n - 1) by their mean; NaN with fewer than three days of purchase. */
  readonly variation: Float64Array;
  /** Lines of a negative amount. */
  readonly returns: Float64Array;
  /** What was bought of each category that has a column, as `net`; categories by customers. */
  readonly byCategory: readonly Float64Array[];
  /** Customers of the ledger who bought nothing in it. */
  readonly withoutPurchase: number;
}

/** The lines of each customer. */
interface Slices {
  /** Lines, those of a customer together, in the file's order. */
  readonly lines: Int32Array;
  /** Where the lines of each customer start; one more for the end. */
  readonly starts: Int32Array;
}

const DIGITS = /^\d{1,15}$/;

/** Measures customers, O(lines x log of the days of one customer). A purchase is an order with a line of an
 * amount above 0; days of purchase are those of such lines. All sums are of whole numbers, so that no order of the
 * lines changes a bit.
 * @param categoryOf Per product the column of its category, 0 to `categories` - 1.
 * @param rest The column of lines whose product has none of its own.
 * @see Hughes, Strategic Database Marketing, 1994, on recency, frequency and monetary value; Fader, Hardie
 * and Lee, RFM and CLV, 2005, doi:10.1509/jmkr.2005.42.4.415, who count a day's purchases once.
 */
export async function measureCustomers(
  lines: Lines,
  { categoryOf, categories, rest, context }: {
    categoryOf: Int32Array;
    categories: number;
    rest: number;
    context: StageContext;
  },
): Promise<CustomerMeasures> {
  const slices = sliceByCustomer(lines);
  const order = buyersOf(lines, slices);
  const measures = emptyMeasures(order.buyers, categories, order.withoutPurchase);
  const days: number[] = [];
  const orders = new Set<number>();
  for (let i = 0; i < order.buyers.length; i++) {
    const customer = order.buyers[i];
    days.length = 0;
    orders.clear();
    for (let at = slices.starts[customer]; at < slices.starts[customer + 1]; at++) {
      const line = slices.lines[at];
      const units = lines.units[line];
      measures.net[i] += units;
      if (units < 0) measures.returns[i]++;
      if (units <= 0) continue;
      measures.bought[i] += units;
      orders.add(lines.order[line]);
      days.push(Math.floor(lines.moment[line]));
      if (categories === 0) continue;
      const product = lines.product[line];
      measures.byCategory[product === -1 ? rest : categoryOf[product]][i] += units;
    }
    measures.purchases[i] = orders.size;
    tellDays(measures, i, days);
    const pause = context.checkpoint(i, order.buyers.length, "customers");
    if (pause !== undefined) await pause;
  }
  return measures;
}

/** What the days of a customer's purchases tell, which may repeat and stand in any order. */
function tellDays(
  { first, last, gap, variation }: CustomerMeasures,
  i: number,
  days: readonly number[],
): void {
  const distinct = Float64Array.from(new Set(days)).sort();
  const gaps = distinct.subarray(1).map((day, at) => day - distinct[at]);
  first[i] = distinct[0];
  last[i] = distinct[distinct.length - 1];
  const n = gaps.length;
  if (n === 0) return;
  const sum = last[i] - first[i];
  const squares = gaps.reduce((total, days) => total + days * days, 0);
  gaps.sort();
  gap[i] = (gaps[(n - 1) >> 1] + gaps[n >> 1]) / 2;
  // All of whole numbers but for the last steps: the same in any order.
  if (n > 1) variation[i] = Math.sqrt((n * squares - sum * sum) / (n * (n - 1))) / (sum / n);
}

/** The order of customers: by number where all are numbers of digits alone, else by their texts. */
export function compareCustomers(customers: readonly string[]): (a: string, b: string) => number {
  const byText = (a: string, b: string) => a < b ? -1 : a > b ? 1 : 0;
  if (!customers.every((text) => DIGITS.test(text))) return byText;
  return (a, b) => Number(a) - Number(b) || byText(a, b);
}

/** Sorts lines by customer, counting. */
function sliceByCustomer({ customer, customers }: Lines): Slices {
  const starts = new Int32Array(customers.length + 1);
  for (const each of customer) starts[each + 1]++;
  for (let c = 0; c < customers.length; c++) starts[c + 1] += starts[c];
  const next = starts.slice();
  const lines = new Int32Array(customer.length);
  for (let line = 0; line < customer.length; line++) lines[next[customer[line]]++] = line;
  return { lines, starts };
}

/** Customers who bought, in order. */
function buyersOf(
  { units, customers }: Lines,
  { lines, starts }: Slices,
): { buyers: Int32Array; withoutPurchase: number } {
  const buyers: number[] = [];
  let withoutPurchase = 0;
  for (let customer = 0; customer < customers.length; customer++) {
    const from = starts[customer], to = starts[customer + 1];
    if (from === to) continue;
    if (lines.subarray(from, to).some((line) => units[line] > 0)) buyers.push(customer);
    else withoutPurchase++;
  }
  const compare = compareCustomers(customers);
  buyers.sort((a, b) => compare(customers[a], customers[b]));
  return { buyers: Int32Array.from(buyers), withoutPurchase };
}

function emptyMeasures(
  customer: Int32Array,
  categories: number,
  withoutPurchase: number,
): CustomerMeasures {
  const zeros = () => new Float64Array(customer.length);
  return {
    customer,
    first: zeros(),
    last: zeros(),
    purchases: zeros(),
    net: zeros(),
    bought: zeros(),
    gap: zeros().fill(NaN),
    variation: zeros().fill(NaN),
    returns: zeros(),
    byCategory: Array.from({ length: categories }, zeros),
    withoutPurchase,
  };
}
