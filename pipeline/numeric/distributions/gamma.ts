/** The gamma function and the upper tail of chi-square, with the same bits on every platform. Runs in Deno and browsers. */

import { portableExp, portableLog } from "../portable_math.ts";

/** Stirling's series is exact to all digits from here on. */
const LEAST_STIRLING = 12;
const HALF_LOG_TWO_PI = 0.9189385332046727;
/** B_2j / (2j (2j - 1)), Bernoulli's numbers. */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156];
const CLOSE_ENOUGH = 1e-16;
const MOST_TERMS = 100_000;
/** Stands for 0 in a denominator. */
const TINY = 1e-300;

/** Natural logarithm of the gamma function, for finite x above 0, to about 1e-15 of the largest of its terms.
 * Stirling's series behind a shift of x.
 */
export function logGamma(x: number): number {
  let product = 1, shifted = x;
  for (; shifted < LEAST_STIRLING; shifted++) product *= shifted;
  const inverse = 1 / (shifted * shifted);
  let sum = 0;
  for (let term = STIRLING.length - 1; term >= 0; term--) sum = sum * inverse + STIRLING[term];
  return (shifted - 0.5) * portableLog(shifted) - shifted + HALF_LOG_TWO_PI + sum / shifted -
    portableLog(product);
}

/** Natural logarithm of the regularised upper incomplete gamma function, so that tails far below the
 * smallest number keep their digits: a series below a + 1, else Lentz's continued fraction.
 * @param a Above 0. @param x From 0.
 * @see Press et al., Numerical Recipes, 2007, 6.2.
 */
export function logUpperGamma(a: number, x: number): number {
  if (!(x > 0)) return x === 0 ? 0 : NaN;
  const logFront = a * portableLog(x) - x - logGamma(a);
  if (x < a + 1) {
    let term = 1 / a, sum = term;
    for (let n = 1; n < MOST_TERMS && term > sum * CLOSE_ENOUGH; n++) {
      term *= x / (a + n);
      sum += term;
    }
    return portableLog(Math.max(0, 1 - portableExp(logFront) * sum));
  }
  let b = x + 1 - a, c = 1 / TINY, d = 1 / b, fraction = d;
  for (let n = 1; n < MOST_TERMS; n++) {
    const an = -n * (n - a);
    b += 2;
    d = 1 / awayFromZero(an * d + b);
    c = awayFromZero(b + an / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) <= CLOSE_ENOUGH) break;
  }
  return logFront + portableLog(fraction);
}

/** A denominator of a continued fraction that is not 0. */
export function awayFromZero(x: number): number {
  return Math.abs(x) < TINY ? TINY : x;
}

/** Probability that chi-square is at least x.
 * @param freedom Degrees of freedom, above 0.
 */
export function chiSquareTail(x: number, freedom: number): number {
  return portableExp(logUpperGamma(freedom / 2, x / 2));
}
