/** Dense row-major matrices: making, checking, row means and distances. Runs in Deno and browsers. */

import { DataError } from "../base/errors.ts";

/** Row-major n x d numbers. */
export interface Matrix {
  /** How much each row counts in means, variances and distances between groups: length n, finite,
   * above 0. Absent where all count alike. */
  readonly weights?: Float64Array;
  /** Length n x d; row i starts at i x d. */
  readonly values: Float64Array;
  /** Rows. */
  readonly n: number;
  /** Columns. */
  readonly d: number;
}

/** Wraps numbers as a matrix without copying them.
 * @param values Row-major, length n x d.
 * @param n Rows. @param d Columns.
 * @throws {RangeError} If n or d is not a whole number or the length is not n x d.
 */
export function matrix(values: Float64Array, n: number, d: number): Matrix {
  const whole = Number.isInteger(n) && Number.isInteger(d) && n >= 0 && d >= 0;
  if (!whole || values.length !== n * d) {
    throw new RangeError(
      `Cannot make a matrix: it needs n x d values, but n is ${n}, d is ${d} and there are ${values.length}.`,
    );
  }
  return { values, n, d };
}

/** Refuses NaN and infinities, which would silently spoil every distance.
 * @throws {DataError} Naming the first row (from 1) and column (from 1) that is not finite.
 */
export function assertFinite(x: Matrix, action: string): void {
  for (let i = 0; i < x.values.length; i++) {
    if (Number.isFinite(x.values[i])) continue;
    const row = Math.floor(i / x.d) + 1;
    throw new DataError(
      `Cannot ${action}: every value must be finite, but row ${row}, column ${i % x.d + 1} holds ${
        x.values[i]
      }. Impute or leave out such values first.`,
    );
  }
}

/** Squared Euclidean distance of row i of a and row j of b (same d), in squared units. */
export function squaredDistance(a: Matrix, i: number, b: Matrix, j: number): number {
  const d = a.d;
  const left = a.values, right = b.values;
  let sum = 0;
  for (let c = 0, p = i * d, q = j * d; c < d; c++, p++, q++) {
    const gap = left[p] - right[q];
    sum += gap * gap;
  }
  return sum;
}

/** Means of the rows of each group, by weight where rows have weights.
 * @param labels Group of each row, in [0, k); every group has a row.
 * @returns k x d.
 */
export function groupMeans(x: Matrix, labels: Int32Array, k: number): Matrix {
  const { n, d, values, weights } = x;
  const means = new Float64Array(k * d);
  const totals = new Float64Array(k);
  for (let i = 0; i < n; i++) {
    const target = labels[i] * d;
    const weight = weights === undefined ? 1 : weights[i];
    totals[labels[i]] += weight;
    for (let c = 0; c < d; c++) means[target + c] += weight * values[i * d + c];
  }
  for (let g = 0; g < k; g++) {
    for (let c = 0; c < d; c++) means[g * d + c] /= totals[g];
  }
  return { values: means, n: k, d };
}

/** Refuses to make more groups than there are distinct rows; 0 and -0 are one value.
 * @throws {DataError} Naming the number of distinct rows.
 */
export function assertDistinctRows(x: Matrix, k: number): void {
  firstDistinctRows(x, k);
}

/** The first k rows that differ from each other; 0 and -0 are one value.
 * @returns Their numbers, rising.
 * @throws {DataError} Naming the number of distinct rows, if it is below k.
 */
export function firstDistinctRows(x: Matrix, k: number): number[] {
  return firstDistinct(x.n, k, (i) => x.values.subarray(i * x.d, (i + 1) * x.d).join(" "));
}

/** Refuses to make more groups than there are respondents of different descriptions.
 * @throws {DataError} Naming the number of different ones.
 */
export function assertDistinct(n: number, k: number, describe: (i: number) => string): void {
  firstDistinct(n, k, describe);
}

function firstDistinct(n: number, k: number, describe: (i: number) => string): number[] {
  const seen = new Set<string>();
  const rows: number[] = [];
  for (let i = 0; i < n && seen.size < k; i++) {
    seen.add(describe(i));
    if (seen.size > rows.length) rows.push(i);
  }
  if (seen.size === k) return rows;
  throw new DataError(
    `Cannot form ${k} segments: there must be at least as many different respondents, but there ` +
      `are ${seen.size}. Lower clustering.n_clusters to ${seen.size} or less.`,
  );
}

/** Rows of a matrix as arrays, for packages that take no flat numbers. */
export function toRows(x: Matrix): number[][] {
  return Array.from(
    { length: x.n },
    (_, i) => Array.from(x.values.subarray(i * x.d, (i + 1) * x.d)),
  );
}

/** Positions of `count` of `total` rows, rising and as evenly spaced as whole numbers are.
 * @param count At most the total.
 */
export function spreadRows(total: number, count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, j) => Math.floor(j * total / count));
}
