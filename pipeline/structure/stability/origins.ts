/** Segments over the number of segments: where each comes from (SLSa). Runs in Deno and browsers. */

import { portableLog } from "../../numeric/portable_math.ts";
import { type CrossTable, crossTable, marginsOf } from "./agreement.ts";
import { assignColumns } from "./assignment.ts";

/** One partition of a series, with its segments in an order in which few lines cross. */
export interface RelabelledPartition {
  /** Its segments. */
  readonly k: number;
  /** Length n, in the new numbers. */
  readonly labels: Int32Array;
  /** The old number of each new one. */
  readonly order: Int32Array;
}

/** What flows from each segment of one partition into each of the next, and how mixed the origin is. */
export interface Origins {
  /** Segments of the partition before. */
  readonly from: number;
  /** Segments of this one. */
  readonly to: number;
  /** Share of all respondents, from x to. */
  readonly flows: Float64Array;
  /** Of each segment of this partition: 0 if all came from one segment, 1 if from all alike. */
  readonly entropies: Float64Array;
}

/** Renumbers partitions of rising k so that segments keep their places from one to the next: the first as
 * given, each other one by the assignment of most common respondents; a segment that is left over stands
 * beside the one that it shares most with.
 * @param partitions Of the same respondents, at least one. @param first Order of the first one's segments.
 * @see Dolnicar and Leisch, Using segment level stability to select target segments in data-driven market
 * segmentation studies, Marketing Letters 28, 2017, doi:10.1007/s11002-017-9423-8; R's
 * flexclust::relabel(by = "series").
 */
export function relabelSeries(
  partitions: readonly { readonly k: number; readonly labels: Int32Array }[],
  { first, weights }: { readonly first: Int32Array; readonly weights: Float64Array | null },
): RelabelledPartition[] {
  const series: RelabelledPartition[] = [];
  for (const { k, labels } of partitions) {
    const before = series.at(-1);
    const order = before === undefined ? first : nextOrder(
      crossTable(before.labels, labels, { rows: before.k, columns: k, weights }),
    );
    const renumbered = new Int32Array(k);
    order.forEach((old, segment) => renumbered[old] = segment);
    series.push({ k, order, labels: labels.map((label) => renumbered[label]) });
  }
  return series;
}

/** Flows and entropies between neighbours of a series. */
export function originsOf(
  series: readonly RelabelledPartition[],
  weights: Float64Array | null,
): Origins[] {
  return series.slice(1).map(({ k, labels }, at) => {
    const before = series[at];
    const table = crossTable(before.labels, labels, { rows: before.k, columns: k, weights });
    const margins = marginsOf(table);
    const total = margins.rows.reduce((sum, count) => sum + count, 0);
    const entropies = Float64Array.from({ length: k }, (_, column) => {
      let sum = 0;
      for (let row = 0; row < before.k; row++) {
        const share = table.cells[row * k + column] / margins.columns[column];
        if (share > 0) sum -= share * portableLog(share);
      }
      return sum / portableLog(before.k);
    });
    return { from: before.k, to: k, flows: table.cells.map((cell) => cell / total), entropies };
  });
}

/** The columns in the order of the rows that they are assigned to, the others beside their largest. */
function nextOrder(table: CrossTable): Int32Array {
  const { cells, columns } = table;
  // With fewer segments than before, the assignment is the other way round.
  if (table.rows > columns) return byLargest(table);
  const order = [...assignColumns(table)];
  const columnOf = (column: number) =>
    Array.from({ length: table.rows }, (_, row) => cells[row * columns + column]);
  const left = Array.from({ length: columns }, (_, column) => column)
    .filter((column) => !order.includes(column))
    .map((column) => ({ column, most: columnOf(column).reduce((a, b) => Math.max(a, b)) }));
  left.sort((a, b) => b.most - a.most || a.column - b.column);
  for (const { column, most } of left) {
    const target = columnOf(column).indexOf(most);
    // To the right of its origin, but not to the right of the last: there to the left.
    order.splice(target + 1 < order.length ? target + 1 : order.length - 1, 0, column);
  }
  return Int32Array.from(order);
}

function byLargest({ cells, rows, columns }: CrossTable): Int32Array {
  const origin = (column: number) => {
    let most = 0;
    for (let row = 1; row < rows; row++) {
      if (cells[row * columns + column] > cells[most * columns + column]) most = row;
    }
    return most;
  };
  return Int32Array.from({ length: columns }, (_, column) => column)
    .sort((a, b) => origin(a) - origin(b) || a - b);
}
