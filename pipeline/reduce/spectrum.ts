/** Eigenvalues of products of features, and the sign of directions. Runs in Deno and browsers. */

import { tridiagonalEigen } from "../numeric/tridiagonal_eigen.ts";
import type { Matrix } from "../numeric/matrix.ts";

/** Eigenvalues and eigenvectors of a symmetric matrix. */
export interface Spectrum {
  /** Eigenvalues, falling, none below 0. */
  readonly variances: Float64Array;
  /** Their sum, read off the diagonal. */
  readonly total: number;
  /** Unit eigenvector of eigenvalue m. */
  vector(m: number): Float64Array;
}

/** Eigenvalues (falling, none below 0) and eigenvectors of products divided by the degrees of freedom. */
export function eigenOf(products: Matrix, freedom: number): Spectrum {
  const size = products.d;
  const scaled = products.values.map((value) => value / freedom);
  const { values, vectors } = tridiagonalEigen(scaled, size);
  let total = 0;
  for (let i = 0; i < size; i++) total += scaled[i * size + i];
  return {
    variances: values.map((value) => Math.max(0, value)),
    total,
    vector: (m) => vectors.subarray(m * size, (m + 1) * size),
  };
}

/** Loadings that differ by rounding alone count as tied, so that the sign cannot hang on it. */
const TIE = 1e-9;

/** The loadings or their opposites, whichever make the largest absolute one positive (ties: the lowest). */
export function upright(loadings: ArrayLike<number>): Float64Array {
  const own = Float64Array.from(loadings);
  const largest = own.reduce((most, loading) => Math.max(most, Math.abs(loading)), 0);
  const leading = own.find((loading) => Math.abs(loading) >= largest * (1 - TIE))!;
  return leading < 0 ? own.map((loading) => -loading) : own;
}
