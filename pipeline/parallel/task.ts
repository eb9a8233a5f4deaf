/** What a pool's tasks are: functions with a name, which workers know them by. Runs in Deno and browsers. */

/** What a worker keeps between tasks, such as its rows of a matrix. */
export type TaskStore = Map<string, unknown>;

/** A task's work: yields the share done (0..1) at least every 20 ms, returns its output. It reads
 * nothing but its input and its worker's store. */
export type Task<I, O> = (input: I, store: TaskStore) => Generator<number, O>;

/** A task with the name by which a worker is told to run it. */
export interface NamedTask<I, O> {
  /** Like no other task's. */
  readonly name: string;
  /** The work. A method, so that a table can hold tasks of any input: names alone reach a worker. */
  run(input: I, store: TaskStore): Generator<number, O>;
}

/** Gives a task its name. Workers run it only if their table of tasks holds it (`run/tasks.ts`). */
export function defineTask<I, O>(name: string, run: Task<I, O>): NamedTask<I, O> {
  return { name, run };
}
