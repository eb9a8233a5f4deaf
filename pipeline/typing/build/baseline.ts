/** What a run's respondents come to, for later waves to be set beside. Runs in Deno and browsers. */

import { numbersAt } from "../../base/buffers.ts";
import type { Matrix } from "../../numeric/matrix.ts";
import { effectiveBase } from "../../numeric/weights.ts";
import { shareOf } from "../../profile/words.ts";
import type { PipelineResult } from "../../run/run_result.ts";
import { definingColumns } from "../defining_columns.ts";
import type { Baseline, BaselineMeasure, Model } from "../model.ts";
import type { Distances } from "../place/distances.ts";
import { nearestSegment } from "../place/probability.ts";
import { measureTogether } from "../track/lie_together.ts";
import { centresOf, measuresOf, type Placed } from "../track/measures.ts";
import { sharesOf } from "../track/shares.ts";
import type { AnswerFeatures } from "../../features/answers.ts";
import type { LeftOut } from "./leave_out.ts";
import { rowsAt } from "./rule.ts";

/** Fewer who are unlike any segment say little of how such lie. */
const LEAST_UNLIKE = 10;

/** How the run's respondents lie, placed as others are. */
interface DescribedRun {
  readonly answers: readonly Float64Array[];
  readonly features: AnswerFeatures;
  /** Of `rows`, without themselves where a rule knows them. */
  readonly distances: Distances;
  readonly rows: Int32Array;
  readonly left: LeftOut;
  /** Figures of fewer are withheld. */
  readonly least: number;
}

/** Describes the run's respondents in figures that a wave has as well: they are placed as others are, by the
 * rule alone, so that methods that do not put everybody in the nearest segment show no change where there is
 * none. Figures of few respondents are withheld. O(n d).
 */
export function describeBaseline(
  result: PipelineResult,
  model: Model,
  { answers, features, distances, rows, left, least }: DescribedRun,
): Baseline {
  const { cleaned: { weights: own, report }, clustering: { k }, profile, params } = result;
  const labels = Int32Array.from(rows, (_, j) => nearestSegment(distances.toSegments, j));
  const weights = own === null ? null : numbersAt(own, rows);
  const placed: Placed = { labels, weights, k };
  const isAll = rows.length === answers[0].length;
  const given = isAll ? answers : answers.map((values) => numbersAt(values, rows));
  const shares = sharesOf(placed);
  return {
    base: rows.length,
    ...(weights === null ? {} : { effectiveBase: effectiveBase(weights) }),
    ...(report.weightColumn === undefined ? {} : { weights: report.weightColumn }),
    quality: params.quality,
    segments: shares.map((each, s) => ({ ...each, ownShare: shareOf(profile.segments[s]) })),
    measures: measuresOf(definingColumns(model)).map((measure): BaselineMeasure => {
      const { all, segments } = centresOf(measure, { ...placed, answers: given });
      return {
        ...{ column: measure.column.name, category: measure.category, deviation: all.deviation },
        segments: segments.map(({ effectiveBase, ...figure }) =>
          figure.base < least ? null : weights === null ? figure : { ...figure, effectiveBase }
        ),
      };
    }),
    pattern: left.pattern,
    unlike: unlikeShare(left, { ...result, features }),
  };
}

/** How many of those left out are unlike, and how these lie. */
function unlikeShare(
  { rows, unlike }: LeftOut,
  { features, cleaned, clustering }: Pick<PipelineResult, "cleaned" | "clustering"> & {
    readonly features: Matrix;
  },
): Baseline["unlike"] {
  const { weights: all } = cleaned;
  const weights = all === null ? null : numbersAt(all, rows);
  const [, { base, share }] = sharesOf({ labels: Int32Array.from(unlike), weights, k: 2 });
  const labels = rows.map((row) => clustering.labels[row]);
  const together = base < LEAST_UNLIKE
    ? null
    : measureTogether(rowsAt(features, rows), { labels, weights, k: clustering.k }, unlike);
  return {
    base: weights === null ? rows.length : effectiveBase(weights),
    ...{ share, silhouette: together?.silhouette ?? null },
  };
}
