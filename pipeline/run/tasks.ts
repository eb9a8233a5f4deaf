/** The tasks that workers of a pool can run, by name. Runs in Deno and browsers. */

import { KMEANS_TASKS } from "../cluster/kmeans/tasks.ts";
import { openSilhouette, sumDistances } from "../evaluate/distance_sums.ts";
import { UMAP_TASKS } from "../reduce/umap/tasks.ts";

/** What a worker keeps between tasks, such as its rows of a matrix. */
export type TaskStore = Map<string, unknown>;

/** A task: yields the share done (0..1) at least every 20 ms, returns its output. It reads nothing
 * but its input and its worker's store. */
export type Task<I, O> = (input: I, store: TaskStore) => Generator<number, O>;

/** Every task. */
export const TASKS = {
  ...KMEANS_TASKS,
  ...UMAP_TASKS,
  openSilhouette,
  sumDistances,
};

/** Names of the tasks. */
export type TaskName = keyof typeof TASKS;
/** What a task takes. */
export type TaskInput<T extends TaskName> = Parameters<typeof TASKS[T]>[0];
/** What a task gives. */
export type TaskOutput<T extends TaskName> = ReturnType<typeof TASKS[T]> extends
  Generator<number, infer O> ? O : never;
