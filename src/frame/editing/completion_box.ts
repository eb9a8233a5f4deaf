/** The list of what may be written, at the cursor of an editor. Runs in browsers. */

import { type EditorView, type KeyBinding, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import { html, uniqueId } from "../../components/kit/elements.ts";
import type { Completion, Completions } from "./completions.ts";
import type { EditorHelp } from "./helper.ts";
import { placeBox, showBox } from "./popup.ts";

/** Typing goes before: the list follows when there is a pause. */
const PAUSE_MS = 40;

/** The list of one editor. */
class CompletionBox {
  readonly #view: EditorView;
  readonly #help: EditorHelp;
  readonly #id = uniqueId("completions");
  readonly #list = html("ul", [], {
    id: this.#id,
    role: "listbox",
    "aria-label": "What may be written",
  });
  readonly #about = html("p", [], { class: "complete-about" });
  readonly #box = html("div", [this.#list, this.#about], { class: "complete" });
  #shown: Completions | null = null;
  #at = 0;
  #soon: ReturnType<typeof setTimeout> | undefined;

  constructor(view: EditorView, help: EditorHelp) {
    this.#view = view;
    this.#help = help;
    view.contentDOM.setAttribute("aria-autocomplete", "list");
    // A press on the list would take the cursor out of the source.
    this.#box.addEventListener("pointerdown", (event) => event.preventDefault());
    addEventListener("scroll", this.#onScroll, { passive: true });
  }

  get isOpen(): boolean {
    return this.#shown !== null;
  }

  update(update: ViewUpdate): void {
    if (update.focusChanged && !update.view.hasFocus) return this.close();
    if (!update.docChanged) {
      if (update.selectionSet) this.close();
      return;
    }
    const isTyped = update.transactions.some((each) =>
      each.isUserEvent("input.type") || this.isOpen && each.isUserEvent("delete")
    );
    if (!isTyped) return this.close();
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => this.open(false), PAUSE_MS);
  }

  /** @param isAsked Whether somebody asked for it. */
  open(isAsked: boolean): void {
    const { state } = this.#view;
    const { main } = state.selection;
    this.#shown = main.empty && this.#view.hasFocus
      ? this.#help.completions(state.doc.toString(), main.head, isAsked)
      : null;
    if (this.#shown === null) return this.close();
    this.#at = 0;
    this.#list.replaceChildren(
      ...this.#shown.options.map((option, i) => this.#optionOf(option, i)),
    );
    if (!this.#box.isConnected) showBox(this.#box, this.#view);
    this.#mark();
    placeBox(this.#box, this.#view, { at: this.#shown.from, isAbove: false });
  }

  close(): void {
    clearTimeout(this.#soon);
    this.#shown = null;
    this.#box.remove();
    for (const name of ["aria-controls", "aria-activedescendant"]) {
      this.#view.contentDOM.removeAttribute(name);
    }
  }

  /** @returns Whether it was open, so that the key is used up. */
  step(by: number): boolean {
    if (this.#shown === null) return false;
    const { length } = this.#shown.options;
    this.#at = (this.#at + by + length) % length;
    this.#mark();
    return true;
  }

  /** Writes what is chosen.
   * @param isLine Whether the key would else begin a line: a word that is complete leaves it that.
   */
  accept(isLine: boolean): boolean {
    if (this.#shown === null) return false;
    const { from, to, options } = this.#shown;
    const { label } = options[this.#at];
    const isWhole = this.#view.state.sliceDoc(from, to) === label;
    this.close();
    if (isWhole && isLine) return false;
    this.#view.dispatch({
      changes: { from, to, insert: label },
      selection: { anchor: from + label.length },
      userEvent: "input.complete",
      scrollIntoView: true,
    });
    return true;
  }

  destroy(): void {
    this.close();
    removeEventListener("scroll", this.#onScroll);
  }

  #onScroll = (): void => {
    if (this.isOpen) this.close();
  };

  #optionOf({ label, detail }: Completion, index: number): HTMLElement {
    return html("li", [html("b", label), html("span", detail)], {
      id: `${this.#id}-${index}`,
      role: "option",
      onclick: () => {
        this.#at = index;
        this.accept(false);
      },
    });
  }

  #mark(): void {
    const { contentDOM } = this.#view;
    contentDOM.setAttribute("aria-controls", this.#id);
    contentDOM.setAttribute("aria-activedescendant", `${this.#id}-${this.#at}`);
    [...this.#list.children].forEach((each, i) =>
      each.setAttribute("aria-selected", String(i === this.#at))
    );
    this.#list.children[this.#at]?.scrollIntoView({ block: "nearest" });
    const { label = "", detail = "", text = "" } = this.#shown?.options[this.#at] ?? {};
    const about = text === "" ? [] : [html("code", label + (detail.startsWith("(") ? detail : ""))];
    this.#about.replaceChildren(...about, text === "" ? "" : ` ${text}`);
    this.#about.hidden = text === "";
  }
}

/** Makes the list for editors, and its keys, which go before those of the cell. */
export function completionBox(help: EditorHelp): {
  readonly plugin: ViewPlugin<CompletionBox>;
  readonly keys: readonly KeyBinding[];
} {
  const plugin = ViewPlugin.define((view) => new CompletionBox(view, help));
  const of = (view: EditorView): CompletionBox | null => view.plugin(plugin);
  return {
    plugin,
    keys: [
      {
        key: "Ctrl-Space",
        run: (view) => {
          of(view)?.open(true);
          return true;
        },
      },
      // What runs the cell leaves no list open above what it gives.
      ...["Shift-Enter", "Mod-Enter", "Alt-Enter"].map((key) => ({
        key,
        run: (view: EditorView) => {
          of(view)?.close();
          return false;
        },
      })),
      { key: "ArrowDown", run: (view) => of(view)?.step(1) ?? false },
      { key: "ArrowUp", run: (view) => of(view)?.step(-1) ?? false },
      { key: "Enter", run: (view) => of(view)?.accept(true) ?? false },
      { key: "Tab", run: (view) => of(view)?.accept(false) ?? false },
      {
        key: "Escape",
        run: (view) => {
          const isOpen = of(view)?.isOpen ?? false;
          of(view)?.close();
          return isOpen;
        },
      },
    ],
  };
}
