/** Tasks of k-means at one place, over the rows that it holds. Runs in Deno and browsers. */

import { defineTask, type TaskStore } from "../../parallel/task.ts";
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

const KEY = "kmeans";

/** Makes room for rows and starts. */
export const kmeansOpen = defineTask<RowsShape, null>("kmeansOpen", function* (shape, store) {
  store.set(KEY, new KmeansRows(shape));
  yield 1;
  return null;
});

/** Takes rows from row `at` of the place on, and gives their buffer back. */
export const kmeansLoad = defineTask<{ at: number; values: Float64Array }, Float64Array>(
  "kmeansLoad",
  function* ({ at, values }, store) {
    rowsOf(store).load(at, values);
    yield 1;
    return values;
  },
);

/** Makes ready for new starts. */
export const kmeansReset = defineTask<null, null>("kmeansReset", function* (_input, store) {
  rowsOf(store).reset();
  yield 1;
  return null;
});

/** Tries `count` candidates of every start: slabs x starts x count sums. */
export const kmeansTry = defineTask<{ candidates: Float64Array; count: number }, Float64Array>(
  "kmeansTry",
  ({ candidates, count }, store) => rowsOf(store).trySeeds(candidates, count),
);

/** Takes seeds and draws rows, numbered within the place. */
export const kmeansDraw = defineTask<SeedDraws, Int32Array>(
  "kmeansDraw",
  function* ({ taken, draws }, store) {
    const rows = rowsOf(store);
    if (taken !== null) rows.takeSeeds(taken);
    const drawn = new Int32Array(draws.length);
    for (let i = 0; i < draws.length; i++) {
      drawn[i] = rows.draw(...draws[i]);
      yield i / draws.length;
    }
    return drawn;
  },
);

/** Gives rows the nearest centroid. */
export const kmeansAssign = defineTask<Assignment, Changes>(
  "kmeansAssign",
  (input, store) => rowsOf(store).assign(input),
);

/** Sums segments freshly. */
export const kmeansSum = defineTask<readonly number[], SegmentSums>(
  "kmeansSum",
  (starts, store) => rowsOf(store).sum(starts),
);

/** Measures rows from the centroids that they were last assigned to. */
export const kmeansMeasure = defineTask<readonly number[], Measures>(
  "kmeansMeasure",
  (starts, store) => rowsOf(store).measure(starts),
);

/** Segments of a start. */
export const kmeansLabels = defineTask<number, Int32Array>(
  "kmeansLabels",
  function* (start, store) {
    yield 0;
    return rowsOf(store).labels(start);
  },
);

function rowsOf(store: TaskStore): KmeansRows {
  return store.get(KEY) as KmeansRows;
}
