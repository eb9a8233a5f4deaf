/** What cells show, as a file takes it along: drawings and tables as they stand, all else as text. Runs in browsers. */

import {
  cellLabel,
  type CellState,
  type IpynbOutputs,
  ipynbOutputs,
  isCode,
  type Notebook,
  problemText,
} from "../../pipeline/notebook/mod.ts";

/** The outputs of the cells that have run as they are written now; all others keep what a file brought.
 * @param order In which cells run.
 */
export function outputsOf(
  notebook: Notebook,
  order: readonly string[],
  { stateOf, isChanged }: {
    stateOf(id: string): CellState | null;
    isChanged(id: string): boolean;
  },
): ReadonlyMap<string, IpynbOutputs> {
  const ran = order.flatMap((id) => {
    const cell = notebook.cells.find((each) => each.id === id);
    const state = stateOf(id);
    const isPast = state === null || state.runs === 0 || isChanged(id) ||
      state.status === "stale" || state.status === "running";
    return cell === undefined || !isCode(cell) || isPast ? [] : [{ cell, state }];
  });
  return ipynbOutputs(ran.map(({ cell, state }, i) => ({
    cell,
    state,
    problem: state.problem === null
      ? null
      : problemText(state.problem, cell.id, (id) => cellLabel(notebook, id)),
    count: i + 1,
  })));
}
