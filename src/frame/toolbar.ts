/** What stands above the cells: the main commands, how the cells stand, and what must be decided. Runs in browsers. */

import type { CellState } from "../../pipeline/notebook/mod.ts";
import { button } from "../components/kit/buttons.ts";
import { html, setText } from "../components/kit/elements.ts";
import { countOf } from "../components/kit/words/format.ts";

/** What the toolbar is drawn from. */
export interface ToolbarDrawing {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly progress: string;
  /** Why cells do not run; empty where they do. */
  readonly whyHeld: string;
  /** What lets them run. */
  readonly release: string;
}

const SAID_MS = 8_000;
/** What narrow screens leave to the box of commands. */
const RARE = ["redo", "open", "download", "anew", "history", "names"];

/** The toolbar. */
export class Toolbar {
  readonly element: HTMLElement;
  readonly #buttons = new Map<string, HTMLButtonElement>();
  readonly #status = html("span", [], { class: "bar-status", role: "status" });
  readonly #said = html("p", [], { class: "bar-said", role: "status" });
  readonly #held = html("div", [], {
    class: "bar-held",
    role: "region",
    "aria-label": "Before cells run",
  });
  readonly #why = html("span", []);
  readonly #release: HTMLButtonElement;
  readonly #file = html("input", [], {
    type: "file",
    accept: ".ipynb,.html,.ts",
    class: "ui-hidden",
    tabindex: -1,
    "aria-label": "Notebook file",
  });
  #take: (name: string, text: string) => void = () => {};
  #saidUntil: ReturnType<typeof setTimeout> | undefined;

  /** @param onCommand Gets a command's name. */
  constructor(onCommand: (name: string) => void, onTrust: () => void) {
    const make = (name: string, text: string, title = ""): HTMLButtonElement => {
      const made = button(text, { onClick: () => onCommand(name) });
      made.title = title;
      made.classList.add("bar-button");
      made.classList.toggle("is-rare", RARE.includes(name));
      this.#buttons.set(name, made);
      return made;
    };
    this.element = html("header", [
      html("h1", "Notebook", { class: "ui-hidden" }),
      html("div", [
        make("below", "+ Code", "Add a cell of code"),
        make("words", "+ Text", "Add a cell of words"),
        make("runAll", "Run all", "Run all cells that wait"),
        make("interrupt", "Interrupt"),
        make("undo", "Undo", "Undo the last change of cells"),
        make("redo", "Redo"),
        make("open", "Open …", "Open a notebook file"),
        make("download", "Download", "As .ipynb with outputs"),
        make("anew", "Start anew"),
        make("history", "History"),
        make("names", "Names"),
        make("palette", "Commands", "All commands (Ctrl+Shift+P)"),
        this.#status,
      ], { class: "bar-buttons", role: "toolbar", "aria-label": "Notebook" }),
      this.#held,
      this.#said,
      this.#file,
    ], { class: "bar" });
    this.#release = button("", { onClick: onTrust, tone: "primary" });
    this.#held.append(this.#why, this.#release);
    this.#file.addEventListener("change", () => void this.#readFile());
    this.#held.hidden = this.#said.hidden = true;
  }

  draw(
    states: readonly (CellState | null)[],
    { canUndo, canRedo, progress, whyHeld, release }: ToolbarDrawing,
  ): void {
    const count = (status: CellState["status"]): number =>
      states.filter((state) => state?.status === status).length;
    const running = count("running"), failed = count("failed"), stale = count("stale");
    setText(
      this.#status,
      running > 0 ? `Running … ${progress}`.trim() : [
        failed > 0 ? `${countOf(failed, "cell")} failed` : "",
        stale > 0 ? `${countOf(stale, "cell")} waiting` : "",
      ].filter(Boolean).join(", ") || "All cells are up to date",
    );
    if (whyHeld !== "") setText(this.#status, "Nothing runs");
    this.#enable("interrupt", running > 0);
    this.#enable("undo", canUndo);
    this.#enable("redo", canRedo);
    this.#held.hidden = whyHeld === "";
    setText(this.#why, whyHeld);
    setText(this.#release, release);
  }

  /** Says something for a while. */
  say(text: string): void {
    setText(this.#said, text);
    this.#said.hidden = false;
    clearTimeout(this.#saidUntil);
    this.#saidUntil = setTimeout(() => (this.#said.hidden = true), SAID_MS);
  }

  /** Leads to the decision that keeps cells from running. */
  remind(): void {
    this.#release.focus();
  }

  /** Lets a person choose a file. */
  pickFile(take: (name: string, text: string) => void): void {
    this.#take = take;
    this.#file.click();
  }

  async #readFile(): Promise<void> {
    const file = this.#file.files?.[0];
    if (file === undefined) return;
    this.#take(file.name, await file.text());
    this.#file.value = "";
  }

  #enable(name: string, isOn: boolean): void {
    const found = this.#buttons.get(name);
    if (found !== undefined) found.disabled = !isOn;
  }
}
