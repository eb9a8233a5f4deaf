/** The normal distribution from + - * / and square roots alone: quantiles, density. Runs in Deno and browsers. */

import type { Rng } from "../../base/rng.ts";
import { portableExp, portableLog } from "../../numeric/portable_math.ts";

const CENTRAL = 0.425;
const CENTRAL_SQUARE = 0.180625;
const FAR = 5;
const NEAR_SHIFT = 1.6;
const INVERSE_ROOT_OF_TWO_PI = 0.3989422804014327;

/** Of the tails from 0.075 on, in r - 1.6. */
const NEAR_TOP = [
  ...[7.7454501427834140764e-4, 2.27238449892691845833e-2, 2.4178072517745061177e-1],
  ...[1.27045825245236838258, 3.64784832476320460504, 5.7694972214606914055],
  ...[4.6303378461565452959, 1.42343711074968357734],
];
const NEAR_BOTTOM = [
  ...[1.05075007164441684324e-9, 5.475938084995344946e-4, 1.51986665636164571966e-2],
  ...[1.4810397642748007459e-1, 6.8976733498510000455e-1, 1.6763848301838038494],
  ...[2.05319162663775882187, 1],
];
/** Of the tails beyond e^-25, in r - 5. */
const FAR_TOP = [
  ...[2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.2426609473880784386e-3],
  ...[2.6532189526576123093e-2, 2.9656057182850489123e-1, 1.7848265399172913358],
  ...[5.4637849111641143699, 6.6579046435011037772],
];
const FAR_BOTTOM = [
  ...[2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5],
  ...[7.868691311456132591e-4, 1.48753612908506148525e-2, 1.3692988092273580531e-1],
  ...[5.9983220655588793769e-1, 1],
];

/** The number below which a standard normal one lies with probability p, to about 1e-15 of its size;
 * infinite at 0 and 1. The same bits on every platform.
 * @see Wichura, Algorithm AS 241, Applied Statistics 37, 1988, doi:10.2307/2347330 (PPND16).
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= CENTRAL) return central(q);
  const tail = q < 0 ? p : 1 - p;
  if (!(tail > 0)) return q < 0 ? -Infinity : Infinity;
  const r = Math.sqrt(-portableLog(tail));
  const size = r <= FAR
    ? polynomial(NEAR_TOP, r - NEAR_SHIFT) / polynomial(NEAR_BOTTOM, r - NEAR_SHIFT)
    : polynomial(FAR_TOP, r - FAR) / polynomial(FAR_BOTTOM, r - FAR);
  return q < 0 ? -size : size;
}

/** A standard normal number of one uniform draw: the generator's own takes a logarithm of the platform. */
export function drawNormal(rng: Rng): number {
  // Half a step above 0, so that no draw is infinite.
  return normalQuantile(rng.uniform() + 2 ** -54);
}

/** The standard normal density. */
export function normalDensity(z: number): number {
  return INVERSE_ROOT_OF_TWO_PI * portableExp(-z * z / 2);
}

/** Six draws of seven end here, so its polynomials stand written out. */
function central(q: number): number {
  const r = CENTRAL_SQUARE - q * q;
  const top = ((((((2509.0809287301226727 * r + 33430.575583588128105) * r +
                        67265.770927008700853) * r + 45921.953931549871457) * r +
                13731.693765509461125) * r +
            1971.5909503065514427) * r + 133.14166789178437745) * r + 3.387132872796366608;
  const bottom = ((((((5226.495278852854561 * r + 28729.085735721942674) * r +
                        39307.89580009271061) * r + 21213.794301586595867) * r +
                5394.1960214247511077) * r +
            687.1870074920579083) * r + 42.313330701600911252) * r + 1;
  return q * top / bottom;
}

/** Coefficients from the highest power on. */
function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (const coefficient of coefficients) sum = sum * x + coefficient;
  return sum;
}
