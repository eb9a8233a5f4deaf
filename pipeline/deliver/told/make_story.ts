/** Tells a run: what slides, document and page are made from. Runs in Deno and browsers. */

import { countOf, formatNumber } from "../../base/text.ts";
import type { PipelineResult } from "../../run/run_result.ts";
import { judgeTargets } from "../../view/target/judge_targets.ts";
import { fieldTime } from "./field_time.ts";
import { madeRows } from "./made_rows.ts";
import { rowStories } from "./row_story.ts";
import { segmentStories } from "./segment_story.ts";
import type { Story } from "./story.ts";
import { toldRun } from "./told_run.ts";

/** Tells a run in the engine's own words and figures, without what `publish` withholds. */
export async function makeStory(result: PipelineResult): Promise<Story> {
  const told = await toldRun(result);
  const { view, wording, withheld } = told;
  const words = view.summary.structure?.words;
  const date = fieldTime(result.survey, result.params.publish.least_base);
  const { weighting } = view.profile;
  return {
    title: `Segments of ${view.survey.name}`,
    finding: words?.finding ?? view.headline,
    why: words?.why ?? "",
    advice: words?.advice ?? "",
    rivals: words?.rivals ?? "",
    facts: [
      `${countOf(view.profile.respondents, "respondent")} in ` +
      countOf(view.profile.segments.length, "segment"),
      ...(date === "" ? [] : [`Data of ${date}`]),
      `Run ${view.runId}`,
    ],
    runId: view.runId,
    segments: segmentStories(told),
    tried: (view.summary.structure?.tried ?? []).map(({ k, silhouette, expected }) => ({
      ...{ k, silhouette, expected },
    })),
    rows: rowStories(view.profile.rows, wording),
    made: madeRows(view, date),
    target: view.params.targeting.criteria.length === 0
      ? null
      : judgeTargets(view, view.params.targeting),
    weighting: weighting === undefined
      ? ""
      : `Shares and means are weighted by ${weighting.column} (effective base ` +
        `${formatNumber(weighting.effectiveBase)}); bases are counted.`,
    withheld,
  };
}
