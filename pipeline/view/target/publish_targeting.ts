/** A decision matrix as a site may publish it. Runs in Deno and browsers. */

import type { TargetCriterion, Targeting } from "../../plan/targeting.ts";
import type { Profile } from "../../profile/segment_profile.ts";
import { measureOf } from "./measures.ts";
import { anchorScores } from "./scored_segments.ts";

/** The matrix with its segments where they lie by what is shown, and without naming what is measured where the
 * site does not show it. Places that rest lie by answers that may not be shown, and stay out with their scores.
 * @param profiles The one that places were made of, and the one that the site tells.
 */
export function publishedTargeting(
  targeting: Targeting,
  { before, shown }: { readonly before: Profile; readonly shown: Profile },
): { criteria: TargetCriterion[]; centres: Record<string, number>[]; bubble: string } {
  const isTold = (measure: string) =>
    ["", "stability"].includes(measure) ||
    measureOf({ profile: shown, structure: null }, measure) !== null;
  const { criteria, centres } = anchorScores(before, targeting);
  const k = shown.segments.length;
  const own = shown.segments.map(({ centre }) => ({ ...centre }));
  const isPlaced = centres.length > 0 && own.every((centre) => Object.keys(centre).length > 0);
  return {
    criteria: criteria.map((criterion) => ({
      ...criterion,
      measure: isTold(criterion.measure) ? criterion.measure : "",
      scores: Object.fromEntries(
        Object.entries(criterion.scores).filter(([number]) => Number(number) <= k),
      ),
    })),
    centres: isPlaced && targeting.centres.length > 0 ? own : [],
    bubble: isTold(targeting.bubble) ? targeting.bubble : "share",
  };
}
