/** The notebook as a whole: its cells on the page, and all that can be done with them. Runs in browsers. */

import {
  type Cell,
  type CellKind,
  type Notebook,
  NotebookError,
  readNotebook,
  Runner,
} from "../../pipeline/notebook/mod.ts";
import { saveBlob } from "../components/kit/save_and_copy.ts";
import type { KeptNotebook } from "../components/notebook/frame_messages.ts";
import type { Field } from "../components/session/param_schema.ts";
import { CellList } from "./cell_list.ts";
import { type Commanded, runCommand } from "./commands.ts";
import { fileImports } from "./file_imports.ts";
import { CellTools } from "./editing/cell_tools.ts";
import { FOLLOWING, frameHost, givenNames } from "./given_names.ts";
import { FROM_FILE, NOT_ENDED, whyHeld } from "./held.ts";
import { parameterControls } from "./parameter_controls.ts";
import { Keeping } from "./keeping.ts";
import { NotebookModel } from "./model.ts";
import { type Ending, notebookText } from "./notebook_outputs.ts";
import { ObstacleFinder } from "./obstacle_finder.ts";
import { openPalette } from "./palette.ts";
import { makePanels } from "./panels/make_panels.ts";
import type { SidePanel } from "./panels/side_panel.ts";
import type { RemoteSession } from "./remote_session.ts";
import { Toolbar } from "./toolbar.ts";
import { TurnKeeper } from "./turn_keeper.ts";

/** An open notebook. */
export class NotebookApp implements Commanded {
  readonly #session: RemoteSession;
  readonly #atFirst: Notebook;
  readonly #runner: Runner;
  readonly #model: NotebookModel;
  readonly #list: CellList;
  readonly #toolbar: Toolbar;
  readonly #turns = new TurnKeeper();
  readonly #names: ReturnType<typeof givenNames>;
  readonly tools: CellTools;
  readonly #keeping: Keeping;
  readonly #finder: ObstacleFinder;
  readonly #panel: SidePanel;
  #progress = "";
  #isDrawing = false;
  /** Why cells do not run, while they do not. */
  #whyHeld: string;
  #view: unknown;
  #params: unknown;

  constructor(
    session: RemoteSession,
    { kept, atFirst, fields }: {
      readonly kept: KeptNotebook | null;
      /** What there is where nothing is kept. */
      readonly atFirst: Notebook;
      readonly fields: readonly Field[];
    },
  ) {
    this.#session = session;
    this.#atFirst = atFirst;
    this.#view = session.state.view;
    this.#params = session.state.params;
    const names = this.#names = givenNames(session, {
      onProgress: (text) => this.#tellProgress(text),
    });
    const host = frameHost(names);
    this.#finder = new ObstacleFinder(host);
    this.#runner = new Runner(this.#turns.attach(host), {
      budget: this.#turns.budget,
      onChange: () => {
        this.#drawSoon();
        this.tools.checkSoon();
      },
    });
    this.#whyHeld = whyHeld(kept);
    this.tools = new CellTools({
      ...{ runner: this.#runner, names, fields },
      state: () => session.state,
      model: () => this.#model,
      list: () => this.#list,
      say: (text) => this.#toolbar.say(text),
      draw: () => this.#draw(),
    });
    this.#toolbar = new Toolbar((name) => runCommand(this, name), () => this.trust());
    this.#list = this.#makeList(session, fields);
    const notebook = kept?.notebook ?? this.#atFirst;
    this.#model = new NotebookModel(notebook, {
      runner: this.#runner,
      events: { onCells: () => this.#onCells(), onTyped: () => this.#onTyped() },
      isTrusted: this.#whyHeld === "",
    });
    this.#list.select(notebook.cells[0]?.id ?? "");
    this.#toolbar.element.append(this.tools.searchBar);
    const parts = { session, model: this.#model, runner: this.#runner, list: this.#list };
    this.#keeping = new Keeping({
      ...parts,
      isRunning: () => this.#turns.isRunning,
      isTrusted: () => this.#model.isTrusted || this.#whyHeld === NOT_ENDED,
    });
    session.onNotKept = (text) => this.#toolbar.say(text);
    this.#panel = makePanels({
      ...{ ...parts, keeping: this.#keeping, finder: this.#finder, say: session.onNotKept },
      distrust: () => void (this.#whyHeld = FROM_FILE),
    });
    document.body.append(this.#toolbar.element, this.#list.element, this.#panel.element);
    this.#draw();
    this.#follow();
    this.tools.refresh();
  }

  #makeList(session: RemoteSession, fields: readonly Field[]): CellList {
    return new CellList({
      onTyped: (id, source) => this.#model.type(id, source),
      onCommand: (id, name) => {
        this.#list.select(id);
        runCommand(this, name);
      },
      onKind: (id, kind) => this.#model.edit(id, { kind, folded: false }),
      onSwitch: (id, run) => this.#model.edit(id, { run }),
      onSelect: () => this.#drawSoon(),
      controls: (source) => parameterControls(source, { session, fields }),
      help: (id) => this.tools.editorHelp(id),
    });
  }

  runCell(): void {
    const id = this.#list.selected;
    const cell = this.#model.cell(id);
    if (cell === undefined) return;
    if (!this.#model.isTrusted) return this.#toolbar.remind();
    this.#keeping.atRun();
    const isCommitted = this.#model.commit(id);
    const isBegun = isCommitted && this.#runner.state(id)?.status === "running";
    if (isBegun) this.#runner.ask(id);
    else void this.#runner.run(id);
    if (cell.kind === "markdown" && !cell.folded) this.#model.edit(id, { folded: true });
    this.#keeping.later();
    this.#drawSoon();
  }

  runAndGoOn(): void {
    this.runCell();
    const { cells } = this.#model.notebook;
    const next = cells[this.#model.indexOf(this.#list.selected) + 1];
    if (next !== undefined) return this.#list.focus(next.id);
    this.addCell(1);
  }

  runAndAdd(): void {
    this.runCell();
    this.addCell(1);
  }

  runAll(): void {
    if (!this.#model.isTrusted) return this.#toolbar.remind();
    this.#keeping.atRun();
    this.#keeping.later();
    this.#model.commitAll();
    void this.#runner.runAll();
    this.#drawSoon();
  }

  interrupt(): void {
    this.#runner.interrupt();
    this.#drawSoon();
  }

  /** Lets cells of a notebook from elsewhere run. */
  trust(): void {
    this.#keeping.atRun();
    this.#model.trust();
    this.#whyHeld = FROM_FILE;
    this.#keeping.later();
    this.#drawSoon();
  }

  /** Opens the source of the selected cell and puts the cursor into it. */
  editSource(): void {
    const id = this.#list.selected;
    if (this.#model.cell(id)?.folded === true) this.#model.edit(id, { folded: false });
    this.#draw();
    this.#list.view(id)?.edit();
  }

  /** @param after 0: above the selected cell, 1: below. */
  addCell(after: 0 | 1, kind: CellKind = "ts"): void {
    const at = Math.max(0, this.#model.indexOf(this.#list.selected) + after);
    const source = kind === "parameter" ? 'params("clustering.n_clusters")' : "";
    const id = this.#model.add({ source, kind, folded: false }, at);
    this.#list.select(id);
    this.editSource();
  }

  deleteCell(): void {
    const id = this.#list.selected;
    const at = this.#model.indexOf(id);
    if (at < 0) return;
    this.#model.remove(id);
    const { cells } = this.#model.notebook;
    this.#select(cells[Math.min(at, cells.length - 1)]);
    this.#toolbar.say("The cell is deleted. Undo brings it back.");
  }

  moveCell(by: -1 | 1): void {
    const id = this.#list.selected;
    this.#model.move(id, this.#model.indexOf(id) + by);
    this.#list.focus(id);
  }

  splitCell(): void {
    const id = this.#list.selected;
    this.#try(() => {
      const second = this.#model.split(id, this.#list.view(id)?.cursor ?? 0);
      this.#list.select(second);
      this.editSource();
    });
  }

  mergeCell(): void {
    this.#try(() => this.#model.merge(this.#list.selected));
  }

  setKind(kind: CellKind): void {
    const id = this.#list.selected;
    this.#model.edit(id, { kind, folded: false });
    this.#list.focus(id);
  }

  toggle(flag: "folded" | "hidden"): void {
    const id = this.#list.selected;
    const cell = this.#model.cell(id);
    if (cell !== undefined) this.#model.edit(id, { [flag]: !cell[flag] });
  }

  /** Hides all code, or shows it where all is hidden. */
  toggleAllCode(): void {
    const { notebook } = this.#model;
    const folded = notebook.cells.some((cell) => cell.kind !== "markdown" && !cell.folded);
    const cells = notebook.cells.map((cell): Cell =>
      cell.kind === "markdown" ? cell : { ...cell, folded }
    );
    this.#model.arrange({ ...notebook, cells });
  }

  step(by: -1 | 1): void {
    this.#select(this.#model.notebook.cells[this.#model.indexOf(this.#list.selected) + by]);
  }

  undo(): void {
    this.#model.undo();
    this.#keepSelection();
  }

  redo(): void {
    this.#model.redo();
    this.#keepSelection();
  }

  download(ending: Ending, hasOutputs = true): void {
    const imports = fileImports(this.#session, this.#names);
    const parts = { model: this.#model, runner: this.#runner, imports };
    const text = notebookText(parts, ending, hasOutputs);
    saveBlob(new Blob([text]), `${this.#session.state.survey.slug}.${ending}`);
  }

  openFile(): void {
    this.#toolbar.pickFile((name, text) =>
      this.#try(() => {
        const opened = readNotebook(text, name);
        this.#keeping.before("Before a file was opened");
        this.#whyHeld = FROM_FILE;
        this.#replace(opened, false);
      })
    );
  }

  startAnew(): void {
    this.#keeping.before("Before starting anew");
    this.#replace(this.#atFirst, true);
    this.#toolbar.say("The notebook is as it was at first. Undo brings yours back.");
  }

  openPanel(name: string): void {
    this.#panel.open(name);
  }

  openPalette(): void {
    const id = this.#list.selected;
    openPalette((command) => {
      this.#list.focus(id);
      command?.run(this);
    });
  }

  #replace(notebook: ReturnType<typeof readNotebook>, isTrusted: boolean): void {
    this.#model.replace(notebook, isTrusted);
    this.#select(notebook.cells[0]);
  }

  #select(cell: Cell | undefined): void {
    if (cell !== undefined) this.#list.focus(cell.id);
  }

  #keepSelection(): void {
    if (this.#model.indexOf(this.#list.selected) < 0) this.#select(this.#model.notebook.cells[0]);
    else this.#list.focus(this.#list.selected);
  }

  /** Does what may be impossible, and says why it is. */
  #try(act: () => void): void {
    try {
      act();
    } catch (error) {
      if (!(error instanceof NotebookError)) throw error;
      this.#toolbar.say(error.message);
    }
  }

  #onCells(): void {
    this.#draw();
    this.#keeping.later();
    this.tools.changed();
  }

  #onTyped(): void {
    this.#drawSoon();
    this.#keeping.later();
    this.tools.changed();
  }

  /** Cells follow the parameters and the run. */
  #follow(): void {
    this.#session.subscribe(({ view, params, progress, status }) => {
      if (status === "running" && progress !== null) {
        this.#tellProgress(`${progress.stage} ${Math.round(100 * progress.share)} %`);
      }
      // Every message brings parameters of its own that say the same.
      const isSame = view === this.#view && isSameData(params, this.#params);
      this.#view = view;
      this.#params = params;
      if (isSame) return;
      this.#runner.changed(FOLLOWING);
      this.tools.refresh();
    });
  }

  #tellProgress(text: string): void {
    this.#progress = text;
    this.#drawSoon();
  }

  /** Many changes come together, and are drawn once. */
  #drawSoon(): void {
    if (this.#isDrawing) return;
    this.#isDrawing = true;
    queueMicrotask(() => {
      this.#isDrawing = false;
      this.#draw();
    });
  }

  #draw(): void {
    const { notebook } = this.#model;
    const foresight = this.#finder.lookAhead(notebook, this.#model.isTrusted);
    const states = notebook.cells.map(({ id }) => this.#runner.state(id));
    const running = states.filter((state) => state?.status === "running").length;
    const wasRunning = this.#turns.isRunning;
    this.#turns.isRunning = running > 0;
    if (running === 0) this.#progress = "";
    this.#list.draw(notebook, {
      stateOf: (id) => this.#runner.state(id),
      isChanged: (id) => this.#model.isChanged(id),
      progress: this.#progress,
      isHeld: !this.#model.isTrusted,
      isFollowing: isFollowing(this.#session.state),
      obstacleOf: (id) => foresight?.obstacles.get(id) ?? null,
    });
    this.#panel.draw();
    this.#toolbar.draw(states, {
      canUndo: this.#model.canUndo,
      canRedo: this.#model.canRedo,
      progress: this.#progress,
      whyHeld: this.#model.isTrusted ? "" : `${this.#whyHeld} ${foresight?.text ?? ""}`.trim(),
      release: this.#whyHeld === NOT_ENDED ? "Run" : "Trust and run",
    });
    if (wasRunning !== this.#turns.isRunning) this.#keeping.later();
  }
}

/** Whether the run of the present parameters comes without being asked for. */
function isFollowing({ status, isStale, isLive }: RemoteSession["state"]): boolean {
  return status === "running" || isStale && isLive;
}

function isSameData(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
