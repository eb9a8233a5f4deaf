/** The tasks by which UMAP's work is shared out. Runs in Deno and browsers. */

import { nearestRows, type Neighbours, type NeighbourSearch } from "../../numeric/neighbours.ts";
import { defineTask } from "../../parallel/task.ts";

/** Finds the nearest rows of some rows. */
export const findNearest = defineTask<NeighbourSearch, Neighbours>("findNearest", nearestRows);
