/** What can be done with a notebook, with the keys that do it. Runs in browsers. */

import type { CellKind } from "../../pipeline/notebook/mod.ts";
import type { Ending } from "./notebook_outputs.ts";

/** What a notebook lets commands do, with the selected cell where one is meant. */
export interface Commanded {
  runCell(): void;
  runAndGoOn(): void;
  runAndAdd(): void;
  runAll(): void;
  interrupt(): void;
  editSource(): void;
  /** Adds a cell above (0) or below (1). */
  addCell(after: 0 | 1, kind?: CellKind): void;
  deleteCell(): void;
  moveCell(by: -1 | 1): void;
  splitCell(): void;
  mergeCell(): void;
  setKind(kind: CellKind): void;
  toggle(flag: "folded" | "hidden"): void;
  toggleAllCode(): void;
  step(by: -1 | 1): void;
  undo(): void;
  redo(): void;
  /** @param hasOutputs Whether an `.ipynb` takes what cells show along; it does unless told. */
  download(ending: Ending, hasOutputs?: boolean): void;
  openFile(): void;
  startAnew(): void;
  openPalette(): void;
  /** What helps with writing. */
  readonly tools: {
    search(): void;
    goToName(): void;
    showUses(): void;
    tidy(): void;
  };
  /** Shows something beside the cells: `history`, `names` or `graph`. */
  openPanel(name: string): void;
}

/** Something that can be done. */
export interface Command {
  /** What buttons and keys call it. */
  readonly name: string;
  /** For people. */
  readonly title: string;
  /** In the cells' own mode, as Jupyter has them: one key, or two in a row. */
  readonly key?: string;
  /** As people read it, where it is no single key of the cells' mode. */
  readonly keyText?: string;
  run(app: Commanded): void;
}

/** All commands, in the order of the palette. */
export const COMMANDS: readonly Command[] = [
  { name: "run", title: "Run the cell", keyText: "Ctrl+Enter", run: (app) => app.runCell() },
  {
    name: "runNext",
    title: "Run the cell and go on",
    keyText: "Shift+Enter",
    run: (app) => app.runAndGoOn(),
  },
  {
    name: "runBelow",
    title: "Run the cell and add one below",
    keyText: "Alt+Enter",
    run: (app) => app.runAndAdd(),
  },
  { name: "runAll", title: "Run all cells that wait", run: (app) => app.runAll() },
  {
    name: "interrupt",
    title: "Interrupt what runs",
    key: "ii",
    keyText: "i i, Ctrl+.",
    run: (app) => app.interrupt(),
  },
  { name: "edit", title: "Edit the source", key: "Enter", run: (app) => app.editSource() },
  { name: "above", title: "Add a cell above", key: "a", run: (app) => app.addCell(0) },
  { name: "below", title: "Add a cell below", key: "b", run: (app) => app.addCell(1) },
  {
    name: "words",
    title: "Add a cell of words below",
    run: (app) => app.addCell(1, "markdown"),
  },
  {
    name: "control",
    title: "Add the control of a parameter below",
    run: (app) => app.addCell(1, "parameter"),
  },
  { name: "delete", title: "Delete the cell", key: "dd", run: (app) => app.deleteCell() },
  { name: "undo", title: "Undo the last change of cells", key: "z", run: (app) => app.undo() },
  { name: "redo", title: "Redo", key: "Z", run: (app) => app.redo() },
  { name: "up", title: "Move the cell up", key: "K", run: (app) => app.moveCell(-1) },
  { name: "down", title: "Move the cell down", key: "J", run: (app) => app.moveCell(1) },
  {
    name: "split",
    title: "Split the cell at the cursor",
    keyText: "Ctrl+Shift+-",
    run: (app) => app.splitCell(),
  },
  { name: "merge", title: "Merge with the cell below", key: "M", run: (app) => app.mergeCell() },
  { name: "toWords", title: "Make it words", key: "m", run: (app) => app.setKind("markdown") },
  { name: "toCode", title: "Make it code", key: "y", run: (app) => app.setKind("ts") },
  {
    name: "fold",
    title: "Show or hide the source",
    key: "o",
    run: (app) => app.toggle("folded"),
  },
  { name: "hide", title: "Show or hide the output", key: "O", run: (app) => app.toggle("hidden") },
  {
    name: "foldAll",
    title: "Show or hide all code",
    run: (app) => app.toggleAllCode(),
  },
  { name: "previous", title: "Go to the cell above", key: "ArrowUp", run: (app) => app.step(-1) },
  { name: "next", title: "Go to the cell below", key: "ArrowDown", run: (app) => app.step(1) },
  {
    name: "search",
    title: "Search and replace in all cells",
    keyText: "Ctrl+F",
    run: (app) => app.tools.search(),
  },
  {
    name: "goToName",
    title: "Go to where the name at the cursor is declared",
    keyText: "F12",
    run: (app) => app.tools.goToName(),
  },
  {
    name: "showUses",
    title: "Find where the name at the cursor is used",
    keyText: "Shift+F12",
    run: (app) => app.tools.showUses(),
  },
  {
    name: "tidy",
    title: "Tidy the cell",
    keyText: "Shift+Alt+F",
    run: (app) => app.tools.tidy(),
  },
  {
    name: "download",
    title: "Download with outputs (.ipynb)",
    run: (app) => app.download("ipynb"),
  },
  {
    name: "downloadBare",
    title: "Download without outputs (.ipynb)",
    run: (app) => app.download("ipynb", false),
  },
  { name: "downloadHtml", title: "Download as .html", run: (app) => app.download("html") },
  { name: "downloadTs", title: "Download as .ts", run: (app) => app.download("ts") },
  { name: "open", title: "Open a file (.ipynb, .html, .ts)", run: (app) => app.openFile() },
  { name: "anew", title: "Start anew", run: (app) => app.startAnew() },
  {
    name: "history",
    title: "History of versions",
    key: "h",
    run: (app) => app.openPanel("history"),
  },
  {
    name: "names",
    title: "Names of cells",
    key: "n",
    run: (app) => app.openPanel("names"),
  },
  {
    name: "graph",
    title: "Graph of cells",
    key: "g",
    run: (app) => app.openPanel("graph"),
  },
  {
    name: "palette",
    title: "Commands",
    keyText: "Ctrl+Shift+P",
    run: (app) => app.openPalette(),
  },
];

/** A command's keys as people read them. */
export function keyTextOf({ key, keyText }: Command): string {
  return keyText ??
    (key === undefined ? "" : key.length === 2 ? [...key].join(" ") : KEY_WORDS[key] ?? key);
}

const KEY_WORDS: Readonly<Record<string, string>> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  K: "Shift+k",
  J: "Shift+j",
  M: "Shift+m",
  O: "Shift+o",
  Z: "Shift+z",
};

/** Runs a command by its name. */
export function runCommand(app: Commanded, name: string): void {
  COMMANDS.find((command) => command.name === name)?.run(app);
}

/** Two presses of a key that are further apart are two keys. */
const PAIR_MS = 800;

/** Reads keys of the cells' own mode. */
export class KeyReader {
  #last = "";
  #at = 0;

  /** The command that a press completes; null where it is none or only a first half. */
  read({ key, ctrlKey, metaKey, altKey }: KeyboardEvent, now: number): Command | null {
    if (ctrlKey || metaKey || altKey) return null;
    const pair = now - this.#at < PAIR_MS ? this.#last + key : "";
    this.#last = key;
    this.#at = now;
    const found = COMMANDS.find((command) => command.key === pair) ??
      COMMANDS.find((command) => command.key === key) ?? null;
    if (found !== null) this.#last = "";
    return found;
  }
}
