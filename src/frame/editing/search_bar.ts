/** The bar with which one searches all cells: what, how many, onward and back, and what instead. Runs in browsers. */

import { button } from "../../components/kit/buttons.ts";
import { html, setText } from "../../components/kit/elements.ts";
import { countOf } from "../../components/kit/words/format.ts";

/** What the bar asks for. */
export interface SearchEvents {
  /** @param isName Whether only a name is meant, not any text that reads so. */
  onQuery(text: string, isName: boolean): void;
  onStep(by: 1 | -1): void;
  onReplace(text: string, isAll: boolean): void;
  onClose(): void;
}

/** The bar. */
export class SearchBar {
  readonly element: HTMLElement;
  readonly #find = field("Search in all cells");
  readonly #replace = field("Replace by");
  readonly #isName = html("input", [], { type: "checkbox" });
  readonly #count = html("span", [], { class: "search-count", role: "status" });
  readonly #events: SearchEvents;

  constructor(events: SearchEvents) {
    this.#events = events;
    const act = (text: string, label: string, onClick: () => void): HTMLButtonElement =>
      button(text, { onClick, tone: "quiet", label });
    this.element = html("div", [
      this.#find,
      html("label", [this.#isName, "Names only"]),
      act("↑", "Previous match", () => events.onStep(-1)),
      act("↓", "Next match", () => events.onStep(1)),
      this.#count,
      this.#replace,
      button("Replace", { onClick: () => events.onReplace(this.#replace.value, false) }),
      button("Replace all", { onClick: () => events.onReplace(this.#replace.value, true) }),
      act("✕", "Close the search", () => events.onClose()),
    ], { class: "search", role: "search", "aria-label": "Search in the notebook" });
    this.element.hidden = true;
    this.#find.addEventListener("input", () => this.query());
    this.#isName.addEventListener("change", () => this.query());
    this.element.addEventListener("keydown", (event) => this.#onKey(event));
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  /** Opens it with a text to look for. */
  open(text: string, isName: boolean): void {
    this.element.hidden = false;
    if (text !== "") this.#find.value = text;
    this.#isName.checked = isName;
    this.#find.focus();
    this.#find.select();
    this.query();
  }

  close(): void {
    this.element.hidden = true;
  }

  query(): void {
    this.#events.onQuery(this.#find.value, this.#isName.checked);
  }

  /** Says how many matches there are and at which one stands, from 1. */
  tell(count: number, at: number): void {
    const none = this.#find.value === "" ? "" : "No match";
    setText(this.#count, count === 0 ? none : `${at} of ${countOf(count, "match", "matches")}`);
  }

  #onKey(event: KeyboardEvent): void {
    event.stopPropagation();
    const isFind = event.target === this.#find;
    if (event.key === "Escape") this.#events.onClose();
    else if (event.key === "Enter" && isFind) this.#events.onStep(event.shiftKey ? -1 : 1);
    else if (event.key === "Enter" && event.target === this.#replace) {
      this.#events.onReplace(this.#replace.value, event.altKey || event.ctrlKey || event.metaKey);
    } else return;
    event.preventDefault();
  }
}

function field(label: string): HTMLInputElement {
  return html("input", [], {
    type: "text",
    placeholder: label,
    "aria-label": label,
    spellcheck: "false",
    autocomplete: "off",
  });
}
