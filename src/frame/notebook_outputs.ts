/** A notebook as a file to take along, with what its cells show or without. Runs in browsers. */

import {
  cellLabel,
  type ImportsOptions,
  type IpynbOutputs,
  ipynbOutputs,
  isCode,
  problemText,
  type Runner,
  writeIpynb,
  writeNotebook,
} from "../../pipeline/notebook/mod.ts";
import type { NotebookModel } from "./model.ts";

/** What formats a notebook is written in. */
export type Ending = "ipynb" | "html" | "ts";

/** Writes it.
 * @param hasOutputs Whether an `.ipynb` has what cells show: drawings and tables as they stand, all else
 * as text.
 */
export function notebookText(
  { model, runner, imports }: {
    readonly model: NotebookModel;
    readonly runner: Runner;
    /** What the first cell opens where the file runs beside the product. */
    readonly imports: ImportsOptions;
  },
  ending: Ending,
  hasOutputs: boolean,
): string {
  return ending === "ipynb"
    ? writeIpynb(model.notebook, {
      imports,
      outputs: hasOutputs ? outputsOf(model, runner) : "none",
    })
    : writeNotebook(model.notebook, `.${ending}`);
}

/** An element as it is where nothing hears clicks and no style of the page is: without controls, at its
 * full height. */
function atRest(value: unknown): unknown {
  if (!(value instanceof Element)) return value;
  const copy = value.cloneNode(true) as Element;
  for (const title of copy.querySelectorAll("th button")) {
    title.replaceWith(title.textContent ?? "");
  }
  for (const each of copy.querySelectorAll("button,input,select,[hidden],.ui-hidden")) {
    each.remove();
  }
  for (const tall of copy.querySelectorAll<HTMLElement>("[style*=max-height]")) {
    tall.style.maxHeight = "";
  }
  return copy;
}

/** The outputs of the cells that have run as they are written now; all others keep what a file brought. */
function outputsOf(model: NotebookModel, runner: Runner): ReadonlyMap<string, IpynbOutputs> {
  const ran = runner.order.flatMap((id) => {
    const cell = model.cell(id), state = runner.state(id);
    const isPast = state === null || state.runs === 0 || model.isChanged(id) ||
      state.status === "stale" || state.status === "running";
    return cell === undefined || !isCode(cell) || isPast ? [] : [{ cell, state }];
  });
  return ipynbOutputs(ran.map(({ cell, state }, i) => ({
    cell,
    state: { ...state, value: atRest(state.value) },
    problem: state.problem === null
      ? null
      : problemText(state.problem, cell.id, (id) => cellLabel(model.notebook, id)),
    count: i + 1,
  })));
}
