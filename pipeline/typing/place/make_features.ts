/** Answers of other respondents as the features of a model. Runs in Deno and browsers. */

import type { AnswerFeatures } from "../../features/answers.ts";
import { logOf } from "../../features/tails.ts";
import { ScaleMeter, type ScaleUse } from "../../survey/rating_scales.ts";
import type { Model, ModelFeature } from "../model.ts";

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
  features.forEach((feature, f) => {
    const c = at.get(feature.column)!;
    const scale = own.get(feature.column);
    const position = feature.category === null ? -1 : feature.categories!.indexOf(feature.category);
    for (let i = 0; i < n; i++) {
      const answer = filled[c][i];
      const number = position >= 0
        ? (answer === position ? 1 : 0)
        : scale !== undefined
        ? relate(answers[c][i], scale, { i, isSpread: within?.method === "standardize" })
        : tame(answer, feature);
      values[i * d + f] = (number - feature.center) / feature.scale;
    }
  });
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
