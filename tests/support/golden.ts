/** Golden values made by `tests/golden/make_golden.py` with SciPy and scikit-learn. Runs in Deno. */

import golden from "../golden/reference.json" with { type: "json" };
import { matrix } from "../../pipeline/numeric/matrix.ts";
import type { Matrix } from "../../pipeline/numeric/matrix.ts";

/** The reference answers (SciPy 1.17.1, scikit-learn 1.9.1; the file names its versions). */
export const GOLDEN = golden;

/** The 62 x 4 points they are answers for. */
export const GOLDEN_POINTS: Matrix = toMatrix(golden.x);

/** Rows of equal length as a matrix. */
export function toMatrix(rows: readonly (readonly number[])[]): Matrix {
  return matrix(Float64Array.from(rows.flat()), rows.length, rows[0].length);
}

/** Fails unless two lists agree within an absolute tolerance. */
export function assertClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
): void {
  if (actual.length !== expected.length) {
    throw new Error(`${actual.length} values, but ${expected.length} are expected`);
  }
  for (let i = 0; i < expected.length; i++) {
    if (!(Math.abs(actual[i] - expected[i]) <= tolerance)) {
      throw new Error(`value ${i} is ${actual[i]}, but ${expected[i]} +- ${tolerance} is expected`);
    }
  }
}
