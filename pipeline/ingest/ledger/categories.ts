/** Which categories of a ledger have a share of their own. Runs in Deno and browsers. */

import type { Lines } from "./read_lines.ts";

/** Products with more different texts are no categories. */
export const MOST_PRODUCTS = 50;
/** Categories with a share of their own; the rest is one. */
export const MOST_CATEGORIES = 8;

/** Categories, and where each product belongs. */
export interface Categories {
  /** Those bought most often first; none where no shares are made. */
  readonly names: readonly string[];
  /** Whether what belongs to none of them has a share as one more, behind them. */
  readonly hasRest: boolean;
  /** Per product its place in `names`, or that of the rest. */
  readonly categoryOf: Int32Array;
  /** Different products that were bought. */
  readonly products: number;
  /** Lines of purchases that name no product. */
  readonly unnamed: number;
}

/** Chooses the categories by the lines in which something of each was bought, ties by their texts; O(lines).
 * None are made of fewer than two products or more than {@link MOST_PRODUCTS}. A rest of one product is
 * that product.
 */
export function chooseCategories({ product, products, units }: Lines): Categories {
  const counts = new Float64Array(products.length);
  let unnamed = 0;
  for (let line = 0; line < product.length; line++) {
    if (units[line] <= 0) continue;
    if (product[line] === -1) unnamed++;
    else counts[product[line]]++;
  }
  const bought = products.map((_, place) => place).filter((place) => counts[place] > 0);
  const categoryOf = new Int32Array(products.length);
  const isMade = bought.length >= 2 && bought.length <= MOST_PRODUCTS;
  if (!isMade) {
    return { names: [], hasRest: false, categoryOf, products: bought.length, unnamed };
  }
  bought.sort((a, b) => counts[b] - counts[a] || (products[a] < products[b] ? -1 : 1));
  const isAll = bought.length <= MOST_CATEGORIES + 1;
  const own = isAll ? bought : bought.slice(0, MOST_CATEGORIES);
  categoryOf.fill(own.length);
  own.forEach((place, category) => categoryOf[place] = category);
  return {
    names: own.map((place) => products[place]),
    hasRest: !isAll || unnamed > 0,
    categoryOf,
    products: bought.length,
    unnamed,
  };
}
