/** What structure says of the segments that a run shows. Runs in Deno and browsers. */

import type { Structure } from "./result.ts";
import { type Rival, shareElsewhere } from "./stability/rivals.ts";
import { matchShown } from "./stability/shown.ts";

/** A rival of the division that was judged, and how many it moves. */
export interface ShownRival extends Pick<Rival, "worseBy" | "agreement"> {
  /** Share of the respondents whom it puts into another segment, 0..1. */
  readonly elsewhere: number;
}

/** What is known of a run's segments. */
export interface ShownStructure {
  /** For each segment of the run the judged one, or -1 where none is the same. */
  readonly judged: Int32Array;
  /** SLSw of each segment of the run; null where none of those that were judged is the same. */
  readonly stability: readonly (number | null)[];
  /** Other divisions that fit nearly as well, the best first. */
  readonly rivals: readonly ShownRival[];
}

/** Finds what was judged of a run's segments; null where their number was not tried.
 * @param labels Segment of each respondent in the run. @param weights Of the same respondents.
 */
export function judgeShown(
  { segments, respondents }: Structure,
  { labels, k }: { readonly labels: Int32Array; readonly k: number },
  { weights: all = null }: { readonly weights?: Float64Array | null },
): ShownStructure | null {
  const found = segments.find((each) => each.k === k);
  if (found === undefined) return null;
  const weights = all === null ? null : Float64Array.from(respondents, (row) => all[row]);
  const shape = { k, weights };
  const judged = matchShown(respondents.map((row) => labels[row]), found.labels, shape);
  return {
    judged,
    stability: Array.from(judged, (own) => own < 0 ? null : found.segments[own]),
    rivals: found.rivals.map(({ labels: rival, worseBy, agreement }) => ({
      ...{ worseBy, agreement },
      elsewhere: shareElsewhere(rival, found.labels, shape),
    })),
  };
}
