/** The normal distribution's tails and their inverse, with the same bits on every platform. Runs in Deno and browsers. */

import { portableExp, portableLog } from "../portable_math.ts";
import { logUpperGamma } from "./gamma.ts";

const LN2 = 0.6931471805599453;
const HALF_LOG_TWO_PI = 0.9189385332046727;
const MOST_STEPS = 60;
const CLOSE_ENOUGH = 1e-14;

/** Probability that a standard normal number lies at least as far from 0 as z, on either side. */
export function normalTails(z: number): number {
  return portableExp(logUpperGamma(0.5, z * z / 2));
}

/** How far from 0 a standard normal number has to lie for this probability of both tails together: Newton's
 * steps on the logarithm of the tail, which falls from straight to steep and is never passed.
 * @param logTails Natural logarithm of the probability, at most 0, so that the smallest keep their digits.
 * @returns From 0.
 */
export function normalOfTails(logTails: number): number {
  if (!(logTails < 0)) return 0;
  const logTail = (z: number): number => z === 0 ? 0 : logUpperGamma(0.5, z * z / 2);
  let z = Math.sqrt(Math.max(0, -2 * logTails - 2 * LN2));
  for (let step = 0; step < MOST_STEPS; step++) {
    const found = logTail(z);
    // The slope of the logarithm: the density of both sides over the tails.
    const slope = 2 * portableExp(-z * z / 2 - HALF_LOG_TWO_PI - found);
    const change = (found - logTails) / slope;
    z = Math.max(0, z + change);
    if (Math.abs(change) <= CLOSE_ENOUGH * (1 + z)) break;
  }
  return z;
}

/** Natural logarithm of the sum of two numbers given by their logarithms. */
export function logSum(a: number, b: number): number {
  const [low, high] = a < b ? [a, b] : [b, a];
  return low === -Infinity ? high : high + portableLog(1 + portableExp(low - high));
}
