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
  /** Different products that were bought. */
  readonly products: number;
  /** Lines of purchases that name no product. */
  readonly unnamed: number;
}

/** Categories, and where each product of the lines belongs. */
export interface CategoriesOfLines extends Categories {
  /** Per product its place in `names`, or that of the rest. */
  readonly categoryOf: Int32Array;
}

/** A product, and the lines in which something of it was bought. */
export interface ProductBought {
  readonly name: string;
  readonly lines: number;
}

/** Chooses the categories of lines, and tells where each product belongs; O(lines). */
export function categoriesOf({ product, products, units }: Lines): CategoriesOfLines {
  const counts = new Float64Array(products.length);
  let unnamed = 0;
  for (let line = 0; line < product.length; line++) {
    if (units[line] <= 0) continue;
    if (product[line] === -1) unnamed++;
    else counts[product[line]]++;
  }
  const bought = products.map((name, place) => ({ name, lines: counts[place] }))
    .filter(({ lines }) => lines > 0);
  const chosen = chooseCategories(bought, { products: bought.length, unnamed });
  const places = new Map(chosen.names.map((name, place) => [name, place]));
  const rest = chosen.names.length;
  return { ...chosen, categoryOf: Int32Array.from(products, (name) => places.get(name) ?? rest) };
}

/** Chooses the categories by the lines in which something of each was bought, ties by their texts.
 * None are made of fewer than two products or more than {@link MOST_PRODUCTS}. A rest of one product is
 * that product.
 * @param bought All products that were bought, each once; where they are too many for categories, any.
 */
export function chooseCategories(
  bought: readonly ProductBought[],
  { products, unnamed }: Pick<Categories, "products" | "unnamed">,
): Categories {
  if (products < 2 || products > MOST_PRODUCTS) {
    return { names: [], hasRest: false, products, unnamed };
  }
  const sorted = [...bought].sort((a, b) => b.lines - a.lines || (a.name < b.name ? -1 : 1));
  const isAll = sorted.length <= MOST_CATEGORIES + 1;
  const own = isAll ? sorted : sorted.slice(0, MOST_CATEGORIES);
  return {
    names: own.map(({ name }) => name),
    hasRest: !isAll || unnamed > 0,
    ...{ products, unnamed },
  };
}
