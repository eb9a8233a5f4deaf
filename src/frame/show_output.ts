/** What a cell gives, beneath it. Runs in browsers. */

import {
  type Cell,
  cellLabel,
  type CellState,
  type Notebook,
  problemText,
} from "../../pipeline/notebook/mod.ts";
import { html } from "../components/kit/elements.ts";
import { inspect, previewOf } from "./inspect.ts";
import { showMarkdown } from "./markdown.ts";
import { isTable, tableOf } from "./show_table.ts";

const MOST_LINES = 500;
/** Lines of the console that stand open. */
const OPEN_LINES = 20;

/** Shows what a cell gave: its words, its last expression, or else the names that it declared. */
export function showResult(cell: Cell, state: CellState | null): Node[] {
  if (cell.kind === "foreign") return [html("pre", cell.source)];
  if (cell.kind === "markdown") return [showWords(cell, state)];
  if (state === null || state.runs === 0) return [];
  if (state.value !== undefined) return [showValue(state.value)];
  const named = [...state.names].filter(([, value]) => value !== undefined);
  if (named.length === 0) return [];
  const lines = named.map(([name, value]) =>
    html("div", [html("span", `${name} = `, { class: "value-key" }), inspect(value)])
  );
  return [html("div", lines, { class: "named" })];
}

/** Shows one value: elements as they are, lists of objects as a table, the rest as a tree. */
export function showValue(value: unknown): Node {
  if (value instanceof Node) return value;
  if (isTable(value)) return tableOf(value);
  if (typeof value === "string") return html("pre", value, { class: "text" });
  return inspect(value);
}

function showWords(cell: Cell, state: CellState | null): Node {
  const values = Array.isArray(state?.value) ? state.value : null;
  const show = (value: unknown): Node | string => {
    if (value instanceof Node) return value;
    if (typeof value === "string" || typeof value === "number") return String(value);
    return value === undefined || value === null ? "" : previewOf(value);
  };
  try {
    return showMarkdown(cell.source, values, show);
  } catch {
    // What cannot be read as words with expressions is told by its problem, and shown as it stands.
    return html("pre", cell.source, { class: "text" });
  }
}

/** Shows what a cell wrote to the console. */
export function showLog(log: readonly string[]): Node | null {
  if (log.length === 0) return null;
  const shown = log.slice(-MOST_LINES).join("\n");
  const lines = html("pre", shown, { class: "log", "aria-label": "Console" });
  if (log.length <= OPEN_LINES) return lines;
  return html("details", [html("summary", `${log.length} lines of the console`), lines]);
}

/** Says why a cell has no value; null where nothing is wrong. */
export function showProblem(
  notebook: Notebook,
  id: string,
  { status, problem }: CellState,
): HTMLElement | null {
  if (problem === null) return null;
  const text = problemText(problem, id, (each) => cellLabel(notebook, each));
  return html("p", text, {
    class: status === "interrupted" ? "problem is-calm" : "problem",
    role: status === "failed" ? "alert" : null,
  });
}

/** The line of a cell's source that its problem points at; null where it points at none. */
export function lineOf(id: string, { problem }: CellState): number | null {
  if (problem === null || !("place" in problem) || problem.place === null) return null;
  if (problem.kind === "thrown" && problem.place.cell !== id) return null;
  return problem.place.line;
}
