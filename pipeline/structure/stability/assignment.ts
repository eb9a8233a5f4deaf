/** Which segments of two partitions belong together. Runs in Deno and browsers. */

import type { CrossTable } from "./agreement.ts";

/** Gives each row of a table a column of its own so that the cells taken add up to the most.
 * O(rows^2 columns). Ties: as the shortest augmenting paths find them, lower columns first.
 * @param table With at most as many rows as columns.
 * @returns The column of each row.
 * @see Kuhn, The Hungarian method for the assignment problem, 1955, doi:10.1002/nav.3800020109; the form
 * of Jonker and Volgenant, 1987.
 */
export function assignColumns({ cells, rows, columns }: CrossTable): Int32Array {
  const rowPrice = new Float64Array(rows + 1), columnPrice = new Float64Array(columns + 1);
  /** Row of each column, from 1; 0 for none. Column 0 is where a path begins. */
  const rowOf = new Int32Array(columns + 1), before = new Int32Array(columns + 1);
  for (let row = 1; row <= rows; row++) {
    rowOf[0] = row;
    const least = new Float64Array(columns + 1).fill(Infinity);
    const isUsed = new Uint8Array(columns + 1);
    let column = 0;
    do {
      isUsed[column] = 1;
      const at = rowOf[column];
      let gap = Infinity, next = 0;
      for (let c = 1; c <= columns; c++) {
        if (isUsed[c] === 1) continue;
        const cost = -cells[(at - 1) * columns + c - 1] - rowPrice[at] - columnPrice[c];
        if (cost < least[c]) {
          least[c] = cost;
          before[c] = column;
        }
        if (least[c] < gap) {
          gap = least[c];
          next = c;
        }
      }
      for (let c = 0; c <= columns; c++) {
        if (isUsed[c] === 1) {
          rowPrice[rowOf[c]] += gap;
          columnPrice[c] -= gap;
        } else least[c] -= gap;
      }
      column = next;
    } while (rowOf[column] !== 0);
    for (; column !== 0; column = before[column]) rowOf[column] = rowOf[before[column]];
  }
  const result = new Int32Array(rows);
  for (let c = 1; c <= columns; c++) if (rowOf[c] > 0) result[rowOf[c] - 1] = c - 1;
  return result;
}
