/** What is remembered of a cell between its runs, and what is shown of it. Runs in Deno and browsers. */

import type { CellResult } from "./evaluate.ts";
import type { CellProblem } from "./problem.ts";

/** How a cell stands: `stale` waits for others or to be asked for, `interrupted` was ended. */
export type CellStatus = "stale" | "running" | "done" | "failed" | "interrupted";

/** A cell as those who show it see it. */
export interface CellState {
  readonly status: CellStatus;
  /** Of the last run that ended well; what was true before stays while the cell is stale or runs. */
  readonly value: unknown;
  /** What it declares, as {@link value}. */
  readonly names: ReadonlyMap<string, unknown>;
  /** Why it failed or was interrupted. */
  readonly problem: CellProblem | null;
  /** What it wrote to the console in its last run. */
  readonly log: readonly string[];
  /** How often it began to run. */
  readonly runs: number;
}

/** What is remembered of a cell. */
export interface CellRecord {
  status: CellStatus;
  problem: CellProblem | null;
  log: string[];
  runs: number;
  /** By what it would run: its source, where its names come from, what forbids it. */
  signature: string;
  /** Whether its former result is of no use, whatever its inputs are. */
  mustRun: boolean;
  /** Whether it waits although it is live, as it was interrupted. */
  isHeld: boolean;
  /** Whether it was asked for. */
  isWanted: boolean;
  /** How many times the usual it may compute. */
  patience: number;
  /** The cells' names that its last run took, and what came of it. */
  last: { readonly inputs: ReadonlyMap<string, unknown>; readonly outcome: Outcome } | null;
  result: CellResult | null;
}

/** How a run of a cell ended. */
export type Outcome =
  | { readonly result: CellResult }
  | { readonly problem: CellProblem };

const NO_NAMES: ReadonlyMap<string, unknown> = new Map();

/** What is shown of a cell. */
export function stateOf({ status, problem, log, runs, result }: CellRecord): CellState {
  const names = result?.names ?? NO_NAMES;
  return { status, value: result?.value, names, problem, log, runs };
}

/** A cell that has not run. */
export function newRecord(): CellRecord {
  return {
    ...{ status: "stale", problem: null, log: [], runs: 0, signature: "", mustRun: true },
    ...{ isHeld: false, isWanted: false, patience: 1, last: null, result: null },
  };
}

/** Takes note that somebody ended a cell. */
export function markInterrupted(record: CellRecord): void {
  record.status = "interrupted";
  record.problem = { kind: "interrupted", because: "asked" };
  record.mustRun = true;
  record.isWanted = false;
}

/** Whether somebody asked for the end, rather than time being over. */
export function isAskedFor(problem: CellProblem): boolean {
  return problem.kind === "interrupted" && problem.because === "asked";
}

/** Whether it computed for longer than it may. */
export function isOutOfTime(problem: CellProblem): boolean {
  return problem.kind === "interrupted" && problem.because === "time";
}

/** Whether two sets of names stand for the same values. */
export function isSame(a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): boolean {
  return a.size === b.size &&
    [...a].every(([name, value]) => b.has(name) && Object.is(value, b.get(name)));
}
