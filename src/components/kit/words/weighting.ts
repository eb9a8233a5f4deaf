/** How weights are put into words: shares, bases, what they are weighted by. Runs in browsers. */

import type { Profile, ProfileWeighting } from "../../../../pipeline/profile/segment_profile.ts";
import { formatNumber, formatShare } from "./format.js";

type SharedSegment = Pick<Profile["segments"][number], "share" | "weighted">;

/** The share of a segment that is shown, 0..1: by weight where there are weights. */
export function shownShare({ share, weighted }: SharedSegment): number {
  return weighted?.share ?? share;
}

/** The same as text; says so where it is weighted. */
export function shareWords(segment: SharedSegment): string {
  const share = formatShare(shownShare(segment));
  return segment.weighted === undefined ? share : `${share} weighted`;
}

/** `weighted by wt; effective base 812`. */
export function weightingWords({ column, effectiveBase }: ProfileWeighting): string {
  return `weighted by ${column}; effective base ${formatNumber(effectiveBase)}`;
}

/** `n 412`, with the effective base where there are weights. */
export function sizeWords(
  { size, weighted }: Pick<Profile["segments"][number], "size" | "weighted">,
): string {
  const n = `n ${formatNumber(size)}`;
  return weighted === undefined ? n : `${n}, effective ${formatNumber(weighted.effectiveBase)}`;
}
