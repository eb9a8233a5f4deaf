/** The signature of the function that is called, above the cursor. Runs in browsers. */

import { type EditorView, type KeyBinding, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import { html } from "../../components/kit/elements.ts";
import type { EditorHelp } from "./helper.ts";
import { placeBox, showBox } from "./popup.ts";

const PAUSE_MS = 60;

/** The box of one editor. */
class SignatureBox {
  readonly #view: EditorView;
  readonly #help: EditorHelp;
  readonly #box = html("div", [], { class: "signature", role: "status" });
  /** The call whose signature is not wanted. */
  #hidden = -1;
  #soon: ReturnType<typeof setTimeout> | undefined;

  constructor(view: EditorView, help: EditorHelp) {
    this.#view = view;
    this.#help = help;
    addEventListener("scroll", this.#onScroll, { passive: true });
  }

  get isOpen(): boolean {
    return this.#box.isConnected;
  }

  update({ view, docChanged, selectionSet, focusChanged, transactions }: ViewUpdate): void {
    if (focusChanged && !view.hasFocus) return this.close();
    if (!docChanged && !selectionSet) return;
    const isTyped = transactions.some((each) => each.isUserEvent("input"));
    if (!isTyped && !this.isOpen) return;
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => this.show(false), PAUSE_MS);
  }

  /** @param isAsked Whether somebody asked for it, who may have hidden it before. */
  show(isAsked: boolean): void {
    const { state } = this.#view;
    const found = this.#view.hasFocus
      ? this.#help.signature(state.doc.toString(), state.selection.main.head)
      : null;
    if (isAsked) this.#hidden = -1;
    if (found === null || found.at === this.#hidden) return this.close();
    this.#hidden = -1;
    const [before, present, after] = found.parts;
    const line = html("code", [before, html("b", present), after]);
    this.#box.replaceChildren(line, ...(found.text === "" ? [] : [html("p", found.text)]));
    if (!this.isOpen) showBox(this.#box, this.#view);
    placeBox(this.#box, this.#view, { at: found.at, isAbove: true });
  }

  close(): void {
    clearTimeout(this.#soon);
    this.#box.remove();
  }

  /** Hides the signature of this call.
   * @returns Whether there was one.
   */
  hide(): boolean {
    if (!this.isOpen) return false;
    const { state } = this.#view;
    this.#hidden = this.#help.signature(state.doc.toString(), state.selection.main.head)?.at ?? -1;
    this.close();
    return true;
  }

  destroy(): void {
    this.close();
    removeEventListener("scroll", this.#onScroll);
  }

  #onScroll = (): void => this.close();
}

/** Makes the box for editors, and its keys. */
export function signatureBox(help: EditorHelp): {
  readonly plugin: ViewPlugin<SignatureBox>;
  readonly keys: readonly KeyBinding[];
} {
  const plugin = ViewPlugin.define((view) => new SignatureBox(view, help));
  const of = (view: EditorView): SignatureBox | null => view.plugin(plugin);
  return {
    plugin,
    keys: [
      {
        key: "Ctrl-Shift-Space",
        mac: "Cmd-Shift-Space",
        run: (view) => {
          of(view)?.show(true);
          return true;
        },
      },
      { key: "Escape", run: (view) => of(view)?.hide() ?? false },
    ],
  };
}
