/** Where a chart's figures come from, in a line for those who meet it elsewhere. Runs in browsers. */

import type { RunView } from "../../../../pipeline/view/types.ts";
import { countOf, formatNumber } from "./format.js";
import { optionNames } from "./option_names.js";

/** File, respondents, how segments were formed, and the run's name. */
export function sourceOf(
  { survey, summary: { clustering: { method, k } }, map: { n }, runId }: RunView,
): string {
  const respondents = n === survey.rows
    ? countOf(n, "respondent")
    : `${formatNumber(n)} of ${countOf(survey.rows, "respondent")}`;
  return `Source: ${survey.name}, ${respondents}; ${countOf(k, "segment")} by ${
    optionNames()[method] ?? method
  }; run ${runId}`;
}
