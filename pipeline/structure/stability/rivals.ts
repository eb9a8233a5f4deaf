/** Rival solutions: other partitions that fit nearly as well. Runs in Deno and browsers. */

import { adjustedRand, crossTable, marginsOf } from "./agreement.ts";
import { assignColumns } from "./assignment.ts";
import { SAME_PARTITION } from "./summarise.ts";

/** A partition by how well it fits. */
export interface Solution {
  /** Segment of each respondent. */
  readonly labels: Int32Array;
  /** What the method makes small. */
  readonly criterion: number;
}

/** A partition that fits nearly as well as the chosen one and is another. */
export interface Rival extends Solution {
  /** Its criterion over the chosen one's, less 1. */
  readonly worseBy: number;
  /** Adjusted Rand index with the chosen one, below 0.8. */
  readonly agreement: number;
  /** Starts that came to it, or to one much like it. */
  readonly starts: number;
}

/** Criteria at most so much above the least are nearly equal. */
const NEARLY_EQUAL = 0.01;

/** Finds rivals among the solutions of several starts: criterion at most 1 % above the chosen one's,
 * agreement below 0.8 with the chosen one and with every rival before. The best come first.
 */
export function findRivals(
  solutions: readonly Solution[],
  chosen: Solution,
  { k, weights }: { readonly k: number; readonly weights: Float64Array | null },
): Rival[] {
  const agree = (a: Solution, b: Solution) =>
    adjustedRand(crossTable(a.labels, b.labels, { rows: k, columns: k, weights }));
  const rivals: (Rival & { starts: number })[] = [];
  const sorted = [...solutions].sort((a, b) => a.criterion - b.criterion);
  for (const solution of sorted) {
    const worseBy = chosen.criterion > 0 ? solution.criterion / chosen.criterion - 1 : 0;
    const agreement = agree(solution, chosen);
    if (worseBy > NEARLY_EQUAL || agreement >= SAME_PARTITION) continue;
    const known = rivals.find((rival) => agree(rival, solution) >= SAME_PARTITION);
    if (known !== undefined) known.starts++;
    else rivals.push({ ...solution, worseBy, agreement, starts: 1 });
  }
  return rivals;
}

/** The share of the respondents, by weight, whom a rival puts into another segment than the chosen partition
 * does, its segments being matched with the chosen ones so that most stay.
 */
export function shareElsewhere(
  rival: Int32Array,
  chosen: Int32Array,
  { k, weights }: { readonly k: number; readonly weights: Float64Array | null },
): number {
  const table = crossTable(chosen, rival, { rows: k, columns: k, weights });
  const total = marginsOf(table).rows.reduce((sum, weight) => sum + weight, 0);
  const staying = assignColumns(table)
    .reduce((sum, column, row) => sum + table.cells[row * k + column], 0);
  return 1 - staying / total;
}
