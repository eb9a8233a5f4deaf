/** Finds settings by their words, and lists those that were changed. Runs in browsers. */

import { countOf, joinWords } from "../kit/words/format.js";
import { html, setText, uniqueId } from "../kit/elements.js";
import { type Field, type JsonSchema, listGroups } from "../session/param_schema.js";
import { valueAt } from "../session/params_text.js";
import type { Session, SessionState } from "../session/session_types.js";
import { revealField } from "./reveal_field.js";

/** The field that narrows a list of settings. */
export interface SettingsFinder {
  readonly element: HTMLElement;
  /** Narrows the list again, after it was made anew. */
  find(): void;
}

/** The settings that differ from their defaults. */
export interface ChangedSettings {
  readonly element: HTMLElement;
  /** @returns How many there are. */
  update(state: SessionState): number;
}

/** Makes the search: of the fields in `list` those stay that have all its words in their title, name or
 * description; groups without one go, the others open.
 * @param elsewhere Fields that stand above the list; it is said where one of them is meant.
 */
export function settingsFinder(list: HTMLElement, elsewhere: readonly Field[]): SettingsFinder {
  const id = uniqueId("find");
  const said = html("p", [], { class: "finder-said", role: "status" });
  const input = html("input", [], {
    id,
    type: "search",
    placeholder: "such as missing, weights, seed",
    autocomplete: "off",
    spellcheck: "false",
    oninput: () => find(),
    onkeydown: (event: KeyboardEvent) => {
      if (event.key !== "Escape" || input.value === "") return;
      event.stopPropagation();
      input.value = "";
      find();
    },
  });
  let isNarrow = false;
  const find = () => {
    const words = wordsOf(input.value);
    if (words.length === 0 && !isNarrow) return;
    isNarrow = words.length > 0;
    const found = narrow(list, words);
    const above = elsewhere.filter(({ path, title, description }) =>
      hasAll(`${path} ${title} ${description}`, words)
    );
    setText(said, isNarrow ? foundWords(found, above) : "");
  };
  return {
    element: html("div", [html("label", "Find a setting", { for: id }), input, said], {
      class: "settings-finder",
    }),
    find,
  };
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter((word) => word !== "");
}

function foundWords(count: number, above: readonly Field[]): string {
  const names = joinWords(above.map(({ title }) => title));
  if (names === "") return count === 0 ? "No setting has these words." : countOf(count, "setting");
  const where = `${names} ${above.length === 1 ? "stands" : "stand"} above.`;
  return count === 0 ? where : `${countOf(count, "setting")}; ${where}`;
}

function hasAll(text: string, words: readonly string[]): boolean {
  const lower = text.toLowerCase();
  return words.every((word) => lower.includes(word));
}

/** @returns How many fields are left. */
function narrow(list: HTMLElement, words: readonly string[]): number {
  let found = 0;
  for (const field of list.querySelectorAll<HTMLElement>(".field")) {
    field.hidden = !hasAll(`${field.textContent} ${field.dataset.words}`, words);
    if (!field.hidden) found += 1;
  }
  for (const group of list.querySelectorAll<HTMLDetailsElement>("details[data-section]")) {
    group.hidden = words.length > 0 && group.querySelector(".field:not([hidden])") === null;
    if (words.length > 0 && !group.hidden) group.open = true;
  }
  for (const part of list.querySelectorAll<HTMLElement>(".controls-survey, .controls-again")) {
    part.hidden = words.length > 0;
  }
  return found;
}

/** Makes the list of what was changed, each leading to its field and with a way back. */
export function changedSettings(session: Session, schema: JsonSchema): ChangedSettings {
  const fields = listGroups(schema).flatMap(({ fields }) => fields);
  const list = html("ul", [], { role: "list" });
  const element = html("div", [html("h3", "Changed"), list], { class: "settings-changed" });
  let shown = "";
  return {
    element,
    update(state) {
      const changed = fields.filter(({ path }) => isChanged(path, state));
      const text = JSON.stringify(changed.map(({ path }) => [path, valueAt(state.params, path)]));
      element.hidden = changed.length === 0;
      if (text !== shown) list.replaceChildren(...changed.map((field) => item(field, session)));
      shown = text;
      return changed.length;
    },
  };
}

function isChanged(path: string, { params, defaults }: SessionState): boolean {
  return JSON.stringify(valueAt(params, path)) !== JSON.stringify(valueAt(defaults, path));
}

function item({ path, title }: Field, session: Session): HTMLElement {
  const { params, defaults, whyOff } = session.state;
  const reset = html("button", "reset", {
    type: "button",
    class: "field-reset",
    "aria-label": `Set ${title} back to its default`,
    disabled: whyOff === "" ? null : "",
    onclick: () => session.set(path, valueAt(defaults, path)),
  });
  const go = html("button", title, {
    type: "button",
    class: "changed-name",
    onclick: () => revealField(path),
  });
  return html("li", [
    go,
    html(
      "span",
      `${shortValue(valueAt(params, path))}, not ${shortValue(valueAt(defaults, path))}`,
    ),
    reset,
  ]);
}

/** A value in few letters: a list or an object by how much it holds. */
function shortValue(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? "none" : `${value.length} listed`;
  if (typeof value === "boolean") return value ? "on" : "off";
  if (typeof value !== "object" || value === null) return value === "" ? "empty" : String(value);
  const count = Object.keys(value).length;
  return count === 0 ? "none" : `${count} set`;
}
