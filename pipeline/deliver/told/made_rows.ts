/** How a run was made: data, choices, what differs from the defaults. Runs in Deno and browsers. */

import { countOf, formatNumber } from "../../base/text.ts";
import { PLAN_DATA } from "../../plan/engine_plan.ts";
import { valueAt } from "../../plan/plan.ts";
import type { Params } from "../../plan/params.ts";
import type { RunView } from "../../view/types.ts";

type MadeRow = readonly [what: string, value: string];

/** What is no choice of how segments are formed. */
const OF_FILES = /^(storage|export|targeting|deliver|publish)\./;
const MOST_VALUE = 400;

/** Lists what somebody needs who is to make the same segments, or to doubt them.
 * @param date When the data were collected; empty where that is not known.
 */
export function madeRows(view: RunView, date: string): MadeRow[] {
  const { survey, summary, features, profile } = view;
  const { questions, within_respondent: within } = summary.features;
  const { clustering, reduction } = summary;
  const changed = changedParams(view.params);
  return [
    [
      "Data",
      `${survey.name}: ${countOf(survey.rows, "respondent")}, ` +
      `${countOf(survey.columns, "column")}`,
    ],
    ["Date of the data", date === "" ? "not told by the file" : date],
    ["Fingerprint of the file", `SHA-256 ${survey.sha256}`],
    ["Run", view.runId],
    ["Respondents segmented", formatNumber(profile.respondents)],
    ...weightedBy(view),
    [
      "Questions",
      `${questions.define} define the segments, ${questions.describe} describe them, ` +
      `${questions.aside} stand aside`,
    ],
    [
      "Features",
      `${features.count}, scaling ${features.scaling}: ${features.scalingReason}` +
      (within === undefined ? "" : `; ratings within respondents: ${within.method}`),
    ],
    ["Reduction", `${reduction.method}, ${countOf(reduction.dims, "dimension")}`],
    ["Segments formed by", `${clustering.method}, ${countOf(clustering.k, "segment")}`],
    ...(changed.length === 0 ? [["Parameters", "all as they are by default"] as const] : changed),
    ...view.warnings.map(({ text }) => ["Note", text] as const),
  ];
}

function weightedBy({ profile: { weighting } }: RunView): MadeRow[] {
  return weighting === undefined ? [] : [[
    "Weighted by",
    `${weighting.column}; effective base ${formatNumber(weighting.effectiveBase)}`,
  ]];
}

/** Every parameter that is not as by default, with its value. */
function changedParams(params: Params): MadeRow[] {
  return Object.keys(PLAN_DATA.rules).filter((path) => !OF_FILES.test(path)).flatMap((path) => {
    const value = JSON.stringify(valueAt(params, path));
    if (value === JSON.stringify(valueAt(PLAN_DATA.defaults, path))) return [];
    const cut = value.length <= MOST_VALUE ? value : `${value.slice(0, MOST_VALUE)}\u2026`;
    return [[path, cut.replace(/^"(.*)"$/, "$1")] as const];
  });
}
