/** The way to where segments are chosen. Runs in browsers. */

import { html } from "../../kit/elements.js";

/** Makes the link with what it leads to. */
export function targetLink(): HTMLElement {
  return html("p", [
    html("a", "Which to serve", { href: "./target" }),
    ": weigh what makes a segment attractive, and see which are set apart.",
  ], { class: "place-link" });
}
