/** Finding and replacing text in all cells. Runs in Deno and browsers. */

import { type Cell, editCell, type Notebook } from "../../../pipeline/notebook/mod.ts";
import type { CellRange } from "./name_places.ts";

/** Matches beyond these are not listed. */
const MOST = 10_000;

/** Finds a text in all sources; small and capital letters are the same unless the text has capitals. */
export function findText(cells: readonly Cell[], text: string): CellRange[] {
  if (text === "") return [];
  const isExact = text !== text.toLowerCase();
  const found: CellRange[] = [];
  for (const { id, kind, source } of cells) {
    if (kind === "foreign") continue;
    const low = isExact ? source : lowered(source);
    for (let at = low.indexOf(text); at >= 0 && found.length < MOST;) {
      found.push({ cell: id, from: at, to: at + text.length });
      at = low.indexOf(text, at + text.length);
    }
  }
  return found;
}

/** Small letters, each at its own place. */
function lowered(source: string): string {
  const low = source.toLowerCase();
  return low.length === source.length
    ? low
    : [...source].map((letter) =>
      letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter
    ).join("");
}

/** Puts a text in the place of ranges. */
export function replaceRanges(
  notebook: Notebook,
  ranges: readonly CellRange[],
  text: string,
): Notebook {
  let changed = notebook;
  for (const [id, within] of Map.groupBy(ranges, ({ cell }) => cell)) {
    const source = notebook.cells.find((cell) => cell.id === id)?.source ?? "";
    let from = 0, next = "";
    for (const range of within.toSorted((a, b) => a.from - b.from)) {
      next += source.slice(from, range.from) + text;
      from = range.to;
    }
    changed = editCell(changed, id, { source: next + source.slice(from) });
  }
  return changed;
}
