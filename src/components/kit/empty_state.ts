/** A place where there is nothing to see, and why. Runs in browsers. */

import { html } from "./elements.js";

/** Says why there is nothing to see and what to do next.
 * @param options action is the way out: a button, a link, a drop zone.
 */
export function emptyState(
  title: string,
  { text = "", action }: { readonly text?: string; readonly action?: Node } = {},
): HTMLElement {
  return html("div", [
    html("p", title, { class: "state-title" }),
    text === "" ? null : html("p", text),
    action ?? null,
  ], { class: "state state-empty" });
}
