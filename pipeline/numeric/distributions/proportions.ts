/** Shares with their intervals, and whether two of them differ. Runs in Deno and browsers. */

import { normalTails } from "./normal.ts";

/** A share, and how many respondents of equal weight it rests on; need not be whole. */
export interface BasedShare {
  /** 0..1. */
  readonly share: number;
  /** Above 0. */
  readonly base: number;
}

/** Both ends of an interval. */
export interface Interval {
  /** The lower end. */
  readonly low: number;
  /** The upper end. */
  readonly high: number;
}

/** 95 of 100 standard normal numbers are no farther from 0. */
export const WITHIN_95 = 1.959963984540054;

/** The shares that would be followed by this one, or one nearer to them, 95 times of 100. Unlike the usual
 * interval it keeps within 0..1 and holds for shares near its ends.
 * @see Wilson, Probable inference, the law of succession, and statistical inference, Journal of the American
 * Statistical Association, 1927, doi:10.1080/01621459.1927.10502953
 */
export function wilsonInterval({ share, base }: BasedShare): Interval {
  const square = WITHIN_95 * WITHIN_95;
  const middle = (share + square / (2 * base)) / (1 + square / base);
  const reach = WITHIN_95 / (1 + square / base) *
    Math.sqrt(share * (1 - share) / base + square / (4 * base * base));
  return { low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) };
}

/** The interval of the second share less the first, from the intervals of both.
 * @see Newcombe, Interval estimation for the difference between independent proportions, Statistics in
 * Medicine, 1998, method 10, doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I
 */
export function differenceInterval(first: BasedShare, second: BasedShare): Interval {
  const [a, b] = [wilsonInterval(first), wilsonInterval(second)];
  const difference = second.share - first.share;
  // Math.hypot need not give the same bits everywhere.
  const down = Math.sqrt((second.share - b.low) ** 2 + (a.high - first.share) ** 2);
  const up = Math.sqrt((b.high - second.share) ** 2 + (first.share - a.low) ** 2);
  return { low: difference - down, high: difference + up };
}

/** Whether two shares of different respondents differ: their difference over its standard error where both
 * are one share, as a standard normal number. Its square is Pearson's chi-square without correction.
 * @returns p of both sides; z is 0 and p is 1 where all or none are counted in both.
 */
export function testTwoShares(
  first: BasedShare,
  second: BasedShare,
): { readonly z: number; readonly p: number } {
  const pooled = (first.share * first.base + second.share * second.base) /
    (first.base + second.base);
  const variance = pooled * (1 - pooled) * (1 / first.base + 1 / second.base);
  if (!(variance > 0)) return { z: 0, p: 1 };
  const z = (second.share - first.share) / Math.sqrt(variance);
  return { z, p: normalTails(z) };
}
