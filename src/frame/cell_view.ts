/** One cell on the page: its editor, its state, what it gives. Runs in browsers. */

import { EditorView, type KeyBinding } from "@codemirror/view";
import type {
  Cell,
  CellKind,
  CellState,
  CellSwitch,
  Notebook,
  Obstacle,
} from "../../pipeline/notebook/mod.ts";
import { button } from "../components/kit/buttons.ts";
import { html, setText, uniqueId } from "../components/kit/elements.ts";
import type { Mark } from "./editing/cell_problems.ts";
import { showMarks } from "./editing/editor_marks.ts";
import type { EditorHelp, EditorMarks } from "./editing/helper.ts";
import { makeEditor, setSource } from "./editor.ts";
import { showLog, showProblem, showResult } from "./show_output.ts";

/** What a cell asks of the notebook that it stands in. */
export interface CellEvents {
  onTyped(source: string): void;
  onSelect(): void;
  onRun(): void;
  onKind(kind: CellKind): void;
  onSwitch(run: CellSwitch): void;
  onCommand(name: string): void;
  /** The controls of the parameters that its code names. */
  controls(source: string): Node[];
  readonly keys: readonly KeyBinding[];
  readonly help: EditorHelp;
}

/** What a cell is drawn from. */
export interface CellDrawing {
  readonly notebook: Notebook;
  readonly cell: Cell;
  readonly state: CellState | null;
  /** Whether what is written differs from what ran. */
  readonly isChanged: boolean;
  readonly isSelected: boolean;
  /** How far the engine is, for cells that wait for it. */
  readonly progress: string;
  /** Whether cells must not run, so that a person wants to read what would. */
  readonly isHeld: boolean;
  /** Whether the run that it follows is on its way, so that it need not be asked for. */
  readonly isFollowing: boolean;
  /** What keeps it from running here, as far as that is known before. */
  readonly obstacle: Obstacle | null;
}

const KIND_WORDS: Readonly<Record<CellKind, string>> = {
  ts: "Code",
  js: "JavaScript",
  markdown: "Text",
  parameter: "Parameter",
  foreign: "Kept as it is",
};
const SWITCH_WORDS: Readonly<Record<CellSwitch, string>> = {
  auto: "Runs by itself",
  live: "Always runs",
  lazy: "Runs when asked",
};
const STATE_WORDS: Readonly<Record<CellState["status"], string>> = {
  stale: "waits",
  running: "running",
  done: "done",
  failed: "failed",
  interrupted: "interrupted",
};

/** A cell's elements, which stay as long as the cell does. */
export class CellView {
  readonly element: HTMLElement;
  readonly #events: CellEvents;
  readonly #number = html("span", [], { class: "cell-number", id: uniqueId("cell-name") });
  readonly #mark = html("span", [], { class: "cell-mark", "aria-hidden": "true" });
  readonly #run: HTMLButtonElement;
  readonly #tools = html("div", [], { class: "cell-tools" });
  readonly #kind: HTMLSelectElement;
  readonly #switch: HTMLSelectElement;
  readonly #source = html("div", [], { class: "cell-source" });
  readonly #note = html("p", [], { class: "cell-note", id: uniqueId("cell-note"), role: "status" });
  readonly #status = html("p", [], { class: "cell-status" });
  readonly #controls = html("div", [], { class: "cell-controls" });
  readonly #output = html("div", [], { class: "cell-output" });
  readonly #said = html("div", [], { class: "cell-said" });
  #editor: EditorView | null = null;
  #editorKind: boolean | null = null;
  #cell: Cell | null = null;
  #shown: readonly unknown[] = [];
  #controlled = "";
  #marks: EditorMarks = { problems: [], found: [] };
  #drawing: CellDrawing | null = null;
  #facts: readonly unknown[] = [];
  /** Whether the source is shown as long as the cell is selected. */
  #isPeeked = false;

  constructor(events: CellEvents) {
    this.#events = events;
    this.#run = button("▶", { onClick: () => events.onRun(), tone: "quiet", label: "Run" });
    this.#kind = select(
      "Kind",
      KIND_WORDS,
      ["ts", "markdown", "parameter"],
      (value) => events.onKind(value as CellKind),
    );
    this.#switch = select(
      "Runs",
      SWITCH_WORDS,
      ["auto", "live", "lazy"],
      (value) => events.onSwitch(value as CellSwitch),
    );
    this.#tools.append(this.#kind, this.#switch, ...this.#buttons());
    const gutter = html("div", [this.#number, this.#mark, this.#run], { class: "cell-gutter" });
    const body = html("div", [
      this.#tools,
      this.#source,
      this.#note,
      this.#controls,
      this.#status,
      this.#output,
      this.#said,
    ], { class: "cell-body" });
    this.element = html("section", [gutter, body], {
      class: "cell",
      tabindex: -1,
      "aria-labelledby": this.#number.id,
      onpointerdown: () => events.onSelect(),
      onfocusin: () => events.onSelect(),
      ondblclick: () => {
        if (this.#cell?.folded === true) events.onCommand("edit");
      },
    });
  }

  /** Brings all that is shown up to date; what has not changed is left alone. */
  draw(drawing: CellDrawing): void {
    const { notebook, cell, state, isChanged, isSelected } = drawing;
    const facts = factsOf(drawing);
    const isSame = facts.every((fact, i) => Object.is(fact, this.#facts[i]));
    this.#cell = cell;
    this.#drawing = drawing;
    if (isSame) return;
    this.#facts = facts;
    const status = state?.status ?? "stale";
    const { dataset, classList } = this.element;
    Object.assign(dataset, {
      cell: cell.id,
      kind: cell.kind,
      status,
      runs: String(state?.runs ?? 0),
    });
    classList.toggle("is-selected", isSelected);
    classList.toggle("is-changed", isChanged);
    this.element.tabIndex = isSelected ? 0 : -1;
    const place = notebook.cells.indexOf(cell) + 1;
    setText(this.#number, `Cell ${place}, ${KIND_WORDS[cell.kind]}, ${STATE_WORDS[status]}`);
    setText(this.#mark, String(place));
    this.#kind.value = cell.kind === "js" ? "ts" : cell.kind;
    this.#switch.value = cell.run;
    this.#drawSource(cell, drawing.isHeld);
    this.#drawStatus(drawing, status);
    this.#drawNote();
    this.#drawControls(cell);
    this.#drawOutput(drawing);
  }

  /** Puts the cursor into the source. */
  edit(): void {
    this.#editor?.focus();
  }

  /** Selects a part of the source and brings it into sight, also where the source is not shown. */
  reveal(from: number, to: number, hasFocus: boolean): void {
    this.#isPeeked = true;
    if (this.#drawing !== null) this.#drawSource(this.#drawing.cell, this.#drawing.isHeld);
    if (this.#editor === null) return;
    const { length } = this.#editor.state.doc;
    if (hasFocus) this.#editor.focus();
    this.#editor.dispatch({
      selection: { anchor: Math.min(from, length), head: Math.min(to, length) },
      effects: EditorView.scrollIntoView(Math.min(from, length)),
    });
    // The editor scrolls what is its own; the page around the frame follows a line only.
    const { node } = this.#editor.domAtPos(Math.min(from, length));
    const line = node instanceof Element ? node : node.parentElement;
    line?.scrollIntoView({ block: "nearest" });
  }

  /** Shows marks of one kind in the source; those of the other stay. */
  mark(marks: Partial<EditorMarks>): void {
    const before = this.#marks;
    this.#marks = { ...before, ...marks };
    const isEmpty = [...before.problems, ...before.found, ...this.#marks.problems]
          .length + this.#marks.found.length === 0;
    if (this.#editor !== null && !isEmpty) showMarks(this.#editor, this.#marks);
    this.#drawNote();
  }

  /** What is selected in the source. */
  get selectedText(): string {
    const { state } = this.#editor ?? {};
    return state?.sliceDoc(state.selection.main.from, state.selection.main.to) ?? "";
  }

  /** Where the cursor is in the source. */
  get cursor(): number {
    return this.#editor?.state.selection.main.head ?? 0;
  }

  #buttons(): HTMLElement[] {
    const tool = (text: string, label: string, name: string): HTMLElement =>
      button(text, { onClick: () => this.#events.onCommand(name), tone: "quiet", label });
    return [
      tool("↑", "Move the cell up", "up"),
      tool("↓", "Move the cell down", "down"),
      tool("Source", "Show or hide the source", "fold"),
      tool("Output", "Show or hide the output", "hide"),
      tool("Delete", "Delete the cell", "delete"),
    ];
  }

  #drawSource(cell: Cell, isHeld: boolean): void {
    const isCode = cell.kind !== "markdown";
    this.#isPeeked &&= this.#drawing?.isSelected === true;
    this.#source.hidden = cell.folded && !this.#isPeeked && !(isHeld && isCode) ||
      cell.kind === "foreign";
    if (this.#source.hidden) return;
    if (this.#editor !== null && this.#editorKind === isCode) {
      return setSource(this.#editor, cell.source);
    }
    this.#editor?.destroy();
    this.#editorKind = isCode;
    this.#editor = makeEditor({
      source: cell.source,
      isCode,
      labelledBy: this.#number.id,
      describedBy: this.#note.id,
      keys: this.#events.keys,
      help: this.#events.help,
      onChange: (source) => this.#events.onTyped(source),
      onFocus: () => this.#events.onSelect(),
    });
    this.#source.replaceChildren(this.#editor.dom);
    showMarks(this.#editor, this.#marks);
  }

  /** What is wrong with what is written is told until it runs; then its problem is. */
  #drawNote(): void {
    const isNews = this.#drawing?.isChanged === true || this.#drawing?.isHeld === true;
    const messages = isNews ? this.#marks.problems.map(({ message }: Mark) => message) : [];
    setText(this.#note, [...new Set(messages)].join("\n"));
    this.#note.hidden = messages.length === 0;
  }

  #drawStatus(
    { cell, isChanged, isHeld, obstacle, progress, isFollowing, state }: CellDrawing,
    status: CellState["status"],
  ): void {
    // Of a cell that has run its problem says more.
    const why = isHeld || cell.kind === "foreign" ? obstacle?.text ?? "" : "";
    this.#status.classList.toggle("is-obstacle", why !== "");
    const text = why !== ""
      ? why
      : isChanged
      ? "Changed: Shift+Enter runs it."
      : status === "running"
      ? `Running … ${progress}`.trim()
      : status === "stale" && state !== null && !(isFollowing && state.runs > 0)
      ? state.runs > 0 ? "Out of date: waits to be run." : "Waits to be run."
      : "";
    this.#status.hidden = text === "" || (cell.kind === "markdown" && !isChanged && why === "");
    setText(this.#status, text);
  }

  #drawControls({ kind, source }: Cell): void {
    const wanted = kind === "parameter" ? source : "";
    if (wanted === this.#controlled) return;
    this.#controlled = wanted;
    this.#controls.replaceChildren(...(wanted === "" ? [] : this.#events.controls(source)));
  }

  #drawOutput({ notebook, cell, state }: CellDrawing): void {
    this.#output.hidden = cell.hidden;
    const now = [cell.source, cell.kind, state?.value, state?.names];
    const isWords = cell.kind === "markdown" || cell.kind === "foreign";
    const before = this.#shown;
    const isSame = before.length > 0 &&
      now.every((each, i) => Object.is(each, before[i]) || i === 0 && !isWords);
    if (!isSame) {
      this.#shown = now;
      // A parameter's control says its value.
      const nodes = cell.kind === "parameter" ? [] : showResult(cell, state);
      this.#output.replaceChildren(...nodes);
    }
    const problem = state === null ? null : showProblem(notebook, cell.id, state);
    const log = showLog(state?.log ?? []);
    const said = [log, problem].filter((each) => each !== null);
    const isHeard = this.#said.textContent === said.map((each) => each.textContent).join("");
    // A message that is told again would be read aloud again.
    if (!isHeard) this.#said.replaceChildren(...said);
  }
}

/** All that a cell's elements are drawn from: with a hundred cells, each key of one would else draw
 * the ninety-nine others anew. */
function factsOf({ notebook, cell, state, ...rest }: CellDrawing): readonly unknown[] {
  const { status, value, names, problem, log, runs } = state ?? {};
  return [
    ...[cell, notebook.cells.indexOf(cell), rest.isChanged, rest.isSelected],
    ...[rest.isHeld, rest.isFollowing, status, value, names, problem, log, log?.length, runs],
    status === "running" ? rest.progress : "",
    // What is wrong is told by the places of other cells.
    problem === null || problem === undefined ? null : notebook.cells,
  ];
}

function select(
  label: string,
  words: Readonly<Record<string, string>>,
  values: readonly string[],
  onChange: (value: string) => void,
): HTMLSelectElement {
  const element = html(
    "select",
    values.map((value) => html("option", words[value], { value })),
    { "aria-label": label, title: label, onchange: () => onChange(element.value) },
  );
  return element;
}
