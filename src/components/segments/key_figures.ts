/** The four figures a reader asks for first. Runs in browsers. */

import { html } from "htl";
import type { RunView } from "../../../pipeline/view/types.ts";
import { measuredBy } from "../kit/words/clearness.js";
import { formatNumber, formatShare } from "../kit/words/format.js";
import { weightingWords } from "../kit/words/weighting.js";

/** Respondents, answered share, segments and clearness, each with what it is. */
export function keyFigures(
  { summary, columns, survey, silhouettes, profile: { weighting } }: RunView,
): HTMLElement {
  const used = columns.filter(({ role }) => role === "segmenting");
  const answered = used.reduce((sum, column) => sum + column.answered, 0);
  const share = used.length === 0 ? 0 : answered / (used.length * survey.rows);
  const figures = [
    [
      weighting === undefined ? "respondents" : `respondents; ${weightingWords(weighting)}`,
      formatNumber(survey.rows),
    ],
    ["of the segmenting answers given", formatShare(share)],
    ["segments", formatNumber(summary.clustering.k)],
    certainty({ summary, silhouettes }),
  ];
  return html`<ul class="figures">${
    figures.map(([term, value]) => html`<li><strong>${value}</strong> <span>${term}</span></li>`)
  }</ul>` as HTMLElement;
}

/** How often other samples find the segments again, else their mean silhouette. */
function certainty(
  { summary, silhouettes }: Pick<RunView, "summary" | "silhouettes">,
): [string, string] {
  const verdict = summary.structure?.verdict ?? null;
  if (verdict !== null) {
    const { foundAgain, samples } = verdict;
    return ["of other samples find them again", formatShare(foundAgain / samples)];
  }
  return silhouettes === null
    ? ["clearness (not measured)", "–"]
    : [`mean silhouette ${measuredBy(silhouettes.by)}`, silhouettes.mean.toFixed(2)];
}
