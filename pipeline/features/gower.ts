/** Gower's distance among answers. Runs in Deno and browsers. */

import { endOf, type Steps } from "../base/steps.ts";
import type { RowDistances } from "../numeric/row_distances.ts";
import type { Features } from "./feature_matrix.ts";
import { type Answers, AS_DISTANCES, readInSteps, readLevels } from "./answers.ts";

/** Gower's distances among respondents. */
export interface GowerDistances extends RowDistances {
  /** The same distances among some respondents, in the order given. */
  among(rows: Int32Array): GowerDistances;
}

/** Numbers of the levels of a column, and what a gap of them is divided by. */
interface Scale {
  readonly levels: readonly number[];
  readonly range: number;
}

/** Columns by level, so that a respondent's distances are looked up, not computed, one by one. */
interface Columns {
  /** Level of each respondent. */
  readonly codes: readonly Int32Array[];
  /** Where the levels lie; null where answers are alike or not. */
  readonly scales: readonly (Scale | null)[];
  /** Distances of each level from the one at hand, written anew for every respondent. */
  readonly tables: readonly Float64Array[];
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
  return endOf(gowerInSteps(features));
}

/** {@link gowerDistances}, column by column. */
export function* gowerInSteps(features: Features): Steps<GowerDistances> {
  const answers = yield* readInSteps(features, AS_DISTANCES);
  return distancesOf(yield* columnsOf(answers), features.n);
}

function* columnsOf({ categories, numbers }: Answers): Steps<Columns> {
  const leveled: ReturnType<typeof readLevels>[] = [];
  for (const { values } of numbers) {
    leveled.push(readLevels(values));
    yield 1;
  }
  return {
    codes: [...categories, ...leveled].map(({ codes }) => codes),
    scales: [...categories.map(() => null), ...leveled.map(({ levels }) => scaleOf(levels))],
    tables: [...categories, ...leveled].map(({ levels }) => new Float64Array(levels.length)),
  };
}

function distancesOf({ codes, scales, tables }: Columns, n: number): GowerDistances {
  return {
    n,
    measure(i, end, to) {
      codes.forEach((column, c) => fillTable(tables[c], scales[c], column[i]));
      to.fill(0, 0, end);
      let c = 0;
      for (; c + 3 < codes.length; c += 4) addFour(codes, tables, { first: c, end }, to);
      for (; c < codes.length; c++) addOne(codes[c], tables[c], end, to);
      for (let j = 0; j < end; j++) to[j] /= codes.length;
    },
    among(rows) {
      const own = codes.map((column) => Int32Array.from(rows, (row) => column[row]));
      return distancesOf({ codes: own, scales, tables }, rows.length);
    },
  };
}

function scaleOf(levels: readonly number[]): Scale {
  const range = levels[levels.length - 1] - levels[0];
  return { levels, range: range > 0 ? range : 1 };
}

function fillTable(table: Float64Array, scale: Scale | null, own: number): void {
  if (scale === null) {
    table.fill(1);
    table[own] = 0;
    return;
  }
  const { levels, range } = scale;
  for (let level = 0; level < table.length; level++) {
    table[level] = Math.abs(levels[level] - levels[own]) / range;
  }
}

function addOne(codes: Int32Array, table: Float64Array, end: number, to: Float64Array): void {
  for (let j = 0; j < end; j++) to[j] += table[codes[j]];
}

/** Four columns at once, in the order in which they would be added one by one. */
function addFour(
  codes: readonly Int32Array[],
  tables: readonly Float64Array[],
  { first, end }: { first: number; end: number },
  to: Float64Array,
): void {
  const [a, b, c, d] = codes.slice(first, first + 4);
  const [s, t, u, v] = tables.slice(first, first + 4);
  for (let j = 0; j < end; j++) to[j] = to[j] + s[a[j]] + t[b[j]] + u[c[j]] + v[d[j]];
}
