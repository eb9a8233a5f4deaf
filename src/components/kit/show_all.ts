/** The button below a long chart that shows all of it, or its first part again. Runs in browsers. */

import { html } from "./elements.js";

/** Draws the first part at once, and makes the button.
 * @param texts What the button says in either state: `all` while the first part is shown.
 * @param draw Draws all rows or the first part.
 */
export function showAll(
  texts: { readonly all: string; readonly fewer: string },
  draw: (isAll: boolean) => void,
): HTMLButtonElement {
  const button = html("button", [], {
    type: "button",
    class: "chart-button",
    "data-page-only": "",
    onclick: () => show(button.getAttribute("aria-expanded") !== "true"),
  });
  const show = (isAll: boolean) => {
    button.textContent = isAll ? texts.fewer : texts.all;
    button.setAttribute("aria-expanded", String(isAll));
    draw(isAll);
  };
  show(false);
  return button;
}
