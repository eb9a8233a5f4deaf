/** What a cell's run is for Jupyter: its outputs and the number of its run. Runs in Deno and browsers. */

import { type Cell, isCode, type Kept } from "../cells/cell.ts";
import type { IpynbOutputs } from "../formats/ipynb.ts";
import type { CellState } from "../runtime/record.ts";
import { ownIds } from "./own_ids.ts";
import { showValue } from "./show_value.ts";

/** A cell, how it stands, and in words what is wrong with it. */
export interface CellRun {
  readonly cell: Cell;
  readonly state: CellState;
  /** Null where nothing is wrong. */
  readonly problem: string | null;
  /** Its number among the cells that ran, from 1; null if it did not. */
  readonly count: number | null;
}

/** Writes what cells printed, their values, or what is wrong with them, in the words of nbformat 4.5.
 * @returns By the cells' ids; what is only kept has no outputs here.
 */
export function ipynbOutputs(runs: readonly CellRun[]): Map<string, IpynbOutputs> {
  const own = ownIds();
  return new Map(
    runs.filter(({ cell }) => isCode(cell)).map((run) => [run.cell.id, outputsOf(run, own)]),
  );
}

function outputsOf(
  { state, problem, count }: CellRun,
  own: (html: string) => string,
): IpynbOutputs {
  const outputs: Kept[] = [];
  if (state.log.length > 0) {
    const text = state.log.map((line) => `${line}\n`);
    outputs.push({ output_type: "stream", name: "stdout", text });
  }
  if (problem !== null) outputs.push({ output_type: "error", ...errorOf(state, problem) });
  const shown = problem === null ? showValue(state.value) : null;
  if (shown !== null) {
    const { text, html } = shown;
    outputs.push({
      output_type: "execute_result",
      execution_count: count,
      metadata: {},
      data: {
        "text/plain": linesOf(text),
        ...(html === null ? {} : { "text/html": linesOf(own(html)) }),
      },
    });
  }
  return { outputs, executionCount: count };
}

function errorOf({ problem }: CellState, text: string): Kept {
  const error = problem?.kind === "thrown" ? problem.error : null;
  const { name, message } = error instanceof Error
    ? error
    : { name: "NotebookError", message: text };
  return { ename: name, evalue: message, traceback: [text] };
}

function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/);
}
