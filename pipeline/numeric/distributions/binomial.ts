/** How probable so many of n are, where the share is known and where it was counted. Runs in Deno and browsers. */

import { portableExp } from "../portable_math.ts";
import { fTail } from "./f_tail.ts";
import { logGamma } from "./gamma.ts";

const CLOSE_ENOUGH = 1e-17;

/** Probability that at least x of n are counted, each by the same chance: the exact binomial test against
 * more than expected.
 * @param x Whole, 0..n. @param of How many there are, whole, and the chance of each, 0..1.
 */
export function binomialUpper(
  x: number,
  { n, chance }: { readonly n: number; readonly chance: number },
): number {
  if (x <= 0) return 1;
  if (x > n || !(chance > 0)) return 0;
  if (chance >= 1) return 1;
  // The tail of F with twice as many degrees of freedom is the incomplete beta function.
  const [within, between] = [2 * x, 2 * (n - x + 1)];
  return fTail(within * (1 - chance) / (between * chance), { between, within });
}

/** The same where the chance is known as far as it was counted: it follows the beta distribution of `hits`
 * among `hits + misses`.
 * @param of How many there are, whole; both counts above 0, need not be whole.
 * @see Johnson, Kemp and Kotz, Univariate Discrete Distributions, 2005, 6.2.2 (beta-binomial).
 */
export function betaBinomialUpper(
  x: number,
  { n, hits, misses }: { readonly n: number; readonly hits: number; readonly misses: number },
): number {
  if (x <= 0) return 1;
  if (x > n) return 0;
  const logAt = logGamma(n + 1) - logGamma(x + 1) - logGamma(n - x + 1) +
    logGamma(x + hits) + logGamma(n - x + misses) - logGamma(n + hits + misses) +
    logGamma(hits + misses) - logGamma(hits) - logGamma(misses);
  // Terms in the unit of the first, rising up to the likeliest count and falling from there on.
  let term = 1, sum = 1;
  for (let count = x; count < n; count++) {
    const step = (n - count) * (hits + count) / ((count + 1) * (n - count - 1 + misses));
    term *= step;
    sum += term;
    if (step < 1 && term < sum * CLOSE_ENOUGH) break;
  }
  return Math.min(1, portableExp(logAt) * sum);
}
