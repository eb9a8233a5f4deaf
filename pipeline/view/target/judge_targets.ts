/** What a decision matrix comes to: attractiveness of segments, and of the organisation to them. Runs in Deno and browsers. */

import { MOST_SCORE, type Targeting, type TargetSide } from "../../plan/targeting.ts";
import { type MeasuredView, measureOf } from "./measures.ts";
import { findScored, scoreOf } from "./scored_segments.ts";
import type { JudgedCriterion, JudgedSegment, Measured, TargetJudgement } from "./target_types.ts";

/** Judges the segments of a run by criteria.
 *
 * A place on an axis is the mean of the scores of that side's criteria, weighted. A segment that a criterion
 * has no score for has no place there: none is made up. A figure that is measured scores 10 where it is
 * highest and in proportion elsewhere, 0 below 0. Scores follow their segments by where these lay, as names
 * do; without such places they hold for as many segments as were scored.
 * O(criteria x segments), and O(k^2) to find segments again.
 * @see Dolnicar, Grün and Leisch, Market Segmentation Analysis, 2018, chapters 4 and 10: both sets of criteria,
 * weights that add up to 1, and the segment evaluation plot of their weighted sums.
 */
export function judgeTargets(view: MeasuredView, targeting: Targeting): TargetJudgement {
  const { profile } = view;
  const { numberOf, notes } = findScored(profile, targeting);
  const { segments } = profile;
  const weights = { segment: 0, organisation: 0 };
  for (const { side, weight } of targeting.criteria) weights[side] += weight;
  const criteria = targeting.criteria.map((criterion, at): JudgedCriterion => {
    const { name, side, weight, measure } = criterion;
    const measured = measure === "" ? null : measureOf(view, measure);
    const scores = measure === ""
      ? segments.map((_, g) => scoreOf(criterion.scores, numberOf[g]))
      : measured === null
      ? segments.map(() => null)
      : inProportion(measured.figures);
    return {
      ...{ at, name, side, weight, scores, measured },
      share: weights[side] > 0 ? weight / weights[side] : null,
      reason: measure !== "" && measured === null ? `This run tells no figure “${measure}”.` : "",
    };
  });
  const bubble = measureOf(view, targeting.bubble);
  const judged = segments.map(({ number, name }, g): JudgedSegment => ({
    ...{ number, name },
    attractive: placeOf(criteria, "segment", g),
    attracted: placeOf(criteria, "organisation", g),
    bubble: bubble?.figures[g] ?? null,
  }));
  return { criteria, segments: judged, bubble, notes, finding: findingOf(judged, criteria) };
}

function inProportion(figures: Measured["figures"]): (number | null)[] {
  const most = figures.reduce<number>((high, figure) => Math.max(high, figure ?? 0), 0);
  return figures.map((figure) =>
    figure === null ? null : most > 0 ? MOST_SCORE * Math.max(0, figure) / most : 0
  );
}

function placeOf(
  criteria: readonly JudgedCriterion[],
  side: TargetSide,
  g: number,
): number | null {
  const own = criteria.filter((each) => each.side === side && each.share !== 0);
  if (own.length === 0) return null;
  let place = 0;
  for (const { share, scores } of own) {
    const score = scores[g];
    if (share === null || score === null) return null;
    place += share * score;
  }
  return place;
}

/** Who stands out, without adding up what is not of one kind. */
function findingOf(
  segments: readonly JudgedSegment[],
  criteria: readonly JudgedCriterion[],
): string {
  const has = (side: TargetSide) => criteria.some((each) => each.side === side);
  if (criteria.length === 0) return "Which segments to serve: no criteria yet";
  const most = (key: "attractive" | "attracted"): JudgedSegment | null => {
    const told = segments.filter((each) => each[key] !== null);
    return told.length < segments.length ? null : told.reduce((a, b) => b[key]! > a[key]! ? b : a);
  };
  const named = ({ number, name }: JudgedSegment) => `egment ${number} “${name}”`;
  const [attractive, attracted] = [most("attractive"), most("attracted")];
  if (has("segment") && has("organisation")) {
    if (attractive === null || attracted === null) return SCORES_MISSING;
    return attractive === attracted
      ? `S${named(attractive)} is most attractive to us, and most attracted by us`
      : `S${named(attractive)} is most attractive to us, s${named(attracted)} most attracted by us`;
  }
  const one = has("segment") ? attractive : attracted;
  if (one === null) return SCORES_MISSING;
  return has("segment")
    ? `S${named(one)} is most attractive to us`
    : `S${named(one)} is most attracted by us`;
}

const SCORES_MISSING = "Which segments to serve: some scores are still missing";
