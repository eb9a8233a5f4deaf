/** Where in a notebook a name is declared and used. Runs in Deno and browsers. */

import type { Cell, Program } from "../../../pipeline/notebook/mod.ts";

/** A part of a cell's source. */
export interface CellRange {
  readonly cell: string;
  readonly from: number;
  readonly to: number;
}

/** The name at an offset of a cell that other cells may know; null where none stands.
 * @param read Gives a cell's program as it is written.
 */
export function nameAt(cell: Cell, offset: number, read: (cell: Cell) => Program): string | null {
  const found = read(cell).mentions().find(({ name, offset: from }) =>
    from <= offset && offset <= from + name.length
  );
  return found?.name ?? null;
}

/** All places of a name, in the order of cells: those that declare it and those that use it. */
export function placesOf(
  cells: readonly Cell[],
  name: string,
  read: (cell: Cell) => Program,
): (CellRange & { readonly isDeclaration: boolean })[] {
  return cells.flatMap((cell) =>
    read(cell).mentions().filter((each) => each.name === name)
      .map(({ offset, isDeclaration }) => ({
        cell: cell.id,
        from: offset,
        to: offset + name.length,
        isDeclaration,
      }))
  );
}
