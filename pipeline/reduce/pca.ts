/** Principal component analysis. Runs in Deno and browsers. */

import { PCA } from "ml-pca";
import type { StageContext } from "../context.ts";
import { DataError } from "../errors.ts";
import { assertFinite, toRows } from "../numeric/matrix.ts";
import { columnMeans, covariance } from "../numeric/statistics.ts";
import type { Matrix } from "../types.ts";

/** A principal component analysis. */
export interface PcaResult {
  /** n x m, centred. */
  readonly scores: Matrix;
  /** m x d, rows of unit length; the largest absolute loading of each is positive (ties: lowest). */
  readonly components: Matrix;
  /** Length d. */
  readonly mean: Float64Array;
  /** Length m, variances with n - 1, falling. */
  readonly explainedVariance: Float64Array;
  /** Length m, shares of the total variance. */
  readonly explainedVarianceRatio: Float64Array;
  /** Length min(n, d): shares of all components there are, kept or not. */
  readonly spectrum: Float64Array;
}

/** Projects rows on the directions of largest variance, by the eigenvectors of the covariance.
 * O(n d^2 + d^3). Columns are centred, not scaled.
 * @param x n x d, finite.
 * @param nComponents m, from 1 to min(n, d).
 * @throws {DataError} If a value is not finite or nComponents is above min(n, d).
 * @see Jolliffe, Principal Component Analysis, 2002.
 */
export async function runPca(
  x: Matrix,
  nComponents: number,
  context: StageContext,
): Promise<PcaResult> {
  assertFinite(x, "run PCA");
  const most = Math.min(x.n, x.d);
  if (nComponents > most) {
    throw new DataError(
      `Cannot reduce to ${nComponents} components: ${x.n} respondents with ${x.d} features allow at ` +
        `most ${most}. Lower reduction.n_components.`,
    );
  }
  const mean = columnMeans(x);
  const covariances = await covariance(x, mean, context);
  const eigen = new PCA(toRows(covariances), { isCovarianceMatrix: true });
  const variances = eigen.getEigenvalues().map((value) => Math.max(0, value));
  const total = traceOf(covariances);
  const vectors = eigen.getEigenvectors();
  const components = new Float64Array(nComponents * x.d);
  for (let m = 0; m < nComponents; m++) components.set(upright(vectors.getColumn(m)), m * x.d);
  const shares = Float64Array.from(
    variances.slice(0, most),
    (variance) => total > 0 ? variance / total : 0,
  );
  return {
    scores: project(x, mean, components, nComponents),
    components: { values: components, n: nComponents, d: x.d },
    mean,
    explainedVariance: Float64Array.from(variances.slice(0, nComponents)),
    explainedVarianceRatio: shares.slice(0, nComponents),
    spectrum: shares,
  };
}

function project(x: Matrix, mean: Float64Array, components: Float64Array, m: number): Matrix {
  const { n, d, values } = x;
  const scores = new Float64Array(n * m);
  const row = new Float64Array(d);
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < d; c++) row[c] = values[i * d + c] - mean[c];
    for (let k = 0; k < m; k++) {
      let sum = 0;
      for (let c = 0, p = k * d; c < d; c++, p++) sum += row[c] * components[p];
      scores[i * m + k] = sum;
    }
  }
  return { values: scores, n, d: m };
}

/** Loadings that differ by rounding alone count as tied, so that the sign cannot hang on it. */
const TIE = 1e-9;

function upright(loadings: readonly number[]): number[] {
  const largest = Math.max(...loadings.map(Math.abs));
  const leading = loadings.find((loading) => Math.abs(loading) >= largest * (1 - TIE))!;
  return leading < 0 ? loadings.map((loading) => -loading) : [...loadings];
}

function traceOf(x: Matrix): number {
  let sum = 0;
  for (let i = 0; i < x.d; i++) sum += x.values[i * x.d + i];
  return sum;
}
