/** How large a difference is: effect sizes and their bands. Runs in Deno and browsers. */

import type { EffectBand, EffectSize } from "./segment_tests.ts";

/** @see Cohen, Statistical Power Analysis for the Behavioral Sciences, 1988, chapters 7 and 8. */
const STEPS_OF_SHARE = [0.01, 0.06, 0.14];
const STEPS_OF_W = [0.1, 0.3, 0.5];
const BANDS: readonly EffectBand[] = ["negligible", "small", "medium", "large"];

/** Epsilon squared: what segments explain of the variation, less what so many segments explain by chance;
 * at least 0.
 * @param share Eta squared, 0..1. @param of The effective base, and how many segments.
 * @see Kelley, An unbiased correlation ratio measure, Proceedings of the National Academy of Sciences, 1935,
 * doi:10.1073/pnas.21.9.554. Of ranks it is (H - k + 1) / (n - k).
 */
export function epsilonSquared(
  share: number,
  { base, groups }: { readonly base: number; readonly groups: number },
): number {
  return base > groups ? Math.max(0, 1 - (1 - share) * (base - 1) / (base - groups)) : 0;
}

/** Epsilon squared with its band. */
export function shareEffect(
  value: number,
  measure: "epsilon squared" | "epsilon squared of ranks",
): EffectSize {
  return { measure, value, band: bandOf(value, STEPS_OF_SHARE) };
}

/** Cramér's V with its band, by Cohen's w.
 * @param statistic Chi-square. @param of The effective base, and the shorter side of the table.
 * @see Cramér, Mathematical Methods of Statistics, 1946, 21.9.
 */
export function tableEffect(
  statistic: number,
  { base, side }: { readonly base: number; readonly side: number },
): EffectSize {
  const w = Math.sqrt(statistic / base);
  const value = Math.min(1, w / Math.sqrt(side - 1));
  return { measure: "Cramér's V", value, band: bandOf(w, STEPS_OF_W) };
}

function bandOf(value: number, steps: readonly number[]): EffectBand {
  return BANDS[steps.filter((step) => value >= step).length];
}
