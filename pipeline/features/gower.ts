/** Gower's distance among answers. Runs in Deno and browsers. */

import type { RowDistances } from "../numeric/row_distances.ts";
import type { Features } from "../types.ts";
import { type Answers, AS_DISTANCES, readAnswers } from "./answers.ts";

/** Gower's distances among respondents. */
export interface GowerDistances extends RowDistances {
  /** The same distances among some respondents, in the order given. */
  among(rows: Int32Array): GowerDistances;
}

interface Columns {
  readonly codes: readonly Int32Array[];
  readonly values: readonly Float64Array[];
  /** What a gap of each of `values` is divided by, above 0. */
  readonly ranges: readonly number[];
}

/** Gower's distance: the mean over all columns of how far two answers are apart, 0..1 each.
 * A nominal column is 0 where answers are equal, else 1 (simple matching, which for a yes/no counts
 * both answers alike); a numeric or ordinal one is the gap divided by the range observed, ordinal
 * answers lying at their numbers, or in equal steps where they are words. A constant column is 0
 * everywhere and counts. A nominal column counts once whatever its number of categories.
 * Measuring one respondent against m others is O(m columns).
 * @see Gower, A general coefficient of similarity, 1971, doi:10.2307/2528823; equal to R's
 * cluster::daisy(metric = "gower") where ordinal columns have the type `ordered` and yes/no `symm`.
 */
export function gowerDistances(features: Features): GowerDistances {
  return distancesOf(columnsOf(readAnswers(features, AS_DISTANCES)), features.n);
}

function columnsOf({ categories, numbers }: Answers): Columns {
  return {
    codes: categories.map(({ codes }) => codes),
    values: numbers.map(({ values }) => values),
    ranges: numbers.map(({ values }) => {
      let low = Infinity, high = -Infinity;
      for (const value of values) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
      return high > low ? high - low : 1;
    }),
  };
}

function distancesOf(columns: Columns, n: number): GowerDistances {
  const { codes, values, ranges } = columns;
  const count = codes.length + values.length;
  return {
    n,
    measure(i, end, to) {
      to.fill(0, 0, end);
      for (const column of codes) addMismatches(column, { i, end }, to);
      for (let c = 0; c < values.length; c++) addGaps(values[c], { i, end, range: ranges[c] }, to);
      for (let j = 0; j < end; j++) to[j] /= count;
    },
    among(rows) {
      return distancesOf({
        codes: codes.map((column) => Int32Array.from(rows, (row) => column[row])),
        values: values.map((column) => Float64Array.from(rows, (row) => column[row])),
        ranges,
      }, rows.length);
    },
  };
}

function addMismatches(
  codes: Int32Array,
  { i, end }: { i: number; end: number },
  to: Float64Array,
): void {
  const own = codes[i];
  for (let j = 0; j < end; j++) to[j] += codes[j] === own ? 0 : 1;
}

function addGaps(
  values: Float64Array,
  { i, end, range }: { i: number; end: number; range: number },
  to: Float64Array,
): void {
  const own = values[i];
  for (let j = 0; j < end; j++) to[j] += Math.abs(values[j] - own) / range;
}
