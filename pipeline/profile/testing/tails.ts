/** How often chance alone gives so far a value: tails of the normal and of Student's t distribution. Runs in Deno and browsers. */

import { portableExp, portableLog } from "../../numeric/portable_math.ts";

/** Below, the series of the error function is short; above, its continued fraction is. */
const SERIES_UP_TO = 2.2;
const FRACTION_TERMS = 80;
const MOST_TERMS = 20_000;
/** A term that changes nothing more. */
const NEGLIGIBLE = 1e-17;
/** Stands for 0 where it would be divided by. */
const TINY = 1e-300;
const LOG_SQRT_TWO_PI = 0.9189385332046728;
const SQRT_PI = 1.772453850905516;
/** From here on Stirling's series has all digits. */
const STIRLING_FROM = 12;
/** Bernoulli numbers B(2j) / (2j (2j - 1)). */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156];

/** The chance that a standard normal number lies at least as far from 0 as z, on either side. The same bits
 * on every platform; to about 1e-14.
 * @param z Any number; NaN gives NaN.
 * @see Abramowitz and Stegun, Handbook of Mathematical Functions, 1964, 7.1.6 and 7.1.14.
 */
export function normalTails(z: number): number {
  if (Number.isNaN(z)) return NaN;
  const x = Math.abs(z) / Math.SQRT2;
  return x < SERIES_UP_TO ? 1 - errorBySeries(x) : complementByFraction(x);
}

function errorBySeries(x: number): number {
  let term = x, sum = x;
  for (let n = 1; n < MOST_TERMS && term > NEGLIGIBLE * sum; n++) {
    term *= 2 * x * x / (2 * n + 1);
    sum += term;
  }
  return 2 / SQRT_PI * portableExp(-x * x) * sum;
}

function complementByFraction(x: number): number {
  let below = x;
  for (let n = FRACTION_TERMS; n > 0; n--) below = x + n / 2 / below;
  return portableExp(-x * x) / (SQRT_PI * below);
}

/** The chance that a number by Student's t distribution lies at least as far from 0 as t, on either side.
 * The same bits on every platform; to about 1e-10 relative, also for a million degrees of freedom.
 * @param t Any number; NaN gives NaN.
 * @param freedom Degrees of freedom, above 0, not always whole.
 */
export function studentTails(t: number, freedom: number): number {
  if (Number.isNaN(t) || !(freedom > 0)) return NaN;
  const square = t * t;
  if (square === Infinity) return 0;
  const whole = freedom + square;
  return incompleteBeta(
    { x: freedom / whole, rest: square / whole },
    { a: freedom / 2, b: 0.5 },
  );
}

/** The regularised incomplete beta function by its continued fraction.
 * @param at x, and 1 - x to all digits.
 * @see Press et al., Numerical Recipes, 2007, 6.4, for where the fraction converges fast.
 */
function incompleteBeta(
  { x, rest }: { readonly x: number; readonly rest: number },
  { a, b }: { readonly a: number; readonly b: number },
): number {
  if (x <= 0) return 0;
  if (rest <= 0) return 1;
  const front = portableExp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * portableLog(x) + b * portableLog(rest),
  );
  return x < (a + 1) / (a + b + 2)
    ? front * betaFraction(x, a, b) / a
    : 1 - front * betaFraction(rest, b, a) / b;
}

/** By Lentz's method. */
function betaFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / nonZero(1 - (a + b) * x / (a + 1));
  let value = d;
  for (let m = 1; m < MOST_TERMS; m++) {
    const even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    for (const part of [even, odd]) {
      d = 1 / nonZero(1 + part * d);
      c = nonZero(1 + part / c);
      value *= c * d;
    }
    if (Math.abs(c * d - 1) < 1e-16) break;
  }
  return value;
}

function nonZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}

/** The logarithm of the gamma function of a number above 0, by Stirling's series. */
function logGamma(given: number): number {
  let x = given, product = 1;
  for (; x < STIRLING_FROM; x++) product *= x;
  const inverse = 1 / x;
  let power = inverse, sum = 0;
  for (const term of STIRLING) {
    sum += term * power;
    power *= inverse * inverse;
  }
  return (x - 0.5) * portableLog(x) - x + LOG_SQRT_TWO_PI + sum - portableLog(product);
}
