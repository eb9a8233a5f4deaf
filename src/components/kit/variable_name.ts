/** A variable as tables name it: its text, what it shares with others, its column's name. Runs in browsers. */

import type { ColumnText } from "../../../pipeline/survey/labels.ts";
import { html } from "./elements.js";

/** What a variable is told by. */
export interface Named {
  /** The column's name in the file. */
  readonly name: string;
  /** As people read it. */
  readonly text: ColumnText;
}

/** Characters of an item that a table shows whole. */
const MOST_WHOLE = 96;

/** What stands for a variable where there is room for a line or two: the item, cut where it is long. */
export function itemText({ item, short }: ColumnText): string {
  return item.length <= MOST_WHOLE ? item : short;
}

/** The column's name where it says something else than the text; empty where it does not. */
export function codeOf({ name, text }: Named): string {
  return text.full.startsWith(name) ? "" : name;
}

/** The item, its question in plain type, the column's name in small type, and what else is told.
 * Pointing at it tells the whole text.
 */
export function variableName(named: Named, more: readonly (Node | null)[] = []): HTMLElement {
  const { text } = named;
  const code = codeOf(named);
  return html("span", [
    html("span", itemText(text), { class: "profile-name", title: text.full }),
    text.stem === "" || text.item === text.full
      ? null
      : html("span", text.stem, { class: "profile-label", title: text.stem }),
    code === "" ? null : html("span", code, { class: "profile-code" }),
    ...more,
  ], { class: "profile-variable" });
}
