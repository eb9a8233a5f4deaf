/** A notebook as data: an immutable list of cells. Runs in Deno and browsers. */

/** What a cell is: code, words, the control of a parameter, or something that is only kept. */
export type CellKind = "ts" | "js" | "markdown" | "parameter" | "foreign";

/** When a cell runs: `auto` at once, unless it asks the engine for work that is not done yet. */
export type CellSwitch = "auto" | "live" | "lazy";

/** What a file says of a cell or a notebook and the product does not use: kept as it was. */
export type Kept = Readonly<Record<string, unknown>>;

/** One cell. */
export interface Cell {
  /** Unique in its notebook, and the same for as long as the cell lives. */
  readonly id: string;
  /** What the source is. */
  readonly kind: CellKind;
  /** Its text; lines end in "\n". */
  readonly source: string;
  /** Whether its output is not shown. */
  readonly hidden: boolean;
  /** Whether its source is not shown until asked for. */
  readonly folded: boolean;
  /** When it runs. */
  readonly run: CellSwitch;
  /** What each format keeps of its own, by the format's name; empty for cells made here. */
  readonly kept: Kept;
}

/** A list of cells with a title. */
export interface Notebook {
  /** An empty string where there is none; then the first heading serves. */
  readonly title: string;
  /** The surveys, by name or glob, whose site shows the notebook as a page; absent: none. */
  readonly surveys?: readonly string[];
  /** In the order in which they are read; ids are unique. */
  readonly cells: readonly Cell[];
  /** What each format keeps of its own, by the format's name. */
  readonly kept: Kept;
}

/** What a new cell needs; the rest has its usual value. */
export type CellParts = Pick<Cell, "id" | "source"> & Partial<Omit<Cell, "id" | "source">>;

/** Something that cannot be done with a notebook or its file, in words for its writer. */
export class NotebookError extends Error {
  /** The class's name, which survives bundling and message passing. */
  override readonly name = "NotebookError";
}

/** Makes a cell. The source of words is folded unless told otherwise: one reads what it gives. */
export function makeCell(
  { id, source, kind = "ts", hidden = false, run = "auto", kept = {}, ...rest }: CellParts,
): Cell {
  const { folded = kind === "markdown" } = rest;
  return { id, kind, source: source.replace(/\r\n?/g, "\n"), hidden, folded, run, kept };
}

/** Makes a notebook.
 * @param cells Ids that are empty or that an earlier cell has are replaced by free ones.
 */
export function makeNotebook(
  cells: readonly Cell[],
  { title = "", kept = {}, surveys }: Partial<Pick<Notebook, "title" | "kept">> & {
    readonly surveys?: readonly string[] | undefined;
  } = {},
): Notebook {
  const taken = new Set(cells.map(({ id }) => id));
  const seen = new Set<string>();
  const unique = cells.map((cell) => {
    const id = cell.id === "" || seen.has(cell.id) ? freeId(taken) : cell.id;
    taken.add(id);
    seen.add(id);
    return id === cell.id ? cell : { ...cell, id };
  });
  return { title, ...(surveys === undefined ? {} : { surveys }), cells: unique, kept };
}

/** A whole number above all that are taken, as text: every format can hold it. */
export function freeId(taken: Iterable<string>): string {
  let most = 0;
  for (const id of taken) if (/^[1-9]\d{0,14}$/.test(id)) most = Math.max(most, Number(id));
  return String(most + 1);
}

/** Whether a cell's source is code that gives names to others. */
export function isCode({ kind }: Pick<Cell, "kind">): boolean {
  return kind === "ts" || kind === "js" || kind === "parameter";
}

/** What to call a notebook: its title, else its first heading, else an empty string. */
export function titleOf({ title, cells }: Notebook): string {
  if (title !== "") return title;
  for (const { kind, source } of cells) {
    const heading = kind === "markdown" ? /^#[ \t]+(.+?)[ \t#]*$/m.exec(source) : null;
    if (heading !== null) return heading[1];
  }
  return "";
}

/** What people call a cell: by its place, from 1. */
export function cellLabel(notebook: Pick<Notebook, "cells">, id: string): string {
  const index = notebook.cells.findIndex((cell) => cell.id === id);
  return index < 0 ? "a cell that is gone" : `cell ${index + 1}`;
}
