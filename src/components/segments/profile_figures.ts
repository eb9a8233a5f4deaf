/** Figures of the profile as a researcher reads them: marked, suppressed, compared. Runs in browsers. */

import type { ProfileRow, SegmentFigure } from "../../../pipeline/profile/segment_profile.ts";
import { writeValue } from "../kit/words/figure_words.js";
import { baseMark, formatNumber, formatSigned } from "../kit/words/format.js";

/** Figures on fewer answers than this are not shown. */
export const LEAST_BASE = 30;

/** Differences in standard deviations from which on they are small, medium, large.
 * @see Cohen, Statistical Power Analysis for the Behavioral Sciences, 1988.
 */
const STEPS = [0.2, 0.5, 0.8];
const STRENGTH_WORDS = ["", "small", "medium", "large"];

/** The figure's value, or null where its base is too small to show it. */
export function shownValue({ value, base }: SegmentFigure): number | null {
  return base < LEAST_BASE ? null : value;
}

/** Writes a value with the mark of its base: shares as whole per cent, means with a decimal. */
export function writeFigure(figure: SegmentFigure, statistic: ProfileRow["statistic"]): string {
  const value = shownValue(figure);
  if (value === null) return "—";
  return writeValue(value, statistic) + baseMark(figure.base);
}

/** Writes a difference with its sign: percentage points for shares. */
export function writeDifference(difference: number, statistic: ProfileRow["statistic"]): string {
  if (statistic !== "mean") return `${formatSigned(difference * 100)} pp`;
  const size = Math.abs(difference);
  return formatSigned(difference, size >= 1000 ? 0 : size >= 0.1 ? 1 : 2);
}

/** Writes an index, 100 for the total. */
export function writeIndex(index: number): string {
  return formatNumber(index);
}

/** Whether enough segments have enough answers to be compared at all. */
export function isComparable({ segments }: ProfileRow): boolean {
  return segments.filter(({ base }) => base >= LEAST_BASE).length > 1;
}

/** How large a difference is: 0 not worth a word, 1 small, 2 medium, 3 large. */
export function strengthOf(difference: number, deviation: number): 0 | 1 | 2 | 3 {
  if (deviation === 0) return difference === 0 ? 0 : 3;
  const size = Math.abs(difference) / deviation;
  return STEPS.filter((step) => size >= step).length as 0 | 1 | 2 | 3;
}

/** A strength in words; empty for none. */
export function strengthWord(strength: 0 | 1 | 2 | 3): string {
  return STRENGTH_WORDS[strength];
}

/** The difference of two segments' figures, null where either is suppressed. */
export function gap(a: SegmentFigure, b: SegmentFigure): number | null {
  const [left, right] = [shownValue(a), shownValue(b)];
  return left === null || right === null ? null : left - right;
}

/** Sorting key: the size of a difference in standard deviations, infinite for constants that differ. */
export function gapSize(difference: number | null, deviation: number): number | null {
  if (difference === null) return null;
  if (deviation === 0) return difference === 0 ? 0 : Infinity;
  return Math.abs(difference) / deviation;
}
