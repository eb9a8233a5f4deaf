/** Eigenvalues of products of features, and the sign of directions. Runs in Deno and browsers. */

import { type Need, type NeedShape, NOTHING } from "../base/memory_need.ts";
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

/** Copies of the products, in bytes a value, until their eigenvectors are found. */
const BYTES_OF_EIGEN = 240;

/** Memory of an analysis by products of features; where these outnumber respondents, the rows are
 * transposed and their products taken. */
export function spectrumNeed({ n, d }: Pick<NeedShape, "n" | "d">): Need {
  const side = Math.min(n, d);
  const products = BYTES_OF_EIGEN * side * side + (d > n ? 8 * n * d : 0);
  return { ...NOTHING, bytes: products, piece: 8 * side * side };
}

/** Loadings that differ by rounding alone count as tied, so that the sign cannot hang on it. */
const TIE = 1e-9;

/** The loadings or their opposites, whichever make the largest absolute one positive (ties: the lowest). */
export function upright(loadings: ArrayLike<number>): Float64Array {
  const own = Float64Array.from(loadings);
  const largest = own.reduce((most, loading) => Math.max(most, Math.abs(loading)), 0);
  const leading = own.find((loading) => Math.abs(loading) >= largest * (1 - TIE)) ?? 0;
  return leading < 0 ? own.map((loading) => -loading) : own;
}
