/** What keeps a cell from its value, as data and in words that name the cells. Runs in Deno and browsers. */

import { nearestName } from "../../base/nearest.ts";
import { countOf, joinWords } from "../../base/text.ts";
import type { Place } from "../language/place.ts";

/** Where in which cell; the id tells the cell. */
export interface CellPlace extends Place {
  readonly cell: string;
}

/** Why a cell has no value. Cells stand by their ids. */
export type CellProblem =
  /** The source is no code, or has what cells do not have. */
  | { readonly kind: "unreadable"; readonly message: string; readonly place: Place | null }
  /** Several cells declare a name of this one. */
  | { readonly kind: "twice"; readonly name: string; readonly cells: readonly string[] }
  /** It needs a name that several cells declare. */
  | { readonly kind: "unclear"; readonly name: string; readonly cells: readonly string[] }
  /** It needs itself, by way of others. */
  | { readonly kind: "circle"; readonly cells: readonly string[] }
  /** It changes a name that is not its own; `cell` declares it, null where the host gives it or nobody. */
  | {
    readonly kind: "assigned";
    readonly name: string;
    readonly cell: string | null;
    readonly isGiven: boolean;
    readonly place: Place;
  }
  /** Nobody declares these names. */
  | {
    readonly kind: "missing";
    readonly names: readonly string[];
    readonly place: Place;
    readonly near: string | null;
  }
  /** A cell that it needs has no value. */
  | { readonly kind: "upstream"; readonly name: string; readonly cell: string }
  /** Its code threw. */
  | { readonly kind: "thrown"; readonly error: unknown; readonly place: CellPlace | null }
  /** It was ended: because somebody asked, or because its time was over. */
  | { readonly kind: "interrupted"; readonly because: "asked" | "time" };

/** Says in a sentence what is wrong and what would work.
 * @param label What people call a cell, by its id.
 */
export function problemText(
  problem: CellProblem,
  cell: string,
  label: (id: string) => string,
): string {
  const cannot = `Cannot run ${label(cell)}`;
  // "cell 2", "cell 5" are "cells 2 and 5".
  const both = (ids: readonly string[]): string =>
    joinWords(ids.map(label)).replace(/\bcell /g, "").replace(/^(?=\d)/, "cells ");
  switch (problem.kind) {
    case "unreadable":
      return `Cannot read ${label(cell)}${at(problem.place)}: ${problem.message}.`;
    case "twice":
      return `${cannot}: a name is declared by one cell, but ${both(problem.cells)} declare ` +
        `${problem.name}. Rename it in one of them.`;
    case "unclear":
      return `${cannot}: a name is declared by one cell, but it needs ${problem.name}, which ` +
        `${both(problem.cells)} declare. Rename it in one of them.`;
    case "circle":
      return `${cannot}: cells must not need each other in a circle, but ${
        both(problem.cells)
      } do.`;
    case "assigned":
      return `${cannot}: a name is changed only by the cell that declares it, but ` +
        `line ${problem.place.line} changes ${problem.name}${ownerWords(problem, label)}`;
    case "missing":
      return `${cannot}: every name must be declared by a cell, but none declares ` +
        `${joinWords(problem.names)} (line ${problem.place.line}).` +
        (problem.near === null ? "" : ` Did you mean ${problem.near}?`);
    case "upstream":
      return `${cannot}: it needs ${problem.name}, but ${label(problem.cell)} has failed.`;
    case "thrown":
      return thrownText(problem, cell, label);
    case "interrupted":
      return problem.because === "asked"
        ? `Interrupted: ${label(cell)} was ended before it was done.`
        : `Cannot finish ${
          label(cell)
        }: its loops took longer than they may. Run it again to give it ten times as long, or ` +
          `give the work to a function of the engine.`;
  }
}

/** Nearest of the known names to a missing one, for its problem. */
export function nearTo(names: readonly string[], known: readonly string[]): string | null {
  // Any short name is near any other.
  return names.length === 1 && names[0].length > 2 ? nearestName(names[0], known) : null;
}

/** How many cells failed, in words; empty for none. */
export function failedWords(count: number): string {
  return count === 0 ? "" : `${countOf(count, "cell")} failed`;
}

/** The message of something thrown, which need not be an error. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return /^(Error|DataError|ParamsError|StorageError)$/.test(error.name)
    ? error.message
    : `${error.name}: ${error.message}`;
}

function thrownText(
  { error, place }: { readonly error: unknown; readonly place: CellPlace | null },
  cell: string,
  label: (id: string) => string,
): string {
  return `${label(place?.cell ?? cell)}${at(place)}: ${messageOf(error)}`.replace(/^c/, "C");
}

function ownerWords(
  { name, cell, isGiven }: { name: string; cell: string | null; isGiven: boolean },
  label: (id: string) => string,
): string {
  if (cell !== null) return ` of ${label(cell)}. Give the new value a name of its own.`;
  return isGiven
    ? `, which every notebook is given. Give the new value a name of its own.`
    : `, which none declares. Write let ${name} to declare it here.`;
}

function at(place: Place | null): string {
  return place === null ? "" : `, line ${place.line}, column ${place.column}`;
}
