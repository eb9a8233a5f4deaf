/** A list of short texts as chips, with a field that adds to it. Runs in browsers. */

import { html, uniqueId } from "../kit/elements.js";
import type { FieldInput, InputOptions } from "./input_types.js";
import { removeButton, suggestionList } from "./input_parts.js";

/** How a list is asked for. */
export interface NameListOptions extends InputOptions {
  /** What may be typed, offered as it is typed. */
  readonly suggestions?: readonly string[];
  readonly placeholder?: string;
}

/** Makes a list that gives a new list whenever it changes. Enter adds, Backspace in the empty field
 * removes the last.
 */
export function nameList(options: NameListOptions): FieldInput {
  let items: readonly string[] = [];
  const listId = uniqueId("suggestions");
  const chips = html("ul", [], { class: "chips", role: "list", "aria-label": options.title });
  const entry = html("input", [], {
    id: options.id,
    type: "text",
    class: "chip-entry",
    autocomplete: "off",
    spellcheck: "false",
    placeholder: options.placeholder ?? "name or glob, then Enter",
    list: options.suggestions === undefined ? null : listId,
    "aria-label": `Add to ${options.title}`,
    "aria-describedby": options.describedBy,
  });
  const send = (next: readonly string[]) => {
    if (JSON.stringify(next) === JSON.stringify(items)) return;
    items = next;
    draw();
    options.onValue([...next]);
  };
  const add = () => {
    const added = entry.value.split("\n").map((text) => text.trim()).filter((text) => text !== "");
    entry.value = "";
    send([...items, ...added.filter((text) => !items.includes(text))]);
  };
  const draw = () => {
    chips.replaceChildren(...items.map((text, at) => {
      const remove = removeButton(`Remove ${text}`, () => {
        send(items.filter((_, i) => i !== at));
        entry.focus();
      });
      remove.disabled = entry.disabled;
      return html("li", [html("code", text), remove], { class: "chip" });
    }));
    chips.hidden = items.length === 0;
  };
  entry.addEventListener("change", add);
  entry.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
    if (event.key === "Enter") add();
    if (event.key === "Backspace" && entry.value === "") send(items.slice(0, -1));
  });
  const offers = suggestionList(listId, options.suggestions ?? []);
  return {
    element: html("div", [chips, entry, offers], { class: "name-list" }),
    show(value) {
      items = Array.isArray(value) ? value.map(String) : [];
      draw();
    },
    setDisabled(isDisabled) {
      entry.disabled = isDisabled;
      draw();
    },
  };
}
