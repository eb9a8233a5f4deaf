/** A later wave of a survey, placed in the segments of a run and set beside it. Runs in Deno and browsers. */

import { createContext, type StageContext } from "../../base/context.ts";
import { DataError, quoteValue } from "../../base/errors.ts";
import { effectiveBase } from "../../numeric/weights.ts";
import type { Survey } from "../../survey/survey.ts";
import { definingColumns } from "../defining_columns.ts";
import type { Baseline, Model } from "../model.ts";
import { knownSegments } from "../place/fingerprints.ts";
import { placeAnswers } from "../place/place_answers.ts";
import { nearestSegment } from "../place/probability.ts";
import { compareCentres } from "./drift.ts";
import { measuresOf } from "./measures.ts";
import { findUnlike } from "./new_segment.ts";
import { followPanel, type Panel } from "./panel.ts";
import { unlikeOf } from "./pattern.ts";
import { compareShares, sharesOf } from "./shares.ts";
import { tellTrack } from "./tell_track.ts";
import type { Track } from "./tracked.ts";
import { readWave } from "./wave.ts";

/** How a wave is set beside a run. */
export interface TrackOptions {
  /** The wave's column of weights, empty for none; that of the run if absent. */
  readonly weights?: string;
  /** Whether questions that the wave lacks are filled for everybody as the run fills gaps, instead of being
   * refused. What is told then rests on the others. */
  readonly fillsMissing?: boolean;
  /** Who was in which segment of the run, as {@link readPanel} reads it. */
  readonly panel?: Panel | null;
  /** Hears whether it is cancelled. */
  readonly context?: StageContext;
}

/** Places a later wave by a run's model and tells what changed: shares of segments, what segments answer,
 * whether a segment appeared that the run does not know, and where members of a panel went. Both waves are
 * placed alike, by the rule alone, so that no change is told where only placing differs. O(n d k).
 * @param model What {@link parseModel} read of a run's `model.json`.
 * @throws {DataError} If the model is older than its baseline, the wave lacks columns, its weights cannot be
 * read, or nobody is left.
 * @example
 * import { ingest, parseModel, parseParams, runArtifacts, runPipeline, track } from "./mod.ts";
 * const bytes = new TextEncoder().encode("a,b\n" +
 *   Array.from({ length: 300 }, (_, i) => `${i % 3 * 10 + i % 7},${i % 3 * 10 + i % 5}\n`).join(""));
 * const run = await runPipeline(bytes, "s.csv", parseParams({
 *   clustering: { n_clusters: 3 }, structure: { check: "none" },
 * }));
 * const files = new Map((await runArtifacts(run)).map((file) => [file.name, file.bytes]));
 * const model = parseModel(new TextDecoder().decode(files.get("model.json")), "model.json");
 * const { shares, unlike } = await track(model, await ingest(bytes, "next.csv", run.params));
 * console.assert(shares.segments.every(({ change }) => change.value === 0));
 * console.assert(unlike.finding === "none");
 */
export async function track(
  model: Model,
  survey: Survey,
  { weights, fillsMissing = false, panel = null, context = createContext() }: TrackOptions = {},
): Promise<Track> {
  const { clustering: { k, names }, placing } = model;
  const baseline = baselineOf(model);
  const defining = definingColumns(model);
  const column = weights ?? baseline.weights ?? "";
  const wave = await readWave({ model, baseline, defining }, survey, {
    ...{ weights: column, fillsMissing, context },
  });
  const { features, ...distances } = placeAnswers(model, wave.answers);
  const { toSegments } = distances;
  const labels = Int32Array.from(wave.rows, (_, i) => nearestSegment(toSegments, i));
  const placed = { labels, weights: wave.weights, k, answers: wave.answers };
  const isFar = unlikeOf(distances, placing.limits, { features, pattern: baseline.pattern });
  const measures = measuresOf(defining);
  const own = wave.weights === null ? labels.length : effectiveBase(wave.weights);
  const known = knownSegments(model, wave.answers);
  const found: Omit<Track, "told"> = {
    ...{ runId: model.run_id, survey: survey.name, questions: wave.questions },
    respondents: {
      ...{ all: survey.rows, placed: labels.length, effectiveBase: own, leftOut: wave.leftOut },
      before: {
        base: baseline.base,
        effectiveBase: baseline.effectiveBase ?? baseline.base,
      },
    },
    weights: wave.weights === null ? null : column,
    shares: compareShares(baseline, { shares: sharesOf(placed), effectiveBase: own }, names),
    drift: compareCentres(baseline, measures, placed),
    unlike: findUnlike(baseline, measures, {
      ...{ ...placed, features, isUnlike: Uint8Array.from(labels, (_, i) => isFar(i) ? 1 : 0) },
    }),
    panel: panel === null ? null : followPanel(panel, survey, {
      ...{ rows: wave.rows, segments: labels.map((label, i) => known(i) ?? label), k },
    }),
  };
  return { ...found, told: tellTrack(found) };
}

function baselineOf({ placing: { baseline }, run_id: runId }: Model): Baseline {
  if (baseline !== undefined) return baseline;
  throw new DataError(
    `Cannot track the segments of run ${
      quoteValue(runId)
    }: its model.json must hold what a later wave is set ` +
      "beside (placing.baseline), but it was written before engines kept that. Run the survey again " +
      "with this version of the engine.",
  );
}
