/** Linear discriminant analysis on some of many predictors. Runs in Deno and browsers. */

import { portableLog } from "../../numeric/portable_math.ts";
import type { Matrix } from "../../numeric/matrix.ts";

/** Sums over respondents from which any choice of predictors is solved. */
export interface Sums {
  readonly p: number;
  readonly counts: Float64Array;
  /** k x p sums by segment. */
  readonly totals: Float64Array;
  /** p x p products, whole. */
  readonly products: Float64Array;
}

/** Linear scores: constant and weights for each segment. */
export interface Discriminant {
  /** k of them. */
  readonly constants: Float64Array;
  /** k x m, in the order of the predictors. */
  readonly weights: Float64Array;
}

/** Added to variances of 1: keeps predictors that nearly repeat others from having wild weights. */
const RIDGE = 1e-3;

/** Sums over some respondents, O(rows p^2). */
export function sumUp(
  { values, d: p }: Matrix,
  { labels, k, rows }: { labels: Int32Array; k: number; rows: Int32Array },
): Sums {
  const counts = new Float64Array(k), totals = new Float64Array(k * p);
  const products = new Float64Array(p * p);
  for (const i of rows) {
    const from = i * p, to = labels[i] * p;
    counts[labels[i]]++;
    for (let a = 0; a < p; a++) {
      const value = values[from + a];
      totals[to + a] += value;
      if (value === 0) continue;
      for (let b = 0; b <= a; b++) products[a * p + b] += value * values[from + b];
    }
  }
  for (let a = 0; a < p; a++) for (let b = 0; b < a; b++) products[b * p + a] = products[a * p + b];
  return { p, counts, totals, products };
}

/** The sums of those who are in one but not in the other. */
export function lessSums(all: Sums, part: Sums): Sums {
  return {
    p: all.p,
    counts: all.counts.map((value, at) => value - part.counts[at]),
    totals: all.totals.map((value, at) => value - part.totals[at]),
    products: all.products.map((value, at) => value - part.products[at]),
  };
}

/** Products within segments, and around the common mean, of the predictors chosen; m x m each. */
export function spreads(
  { p, counts, totals, products }: Sums,
  chosen: readonly number[],
): { within: Float64Array; total: Float64Array } {
  const m = chosen.length, k = counts.length;
  const n = counts.reduce((sum, count) => sum + count, 0);
  const within = new Float64Array(m * m), total = new Float64Array(m * m);
  for (let a = 0; a < m; a++) {
    for (let b = 0; b <= a; b++) {
      const product = products[chosen[a] * p + chosen[b]];
      let between = 0, left = 0, right = 0;
      for (let s = 0; s < k; s++) {
        const one = totals[s * p + chosen[a]], other = totals[s * p + chosen[b]];
        if (counts[s] > 0) between += one * other / counts[s];
        left += one;
        right += other;
      }
      const ridge = a === b ? RIDGE * n : 0;
      within[a * m + b] = product - between + ridge;
      total[a * m + b] = product - left * right / n + ridge;
    }
  }
  return { within, total };
}

/** Lower Cholesky factor in place; false where the matrix is not positive. */
export function factor(a: Float64Array, m: number): boolean {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * m + j];
      for (let t = 0; t < j; t++) sum -= a[i * m + t] * a[j * m + t];
      if (i > j) a[i * m + j] = sum / a[j * m + j];
      else if (!(sum > 0)) return false;
      else a[i * m + i] = Math.sqrt(sum);
    }
  }
  return true;
}

/** Logarithm of Wilks' lambda: how much of the spread lies within segments; the less the better.
 * @see Rao, Advanced Statistical Methods in Biometric Research, 1952; the criterion of stepwise discriminant
 * analysis.
 */
export function logWilks(sums: Sums, chosen: readonly number[]): number {
  const m = chosen.length;
  const { within, total } = spreads(sums, chosen);
  if (!factor(within, m) || !factor(total, m)) return 0;
  let log = 0;
  for (let j = 0; j < m; j++) {
    log += 2 * (portableLog(within[j * m + j]) - portableLog(total[j * m + j]));
  }
  return log;
}

/** Solves the discriminant of the predictors chosen, O(m^3 + k m^2). Shares of segments count.
 * @see Fisher, The use of multiple measurements in taxonomic problems, 1936. Equal to scikit-learn's
 * LinearDiscriminantAnalysis(solver="svd") but for the ridge.
 */
export function solve(sums: Sums, chosen: readonly number[]): Discriminant {
  const { p, counts, totals } = sums;
  const m = chosen.length, k = counts.length;
  const n = counts.reduce((sum, count) => sum + count, 0);
  const { within } = spreads(sums, chosen);
  for (let at = 0; at < within.length; at++) within[at] /= n - k;
  const constants = new Float64Array(k), weights = new Float64Array(k * m);
  if (!factor(within, m)) return { constants, weights };
  for (let s = 0; s < k; s++) {
    const own = weights.subarray(s * m, (s + 1) * m);
    for (let j = 0; j < m; j++) own[j] = totals[s * p + chosen[j]] / Math.max(1, counts[s]);
    const means = own.slice();
    for (let i = 0; i < m; i++) {
      for (let t = 0; t < i; t++) own[i] -= within[i * m + t] * own[t];
      own[i] /= within[i * m + i];
    }
    for (let i = m - 1; i >= 0; i--) {
      for (let t = i + 1; t < m; t++) own[i] -= within[t * m + i] * own[t];
      own[i] /= within[i * m + i];
    }
    const half = own.reduce((sum, weight, j) => sum + weight * means[j], 0) / 2;
    constants[s] = portableLog(Math.max(counts[s], 0.5) / n) - half;
  }
  return { constants, weights };
}

/** The segment of each of some respondents: the highest score, ties the lowest segment. */
export function classify(
  { values, d: p }: Matrix,
  { constants, weights }: Discriminant,
  { chosen, rows }: { chosen: readonly number[]; rows: Int32Array },
): Int32Array {
  const m = chosen.length;
  return rows.map((i) => {
    let best = 0, most = -Infinity;
    for (let s = 0; s < constants.length; s++) {
      let score = constants[s];
      for (let j = 0; j < m; j++) score += weights[s * m + j] * values[i * p + chosen[j]];
      if (score > most) [best, most] = [s, score];
    }
    return best;
  });
}
