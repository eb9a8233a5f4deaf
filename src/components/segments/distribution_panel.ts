/** Answers to one question by segment, with the choice of the question. Runs in browsers. */

import type { RunView } from "../../../pipeline/view/types.ts";
import { html } from "../kit/elements.js";
import { type CardOptions, distributionCard } from "./chart_cards.js";
import { variableChoice } from "./variable_choice.js";

/** Makes the choice and the chart beneath, which follows it. */
export function distributionPanel(run: RunView, { width }: CardOptions): HTMLElement {
  const choice = variableChoice(run);
  const place = html("div", []);
  const draw = () => place.replaceChildren(distributionCard(run, { width, name: choice.value }));
  choice.addEventListener("input", draw);
  draw();
  return html("div", [choice, place]);
}
