/** The upper tail of Fisher's F, and the tails of Student's t, with the same bits on every platform. Runs in Deno and browsers. */

import { portableExp, portableLog, portableLog1p } from "../portable_math.ts";
import { awayFromZero, logGamma } from "./gamma.ts";

const CLOSE_ENOUGH = 1e-16;
const MOST_TERMS = 100_000;

/** Probability that F is at least x.
 * @param between Degrees of freedom of the numerator, above 0. @param within Of the denominator; need
 * not be whole.
 */
export function fTail(
  x: number,
  { between, within }: { readonly between: number; readonly within: number },
): number {
  if (Number.isNaN(x)) return NaN;
  if (x <= 0) return 1;
  if (x === Infinity) return 0;
  const [a, b] = [within / 2, between / 2];
  // Both shares are kept, as one less the other would lose its digits near 1.
  const ratio = between * x / within;
  const [share, rest] = [1 / (1 + ratio), ratio / (1 + ratio)];
  const logs = { share: -portableLog1p(ratio), rest: portableLog(rest) };
  const front = logGamma(a + b) - logGamma(a) - logGamma(b) + a * logs.share + b * logs.rest;
  return share < (a + 1) / (a + b + 2)
    ? portableExp(front + portableLog(betaFraction(a, b, share) / a))
    : 1 - portableExp(front + portableLog(betaFraction(b, a, rest) / b));
}

/** Probability that a number by Student's t distribution lies at least as far from 0 as t, on either side.
 * @param freedom Above 0; need not be whole. @returns NaN where it is not.
 */
export function studentTails(t: number, freedom: number): number {
  return freedom > 0 ? fTail(t * t, { between: 1, within: freedom }) : NaN;
}

/** How far from 0 a number by Student's t distribution has to lie for this probability of both tails together,
 * by halving.
 * @param p Above 0, at most 1. @param freedom Above 0; need not be whole.
 * @returns From 0; NaN where freedom is not above 0.
 */
export function studentOfTails(p: number, freedom: number): number {
  if (!(freedom > 0)) return NaN;
  let low = 0, high = 1;
  while (studentTails(high, freedom) > p && high < Number.MAX_VALUE / 2) high *= 2;
  for (let middle = (low + high) / 2; middle > low && middle < high; middle = (low + high) / 2) {
    if (studentTails(middle, freedom) > p) low = middle;
    else high = middle;
  }
  return high;
}

/** The continued fraction of the incomplete beta function, by Lentz's method.
 * @see Press et al., Numerical Recipes, 2007, 6.4.
 */
function betaFraction(a: number, b: number, x: number): number {
  let c = 1, d = 1 / awayFromZero(1 - (a + b) * x / (a + 1)), fraction = d;
  for (let m = 1; m < MOST_TERMS; m++) {
    const even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / awayFromZero(1 + even * d);
    c = awayFromZero(1 + even / c);
    fraction *= d * c;
    const odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / awayFromZero(1 + odd * d);
    c = awayFromZero(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) <= CLOSE_ENOUGH) break;
  }
  return fraction;
}
