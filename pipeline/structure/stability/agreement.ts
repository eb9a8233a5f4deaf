/** How far two partitions of the same respondents agree. Runs in Deno and browsers. */

/** Two partitions laid over each other. */
export interface CrossTable {
  /** Weight of the respondents in both, rows x columns. */
  readonly cells: Float64Array;
  readonly rows: number;
  readonly columns: number;
}

/** Counts the respondents of each segment of one partition in each of another, by weight.
 * @param a Length n, in [0, rows). @param b Length n, in [0, columns).
 */
export function crossTable(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  { rows, columns, weights }: {
    readonly rows: number;
    readonly columns: number;
    readonly weights: Float64Array | null;
  },
): CrossTable {
  const cells = new Float64Array(rows * columns);
  for (let i = 0; i < a.length; i++) {
    cells[a[i] * columns + b[i]] += weights === null ? 1 : weights[i];
  }
  return { cells, rows, columns };
}

/** Weight of each row and of each column. */
export function marginsOf(
  { cells, rows, columns }: CrossTable,
): { readonly rows: Float64Array; readonly columns: Float64Array } {
  const margins = { rows: new Float64Array(rows), columns: new Float64Array(columns) };
  for (let r = 0, at = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++, at++) {
      margins.rows[r] += cells[at];
      margins.columns[c] += cells[at];
    }
  }
  return margins;
}

/** Adjusted Rand index: 1 for equal partitions, about 0 for independent ones. A weight counts as so many
 * respondents. 1 where both partitions are one segment.
 * @see Hubert and Arabie, Comparing partitions, 1985, doi:10.1007/BF01908075; R's flexclust::randIndex.
 */
export function adjustedRand(table: CrossTable): number {
  const margins = marginsOf(table);
  const both = pairsWithin(table.cells);
  const one = pairsWithin(margins.rows), other = pairsWithin(margins.columns);
  const total = margins.rows.reduce((sum, count) => sum + count, 0);
  const expected = one * other / pairsOf(total);
  const most = (one + other) / 2;
  return most === expected ? 1 : (both - expected) / (most - expected);
}

function pairsWithin(counts: Float64Array): number {
  return counts.reduce((sum, count) => sum + (count > 1 ? pairsOf(count) : 0), 0);
}

function pairsOf(count: number): number {
  return count * (count - 1) / 2;
}

/** For each row segment the largest Jaccard coefficient with a column segment: respondents in both, of
 * those in either. 0 for a segment without respondents.
 * @see Hennig, Cluster-wise assessment of cluster stability, 2007, doi:10.1016/j.csda.2006.11.025.
 */
export function largestJaccard(table: CrossTable): Float64Array {
  const { cells, rows, columns } = table;
  const margins = marginsOf(table);
  return Float64Array.from({ length: rows }, (_, r) => {
    let most = 0;
    for (let c = 0; c < columns; c++) {
      const both = cells[r * columns + c];
      const either = margins.rows[r] + margins.columns[c] - both;
      if (either > 0) most = Math.max(most, both / either);
    }
    return most;
  });
}
