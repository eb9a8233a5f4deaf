/** The notebook that is open: its cells and their undo, and which of them runs what. Runs in browsers. */

import {
  addCell,
  type Cell,
  type CellParts,
  deleteCell,
  editCell,
  type History,
  mergeCells,
  moveCell,
  type Notebook,
  redo,
  remember,
  type Runner,
  splitCell,
  startHistory,
  undo,
} from "../../pipeline/notebook/mod.ts";

/** What listeners of a model want to know. */
export interface ModelEvents {
  /** Cells came, went, moved, or are of another kind. */
  onCells(): void;
  /** Only a cell's source changed, as its editor shows already. */
  onTyped(id: string): void;
}

/** Cells as they are written, and as they run: what is typed runs only when asked for. */
export class NotebookModel {
  readonly #runner: Runner;
  readonly #events: ModelEvents;
  #history: History;
  /** By cell: what the runner was given. */
  #given = new Map<string, Pick<Cell, "source" | "kind">>();
  /** The cell whose typing is one step of undo so far. */
  #typing: string | null = null;
  /** Those of the notebooks in the history whose cells must not run. */
  readonly #held = new WeakSet<Notebook>();

  constructor(
    notebook: Notebook,
    { runner, events, isTrusted }: {
      readonly runner: Runner;
      readonly events: ModelEvents;
      readonly isTrusted: boolean;
    },
  ) {
    this.#runner = runner;
    this.#events = events;
    this.#history = startHistory(notebook);
    if (!isTrusted) this.#held.add(notebook);
    this.#give(notebook.cells.map(({ id }) => id));
  }

  /** Whether cells may run. */
  get isTrusted(): boolean {
    return !this.#held.has(this.notebook);
  }

  get notebook(): Notebook {
    return this.#history.present;
  }

  get canUndo(): boolean {
    return this.#history.past.length > 0;
  }

  get canRedo(): boolean {
    return this.#history.future.length > 0;
  }

  cell(id: string): Cell | undefined {
    return this.notebook.cells.find((cell) => cell.id === id);
  }

  indexOf(id: string): number {
    return this.notebook.cells.findIndex((cell) => cell.id === id);
  }

  /** Whether what is written differs from what ran or runs. */
  isChanged(id: string): boolean {
    const cell = this.cell(id), given = this.#given.get(id);
    return cell !== undefined && (given?.source !== cell.source || given.kind !== cell.kind);
  }

  /** Takes what was typed; typing in one cell is one step of undo. */
  type(id: string, source: string): void {
    if (this.cell(id)?.source === source) return;
    const changed = this.#inherit(editCell(this.notebook, id, { source }));
    if (this.#typing === id) this.#history = { ...this.#history, present: changed, future: [] };
    else this.#history = remember(this.#history, changed);
    this.#typing = id;
    this.#events.onTyped(id);
  }

  /** Gives the runner what is written in a cell; it runs whatever follows from that.
   * @returns Whether it differed.
   */
  commit(id: string): boolean {
    this.#typing = null;
    if (!this.isTrusted || !this.isChanged(id)) return false;
    this.#give([id]);
    return true;
  }

  /** Commits every cell. */
  commitAll(): void {
    this.#typing = null;
    if (this.isTrusted) this.#give(this.notebook.cells.map(({ id }) => id));
  }

  /** Lets cells run from now on. */
  trust(): void {
    this.#held.delete(this.notebook);
    this.commitAll();
  }

  /** @returns The new cell's id, as the other functions that make one do. */
  add(parts: Omit<CellParts, "id">, at: number): string {
    const { notebook, id } = addCell(this.notebook, parts, at);
    this.#change(notebook, [id]);
    return id;
  }

  remove(id: string): void {
    this.#change(deleteCell(this.notebook, id), []);
  }

  move(id: string, to: number): void {
    this.#change(moveCell(this.notebook, id, to), []);
  }

  edit(id: string, change: Partial<Pick<Cell, "kind" | "hidden" | "folded" | "run">>): void {
    this.#change(editCell(this.notebook, id, change), []);
  }

  split(id: string, offset: number): string {
    const { notebook, id: second } = splitCell(this.notebook, id, offset);
    this.#change(notebook, [id, second]);
    return second;
  }

  merge(id: string): void {
    this.#change(mergeCells(this.notebook, id), [id]);
  }

  /** Takes the same cells, shown otherwise. */
  arrange(notebook: Notebook): void {
    this.#change(notebook, []);
  }

  /** Puts another notebook in the place of this one, as a step of undo. */
  replace(notebook: Notebook, isTrusted: boolean): void {
    this.#given = new Map();
    if (!isTrusted) this.#held.add(notebook);
    this.#take(notebook, notebook.cells.map(({ id }) => id));
  }

  /** Puts cells of a former notebook back, as a step of undo.
   * @param ids The cells that are other ones now.
   * @param isTrusted Whether what comes back may run.
   */
  restore(notebook: Notebook, ids: readonly string[], isTrusted: boolean): void {
    if (!isTrusted) this.#held.add(notebook);
    this.#change(notebook, ids);
  }

  undo(): void {
    this.#travel(undo(this.#history));
  }

  redo(): void {
    this.#travel(redo(this.#history));
  }

  #travel(history: History): void {
    if (history === this.#history) return;
    this.#history = history;
    this.#typing = null;
    this.#give(this.notebook.cells.map(({ id }) => id));
    this.#events.onCells();
  }

  /** What is made of a notebook that must not run must not run either. */
  #inherit(notebook: Notebook): Notebook {
    if (!this.isTrusted) this.#held.add(notebook);
    return notebook;
  }

  #change(notebook: Notebook, given: readonly string[]): void {
    this.#take(this.#inherit(notebook), given);
  }

  #take(notebook: Notebook, given: readonly string[]): void {
    this.#typing = null;
    this.#history = remember(this.#history, notebook);
    this.#give(given);
    this.#events.onCells();
  }

  /** Tells the runner of all cells, of some as they are written now. */
  #give(ids: readonly string[]): void {
    const asked = new Set(ids);
    const now = this.notebook.cells.map((cell) => {
      const given = this.#given.get(cell.id);
      return given === undefined || asked.has(cell.id) ? cell : { ...cell, ...given };
    });
    this.#given = new Map(now.map(({ id, source, kind }) => [id, { source, kind }]));
    this.#runner.update({ cells: this.isTrusted ? now : [] });
  }
}
