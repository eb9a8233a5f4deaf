/** Tasks of k-means at one place, over the rows that it holds. Runs in Deno and browsers. */

import type { Task, TaskStore } from "../../run/tasks.ts";
import type { RowsShape } from "./memory.ts";
import {
  type Assignment,
  type Changes,
  KmeansRows,
  type Measures,
  type SegmentSums,
} from "./rows.ts";

/** Seeds to take (the candidate of each start, or null before the first), then rows to draw. */
export interface SeedDraws {
  readonly taken: Int32Array | null;
  /** Start, slab of this place, and target of each draw. */
  readonly draws: readonly (readonly [start: number, slab: number, target: number])[];
}

/** What each task takes and gives. */
export interface KmeansTasks {
  /** Makes room for rows and starts. */
  kmeansOpen: Task<RowsShape, null>;
  /** Takes rows from row `at` of the place on, and gives their buffer back. */
  kmeansLoad: Task<{ at: number; values: Float64Array }, Float64Array>;
  /** Makes ready for new starts. */
  kmeansReset: Task<null, null>;
  /** Tries `count` candidates of every start: slabs x starts x count sums. */
  kmeansTry: Task<{ candidates: Float64Array; count: number }, Float64Array>;
  /** Takes seeds and draws rows, numbered within the place. */
  kmeansDraw: Task<SeedDraws, Int32Array>;
  /** Gives rows the nearest centroid. */
  kmeansAssign: Task<Assignment, Changes>;
  /** Sums segments freshly. */
  kmeansSum: Task<readonly number[], SegmentSums>;
  /** Measures rows from the centroids that they were last assigned to. */
  kmeansMeasure: Task<readonly number[], Measures>;
  /** Segments of a start. */
  kmeansLabels: Task<number, Int32Array>;
}

const KEY = "kmeans";

/** The tasks of k-means. */
export const KMEANS_TASKS: KmeansTasks = {
  *kmeansOpen(shape, store) {
    store.set(KEY, new KmeansRows(shape));
    yield 1;
    return null;
  },
  *kmeansLoad({ at, values }, store) {
    rowsOf(store).load(at, values);
    yield 1;
    return values;
  },
  *kmeansReset(_input, store) {
    rowsOf(store).reset();
    yield 1;
    return null;
  },
  kmeansTry: ({ candidates, count }, store) => rowsOf(store).trySeeds(candidates, count),
  *kmeansDraw({ taken, draws }, store) {
    const rows = rowsOf(store);
    if (taken !== null) rows.takeSeeds(taken);
    const drawn = new Int32Array(draws.length);
    for (let i = 0; i < draws.length; i++) {
      drawn[i] = rows.draw(...draws[i]);
      yield i / draws.length;
    }
    return drawn;
  },
  kmeansAssign: (input, store) => rowsOf(store).assign(input),
  kmeansSum: (starts, store) => rowsOf(store).sum(starts),
  kmeansMeasure: (starts, store) => rowsOf(store).measure(starts),
  *kmeansLabels(start, store) {
    yield 0;
    return rowsOf(store).labels(start);
  },
};

function rowsOf(store: TaskStore): KmeansRows {
  return store.get(KEY) as KmeansRows;
}
