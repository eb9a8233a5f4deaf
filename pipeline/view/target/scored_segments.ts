/** Which segments scores were given to, however the segments were formed since. Runs in Deno and browsers. */

import { countOf, formatNumber, joinWords } from "../../base/text.ts";
import type { TargetCriterion, Targeting } from "../../plan/targeting.ts";
import { matchNames } from "../../profile/naming/match_names.ts";
import type { Profile } from "../../profile/segment_profile.ts";

/** Segments that were scored, found again. */
export interface ScoredSegments {
  /** The number that each segment had when it was scored; null for one that is none of those. */
  readonly numberOf: readonly (number | null)[];
  /** Numbers of those that are not there. */
  readonly resting: readonly number[];
  /** What to know, a sentence each. */
  readonly notes: readonly string[];
}

type Scored = Pick<Targeting, "criteria" | "centres">;

/** Finds them by where they lay, as names find theirs; without such places scores hold as long as there are
 * as many segments as were scored. O(k^3).
 */
export function findScored(
  { rows, segments }: Profile,
  { criteria, centres }: Scored,
): ScoredSegments {
  const k = segments.length;
  const all = segments.map((_, g) => g + 1);
  const numbers = new Set(criteria.flatMap(({ scores }) => Object.keys(scores).map(Number)));
  const most = [...numbers].reduce((high, number) => Math.max(high, number), 0);
  if (most === 0) return { numberOf: all, resting: [], notes: [] };
  if (centres.length === 0) {
    return most === k ? { numberOf: all, resting: [], notes: [] } : {
      numberOf: segments.map(() => null),
      resting: [...numbers],
      notes: [
        `The scores rest: they are for ${countOf(most, "segment")}, and there are ${
          formatNumber(k)
        }.`,
      ],
    };
  }
  const names = centres.map((centre, i) => ({ name: String(i + 1), centre }));
  const { named, resting } = matchNames(names, rows, k);
  const scored = resting.map(Number).filter((number) => numbers.has(number));
  return {
    numberOf: named.map((name) => name === null ? null : Number(name)),
    resting: scored,
    notes: scored.length === 0 ? [] : [
      `The scores of ${
        countOf(scored.length, "segment")
      } rest: none of the segments now lies near where ` +
      `${scored.length === 1 ? "it" : "they"} lay. They come back when ${
        scored.length === 1 ? "it does" : "these do"
      }.${freshWords(named)}`,
    ],
  };
}

function freshWords(named: readonly (string | null)[]): string {
  const fresh = named.flatMap((name, g) => name === null ? [String(g + 1)] : []);
  if (fresh.length === 0) return "";
  const isOne = fresh.length === 1;
  return ` Segment${isOne ? "" : "s"} ${joinWords(fresh)} ${isOne ? "has" : "have"} no scores yet.`;
}

/** The score of a segment; null for none. */
export function scoreOf(
  scores: TargetCriterion["scores"],
  number: number | null,
): number | null {
  return number !== null && Object.hasOwn(scores, number) ? scores[number] : null;
}

/** Numbers scores by the segments that there are, with where these lie; those that rest come behind them.
 * Where a segment's place cannot be told, scores are by number alone.
 */
export function anchorScores(
  profile: Profile,
  targeting: Scored,
): { criteria: TargetCriterion[]; centres: Record<string, number>[] } {
  const { numberOf, resting } = findScored(profile, targeting);
  const placed = profile.segments.map(({ centre }) => centre);
  const isPlaced = placed.every((centre) => Object.keys(centre).length > 0);
  const kept = isPlaced && targeting.centres.length > 0 ? resting : [];
  const order = [...numberOf, ...kept];
  return {
    criteria: targeting.criteria.map((criterion) => ({
      ...criterion,
      scores: Object.fromEntries(order.flatMap((number, i) => {
        const score = scoreOf(criterion.scores, number);
        return score === null ? [] : [[i + 1, score]];
      })),
    })),
    centres: isPlaced
      ? [...placed, ...kept.map((number) => targeting.centres[number - 1])].map((each) => ({
        ...each,
      }))
      : [],
  };
}
