/** Weighing of features so that questions count alike. Runs in Deno and browsers. */

import type { Params } from "../plan/params.ts";
import type { Candidate } from "./candidates.ts";
import type { Scale } from "./scale.ts";

/** With `equal`, divides each feature by the root of the number of units of its question: ten items of
 * one question then weigh as much as one item of another. A unit is a column; the indicators of one
 * nominal column are one unit, since scaling gives them the variance of one.
 */
export function weighQuestions(
  candidates: readonly Candidate[],
  scale: Scale,
  weighting: Params["features"]["question_weighting"],
): Scale {
  if (weighting === "none") return scale;
  const units = new Map<string, Set<string>>();
  for (const { question, block } of candidates) {
    units.set(question, (units.get(question) ?? new Set()).add(block));
  }
  return {
    ...scale,
    scale: scale.scale.map((value, c) =>
      value * Math.sqrt(units.get(candidates[c].question)!.size)
    ),
  };
}
