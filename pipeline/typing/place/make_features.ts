/** Answers of other respondents as the features of a model. Runs in Deno and browsers. */

import type { AnswerFeatures } from "../../features/answers.ts";
import { logOf } from "../../features/tails.ts";
import { ScaleMeter, type ScaleUse } from "../../survey/rating_scales.ts";
import type { Model, ModelFeature } from "../model.ts";

/** Respondents whose features are made together. */
const BLOCK_ROWS = 256;

/** Makes the features, O(n d): set against the respondent's own scale, tails tamed, scaled, as those of the
 * run were.
 * @param answers Of each column of `placing.columns`, NaN for a gap.
 * @param filled The same without gaps.
 */
export function makeFeatures(
  model: Model,
  { answers, filled }: { answers: readonly Float64Array[]; filled: readonly Float64Array[] },
): AnswerFeatures {
  const { features, placing: { columns }, within_respondent: within } = model;
  const at = new Map(columns.map(({ name }, c) => [name, c]));
  const own = ownScales(model, answers, at);
  const n = answers[0].length, d = features.length;
  const values = new Float64Array(n * d);
  const isSpread = within?.method === "standardize";
  const readers = features.map((feature) => {
    const c = at.get(feature.column)!;
    const scale = own.get(feature.column);
    return numbersOf(feature, { given: answers[c], filled: filled[c], scale, isSpread });
  });
  // A block's rows stay in the second-level cache until all their features are there.
  const block = new Float64Array(BLOCK_ROWS);
  for (let from = 0; from < n; from += BLOCK_ROWS) {
    const count = Math.min(BLOCK_ROWS, n - from);
    for (let f = 0; f < d; f++) {
      const { center, scale } = features[f];
      readers[f](from, block.subarray(0, count));
      for (let j = 0, p = from * d + f; j < count; j++, p += d) {
        values[p] = (block[j] - center) / scale;
      }
    }
  }
  return {
    ...{ values, n, d },
    center: Float64Array.from(features, ({ center }) => center),
    scale: Float64Array.from(features, ({ scale }) => scale),
    sources: features.map(({ column, kind, category, answers }) => ({
      ...{ column, kind, category },
      ...(answers === undefined ? {} : { answers }),
    })),
    within: within === undefined || within.scales.length === 0
      ? null
      : { method: within.method, scales: [] },
  };
}

/** Reads the numbers of a feature, not yet scaled, from a respondent on into a block. */
function numbersOf(
  feature: ModelFeature,
  { given, filled, scale, isSpread }: {
    given: Float64Array;
    filled: Float64Array;
    scale: ScaleUse | undefined;
    isSpread: boolean;
  },
): (from: number, block: Float64Array) => void {
  const position = feature.category === null ? -1 : feature.categories!.indexOf(feature.category);
  if (position >= 0) {
    return (from, block) => {
      for (let j = 0; j < block.length; j++) block[j] = filled[from + j] === position ? 1 : 0;
    };
  }
  if (scale !== undefined) {
    return (from, block) => {
      for (let j = 0; j < block.length; j++) {
        block[j] = relate(given[from + j], scale, { i: from + j, isSpread });
      }
    };
  }
  return (from, block) => {
    for (let j = 0; j < block.length; j++) block[j] = tame(filled[from + j], feature);
  };
}

function ownScales(
  { within_respondent: within }: Model,
  answers: readonly Float64Array[],
  at: ReadonlyMap<string, number>,
): ReadonlyMap<string, ScaleUse> {
  const own = new Map<string, ScaleUse>();
  for (const { columns } of within?.scales ?? []) {
    const meter = new ScaleMeter(answers[0].length);
    for (const name of columns) {
      const values = answers[at.get(name)!];
      meter.add({
        codes: Uint32Array.from(values, (_, i) => i),
        values,
        missing: Uint8Array.from(values, (value) => Number.isNaN(value) ? 1 : 0),
      });
    }
    const use = meter.read();
    for (const name of columns) own.set(name, use);
  }
  return own;
}

function relate(
  answer: number,
  { level, spread }: ScaleUse,
  { i, isSpread }: { i: number; isSpread: boolean },
): number {
  const unit = isSpread ? spread[i] : 1;
  return Number.isNaN(answer) || unit === 0 ? 0 : (answer - level[i]) / unit;
}

function tame(answer: number, { tail }: ModelFeature): number {
  if (tail === undefined) return answer;
  const { isLog, low, high } = tail;
  const as = (value: number) => isLog ? logOf(value) : value;
  const number = as(answer);
  const least = low === null ? -Infinity : as(low), most = high === null ? Infinity : as(high);
  return Math.max(least, Math.min(most, number));
}
