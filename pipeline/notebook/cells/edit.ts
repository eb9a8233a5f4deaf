/** Changes of a notebook as pure functions: each gives a new one and leaves the old. Runs in Deno and browsers. */

import { quoteValue } from "../../base/errors.ts";
import {
  type Cell,
  cellLabel,
  type CellParts,
  freeId,
  makeCell,
  type Notebook,
  NotebookError,
} from "./cell.ts";

/** Adds a cell.
 * @param at Its place from 0; the end if absent or beyond it.
 * @returns The notebook, and the id that the cell got.
 */
export function addCell(
  notebook: Notebook,
  parts: Omit<CellParts, "id">,
  at: number = notebook.cells.length,
): { readonly notebook: Notebook; readonly id: string } {
  const id = freeId(notebook.cells.map((cell) => cell.id));
  const cells = notebook.cells.toSpliced(Math.max(0, at), 0, makeCell({ ...parts, id }));
  return { notebook: { ...notebook, cells }, id };
}

/** Takes a cell out.
 * @throws {NotebookError} If there is none of that id, as all of these functions do.
 */
export function deleteCell(notebook: Notebook, id: string): Notebook {
  const index = placeOf(notebook, id, "delete");
  return { ...notebook, cells: notebook.cells.toSpliced(index, 1) };
}

/** Moves a cell.
 * @param to Its new place from 0; places beyond the ends mean the ends.
 */
export function moveCell(notebook: Notebook, id: string, to: number): Notebook {
  const index = placeOf(notebook, id, "move");
  const rest = notebook.cells.toSpliced(index, 1);
  const place = Math.min(Math.max(0, to), rest.length);
  return { ...notebook, cells: rest.toSpliced(place, 0, notebook.cells[index]) };
}

/** Changes a cell: its source, its kind, its flags. What a file kept of the old source, such as its
 * stored outputs, goes with the source. */
export function editCell(
  notebook: Notebook,
  id: string,
  change: Partial<Omit<Cell, "id" | "kept">>,
): Notebook {
  const index = placeOf(notebook, id, "edit");
  const cell = notebook.cells[index];
  const edited = makeCell({ ...cell, ...change });
  const isOther = edited.source !== cell.source || edited.kind !== cell.kind;
  const kept = isOther ? withoutOutputs(cell.kept) : cell.kept;
  return { ...notebook, cells: notebook.cells.with(index, { ...edited, kept }) };
}

/** Splits a cell in two at a place of its source; the line break there goes.
 * @param offset In UTF-16 units, from 0.
 * @returns The notebook, and the id of the second half; the first keeps the cell's.
 */
export function splitCell(
  notebook: Notebook,
  id: string,
  offset: number,
): { readonly notebook: Notebook; readonly id: string } {
  const index = placeOf(notebook, id, "split");
  const { source, kind, hidden, folded, run } = notebook.cells[index];
  const before = source.slice(0, offset).replace(/\n$/, "");
  const after = source.slice(offset).replace(/^\n/, "");
  const first = editCell(notebook, id, { source: before });
  return addCell(first, { source: after, kind, hidden, folded, run }, index + 1);
}

/** Joins a cell with the one below it, which goes.
 * @throws {NotebookError} If there is none below it, or the two are of different kinds.
 */
export function mergeCells(notebook: Notebook, id: string): Notebook {
  const index = placeOf(notebook, id, "merge");
  const [upper, lower] = notebook.cells.slice(index, index + 2);
  const label = cellLabel(notebook, id);
  if (lower === undefined) {
    throw new NotebookError(
      `Cannot merge ${label} with the one below it: there must be one, but ${label} is the last.`,
    );
  }
  if (upper.kind !== lower.kind) {
    throw new NotebookError(
      `Cannot merge ${label} with the one below it: both must be of one kind, but they are ` +
        `${upper.kind} and ${lower.kind}.`,
    );
  }
  const source = `${upper.source}\n${lower.source}`;
  return deleteCell(editCell(notebook, id, { source }), lower.id);
}

function placeOf({ cells }: Notebook, id: string, action: string): number {
  const index = cells.findIndex((cell) => cell.id === id);
  if (index >= 0) return index;
  throw new NotebookError(
    `Cannot ${action} a cell: its id must be one of the notebook's, but got ${quoteValue(id)}.`,
  );
}

/** What was kept of a cell, without what its former source gave. */
function withoutOutputs(kept: Cell["kept"]): Cell["kept"] {
  const { ipynb, ...rest } = kept;
  if (typeof ipynb !== "object" || ipynb === null) return kept;
  const { outputs: _outputs, execution_count: _count, ...others } = ipynb as Cell["kept"];
  return { ...rest, ipynb: others };
}
