/** The tasks by which UMAP's work is shared out. Runs in Deno and browsers. */

import { nearestRows, type Neighbours, type NeighbourSearch } from "../../numeric/neighbours.ts";
import type { Task } from "../../run/tasks.ts";

/** UMAP's tasks, by name. */
export const UMAP_TASKS = {
  /** Finds the nearest rows of some rows. */
  findNearest: ((search) => nearestRows(search)) as Task<NeighbourSearch, Neighbours>,
};
