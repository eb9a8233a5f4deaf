/** What helps with writing cells, put together: help in editors, search, ways from names, tidying. Runs in browsers. */

import { type Cell, editCell } from "../../../pipeline/notebook/mod.ts";
import type { CellList } from "../cell_list.ts";
import type { NotebookModel } from "../model.ts";
import type { EditorHelp } from "./helper.ts";
import { type CellRange, nameAt, placesOf } from "./name_places.ts";
import { type HelpedNotebook, NotebookHelp } from "./notebook_help.ts";
import { NotebookSearch } from "./notebook_search.ts";
import { tidySource } from "./tidy.ts";

/** The notebook that is written. */
export interface WrittenNotebook
  extends Pick<HelpedNotebook, "runner" | "names" | "fields" | "state"> {
  model(): NotebookModel;
  list(): CellList;
  say(text: string): void;
  draw(): void;
}

/** The tools of one notebook. */
export class CellTools {
  readonly #of: WrittenNotebook;
  readonly #help: NotebookHelp;
  readonly #search: NotebookSearch;

  constructor(of: WrittenNotebook) {
    this.#of = of;
    const { runner, names, fields, state } = of;
    const notebook = () => of.model().notebook;
    this.#help = new NotebookHelp({
      ...{ runner, names, fields, state, notebook },
      isChanged: (id) => of.model().isChanged(id),
      onProblems: (id, problems) => of.list().view(id)?.mark({ problems }),
      goToName: (id, offset) => this.goToName(id, offset),
      showUses: (id, offset) => this.showUses(id, offset),
    });
    this.#search = new NotebookSearch({
      notebook,
      read: this.#help.read,
      change: (notebook) => of.model().arrange(notebook),
      reveal: (range, hasFocus) => this.#reveal(range, hasFocus),
      onFound: (id, found) => of.list().view(id)?.mark({ found }),
      leave: () => of.list().focus(of.list().selected),
      say: of.say,
    });
  }

  get searchBar(): HTMLElement {
    return this.#search.bar.element;
  }

  editorHelp(id: string): EditorHelp {
    return this.#help.editorHelp(id);
  }

  checkSoon(): void {
    this.#help.checkSoon();
  }

  /** Takes note that sources have changed. */
  changed(): void {
    this.#help.checkSoon();
    this.#search.refresh();
  }

  /** Takes note that given names may stand for something else now. */
  refresh(): void {
    this.#help.refresh();
  }

  search(): void {
    const { view, from } = this.#here();
    this.#search.open(view?.selectedText ?? "", { isName: false, from });
  }

  /** Leads to where the name at a place is declared, or says what it is. */
  goToName(id = this.#of.list().selected, offset = this.#of.list().view(id)?.cursor ?? 0): void {
    const name = this.#nameAt(id, offset);
    if (name === null) return;
    const { cells } = this.#of.model().notebook;
    const place = placesOf(cells, name, this.#help.read).find((each) => each.isDeclaration);
    if (place !== undefined) return this.#reveal({ ...place, to: place.from }, true);
    this.#of.say(this.#help.aboutGiven(name) || `No cell declares ${name}.`);
  }

  showUses(id = this.#of.list().selected, offset = this.#of.list().view(id)?.cursor ?? 0): void {
    const name = this.#nameAt(id, offset);
    if (name === null) return;
    this.#search.open(name, { isName: true, from: { cell: id, from: offset, to: offset } });
  }

  tidy(): void {
    const { cell } = this.#here();
    if (cell === undefined || cell.kind === "foreign") return;
    const source = tidySource(cell);
    const { notebook } = this.#of.model();
    if (source === cell.source) return this.#of.say("The cell is tidy.");
    this.#of.model().arrange(editCell(notebook, cell.id, { source }));
  }

  #here() {
    const id = this.#of.list().selected;
    const cell = this.#of.model().cell(id);
    const view = this.#of.list().view(id);
    const at = view?.cursor ?? 0;
    const from: CellRange | null = cell === undefined ? null : { cell: id, from: at, to: at };
    return { cell, view, from };
  }

  #nameAt(id: string, offset: number): string | null {
    const cell: Cell | undefined = this.#of.model().cell(id);
    const name = cell === undefined ? null : nameAt(cell, offset, this.#help.read);
    if (name === null) this.#of.say("No name stands at the cursor that cells share.");
    return name;
  }

  #reveal({ cell, from, to }: CellRange, hasFocus: boolean): void {
    const { list, draw } = this.#of;
    list().select(cell);
    draw();
    list().view(cell)?.reveal(from, to, hasFocus);
  }
}
