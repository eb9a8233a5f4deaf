/** How the answers were prepared, in words. Runs in browsers. */

import { html } from "htl";
import type { RunView } from "../../../pipeline/view/types.ts";
import { countOf } from "../kit/words/format.js";
import { weightingWords } from "../kit/words/weighting.js";

const FILLED = {
  auto:
    "what the respondent's own level tells (questions of items on one scale), else the median or " +
    "a category of their own",
  twoway:
    "what the respondent's own level tells (questions of items on one scale), else the median or " +
    "the most frequent answer",
  mode: "each column's most frequent answer",
  mean: "each column's mean",
  median: "each column's median",
  nearest: "the answers of the respondents who answer most alike",
};

/** How the answers were prepared, in a sentence or two. */
export function preparationWords(
  { features, respondentsDropped, params, profile: { weighting } }: RunView,
): HTMLElement {
  const left = respondentsDropped.map(({ reason, count }) =>
    `${countOf(count, "respondent")} left out: ${reason}.`
  );
  const { imputation_method: method, fill_value } = params.cleaning;
  const filled = method === "fill"
    ? `Gaps were filled with ${fill_value}.`
    : `Gaps were filled with ${FILLED[method]}.`;
  return html`<p class="lede">${
    [
      `${countOf(features.count, "feature")} from ${
        countOf(features.questions, "question")
      }, scaling `,
      `${features.scaling}: ${features.scalingReason}. ${filled} `,
      ...left,
      ...(weighting === undefined ? [] : [` Figures are ${weightingWords(weighting)}.`]),
    ].join("")
  }</p>` as HTMLElement;
}
