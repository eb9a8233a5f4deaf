/** From a correlation of answers to that of the normal scores behind them. Runs in Deno and browsers. */

import { normalDensity } from "./normal.ts";

/** Terms of the series. What is left out counts where scores correlate by 0.97 or more. */
const TERMS = 96;
/** No scores are taken as correlated more closely. */
export const MOST_CORRELATED = 0.9995;
const STEPS = 40;
const TOLERANCE = 1e-10;

/** Coefficients of a step function of a normal score in orthonormal Hermite polynomials, from the first
 * on, divided by its standard deviation: products of two functions' coefficients are the coefficients
 * of their correlation in powers of their scores' correlation. O(steps x terms).
 * @param cuts Where it steps. @param jumps By how much, none below 0.
 * @returns All 0 for a function without steps.
 * @see Cario and Nelson, Modeling and generating random vectors with arbitrary marginal distributions
 * and correlation matrix, 1997 (NORTA); the expansion is Mehler's formula.
 */
export function hermiteOfSteps(cuts: Float64Array, jumps: Float64Array): Float64Array {
  const result = new Float64Array(TERMS);
  for (let l = 0; l < cuts.length; l++) {
    const t = cuts[l];
    if (!Number.isFinite(t)) continue;
    const mass = jumps[l] * normalDensity(t);
    let before = 0, here = 1;
    for (let m = 1; m <= TERMS; m++) {
      result[m - 1] += mass * here / Math.sqrt(m);
      const next = (t * here - Math.sqrt(m - 1) * before) / Math.sqrt(m);
      before = here;
      here = next;
    }
  }
  return result;
}

/** Divides coefficients by a standard deviation; all are 0 where that is. */
export function standardised(coefficients: Float64Array, deviation: number): Float64Array {
  return coefficients.map((each) => deviation > 0 ? each / deviation : 0);
}

/** Correlation of the scores at which two answers correlate by r: the root of a rising function, by
 * Newton's steps within a bracket. Where no scores give as much, the nearest that is allowed.
 * @param a Of {@link standardised}. @param b Likewise.
 */
export function scoreCorrelation(a: Float64Array, b: Float64Array, r: number): number {
  let low = -MOST_CORRELATED, high = MOST_CORRELATED;
  if (a[0] * b[0] === 0 || r === 0 || Number.isNaN(r)) return 0;
  if (answerCorrelation(a, b, high).value <= r) return high;
  if (answerCorrelation(a, b, low).value >= r) return low;
  let rho = Math.max(low, Math.min(high, r / (a[0] * b[0])));
  for (let step = 0; step < STEPS; step++) {
    const { value, slope } = answerCorrelation(a, b, rho);
    if (Math.abs(value - r) < TOLERANCE) break;
    if (value > r) high = rho;
    else low = rho;
    const next = rho - (value - r) / slope;
    rho = next > low && next < high ? next : (low + high) / 2;
  }
  return rho;
}

/** Correlation of answers whose scores correlate by rho, and how fast it rises. */
export function answerCorrelation(
  a: Float64Array,
  b: Float64Array,
  rho: number,
): { value: number; slope: number } {
  let value = 0, slope = 0;
  for (let m = TERMS; m >= 1; m--) {
    const both = a[m - 1] * b[m - 1];
    slope = slope * rho + m * both;
    value = value * rho + both;
  }
  return { value: value * rho, slope };
}
