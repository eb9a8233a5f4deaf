/** Ways from pages into the notebook. Runs in browsers. */

import { html } from "../kit/elements.js";

/** Leads to the cells that make a page, over the page's parameters.
 * @param name Of the cells, as the notebook's page knows them.
 */
export function openAsNotebook(name: string): HTMLElement {
  return pageTool("Open as notebook", `./notebook#${name}`);
}

/** Leads from a notebook's page to a copy that one may change. */
export function editCopy(slug: string): HTMLElement {
  return pageTool("Edit a copy", `../notebook#copy-${slug}`);
}

function pageTool(text: string, href: string): HTMLElement {
  return html("p", [html("a", text, { href })], { class: "page-tools" });
}
