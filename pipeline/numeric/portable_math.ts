/** exp, log and powers with the same bits on every platform, from additions and multiplications alone. Runs in Deno and browsers. */

const LN2_HIGH = 6.93147180369123816490e-1;
/** ln 2 less its upper half: the halves together hold ln 2 to more digits than one number can. */
const LN2_LOW = 1.90821492927058770002e-10;
const LN2 = LN2_HIGH + LN2_LOW;
const TAYLOR_TERMS = 14;
const ATANH_TERMS = 23;
/** Beyond these exp is 0 or infinite (subnormal results count as 0). */
const LEAST_EXPONENT = -708;
const MOST_EXPONENT = 709;
const SQRT_2 = 1.4142135623730951;
const LEAST_POWER = -1022;

/** 1 / term!, for e^r's series. */
const INVERSE_FACTORIALS = inverseFactorials();
/** 2^(i + LEAST_POWER). */
const POWERS_OF_TWO = powersOfTwo();

/** e to the power of x, to about one unit in the last place.
 * x = k ln 2 + r with |r| <= ln 2 / 2; Taylor's series of e^r, times 2^k.
 */
export function portableExp(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (x < LEAST_EXPONENT) return 0;
  if (x > MOST_EXPONENT) return Infinity;
  const k = Math.floor(x / LN2 + 0.5);
  const r = (x - k * LN2_HIGH) - k * LN2_LOW;
  let sum = INVERSE_FACTORIALS[TAYLOR_TERMS];
  for (let term = TAYLOR_TERMS - 1; term > 1; term--) sum = INVERSE_FACTORIALS[term] + sum * r;
  return (1 + (r + sum * r * r)) * POWERS_OF_TWO[k - LEAST_POWER];
}

/** Natural logarithm of a finite number above 0, to about one unit in the last place.
 * x = m 2^k with m near 1; the series of 2 atanh((m - 1) / (m + 1)).
 */
export function portableLog(x: number): number {
  if (!(x > 0) || x === Infinity) return x === 0 ? -Infinity : x === Infinity ? Infinity : NaN;
  let m = x;
  let k = 0;
  while (m >= SQRT_2) {
    m /= 2;
    k++;
  }
  while (m < SQRT_2 / 2) {
    m *= 2;
    k--;
  }
  const s = (m - 1) / (m + 1);
  let sum = 0;
  for (let term = ATANH_TERMS; term > 0; term -= 2) sum = sum * s * s + 1 / term;
  return k * LN2_HIGH + (2 * s * sum + k * LN2_LOW);
}

/** Natural logarithm of 1 + x for finite x above -1, to about two units in the last place.
 * @see Hewlett-Packard, HP-15C Advanced Functions Handbook, 1982, appendix, for the correction of what
 * 1 + x rounds away (by W. Kahan).
 */
export function portableLog1p(x: number): number {
  const sum = 1 + x;
  return sum === 1 ? x : portableLog(sum) * (x / (sum - 1));
}

/** x to the power of y, for x from 0 and finite y, to about 1e-15 times the result's own logarithm. */
export function portablePow(x: number, y: number): number {
  if (x === 0) return y === 0 ? 1 : y > 0 ? 0 : Infinity;
  return portableExp(y * portableLog(x));
}

function inverseFactorials(): Float64Array {
  const inverses = new Float64Array(TAYLOR_TERMS + 1);
  for (let term = 0, factorial = 1; term <= TAYLOR_TERMS; factorial *= ++term) {
    inverses[term] = 1 / factorial;
  }
  return inverses;
}

function powersOfTwo(): Float64Array {
  const powers = new Float64Array(2 - 2 * LEAST_POWER + 1);
  powers[-LEAST_POWER] = 1;
  for (let i = -LEAST_POWER + 1; i < powers.length; i++) powers[i] = 2 * powers[i - 1];
  for (let i = -LEAST_POWER - 1; i >= 0; i--) powers[i] = powers[i + 1] / 2;
  return powers;
}
