/** How stable a segment is, in words. Runs in browsers. */

import type { SegmentStabilityView } from "../../../../pipeline/view/structure_types.ts";
import { formatNumber } from "./format.js";

type Band = SegmentStabilityView["band"];

/** The bands from the best, as they are named. */
export const BAND_NAMES: Readonly<Record<Band, string>> = {
  high: "highly stable",
  stable: "stable",
  pattern: "a pattern only",
  unstable: "unstable",
};

/** What each band means for those who want to use a segment. */
const BAND_MEANINGS: Readonly<Record<Band, string>> = {
  high: "other samples find nearly the same respondents",
  stable: "other samples find it again",
  pattern: "something like it comes back, but who belongs to it is doubtful",
  unstable: "other samples do not find it: do not build on it",
};

/** Where the bands begin, for a legend. */
export const BAND_RANGES: Readonly<Record<Band, string>> = {
  high: "0.85 and above",
  stable: "from 0.75",
  pattern: "from 0.6",
  unstable: "below 0.6",
};

/** `0.94, highly stable`. */
export function stabilityWords({ mean, band }: SegmentStabilityView): string {
  return `${formatNumber(mean, 2)}, ${BAND_NAMES[band]}`;
}

/** What a segment's stability means, and how it was measured: sentences for a help tip. */
export function stabilityHelp(
  { band, lower, upper, pairs }: SegmentStabilityView,
): readonly string[] {
  const name = BAND_NAMES[band];
  return [
    `${name[0].toUpperCase()}${name.slice(1)}: ${BAND_MEANINGS[band]}.`,
    `Segments were formed anew from ${
      2 * pairs
    } samples of the respondents, drawn with replacement. ` +
    "The figure is the share of respondents that this segment and the most similar one of a sample " +
    "have in common, of those in either (Jaccard index), on average; in half of the pairs of samples " +
    `it is ${formatNumber(lower, 2)} to ${formatNumber(upper, 2)}.`,
    `0.85 and above is highly stable, 0.75 stable; from 0.6 it is a pattern only; below 0.6 it is not ` +
    "to be trusted (Hennig 2007).",
  ];
}
