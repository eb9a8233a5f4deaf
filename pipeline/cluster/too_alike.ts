/** Refusals of respondents that are too much alike to form segments. Runs in Deno and browsers. */

import { DataError } from "../base/errors.ts";

/** Respondents that distances to means cannot tell apart. */
export function alikeButForRounding(k: number): DataError {
  return new DataError(
    `Cannot form ${k} segments: respondents must differ by more than rounding, but some differ by ` +
      "less. Lower clustering.n_clusters.",
  );
}

/** Respondents whose squared gaps are too small for numbers. */
export function alikeInSquares(k: number): DataError {
  return new DataError(
    `Cannot form ${k} segments: respondents must differ by more than squares of 64 bits can tell, ` +
      "but some do not. Set features.scaling to standardize.",
  );
}
