/** What the page of a notebook that ran when the site was built says beside it. Runs in browsers. */

import { html } from "../kit/elements.js";

/** Says that other parameters than the site's are set, which the notebook does not follow; else nothing. */
export function tellOtherState(search = location.search): HTMLElement {
  const element = html("p", [
    "These figures are those of the site's own parameters. ",
    "A copy is computed with those that you have set.",
  ], { class: "lede" });
  element.hidden = search === "";
  return element;
}
