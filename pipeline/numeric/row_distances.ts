/** Distances of one row from others, measured when asked for. Runs in Deno and browsers. */

import type { Matrix } from "./matrix.ts";

/** What distances among rows a method works on. */
export interface RowDistances {
  /** Rows. */
  readonly n: number;
  /** Distances of row i from those before `end`, written to the first `end` places. */
  measure(i: number, end: number, to: Float64Array): void;
}

/** Euclidean distances of the rows of a matrix, O(end d) a row. */
export function euclideanDistances({ values, n, d }: Matrix): RowDistances {
  return {
    n,
    measure(i, end, to) {
      for (let j = 0, q = 0; j < end; j++) {
        let sum = 0;
        for (let c = 0, p = i * d; c < d; c++, p++, q++) {
          const gap = values[p] - values[q];
          sum += gap * gap;
        }
        to[j] = Math.sqrt(sum);
      }
    },
  };
}
