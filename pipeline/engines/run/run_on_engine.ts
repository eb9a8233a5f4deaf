/** A run over all rows of a source: judged on a sample, then formed and described by sums. Runs in Deno only. */

import type { StageContext } from "../../base/context.ts";
import { DataError, quoteValue } from "../../base/errors.ts";
import { writeModelJson } from "../../deliver/model_json.ts";
import { kishBase } from "../../numeric/weights.ts";
import type { Params } from "../../plan/params.ts";
import type { ProfileRow, SegmentProfile } from "../../profile/segment_profile.ts";
import { describeSegments } from "../../profile/words.ts";
import { wordingOf } from "../../profile/wording.ts";
import type { PipelineResult, RunOptions } from "../../run/run_result.ts";
import { definingColumns } from "../../typing/defining_columns.ts";
import { type Model, parseModel } from "../../typing/model.ts";
import { gapCount, rawFeatures } from "../answers/features.ts";
import { type FilterMade, makeFilter } from "../answers/filter_rows.ts";
import { type AnswersMade, makeAnswers, WEIGHT } from "../answers/make_answers.ts";
import type { Engine } from "../engine.ts";
import { named, num, type RowSteps, type RowTest } from "../rows/expression.ts";
import { boundsOf } from "../sums/fixed_point.ts";
import { findIndices, type Indices } from "../sums/indices.ts";
import { type Centres, runLloyd, segmentSteps } from "../sums/lloyd.ts";
import type { Rows } from "../sums/moments.ts";
import { profileAll } from "../sums/tally.ts";
import { refuseParams, refuseSample } from "./refuse.ts";
import { drawSample, runSample } from "./sample.ts";
import { findSpace, type Space, startsOf } from "./space.ts";

/** Bytes of answers that are kept beside where rows lie: beyond it, reading them again takes less than their room. */
const MOST_BESIDE = 256e6;

/** What a run over all rows ends with. */
export interface EngineResult {
  /** The run on the sample, whole: columns, features, verdict, stability, names. */
  readonly sample: PipelineResult;
  /** Its model. */
  readonly model: Model;
  /** Rows of the source. */
  readonly rows: number;
  /** Those that neither `cleaning.filter` nor a rule of `quality` leaves out. */
  readonly passing: number;
  /** Rows that are segmented: of these those with enough answers. */
  readonly respondents: number;
  readonly space: Space;
  /** By falling size. */
  readonly centres: Centres;
  readonly indices: Indices;
  /** Segments in words and figures. */
  readonly segments: readonly SegmentProfile[];
  /** Figures of all rows; by falling effect. */
  readonly profile: readonly ProfileRow[];
  /** What is told of the sample alone, and why. */
  readonly left: AnswersMade["left"];
  /** Up to the segment of a row, from 0. */
  readonly steps: RowSteps;
}

/** What it is given beside the engine. */
export interface EngineRun {
  /** What the source is called. */
  readonly name: string;
  readonly params: Params;
  readonly context: StageContext;
  /** For the run on the sample. */
  readonly options: RunOptions;
}

/** Segments all rows of a source.
 *
 * A sample drawn by the seed goes through the whole pipeline: it judges columns, decides what features
 * are made of which answers, how many segments there are and whether one may speak of any, and names
 * them. Means, deviations, principal components, centres, sizes, indices and figures of the profile are
 * then found over all rows, by sums that do not depend on their order, so that every engine gives the
 * same bits. K-means goes on from the sample's centres over all rows until none changes its segment; of
 * other methods each row gets the nearest of the sample's centres.
 * @throws {ParamsError} If a parameter would be followed on the sample alone.
 * @throws {DataError} If the survey cannot be segmented so.
 * @throws {StorageError} If the engine fails.
 */
export async function runOnEngine(engine: Engine, run: EngineRun): Promise<EngineResult> {
  const { name, params, context } = run;
  refuseParams(params);
  if (engine.facts.rows === 0) {
    throw new DataError(`Cannot segment ${quoteValue(name)}: it has no rows.`);
  }
  context.progress(0, 1, `sample of ${Math.min(params.engine.sample, engine.facts.rows)}`);
  const drawn = await drawSample(engine, run);
  const sample = await runSample(engine, drawn, run);
  refuseSample(sample);
  const model = parseModel(new TextDecoder().decode(writeModelJson(sample)), "of the sample");
  context.progress(0, 1, "answers of all rows");
  const answers = await makeAnswers(engine, sample, model);
  const asked = await makeFilter(engine, params, sample.survey);
  await engine.code([...answers.codings, ...asked.codings]);
  const passing = await countPassing(engine, asked);
  const rows = await rowsOf(engine, sample, { model, whole: answers.whole, asked });
  context.progress(0, 1, "means and components");
  const isFew = 8 * engine.facts.rows * answers.profiled.length <= MOST_BESIDE;
  const space = await findSpace(engine, {
    rows,
    beside: isFew ? answers.profiled.map(({ answer }) => answer) : [],
    raw: rawFeatures(model, answers.whole),
    sample,
    model,
  });
  const told = isFew ? space.held : space.rows;
  return { passing, ...await formSegments(engine, run, { sample, model, answers, space, told }) };
}

async function countPassing(engine: Engine, { steps, where }: FilterMade): Promise<number> {
  if (where.length === 0) return engine.facts.rows;
  const { counts } = await engine.sums({ steps, where, group: null, groups: 1, terms: [] });
  return counts[0];
}

/** The rows that take part, as in the sample: those that the filter lets through and no rule drops, and that
 * left no more of the questions that define segments unanswered than `quality.most_missing`, or at least answered one.
 */
async function rowsOf(
  engine: Engine,
  { params }: PipelineResult,
  { model, whole, asked }: {
    readonly model: Model;
    readonly whole: AnswersMade["whole"];
    readonly asked: FilterMade;
  },
): Promise<Rows> {
  const { quality, weighting } = params;
  const defining = definingColumns(model).map(({ at }) => at);
  const most = quality.incomplete === "keep"
    ? defining.length - 1
    : Math.min(defining.length - 1, Math.floor(quality.most_missing * defining.length));
  const open = defining.filter((c) => !whole.has(model.placing.columns[c].name));
  const isAsked = open.length > most;
  const gaps: RowSteps = isAsked ? [[["gaps", gapCount(open)]]] : [];
  const few: RowTest[] = isAsked ? [{ op: "<=", a: named("gaps"), b: num(most) }] : [];
  const steps = [...asked.steps, ...gaps];
  const where = [...asked.where, ...few];
  if (weighting.column === "") return { steps, where, weight: null };
  const weighted: RowTest[] = [...where, { op: "<=", a: num(0), b: named(WEIGHT) }];
  const { bounds: [bound], extremes } = await boundsOf(engine, { steps, where }, [named(WEIGHT)]);
  if (extremes.low[0] < 0) {
    throw new DataError(
      `Cannot weight all rows by ${
        quoteValue(weighting.column)
      }: weights are 0 or more, but one is ${extremes.low[0]}.`,
    );
  }
  return { steps, where: weighted, weight: { name: WEIGHT, bound } };
}

async function formSegments(
  engine: Engine,
  { params, context }: EngineRun,
  { sample, model, answers, space, told }: {
    readonly sample: PipelineResult;
    readonly model: Model;
    readonly answers: AnswersMade;
    readonly space: Space;
    /** The rows of the space with the answers of the profile. */
    readonly told: Rows;
  },
): Promise<Omit<EngineResult, "passing">> {
  const isMeans = params.clustering.method === "kmeans";
  const found = await runLloyd(engine, space.held, {
    of: space.axes,
    starts: startsOf(space, sample),
    maxIter: isMeans ? params.clustering.max_iter : 1,
    onIteration: (iteration) => context.progress(0, 1, `segments, iteration ${iteration}`),
  });
  const centres = bySize(found);
  const placed = segmentSteps(space.axes.map(({ name }) => name), centres.centres);
  const segmentedOf = (rows: Rows) => ({
    steps: [...rows.steps, ...placed],
    k: centres.centres.length,
  });
  context.progress(0, 1, "figures of all rows");
  const indices = await findIndices(engine, space.held, {
    ...{ axes: space.axes, centres, segmented: segmentedOf(space.held) },
  });
  const profile = await profileAll(engine, told, {
    ...{ columns: answers.profiled, segmented: segmentedOf(told) },
  });
  return {
    ...{ sample, model, space, centres, indices, profile, left: answers.left },
    rows: engine.facts.rows,
    respondents: space.n,
    segments: tell({ sample, centres, profile, space, indices }),
    steps: segmentedOf(space.rows).steps,
  };
}

/** Numbered by falling weight, ties as in the sample. */
function bySize({ centres, counts, weights, order: _started, ...settled }: Centres): Centres {
  const order = Array.from(centres.keys()).sort((a, b) => weights[b] - weights[a] || a - b);
  return {
    ...{ ...settled, order },
    centres: order.map((c) => centres[c]),
    counts: Float64Array.from(order, (c) => counts[c]),
    weights: Float64Array.from(order, (c) => weights[c]),
  };
}

/** Segments in words; silhouettes are of the sample and stay with it. */
function tell(
  { sample, centres, profile, space, indices: { squaredWeights } }: {
    readonly sample: PipelineResult;
    readonly centres: Centres;
    readonly profile: readonly ProfileRow[];
    readonly space: Space;
    readonly indices: Indices;
  },
): SegmentProfile[] {
  const { weights } = centres;
  return describeSegments(
    Array.from(centres.counts, (size, segment) => ({
      ...{ segment, size, rows: profile, respondents: space.n },
      share: size / space.n,
      weighted: squaredWeights === null ? null : {
        // As in memory, where weights have mean 1.
        size: weights[segment] / space.total * space.n,
        share: weights[segment] / space.total,
        effectiveBase: kishBase(weights[segment], squaredWeights[segment]),
      },
      ...{ silhouette: null, isByGower: false, named: null },
    })),
    wordingOf(sample.survey),
  );
}
