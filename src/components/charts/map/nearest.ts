/** Who stands near a place, found through a grid of the points. Runs in Deno and browsers. */

/** Points a cell of the grid, on average. */
const POINTS_A_CELL = 4;

/** A search among points. */
export interface NearestIndex {
  /** The point of the smallest distance within a box; ties go to the first.
   * @param distance Of a point, by its position; Infinity for one that does not count.
   * @returns Its position; -1 where the box holds none.
   */
  find(
    box: readonly [left: number, bottom: number, right: number, top: number],
    distance: (i: number) => number,
  ): number;
}

/** Sorts points into the cells of a grid. O(n) once; a search looks at the cells of its box alone. */
export function nearestIndex(x: ArrayLike<number>, y: ArrayLike<number>): NearestIndex {
  const n = x.length;
  const side = Math.max(1, Math.ceil(Math.sqrt(n / POINTS_A_CELL)));
  const [columnOf, rowOf] = [cellOf(x, side), cellOf(y, side)];
  const starts = new Int32Array(side * side + 1);
  for (let i = 0; i < n; i++) starts[rowOf(y[i]) * side + columnOf(x[i]) + 1]++;
  for (let cell = 0; cell < side * side; cell++) starts[cell + 1] += starts[cell];
  const sorted = new Int32Array(n);
  const next = starts.slice();
  for (let i = 0; i < n; i++) sorted[next[rowOf(y[i]) * side + columnOf(x[i])]++] = i;
  return {
    find([left, bottom, right, top], distance) {
      let best = -1;
      let least = Infinity;
      for (let row = rowOf(bottom); row <= rowOf(top); row++) {
        const first = starts[row * side + columnOf(left)];
        const end = starts[row * side + columnOf(right) + 1];
        for (let at = first; at < end; at++) {
          const i = sorted[at];
          const own = distance(i);
          if (own < least || (own === least && i < best)) [best, least] = [i, own];
        }
      }
      return best;
    },
  };
}

function cellOf(values: ArrayLike<number>, side: number): (value: number) => number {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < values.length; i++) {
    low = Math.min(low, values[i]);
    high = Math.max(high, values[i]);
  }
  const steps = side / (high - low);
  // Points on one line, or apart by less than numbers can divide by, share their cells.
  const scale = Number.isFinite(steps) ? steps : 0;
  return (value) => Math.max(0, Math.min(side - 1, Math.floor((value - low) * scale)));
}
