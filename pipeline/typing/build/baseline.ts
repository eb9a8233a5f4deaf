/** What a run's respondents come to, for later waves to be set beside. Runs in Deno and browsers. */

import { effectiveBase } from "../../numeric/weights.ts";
import { LEAST_BASE } from "../../profile/differences.ts";
import { shareOf } from "../../profile/words.ts";
import type { PipelineResult } from "../../run/run_result.ts";
import { definingColumns } from "../defining_columns.ts";
import type { Baseline, BaselineMeasure, Model } from "../model.ts";
import { type Distances, unlikeOf } from "../place/distances.ts";
import { nearestSegment } from "../place/probability.ts";
import { measureTogether } from "../track/lie_together.ts";
import { centresOf, measuresOf, type Placed } from "../track/measures.ts";
import { sharesOf } from "../track/shares.ts";
import type { AnswerFeatures } from "../../features/answers.ts";
import { featuresAt } from "./rule.ts";

/** Fewer who are unlike any segment say little of how such lie. */
const LEAST_UNLIKE = 10;

/** How the run's respondents lie, placed as others are. */
interface PlacedRun {
  readonly answers: readonly Float64Array[];
  readonly features: AnswerFeatures;
  /** Of `rows`, without themselves where a rule knows them. */
  readonly distances: Distances;
  readonly rows: Int32Array;
  readonly limits: readonly number[];
  /** Who was left out, and is unlike any segment then. */
  readonly unlike: ReadonlyMap<number, boolean>;
}

/** Describes the run's respondents in figures that a wave has as well: they are placed as others are, by the
 * rule alone, so that methods that do not put everybody in the nearest segment show no change where there is
 * none. Figures of few respondents are withheld. O(n d).
 */
export function describeBaseline(
  result: PipelineResult,
  model: Model,
  { answers, features, distances, rows, limits, unlike }: PlacedRun,
): Baseline {
  const { cleaned: { weights: all, report }, clustering: { k }, profile, params } = result;
  const labels = Int32Array.from(rows, (_, j) => nearestSegment(distances.toSegments, j));
  const weights = all === null ? null : Float64Array.from(rows, (row) => all[row]);
  const placed: Placed = { labels, weights, k };
  const given = answers.map((values) => Float64Array.from(rows, (row) => values[row]));
  const isFar = unlikeOf(distances, limits);
  const far = Uint8Array.from(rows, (_, j) => isFar(j) ? 1 : 0);
  const together = measureTogether(featuresAt(features, rows), placed, far);
  const isTold = far.reduce((sum, one) => sum + one, 0) >= LEAST_UNLIKE && together !== null;
  const least = Math.max(LEAST_BASE, params.publish.least_base);
  const shares = sharesOf(placed);
  return {
    base: rows.length,
    effectiveBase: weights === null ? rows.length : effectiveBase(weights),
    ...{ weights: report.weightColumn ?? null, quality: params.quality },
    segments: shares.map((each, s) => ({ ...each, ownShare: shareOf(profile.segments[s]) })),
    measures: measuresOf(definingColumns(model)).map((measure): BaselineMeasure => {
      const { all, segments } = centresOf(measure, { ...placed, answers: given });
      return {
        ...{ column: measure.column.name, category: measure.category, deviation: all.deviation },
        segments: segments.map((figure) => figure.base < least ? null : figure),
      };
    }),
    unlike: { ...leftOutShare(unlike, all), silhouette: isTold ? together.silhouette : null },
  };
}

function leftOutShare(
  unlike: ReadonlyMap<number, boolean>,
  weights: Float64Array | null,
): { base: number; share: number } {
  const own = Float64Array.from(unlike.keys(), (row) => weights === null ? 1 : weights[row]);
  let total = 0, far = 0, at = 0;
  for (const isUnlike of unlike.values()) {
    total += own[at];
    if (isUnlike) far += own[at];
    at++;
  }
  return { base: effectiveBase(own), share: total > 0 ? far / total : 0 };
}
