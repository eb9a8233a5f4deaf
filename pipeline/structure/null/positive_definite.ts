/** Correlation matrices made possible, and their triangular roots. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";
import { tridiagonalEigen } from "../../numeric/tridiagonal_eigen.ts";

/** Eigenvalues are raised to this: the root of a matrix without it divides by nothing. */
const LEAST_EIGENVALUE = 1e-6;
const MOST_ROUNDS = 60;
const FEWEST_ROUNDS = 3;
/** Cubes of sizes that all rounds may take: about a tenth of a second. */
const MOST_CUBES = 1.5e7;
const CLOSE = 1e-7;

/** The nearest correlation matrix (in squared differences) that can be one, by alternating projections;
 * the matrix itself if it can. O(size^3) a round.
 * @param matrix size x size, symmetric, ones on the diagonal.
 * @param options kept: the first so many rows and columns stay as they are among themselves, nearly; they must be able
 * to.
 * @see Higham, Computing the nearest correlation matrix, 2002, doi:10.1093/imanum/22.3.329; eigenvalues
 * are at least 1e-6 here, and rounds end at 60, fewer where the matrix is large; what is
 * left to mend then makes all correlations a little smaller.
 */
export async function nearestCorrelation(
  matrix: Float64Array,
  { size, kept, context }: {
    readonly size: number;
    readonly kept: number;
    readonly context: StageContext;
  },
): Promise<Float64Array> {
  if (triangularRoot(matrix, size) !== null) return matrix;
  let y = matrix.slice();
  let correction = new Float64Array(size * size);
  const rounds = roundsFor(size, { fewest: FEWEST_ROUNDS, most: MOST_ROUNDS, cubes: MOST_CUBES });
  for (let round = 0; round < rounds; round++) {
    const pause = context.checkpoint(round, rounds, "correlations");
    if (pause !== undefined) await pause;
    const from = y.map((value, at) => value - correction[at]);
    const x = raiseEigenvalues(from, size);
    correction = x.map((value, at) => value - from[at]);
    const before = y;
    y = x.slice();
    restore(y, matrix, { size, kept });
    if (y.every((value, at) => Math.abs(value - before[at]) < CLOSE)) break;
  }
  return pullIn(y, size);
}

/** How many rounds of work in size^3 there may be. */
export function roundsFor(
  size: number,
  { fewest, most, cubes }: {
    readonly fewest: number;
    readonly most: number;
    readonly cubes: number;
  },
): number {
  return Math.max(fewest, Math.min(most, Math.floor(cubes / (size * size * size))));
}

function restore(
  to: Float64Array,
  from: Float64Array,
  { size, kept }: { size: number; kept: number },
): void {
  for (let i = 0; i < size; i++) {
    to[i * size + i] = 1;
    if (i < kept) to.set(from.subarray(i * size, i * size + kept), i * size);
  }
}

/** Makes all correlations smaller by as little as lets the matrix be one. */
function pullIn(matrix: Float64Array, size: number): Float64Array {
  const { values } = tridiagonalEigen(matrix, size);
  const least = values[size - 1];
  const by = least < LEAST_EIGENVALUE ? (LEAST_EIGENVALUE - least) / (1 - least) : 0;
  return matrix.map((value, at) => at % (size + 1) === 0 ? 1 : value * (1 - by));
}

/** Lower triangular root: matrix = root x root'. Null where there is none.
 * @see Golub and Van Loan, Matrix Computations, 2013, section 4.2 (Cholesky).
 */
export function triangularRoot(matrix: Float64Array, size: number): Float64Array | null {
  const root = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j];
      for (let m = 0; m < j; m++) sum -= root[i * size + m] * root[j * size + m];
      if (i > j) root[i * size + j] = sum / root[j * size + j];
      else if (sum > LEAST_EIGENVALUE / 10) root[i * size + i] = Math.sqrt(sum);
      else return null;
    }
  }
  return root;
}

function raiseEigenvalues(matrix: Float64Array, size: number): Float64Array {
  const { values, vectors } = tridiagonalEigen(matrix, size);
  const raised = matrix.slice();
  for (let m = size - 1; m >= 0 && values[m] < LEAST_EIGENVALUE; m--) {
    const vector = vectors.subarray(m * size, (m + 1) * size), by = LEAST_EIGENVALUE - values[m];
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) raised[i * size + j] += by * vector[i] * vector[j];
    }
  }
  return raised;
}
