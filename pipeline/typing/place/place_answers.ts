/** Answers of other respondents laid out beside the segments of a model. Runs in Deno and browsers. */

import type { AnswerFeatures } from "../../features/answers.ts";
import type { Matrix } from "../../numeric/matrix.ts";
import type { Model } from "../model.ts";
import { type Distances, measure } from "./distances.ts";
import { embed } from "./embed.ts";
import { fillGaps } from "./fill_gaps.ts";
import { makeFeatures } from "./make_features.ts";

/** Respondents as features, in the reduced space, and how far they are from each segment. */
export interface PlacedAnswers extends Distances {
  readonly features: AnswerFeatures;
  readonly space: Matrix;
}

/** Fills gaps, makes features, reduces and measures, with the figures of the run alone.
 * @param answers Of each column of `placing.columns`, NaN for a gap; at least one respondent.
 */
export function placeAnswers(model: Model, answers: readonly Float64Array[]): PlacedAnswers {
  const { placing, clustering: { k } } = model;
  const features = makeFeatures(model, { answers, filled: fillGaps(answers, placing) });
  const space = embed(model, features);
  return { ...measure(placing.rule, { space, features, k }), features, space };
}
