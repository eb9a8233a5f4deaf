/** Searching and replacing in a notebook: which match one stands at, and what that does to the cells. Runs in browsers. */

import type { Cell, Notebook, Program } from "../../../pipeline/notebook/mod.ts";
import { type CellRange, placesOf } from "./name_places.ts";
import { findText, replaceRanges } from "./search.ts";
import { SearchBar } from "./search_bar.ts";

/** A match as its editor shows it. */
export type Found = { readonly from: number; readonly to: number; readonly isAt: boolean };

/** The notebook that is searched. */
export interface SearchedNotebook {
  notebook(): Notebook;
  read(cell: Cell): Program;
  /** Puts a changed notebook in its place, as a step of undo. */
  change(notebook: Notebook): void;
  /** Brings a range into sight; with the focus it becomes what is selected. */
  reveal(range: CellRange, hasFocus: boolean): void;
  onFound(id: string, found: readonly Found[]): void;
  /** Gives the focus back to the cells. */
  leave(): void;
  say(text: string): void;
}

/** The search of one notebook. */
export class NotebookSearch {
  readonly bar: SearchBar;
  readonly #of: SearchedNotebook;
  #matches: readonly CellRange[] = [];
  #at = 0;
  #query = { text: "", isName: false };

  constructor(of: SearchedNotebook) {
    this.#of = of;
    this.bar = new SearchBar({
      onQuery: (text, isName) => this.#search({ text, isName }),
      onStep: (by) => this.step(by),
      onReplace: (text, isAll) => isAll ? this.#replaceAll(text) : this.#replaceOne(text),
      onClose: () => this.close(),
    });
  }

  /** Opens the bar; the first match is the first one at or after a place.
   * @param from Where one stands.
   */
  open(
    text: string,
    { isName, from }: { readonly isName: boolean; readonly from: CellRange | null },
  ): void {
    this.#at = 0;
    this.bar.open(text, isName);
    if (from === null) return;
    const order = this.#of.notebook().cells.map(({ id }) => id);
    const place = ({ cell }: CellRange): number => order.indexOf(cell);
    const next = this.#matches.findIndex((match) =>
      place(match) > place(from) || match.cell === from.cell && match.to >= from.to
    );
    this.#at = Math.max(0, next);
    this.#show(true);
  }

  close(): void {
    const match = this.#matches[this.#at];
    this.bar.close();
    this.#matches = [];
    this.#show(false);
    if (match === undefined) this.#of.leave();
    else this.#of.reveal(match, true);
  }

  step(by: 1 | -1): void {
    const { length } = this.#matches;
    if (length === 0) return;
    this.#at = (this.#at + by + length) % length;
    this.#show(true);
  }

  /** Looks again, after cells have changed. */
  refresh(): void {
    if (!this.bar.isOpen) return;
    this.#find();
    this.#show(false);
  }

  #search(query: { readonly text: string; readonly isName: boolean }): void {
    const isSame = query.text === this.#query.text && query.isName === this.#query.isName;
    this.#query = query;
    if (!isSame) this.#at = 0;
    this.#find();
    this.#show(true);
  }

  #find(): void {
    const { text, isName } = this.#query;
    const { cells } = this.#of.notebook();
    this.#matches = isName
      ? placesOf(cells, text, (cell) => this.#of.read(cell))
      : findText(cells, text);
    this.#at = Math.min(this.#at, Math.max(0, this.#matches.length - 1));
  }

  #replaceOne(text: string): void {
    const match = this.#matches[this.#at];
    if (match === undefined) return;
    this.#of.change(replaceRanges(this.#of.notebook(), [match], text));
    this.#find();
    // What was put there may itself be a match.
    const end = match.from + text.length;
    const order = this.#of.notebook().cells.map(({ id }) => id);
    const next = this.#matches.findIndex(({ cell, from }) =>
      cell === match.cell ? from >= end : order.indexOf(cell) > order.indexOf(match.cell)
    );
    this.#at = Math.max(0, next);
    this.#show(true);
  }

  #replaceAll(text: string): void {
    const { length } = this.#matches;
    if (length === 0) return;
    this.#of.change(replaceRanges(this.#of.notebook(), this.#matches, text));
    this.#of.say(`${length} replaced. Undo brings them back.`);
    this.#find();
    this.#show(false);
  }

  #show(isMoved: boolean): void {
    const match = this.#matches[this.#at];
    const byCell = Map.groupBy(this.#matches, ({ cell }) => cell);
    for (const { id } of this.#of.notebook().cells) {
      const found = (byCell.get(id) ?? []).map((each) => ({
        from: each.from,
        to: each.to,
        isAt: each === match,
      }));
      this.#of.onFound(id, found);
    }
    this.bar.tell(this.#matches.length, this.#at + 1);
    if (isMoved && match !== undefined) this.#of.reveal(match, false);
  }
}
