/** What the page on which segments to serve says beside its charts. Runs in browsers. */

import type { RunView } from "../../../../pipeline/view/types.ts";
import { html } from "../../kit/elements.js";
import { engineRules } from "../../kit/engine_rules.js";
import type { Apart } from "./apart.js";

/** What the matrix comes to, as a sentence. */
export function targetHeadline(view: RunView): string {
  return engineRules().judgeTargets(view, view.params).finding;
}

/** What is said in the place of the pictures of how far segments lie apart: that they are being made, or why
 * there are none; empty where there are. */
export function apartWords(apart: Apart | null): HTMLElement | "" {
  if (apart === null) return "";
  if (apart.isUnderWay) {
    return html("p", "Measuring how far segments lie apart", {
      ...{ class: "target-waiting", role: "status", "aria-busy": "true" },
    });
  }
  return apart.problem === "" ? "" : html("p", apart.problem, { class: "target-waiting" });
}
