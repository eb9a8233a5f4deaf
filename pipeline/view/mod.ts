/** Makes what pages are drawn from of a run's results. Runs in Deno and browsers. */

import type { InterimResult, PipelineResult } from "../run/run_result.ts";
import { headline } from "../profile/words.ts";
import type { SegmentProfile } from "../profile/segment_profile.ts";
import { summarize } from "../run/summary.ts";
import { viewColumns } from "./columns.ts";
import { viewMap } from "./charts/map.ts";
import { viewMca } from "./charts/mca.ts";
import { viewMissingPatterns } from "./charts/missing_patterns.ts";
import { viewPca } from "./charts/pca.ts";
import { viewQuality } from "./quality.ts";
import { viewReading } from "./reading.ts";
import { viewScaleUse } from "./charts/scale_use.ts";
import { viewSilhouettes } from "./charts/silhouettes.ts";
import { viewStructure } from "./charts/structure.ts";
import { viewTests } from "./testing/view_tests.ts";
import { viewTree } from "./charts/tree.ts";
import type { ViewOptions } from "./options.ts";
import type { RunView, TestedView } from "./types.ts";
import { unbroken } from "./unbroken.ts";

/** Makes the view of a run: aggregates, and if allowed the map's points with their leading answers. O(n x columns).
 * The same run gives the same JSON in the build and in a browser.
 */
export function makeView(result: PipelineResult, options: ViewOptions): TestedView;
export function makeView(result: PipelineResult | InterimResult, options: ViewOptions): RunView;
export function makeView(
  result: PipelineResult | InterimResult,
  options: ViewOptions,
): RunView {
  const { survey, cleaned, features, profile } = result;
  const reasons = new Map<string, number>();
  for (const { reason } of cleaned.report.respondentsDropped) {
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  return {
    runId: result.runId,
    survey: { ...result.input, rows: survey.rows, columns: survey.columns.length },
    reading: viewReading(survey.report),
    params: result.params,
    summary: summarize(result, null),
    headline: unbroken(headline(result)),
    warnings: result.warnings,
    profile: { ...profile, segments: profile.segments.map(keepUnits) },
    tests: result.tests && viewTests(result.tests, options),
    map: viewMap(result, options),
    silhouettes: viewSilhouettes(result),
    tree: viewTree(result),
    pca: viewPca(result),
    mca: viewMca(result),
    structure: viewStructure(result),
    columns: viewColumns(result, options.hasIdentities === true),
    missingPatterns: viewMissingPatterns(survey),
    scaleUse: viewScaleUse(result),
    quality: viewQuality(result, options),
    respondentsDropped: Array.from(reasons, ([reason, count]) => ({ reason, count })),
    features: {
      count: features.d,
      questions: new Set(features.questions).size,
      scaling: features.scaling,
      scalingReason: features.scalingReason,
    },
  };
}

function keepUnits(segment: SegmentProfile): SegmentProfile {
  const { name, insights } = segment;
  return { ...segment, name: unbroken(name), insights: insights.map(unbroken) };
}
