/** The four figures a reader asks for first. Runs in browsers. */

import { html } from "../kit/elements.js";
import type { RunView } from "../../../pipeline/view/types.ts";
import { measuredBy } from "../kit/words/clearness.js";
import { formatNumber, formatShare } from "../kit/words/format.js";
import { weightingWords } from "../kit/words/weighting.js";

/** Makes their list. */
export function keyFigures(run: RunView): HTMLElement {
  const items = figuresOf(run).map(([term, value]) =>
    html("li", [html("strong", value), " ", html("span", term)])
  );
  return html("ul", items, { class: "figures" });
}

/** Respondents, answered share, segments and clearness, each with what it is. */
export function figuresOf(
  { summary, columns, survey, silhouettes, profile: { weighting } }: RunView,
): (readonly [term: string, value: string])[] {
  const used = columns.filter(({ role }) => role === "segmenting");
  const answered = used.reduce((sum, column) => sum + column.answered, 0);
  const share = used.length === 0 ? 0 : answered / (used.length * survey.rows);
  return [
    [
      weighting === undefined ? "respondents" : `respondents; ${weightingWords(weighting)}`,
      formatNumber(survey.rows),
    ],
    ["of the segmenting answers given", formatShare(share)],
    ["segments", formatNumber(summary.clustering.k)],
    certainty({ summary, silhouettes }),
  ];
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
