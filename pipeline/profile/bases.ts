/** How many answers a figure must rest on. Runs in Deno and browsers. */

import type { BaseMark } from "./testing/segment_tests.ts";

/** Figures on fewer answers are marked with a star. */
export const LEAST_SURE = 100;
/** Figures on fewer are marked with two. */
export const LEAST_USABLE = 50;
/** Figures on fewer are not shown, not compared, and not put into words where better ones exist. */
export const LEAST_SHOWN = 30;

/** The mark of a base that is large enough for a figure. */
export function markOf(base: number): BaseMark {
  return base >= LEAST_SURE ? "" : base >= LEAST_USABLE ? "*" : "**";
}
