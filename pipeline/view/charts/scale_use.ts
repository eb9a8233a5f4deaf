/** How respondents use the scales that they rate on, for pages. Runs in Deno and browsers. */

import { surveyTexts } from "../../survey/labels.ts";
import {
  findRatingScales,
  type RatingItems,
  ScaleMeter,
  type ScaleUse,
} from "../../survey/rating_scales.ts";
import { describeScale } from "../../features/within_words.ts";
import type { PipelineResult } from "../../run/run_result.ts";
import type { Column } from "../../survey/column.ts";
import type {
  ItemSpread,
  RatingScaleView,
  ScaleUseView,
  UseHistogram,
} from "../scale_use_types.ts";

const BINS = 20;
const MOST_BINS = 24;
/** Screens show no more; shorter numbers make a smaller page. */
const DECIMALS = 1e4;

type Run = Pick<PipelineResult, "survey" | "cleaned" | "features" | "clustering" | "params">;

/** Measures each scale, and its items before and after they are set against the own mean, whether or not
 * the run did that: so that it can be judged beforehand. Aggregates only. O(n x items).
 */
export function viewScaleUse(run: Run): ScaleUseView | null {
  const { within_respondent: method } = run.params.features;
  const scales = scalesOf(run).map((scale) => viewScale(run, scale))
    .sort((a, b) => b.items.length - a.items.length);
  return scales.length === 0 ? null : { method, scales };
}

/** Those of the features as they were before any was dropped for having no differences left. */
function scalesOf({ cleaned: { survey }, features, params }: Run): RatingItems[] {
  const names = new Set([
    ...features.sources.map(({ column }) => column),
    ...features.within?.scales.flatMap(({ columns }) => columns) ?? [],
  ]);
  const columns = survey.columns.filter(({ name }) => names.has(name));
  return findRatingScales(survey, { columns, pattern: params.features.question_pattern });
}

/** A scale measured without regard to segments. */
interface MeasuredScale {
  readonly use: ScaleUse;
  readonly before: readonly ItemSpread[];
  readonly centred: readonly ItemSpread[];
  readonly standardized: readonly ItemSpread[];
}

/** By the respondents that were cleaned, then by a scale's columns: another number of segments measures
 * nothing anew. */
const MEASURED = new WeakMap<Int32Array, Map<string, MeasuredScale>>();

function measure(
  { respondents, weights, survey: { rows } }: Run["cleaned"],
  { columns }: RatingItems,
): MeasuredScale {
  const known = MEASURED.get(respondents) ?? new Map<string, MeasuredScale>();
  MEASURED.set(respondents, known);
  const key = JSON.stringify(columns.map(({ name }) => name));
  const found = known.get(key);
  if (found !== undefined) return found;
  const meter = new ScaleMeter(rows);
  columns.forEach((column) => meter.add(column));
  const use = meter.read();
  const measured = {
    use,
    before: columns.map((column) => spreadOf(column, { weights })),
    centred: columns.map((column) => spreadOf(column, { weights, level: use.level })),
    standardized: columns.map((column) => spreadOf(column, { weights, ...use })),
  };
  known.set(key, measured);
  return measured;
}

function viewScale(
  { survey, cleaned, clustering, params }: Run,
  scale: RatingItems,
): RatingScaleView {
  const texts = surveyTexts(survey);
  const { low, high, columns } = scale;
  const { weights } = cleaned;
  const { use, before, centred, standardized } = measure(cleaned, scale);
  const answered = Array.from(use.level.keys()).filter((i) => !Number.isNaN(use.level[i]));
  const levels = describeBySegment(use.level, { ...clustering, weights, answered });
  const spreads = describeBySegment(use.spread, { ...clustering, weights, answered });
  const isStandardized = params.features.within_respondent === "standardize";
  const after = isStandardized ? standardized : centred;
  const total = sumOf(before.map(({ deviation }) => deviation ** 2));
  const left = sumOf(centred.map(({ deviation }) => deviation ** 2));
  return {
    ...{ low, high },
    title: describeScale({ ...scale, columns: columns.map(({ name }) => name) }),
    levelShare: total > 0 ? rounded(1 - left / total) : 0,
    levelEffect: rounded(levels.effect),
    flat: use.spread.reduce((count, own) => count + (own === 0 ? 1 : 0), 0),
    levels: {
      ...countIn(levels.values, binsOfMeans(scale)),
      segments: levels.means.map(rounded),
    },
    spreads: {
      ...countIn(spreads.values, { from: 0, to: (high - low) / 2, bins: BINS }),
      segments: spreads.means.map(rounded),
    },
    items: columns.map(({ name }, c) => ({
      name,
      text: texts.of(name),
      before: roundedSpread(before[c]),
      after: roundedSpread(after[c]),
    })),
  };
}

/** Mean and deviation of the answers given to an item, less the own level and in units of the own spread
 * where these are told.
 */
function spreadOf(
  { codes, values, missing }: Column,
  { weights, level, spread }: Partial<ScaleUse> & { readonly weights: Float64Array | null },
): ItemSpread {
  let total = 0, sum = 0, squares = 0;
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i];
    if (missing[code] !== 0) continue;
    const weight = weights === null ? 1 : weights[i];
    const own = values[code] - (level === undefined ? 0 : level[i]);
    const value = spread === undefined ? own : spread[i] === 0 ? 0 : own / spread[i];
    total += weight;
    sum += weight * value;
    squares += weight * value * value;
  }
  const mean = sum / total;
  // Ratings are small numbers: what cancels here is far below what is shown.
  return { mean, deviation: Math.sqrt(Math.max(0, squares / total - mean * mean)) };
}

/** Mean of each segment, and the share of the variance that the segments explain, over respondents who
 * answered.
 */
function describeBySegment(
  all: Float64Array,
  { labels, k, weights, answered }: {
    readonly labels: Int32Array;
    readonly k: number;
    readonly weights: Float64Array | null;
    readonly answered: readonly number[];
  },
): { values: number[]; means: number[]; effect: number } {
  const weight = (i: number): number => weights === null ? 1 : weights[i];
  const totals = new Array<number>(k).fill(0);
  const sums = new Array<number>(k).fill(0);
  for (const i of answered) {
    totals[labels[i]] += weight(i);
    sums[labels[i]] += weight(i) * all[i];
  }
  const mean = sumOf(sums) / sumOf(totals);
  const means = sums.map((sum, g) => totals[g] > 0 ? sum / totals[g] : mean);
  const between = sumOf(means.map((own, g) => totals[g] * (own - mean) ** 2));
  const whole = answered.reduce((sum, i) => sum + weight(i) * (all[i] - mean) ** 2, 0);
  return {
    values: answered.map((i) => all[i]),
    means,
    effect: whole > 0 ? between / whole : 0,
  };
}

interface Bins {
  readonly from: number;
  readonly to: number;
  readonly bins: number;
}

/** Bins that hold equally many of the means that whole answers can have: others would look jagged. */
function binsOfMeans({ low, high, columns: { length: items } }: RatingItems): Bins {
  const steps = Math.round((high - low) * items) + 1;
  const each = Math.ceil(steps / MOST_BINS);
  const bins = Math.ceil(steps / each);
  const from = low - 0.5 / items;
  return { from, to: from + bins * each / items, bins };
}

function countIn(
  values: readonly number[],
  { from, to, bins }: Bins,
): Pick<UseHistogram, "from" | "to" | "counts"> {
  const counts = new Array<number>(bins).fill(0);
  for (const value of values) {
    const bin = Math.floor((value - from) / (to - from) * bins);
    counts[Math.max(0, Math.min(bins - 1, bin))]++;
  }
  return { from: rounded(from), to: rounded(to), counts };
}

function roundedSpread({ mean, deviation }: ItemSpread): ItemSpread {
  return { mean: rounded(mean), deviation: rounded(deviation) };
}

function rounded(value: number): number {
  // JSON knows no negative zero: a view must be the same before and after.
  return Math.round(value * DECIMALS) / DECIMALS + 0;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
