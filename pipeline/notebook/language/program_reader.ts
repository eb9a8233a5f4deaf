/** Reads cells' programs, each once while its cell stays as it is. Runs in Deno and browsers. */

import type { Cell } from "../cells/cell.ts";
import { type Program, readProgram } from "./program.ts";

/** The programs of a notebook's cells. */
export class ProgramReader {
  readonly #known = new Map<string, { readonly key: string; readonly program: Program }>();

  /** A cell's program, as it is written now. */
  read(cell: Cell): Program {
    const key = `${cell.kind}\n${cell.source}`;
    const known = this.#known.get(cell.id);
    if (known?.key === key) return known.program;
    const program = readProgram(cell);
    this.#known.set(cell.id, { key, program });
    return program;
  }

  /** What a cell's program was read from; undefined where none was. */
  keyOf(id: string): string | undefined {
    return this.#known.get(id)?.key;
  }

  /** Forgets the programs of all cells but those that there are. */
  keepOnly(cells: readonly Pick<Cell, "id">[]): void {
    const ids = new Set(cells.map(({ id }) => id));
    for (const id of this.#known.keys()) if (!ids.has(id)) this.#known.delete(id);
  }
}
