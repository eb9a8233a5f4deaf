/** Principal component analysis. Runs in Deno and browsers. */

import type { StageContext } from "../base/context.ts";
import { DataError } from "../base/errors.ts";
import { answerProducts, type CodedAnswers, projectAnswers } from "../numeric/answers.ts";
import { crossProducts, projectRows } from "../numeric/cross_products.ts";
import { assertFinite } from "../numeric/matrix.ts";
import { columnMeans } from "../numeric/statistics.ts";
import { isWeighted, weightedCrossProducts } from "../numeric/weights.ts";
import type { Matrix } from "../numeric/matrix.ts";
import { eigenOf, upright } from "./spectrum.ts";

/** A principal component analysis. */
export interface PcaResult {
  /** n x m, centred. */
  readonly scores: Matrix;
  /** m x d, rows of unit length; the largest absolute loading of each is positive (ties: lowest). */
  readonly components: Matrix;
  /** Length d. */
  readonly mean: Float64Array;
  /** Length m, variances, falling: divided by n - 1, or with weights as in numpy.cov with aweights. */
  readonly explainedVariance: Float64Array;
  /** Length m, shares of the total variance. */
  readonly explainedVarianceRatio: Float64Array;
  /** Length min(n, d): shares of all components there are, kept or not. */
  readonly spectrum: Float64Array;
}

/** Projects rows on the directions of largest variance, by the eigenvectors of the covariance, or of
 * the rows' own products where there are more features than respondents. O(n d min(n, d)) and
 * O(min(n, d)^3). Columns are centred, not scaled. With weights, means and covariance are weighted and
 * the latter is used whatever n and d.
 * @param x n x d, finite.
 * @param wanted m, from 1 to min(n, d), or the share of the variance, 0..1, that the fewest components
 * are to keep.
 * @throws {DataError} If a value is not finite or nComponents is above min(n, d).
 * @see Jolliffe, Principal Component Analysis, 2002.
 */
export async function runPca(
  x: Matrix,
  wanted: number | { readonly share: number },
  context: StageContext,
): Promise<PcaResult> {
  const most = Math.min(x.n, x.d);
  if (typeof wanted === "number" && wanted > most) {
    throw new DataError(
      `Cannot reduce to ${wanted} components: ${x.n} respondents with ${x.d} features allow at ` +
        `most ${most}. Lower reduction.n_components.`,
    );
  }
  const countOf = (variances: Float64Array, total: number): number =>
    typeof wanted === "number" ? wanted : fewestFor(wanted.share, { variances, total, most });
  const { mean, variances, total, directions, answers } = x.d > x.n && !isWeighted(x)
    ? await eigenOfRows(x, countOf, context)
    : await eigenOfColumns(x, countOf, context);
  const nComponents = directions.length / x.d;
  const components = { values: directions, n: nComponents, d: x.d };
  const shares = variances.slice(0, most).map((each) => total > 0 ? each / total : 0);
  const axes = { means: mean, directions: components };
  const scores = answers === null ? null : await projectAnswers(answers, axes, { context });
  return {
    scores: scores ?? await projectRows(x, axes, { context }),
    components,
    mean,
    explainedVariance: variances.slice(0, nComponents),
    explainedVarianceRatio: shares.slice(0, nComponents),
    spectrum: shares,
  };
}

/** How many of the leading components keep a share of the variance, at least one. */
function fewestFor(
  share: number,
  { variances, total, most }: { variances: Float64Array; total: number; most: number },
): number {
  let kept = 0;
  for (let m = 0; m < most; m++) {
    kept += variances[m];
    if (kept >= share * total) return m + 1;
  }
  return most;
}

/** How many components are kept, by the variances of all. */
type CountOf = (variances: Float64Array, total: number) => number;

interface Eigen {
  readonly mean: Float64Array;
  /** Falling, at least min(n, d). */
  readonly variances: Float64Array;
  readonly total: number;
  /** The leading ones, each of length d, upright. */
  readonly directions: Float64Array;
  /** The rows once more, in little room; null where they are not small whole numbers. */
  readonly answers: CodedAnswers | null;
}

async function eigenOfColumns(x: Matrix, countOf: CountOf, context: StageContext): Promise<Eigen> {
  const coded = isWeighted(x) ? null : await answerProducts(x, { context });
  const { means: mean, products, freedom } = isWeighted(x)
    ? await weightedCrossProducts(x, { context })
    : { ...coded ?? await crossProducts(x, { context }), freedom: x.n - 1 };
  // A mean is finite only if its column is; looking at each value costs as much as summing it.
  if (!mean.every(Number.isFinite)) assertFinite(x, "run PCA");
  const { variances, total, vector } = eigenOf(products, freedom);
  const most = countOf(variances, total);
  const directions = new Float64Array(most * x.d);
  for (let m = 0; m < most; m++) directions.set(upright(vector(m)), m * x.d);
  return { mean, variances, total, directions, answers: coded?.answers ?? null };
}

/** The products of rows have the same variances as those of columns; a direction is the sum of rows
 * by their entries in the eigenvector, at unit length. */
async function eigenOfRows(x: Matrix, countOf: CountOf, context: StageContext): Promise<Eigen> {
  assertFinite(x, "run PCA");
  const { n, d } = x;
  const mean = columnMeans(x);
  const columns = new Float64Array(d * n);
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < d; c++) columns[c * n + i] = x.values[i * d + c] - mean[c];
  }
  const transposed = { values: columns, n: d, d: n };
  const { means, products } = await crossProducts(transposed, { context });
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < n; b++) products.values[a * n + b] += d * means[a] * means[b];
  }
  const { variances, total, vector } = eigenOf(products, n - 1);
  const most = countOf(variances, total);
  const directions = new Float64Array(most * d);
  for (let m = 0; m < most; m++) {
    const weights = { values: vector(m), n: 1, d: n };
    const { values } = await projectRows(
      transposed,
      { means: new Float64Array(n), directions: weights },
      { context },
    );
    directions.set(upright(orthonormal(values, directions.subarray(0, m * d))), m * d);
  }
  return { mean, variances, total, directions, answers: null };
}

/** A direction without what it shares with earlier ones, at unit length; where nothing is left (no
 * variance), the first axis that the earlier ones do not span. */
function orthonormal(direction: Float64Array, earlier: Float64Array): Float64Array {
  const d = direction.length;
  const scale = lengthOf(direction);
  const wanted = scale > 0 ? direction.map((value) => value / scale) : direction;
  const candidates = [wanted, ...Array.from({ length: d }, (_, c) => axis(c, d))];
  for (const candidate of candidates) {
    const own = candidate.slice();
    // Twice, since once leaves what cancellation hid.
    for (let pass = 0; pass < 2; pass++) subtractShared(own, earlier);
    const length = lengthOf(own);
    if (length > SPANNED) return own.map((value) => value / length);
  }
  throw new RangeError(`Cannot find direction ${earlier.length / d + 1} of ${d}.`);
}

/** Below this length, what is left of a unit vector is rounding. */
const SPANNED = 1e-6;

function subtractShared(own: Float64Array, earlier: Float64Array): void {
  const d = own.length;
  for (let p = 0; p < earlier.length; p += d) {
    let shared = 0;
    for (let c = 0; c < d; c++) shared += own[c] * earlier[p + c];
    for (let c = 0; c < d; c++) own[c] -= shared * earlier[p + c];
  }
}

function lengthOf(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}

function axis(c: number, d: number): Float64Array {
  const values = new Float64Array(d);
  values[c] = 1;
  return values;
}
