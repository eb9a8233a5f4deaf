/** What is wrong in cells as they are written, before any of them runs. Runs in Deno and browsers. */

import {
  type Cell,
  cellLabel,
  type CellState,
  isCode,
  type Notebook,
  offsetOf,
  type Place,
  problemText,
  type Program,
} from "../../../pipeline/notebook/mod.ts";
import { buildGraph, type KnownNames } from "../../../pipeline/notebook/runtime/graph.ts";

/** A place where something is wrong. */
export interface Mark {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

/** Finds them in all cells.
 * @param read Gives a cell's program as it is written.
 */
export function problemsOf(
  notebook: Notebook,
  known: KnownNames,
  read: (cell: Cell) => Program,
): ReadonlyMap<string, readonly Mark[]> {
  const { nodes } = buildGraph(notebook, known, read);
  return new Map(notebook.cells.map((cell) => {
    const node = nodes.get(cell.id);
    const problem = node?.problem ?? null;
    if (node === undefined || problem === null) return [cell.id, []];
    const message = problemText(problem, cell.id, (id) => cellLabel(notebook, id));
    const at = (place: Place | null): Mark[] =>
      place === null ? [] : [markAt(cell, place, message)];
    const ofNames = (names: readonly string[]): Mark[] =>
      node.program.mentions().filter(({ name }) => names.includes(name))
        .map(({ name, offset }) => ({ from: offset, to: offset + name.length, message }));
    switch (problem.kind) {
      case "unreadable":
      case "assigned":
        return [cell.id, at(problem.place)];
      case "missing":
        return [cell.id, ofNames(problem.names)];
      case "twice":
      case "unclear":
        return [cell.id, ofNames([problem.name])];
      default:
        return [cell.id, []];
    }
  }));
}

/** Where a cell failed when it ran last, if its source is still the same. */
export function failedPlace(cell: Cell, state: CellState | null, notebook: Notebook): Mark | null {
  const problem = state?.problem ?? null;
  if (problem?.kind !== "thrown" || problem.place?.cell !== cell.id) return null;
  const message = problemText(problem, cell.id, (id) => cellLabel(notebook, id));
  return markAt(cell, problem.place, message);
}

/** A mark from a place to the end of the word that stands there, or else of one letter. */
function markAt({ kind, source }: Cell, place: Place, message: string): Mark {
  const from = offsetOf(source, place);
  const word = /^[\p{ID_Continue}$]+/u.exec(source.slice(from))?.[0].length ?? 1;
  const isAtEnd = isCode({ kind }) && from >= source.length;
  // What is missing at the end is told at what stands last.
  if (!isAtEnd) return { from, to: Math.min(source.length, from + word), message };
  const last = source.trimEnd().length;
  return { from: Math.max(0, last - 1), to: last, message };
}
