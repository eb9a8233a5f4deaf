/** Undo and redo: the notebooks before and after the present one. Runs in Deno and browsers. */

import type { Notebook } from "./cell.ts";

/** Changes that are remembered; cells are shared between them, so that a step costs a list. */
const MOST_STEPS = 200;

/** A notebook and the way to it. */
export interface History {
  readonly present: Notebook;
  /** Oldest first. */
  readonly past: readonly Notebook[];
  /** What undo left, next first. */
  readonly future: readonly Notebook[];
}

/** Begins a history. */
export function startHistory(present: Notebook): History {
  return { present, past: [], future: [] };
}

/** Takes a changed notebook as the present one; what was undone is forgotten. */
export function remember(history: History, changed: Notebook): History {
  if (changed === history.present) return history;
  const past = [...history.past, history.present].slice(-MOST_STEPS);
  return { present: changed, past, future: [] };
}

/** Goes a step back; at the beginning it stays. */
export function undo({ present, past, future }: History): History {
  if (past.length === 0) return { present, past, future };
  return { present: past[past.length - 1], past: past.slice(0, -1), future: [present, ...future] };
}

/** Goes a step forward again; at the end it stays. */
export function redo({ present, past, future }: History): History {
  if (future.length === 0) return { present, past, future };
  return { present: future[0], past: [...past, present], future: future.slice(1) };
}
