/** Weights of rows: sums, effective base, centred products for a covariance. Runs in Deno and browsers. */

import type { StageContext } from "../base/context.ts";
import type { Matrix } from "./matrix.ts";
import { type CrossProducts, crossProducts } from "./cross_products.ts";
import { columnMeans } from "./statistics.ts";

/** A matrix whose rows carry weights. */
export type WeightedMatrix = Matrix & { readonly weights: Float64Array };

/** Whether the rows of a matrix carry weights. */
export function isWeighted(x: Matrix): x is WeightedMatrix {
  return x.weights !== undefined;
}

/** Sum of the weights of rows; without weights their number. */
export function totalWeight({ n, weights }: Matrix): number {
  return weights === undefined ? n : weights.reduce((sum, weight) => sum + weight, 0);
}

/** How many rows of equal weight are as precise: (sum of weights)^2 / sum of squared weights.
 * @see Kish, Survey Sampling, 1965.
 */
export function effectiveBase(weights: Float64Array): number {
  let sum = 0, squares = 0;
  for (const weight of weights) {
    sum += weight;
    squares += weight * weight;
  }
  return kishBase(sum, squares);
}

/** The same from the two sums; 0 where there is no weight. */
export function kishBase(sum: number, squares: number): number {
  return squares > 0 ? sum * sum / squares : 0;
}

/** Weighted means of the columns, sums over rows of weight times the products of every two centred
 * columns, and what to divide these by for a covariance. Rows are centred at the weighted means and
 * multiplied by the root of their weight. O(n d^2) time, O(n d) memory.
 * @returns freedom is W - (sum of squared weights) / W with W the sum of weights, for weights that say
 * how reliable a row is, as in numpy.cov with aweights; it is n - 1 where all weights are 1.
 */
export async function weightedCrossProducts(
  x: WeightedMatrix,
  options: { readonly context: StageContext },
): Promise<CrossProducts & { readonly freedom: number }> {
  const { n, d, weights } = x;
  const means = columnMeans(x);
  const values = new Float64Array(n * d);
  let squares = 0;
  for (let i = 0, p = 0; i < n; i++) {
    const root = Math.sqrt(weights[i]);
    squares += weights[i] * weights[i];
    for (let c = 0; c < d; c++, p++) values[p] = root * (x.values[p] - means[c]);
  }
  const scaled = await crossProducts({ values, n, d }, options);
  // The kernels centre once more; these columns are to be left as they are.
  const products = scaled.products.values.map((value, p) =>
    value + n * scaled.means[Math.floor(p / d)] * scaled.means[p % d]
  );
  const total = totalWeight(x);
  return { means, products: { values: products, n: d, d }, freedom: total - squares / total };
}

/** Warns when rows have weights and a method takes none.
 * @param method Its name as people write it, and whether it takes weights.
 */
export function warnUnweighted(
  x: Matrix,
  { words, takesWeights }: { readonly words: string; readonly takesWeights: boolean },
  context: StageContext,
): void {
  if (x.weights === undefined || takesWeights) return;
  context.warn(
    `${words} takes no weights: every respondent counts alike in it. Means, shares and indices are ` +
      "weighted all the same.",
  );
}
