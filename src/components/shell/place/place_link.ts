/** The way to where new respondents are placed. Runs in browsers. */

import { html } from "../../kit/elements.js";

/** Makes the link with what it leads to. */
export function placeLink(): HTMLElement {
  return html("p", [
    html("a", "Place new respondents", { href: "./place" }),
    " in these segments: one person by a few questions, or everybody of a file.",
  ], { class: "place-link" });
}
