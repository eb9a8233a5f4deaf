/** How one notebook became another, cell by cell. Runs in Deno and browsers. */

import { countOf } from "../../base/text.ts";
import { type Cell, freeId, type Notebook } from "./cell.ts";

/** What became of a cell. */
export interface CellDiff {
  /** As it was; null if it came. */
  readonly before: Cell | null;
  /** As it is; null if it went. */
  readonly after: Cell | null;
  /** Whether it stands elsewhere among the cells that stayed. */
  readonly isMoved: boolean;
  /** Whether its source, its kind or one of its settings is another. */
  readonly isChanged: boolean;
}

/** Compares two notebooks.
 * Cells are the same by their ids, and where a notebook was put in another's place by their sources. As
 * few as possible count as moved, O(n log n) of the cells that stayed.
 * @returns The latter's cells in their order; each that went stands behind those that it followed.
 */
export function diffNotebooks(
  { cells: former }: Pick<Notebook, "cells">,
  { cells: present }: Pick<Notebook, "cells">,
): CellDiff[] {
  const origin = matchCells(former, present);
  const placeOf = new Map(former.map((cell, i) => [cell, i]));
  const stayed = present.filter((cell) => origin.has(cell));
  const places = stayed.map((cell) => placeOf.get(origin.get(cell)!)!);
  const steady = longestRise(places);
  const unmoved = new Set(stayed.filter((_, i) => steady.has(i)));
  const diffs = present.map((after): CellDiff => {
    const before = origin.get(after) ?? null;
    const isChanged = before !== null && !isSameCell(before, after);
    return { before, after, isMoved: before !== null && !unmoved.has(after), isChanged };
  });
  const matched = new Set(origin.values());
  let at = 0;
  for (const before of former) {
    if (!matched.has(before)) {
      diffs.splice(at++, 0, { before, after: null, isMoved: false, isChanged: false });
      continue;
    }
    const place = diffs.findIndex((each) => each.before === before && each.after !== null);
    if (unmoved.has(diffs[place].after!)) at = place + 1;
  }
  return diffs;
}

/** Says what differs: `2 cells changed, 1 added`; an empty string where nothing does. */
export function diffWords(diffs: readonly CellDiff[]): string {
  const counts = [
    ["changed", diffs.filter(({ isChanged }) => isChanged).length],
    ["added", diffs.filter(({ before }) => before === null).length],
    ["removed", diffs.filter(({ after }) => after === null).length],
    ["moved", diffs.filter(({ isMoved }) => isMoved).length],
  ] as const;
  return counts.filter(([, count]) => count > 0)
    .map(([word, count], i) => `${i === 0 ? countOf(count, "cell") : count} ${word}`).join(", ");
}

/** Puts a cell of a former notebook back into the present one: its source, kind and settings if the
 * cell is there, else itself, behind the cell that it followed. */
export function restoreCell(
  present: Notebook,
  { before, after }: Pick<CellDiff, "before" | "after">,
  former: Pick<Notebook, "cells">,
): Notebook {
  if (before === null) {
    return { ...present, cells: present.cells.filter((cell) => cell !== after) };
  }
  const { cells } = present;
  if (after !== null) {
    return {
      ...present,
      cells: cells.map((cell) => cell === after ? { ...before, id: after.id } : cell),
    };
  }
  const origin = matchCells(former.cells, cells);
  const earlier = new Set(former.cells.slice(0, former.cells.indexOf(before)));
  const place = cells.findLastIndex((cell) => earlier.has(origin.get(cell) ?? before)) + 1;
  const ids = cells.map(({ id }) => id);
  const id = ids.includes(before.id) ? freeId(ids) : before.id;
  return { ...present, cells: cells.toSpliced(place, 0, { ...before, id }) };
}

/** The former cell of each that stayed. */
function matchCells(former: readonly Cell[], present: readonly Cell[]): Map<Cell, Cell> {
  const origin = new Map<Cell, Cell>();
  const free = new Set(former);
  const match = (isPair: (before: Cell, after: Cell) => boolean): void => {
    for (const after of present) {
      if (origin.has(after)) continue;
      for (const before of free) {
        if (!isPair(before, after)) continue;
        origin.set(after, before);
        free.delete(before);
        break;
      }
    }
  };
  match((before, after) => before.id === after.id && before.source === after.source);
  // Ids are given anew in each notebook: where no cell stayed as it was, they say little.
  const isOne = [...origin.keys()].some(({ source }) => source.trim() !== "");
  match((before, after) =>
    before.source === after.source && before.kind === after.kind && after.source.trim() !== ""
  );
  match((before, after) =>
    before.id === after.id && (isOne || shareWord(before.source, after.source))
  );
  return origin;
}

function shareWord(a: string, b: string): boolean {
  const words = new Set(a.match(/\w+/g));
  const others = b.match(/\w+/g) ?? [];
  return words.size === 0 || others.length === 0 || others.some((word) => words.has(word));
}

function isSameCell(a: Cell, b: Cell): boolean {
  return a.source === b.source && a.kind === b.kind && a.hidden === b.hidden &&
    a.folded === b.folded && a.run === b.run;
}

/** Where a longest rising run of numbers stands, which need not be neighbours; O(n log n). */
function longestRise(numbers: readonly number[]): Set<number> {
  /** By length less one: where the run of that length with the smallest end has it. */
  const ends: number[] = [];
  const earlier: number[] = [];
  numbers.forEach((number, i) => {
    let low = 0, high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (numbers[ends[middle]] < number) low = middle + 1;
      else high = middle;
    }
    earlier[i] = low === 0 ? -1 : ends[low - 1];
    ends[low] = i;
  });
  const found = new Set<number>();
  for (let i = ends.at(-1) ?? -1; i >= 0; i = earlier[i]) found.add(i);
  return found;
}
