/** Merges as the linkages find them. Runs in Deno and browsers. */

/** Merges in the order they were found, each naming one respondent of either side. */
export interface RawMerges {
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly heights: Float64Array;
}

/** Room for a number of merges. */
export function emptyMerges(count: number): RawMerges {
  return {
    a: new Int32Array(count),
    b: new Int32Array(count),
    heights: new Float64Array(count),
  };
}
