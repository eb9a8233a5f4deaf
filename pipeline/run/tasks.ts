/** The tasks that workers of a pool can run. Runs in Deno and browsers. */

import * as kmeans from "../cluster/kmeans/tasks.ts";
import { openSilhouette, sumDistances } from "../evaluate/distance_sums.ts";
import type { NamedTask } from "../parallel/task.ts";
import { findNearest } from "../reduce/umap/tasks.ts";
import { structureFit, structureOpen, structurePair, structureSet } from "../structure/tasks.ts";

/** Every task of every stage. */
export const TASKS: readonly NamedTask<unknown, unknown>[] = [
  ...Object.values(kmeans),
  findNearest,
  openSilhouette,
  sumDistances,
  structureOpen,
  structureSet,
  structureFit,
  structurePair,
];
