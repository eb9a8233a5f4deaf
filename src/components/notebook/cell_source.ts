/** Notebooks that the site brings along, written as sources of cells. Runs in browsers. */

import type { Cell, Notebook } from "../../../pipeline/notebook/mod.ts";

/** What a cell of such a notebook is; the rest has its usual value. */
export type CellSource =
  & Pick<Cell, "source">
  & Partial<Pick<Cell, "kind" | "run" | "folded" | "hidden">>;

/** A cell of words, which one reads and whose source one does not. */
export const words = (source: string): CellSource => ({ source, kind: "markdown", folded: true });

/** A cell of code. */
export const code = (source: string): CellSource => ({ source });

/** A cell of code that others build on and that has nothing to show itself. */
export const helper = (source: string): CellSource => ({ source, folded: true, hidden: true });

/** The control of a parameter. */
export const control = (path: string): CellSource => ({
  source: `params("${path}")`,
  kind: "parameter",
  folded: true,
});

/** Makes a notebook, its cells numbered from 1: the same sources give the same notebook. */
export function notebookOf(title: string, sources: readonly CellSource[]): Notebook {
  const cells = sources.map((parts, i): Cell => ({
    ...{ kind: "ts", hidden: false, folded: false, run: "auto", kept: {} },
    ...parts,
    id: String(i + 1),
  }));
  return { title, cells, kept: {} };
}
