/** Runs as they are told in slides, documents and pages. Runs in Deno. */

import { type Look, lookOf } from "../../pipeline/deliver/look/look.ts";
import { makeStory } from "../../pipeline/deliver/told/make_story.ts";
import type { Story } from "../../pipeline/deliver/told/story.ts";
import { parseParams } from "../../pipeline/plan/parse_params.ts";
import { runPipeline } from "../../pipeline/run/run.ts";
import type { PipelineResult } from "../../pipeline/run/run_result.ts";
import { longLabelSurvey } from "./long_labels.ts";
import { smallSurvey } from "./small_survey.ts";

/** The look without a template. */
export const PLAIN_LOOK: Look = lookOf(parseParams({}).deliver, null);

/** Three segments of a small survey, their structure not asked for. */
export function smallRun(settings: Record<string, unknown> = {}): Promise<PipelineResult> {
  const quick = { structure: { check: "none" }, clustering: { n_clusters: 3, n_init: 2 } };
  return runPipeline(smallSurvey(), "survey.csv", parseParams({ ...quick, ...settings }));
}

/** The same, told. */
export async function smallStory(): Promise<Story> {
  return await makeStory(await smallRun());
}

/** Twelve criteria with names of 80 letters, for eight segments. */
function longCriteria(): unknown[] {
  return Array.from({ length: 12 }, (_, i) => ({
    name: `Criterion ${i + 1} that takes many words to say`.padEnd(80, ", and then some more"),
    side: i % 2 === 0 ? "segment" : "organisation",
    weight: i + 1,
    scores: Object.fromEntries(
      Array.from({ length: 8 }, (_, g) => [g + 1, (i * 3 + g * 2) % 10 + 0.5]),
    ),
  }));
}

/** Eight segments with names of 60 letters, questions of 120, and criteria of 80. */
export async function longStory(): Promise<Story> {
  const names = Object.fromEntries(
    Array.from({ length: 8 }, (_, g) => [
      g + 1,
      `People number ${g + 1} with quite a name to them`.padEnd(60, ", and more of it"),
    ]),
  );
  const params = parseParams({
    structure: { draws: 19, pairs: 2 },
    clustering: { n_clusters: 8, n_init: 2 },
    segments: { names },
    targeting: { criteria: longCriteria() },
  });
  const survey = longLabelSurvey({ rows: 480, groups: 8 });
  return await makeStory(await runPipeline(survey, "survey.csv", params));
}
