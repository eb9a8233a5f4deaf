/** A history as pages show it. Runs in Deno and browsers. */

import type { Params } from "../../../../pipeline/plan/params.ts";
import { beginSteps, type Steps } from "./steps.js";

/** The history as pages show it. */
export interface HistoryState {
  readonly steps: Steps;
  /** What undo would take back, such as `Segments: 3 → 4`; empty where there is nothing. */
  readonly undo: string;
  /** What redo would do again; empty where there is nothing. */
  readonly redo: string;
  /** What was just undone, redone or restored, as a sentence; empty after any other change. */
  readonly said: string;
  /** Why steps are not kept across page loads; empty where they are. */
  readonly problem: string;
}

/** A history that holds one set of parameters, for pages that keep none. */
export function emptyHistory(params: Params): HistoryState {
  const steps = beginSteps({ params, words: "", paths: [], at: 0 });
  return { steps, undo: "", redo: "", said: "", problem: "" };
}
