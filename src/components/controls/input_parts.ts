/** Parts that inputs share: what may be typed, and what takes one out of a list. Runs in browsers. */

import { hiddenText, html } from "../kit/elements.js";

/** Makes the small button that takes one thing out of a list.
 * @param label What it does, in full.
 */
export function removeButton(label: string, onClick: () => void): HTMLButtonElement {
  return html("button", ["×", hiddenText(label)], {
    type: "button",
    class: "chip-remove",
    onclick: onClick,
  });
}

/** Makes the list of what may be typed, which an input offers under its id. */
export function suggestionList(id: string, values: readonly string[]): HTMLDataListElement {
  return html("datalist", values.map((value) => html("option", [], { value })), { id });
}
