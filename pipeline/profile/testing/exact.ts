/** The exact test of a table of counts, of Fisher, Freeman and Halton. Runs in Deno and browsers. */

import type { Rng } from "../../base/rng.ts";
import { logGamma } from "../../numeric/distributions/gamma.ts";
import { portableExp } from "../../numeric/portable_math.ts";
import type { TestFigure } from "./segment_tests.ts";

/** A table of whole counts, row by row. */
export interface CountTable {
  readonly cells: Float64Array;
  readonly columns: number;
}

/** Tables with the same sums, beyond which they are drawn instead of enumerated. */
const MOST_TABLES = 50_000;
/** Tables drawn: at p = 0.05 they leave a standard error of 0.003. */
const DRAWN = 4_999;
/** Probabilities closer than this, relative, are equal: logarithms round. */
const AS_PROBABLE = 1e-7;

interface Margins {
  readonly rows: Float64Array;
  readonly columns: Float64Array;
  readonly total: number;
  /** ln n! from 0 to the total. */
  readonly logFactorials: Float64Array;
}

/** Adds the probabilities of all tables with the same sums of rows and columns that are no more probable than
 * this one. More than 50,000 of them are not enumerated: then 4,999 are drawn, and p is the share of those
 * no more probable, this one among them.
 * @see Freeman and Halton, Note on an exact treatment of contingency, Biometrika, 1951,
 * doi:10.1093/biomet/38.1-2.141; for p by drawn tables Davison and Hinkley, Bootstrap Methods and their
 * Application, 1997, 4.2.
 */
export function testExactly(table: CountTable, rng: Rng): TestFigure {
  const margins = marginsOf(table);
  const { rows, columns, logFactorials } = margins;
  const constant = [...rows, ...columns].reduce((sum, count) => sum + logFactorials[count], 0) -
    logFactorials[margins.total];
  const own = table.cells.reduce((sum, count) => sum + logFactorials[count], 0);
  const exact = haveMoreTables(margins) ? null : enumerate(margins, { constant, own });
  if (exact !== null) {
    return { name: "fisher", statistic: null, freedom: [], p: exact.p, tables: exact.tables };
  }
  let asExtreme = 1;
  for (let draw = 0; draw < DRAWN; draw++) {
    if (drawTable(margins, rng) >= own - AS_PROBABLE) asExtreme++;
  }
  return {
    ...{ name: "fisher-monte-carlo", statistic: null, freedom: [] },
    p: asExtreme / (DRAWN + 1),
    tables: DRAWN,
  };
}

function marginsOf({ cells, columns: width }: CountTable): Margins {
  const rows = new Float64Array(cells.length / width), columns = new Float64Array(width);
  let total = 0;
  cells.forEach((count, at) => {
    rows[Math.floor(at / width)] += count;
    columns[at % width] += count;
    total += count;
  });
  const logFactorials = Float64Array.from({ length: total + 1 }, (_, n) => logGamma(n + 1));
  return { rows, columns, total, logFactorials };
}

/** Whether the longest column alone can be filled in more ways than tables are enumerated, each of which
 * some table has: so that they need not be counted one by one to find that they are too many.
 */
function haveMoreTables({ rows, columns }: Margins): boolean {
  const needed = columns.reduce((most, count) => Math.max(most, count), 0);
  let ways = new Float64Array(needed + 1);
  ways[0] = 1;
  let below = rows.reduce((sum, count) => sum + count, 0);
  for (const row of rows) {
    below -= row;
    const next = new Float64Array(needed + 1);
    let window = 0, all = 0;
    for (let sum = 0; sum <= needed; sum++) {
      window += ways[sum];
      if (sum > row) window -= ways[sum - row - 1];
      // What the rows below cannot make up for is no way.
      if (needed - sum > below) continue;
      next[sum] = window;
      all += window;
    }
    if (all > MOST_TABLES) return true;
    ways = next;
  }
  return false;
}

/** Fills tables column by column, every cell with all counts that leave the sums possible: the last cells of
 * a column, and the last column, then follow from the others.
 * @returns Null where there are too many tables.
 */
function enumerate(
  { rows, columns, logFactorials }: Margins,
  { constant, own }: { readonly constant: number; readonly own: number },
): { p: number; tables: number } | null {
  const height = rows.length, cells = height * columns.length;
  const left = Float64Array.from(rows);
  /** Of the column at each depth: what it still needs, and what rows below could give. */
  const needed = new Float64Array(cells + 1), below = new Float64Array(cells + 1);
  const counts = new Float64Array(cells), highest = new Float64Array(cells);
  const logs = new Float64Array(cells + 1);
  let p = 0, tables = 0, depth = 0, isNew = true;
  while (depth >= 0) {
    if (depth === cells) {
      if (++tables > MOST_TABLES) return null;
      if (logs[depth] >= own - AS_PROBABLE) p += portableExp(constant - logs[depth]);
      depth--;
      isNew = false;
      continue;
    }
    const row = depth % height;
    if (isNew) {
      if (row === 0) {
        needed[depth] = columns[Math.floor(depth / height)];
        below[depth] = left.reduce((sum, count) => sum + count, 0);
      }
      below[depth] -= left[row];
      counts[depth] = Math.max(0, needed[depth] - below[depth]);
      highest[depth] = Math.min(needed[depth], left[row]);
      left[row] -= counts[depth];
    } else {
      if (counts[depth] >= highest[depth]) {
        left[row] += counts[depth];
        depth--;
        continue;
      }
      counts[depth]++;
      left[row]--;
    }
    logs[depth + 1] = logs[depth] + logFactorials[counts[depth]];
    needed[depth + 1] = needed[depth] - counts[depth];
    below[depth + 1] = below[depth];
    depth++;
    isNew = true;
  }
  return { p: Math.min(1, p), tables };
}

/** Draws a table with these sums, each as probable as where rows and columns have nothing to do with each
 * other.
 * @returns The sum of the logarithms of its counts' factorials: the higher, the less probable the table.
 */
function drawTable({ rows, columns, total, logFactorials }: Margins, rng: Rng): number {
  const left = Float64Array.from(rows);
  let logs = 0, pool = total;
  for (const column of columns) {
    let needed = column, rest = pool;
    for (let row = 0; row < left.length; row++) {
      const count = drawHypergeometric({ marked: left[row], total: rest, drawn: needed }, {
        logFactorials,
        rng,
      });
      logs += logFactorials[count];
      rest -= left[row];
      needed -= count;
      left[row] -= count;
    }
    pool -= column;
  }
  return logs;
}

/** How many of those drawn are marked: from the most probable count outwards until the probabilities add up
 * to a uniform number, as fast as the counts spread. */
function drawHypergeometric(
  { marked, total, drawn }: {
    readonly marked: number;
    readonly total: number;
    readonly drawn: number;
  },
  { logFactorials: f, rng }: { readonly logFactorials: Float64Array; readonly rng: Rng },
): number {
  const others = total - marked;
  const lowest = Math.max(0, drawn - others), highest = Math.min(marked, drawn);
  if (lowest === highest) return lowest;
  const mode = Math.min(
    highest,
    Math.max(lowest, Math.floor((drawn + 1) * (marked + 1) / (total + 2))),
  );
  const start = portableExp(
    f[marked] - f[mode] - f[marked - mode] + f[others] - f[drawn - mode] -
      f[others - drawn + mode] - f[total] + f[drawn] + f[total - drawn],
  );
  let rest = rng.uniform() - start;
  if (rest < 0) return mode;
  let [down, up] = [mode, mode], [atDown, atUp] = [start, start];
  while (down > lowest || up < highest) {
    if (up < highest) {
      atUp *= (marked - up) * (drawn - up) / ((up + 1) * (others - drawn + up + 1));
      up++;
      rest -= atUp;
      if (rest < 0) return up;
    }
    if (down > lowest) {
      atDown *= down * (others - drawn + down) / ((marked - down + 1) * (drawn - down + 1));
      down--;
      rest -= atDown;
      if (rest < 0) return down;
    }
  }
  return mode;
}
