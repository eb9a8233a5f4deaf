/** exp and log with the same bits on every platform, from additions and multiplications alone. Runs in Deno and browsers. */

const LN2_HIGH = 6.93147180369123816490e-1;
/** ln 2 less its upper half: the halves together hold ln 2 to more digits than one number can. */
const LN2_LOW = 1.90821492927058770002e-10;
const LN2 = LN2_HIGH + LN2_LOW;
const TAYLOR_TERMS = 16;
const ATANH_TERMS = 23;
/** Beyond these exp is 0 or infinite (subnormal results count as 0). */
const LEAST_EXPONENT = -708;
const MOST_EXPONENT = 709;
const SQRT_2 = 1.4142135623730951;

/** e to the power of x, to about one unit in the last place.
 * x = k ln 2 + r with |r| <= ln 2 / 2; Taylor's series of e^r, times 2^k.
 */
export function portableExp(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (x < LEAST_EXPONENT) return 0;
  if (x > MOST_EXPONENT) return Infinity;
  const k = Math.round(x / LN2);
  const r = (x - k * LN2_HIGH) - k * LN2_LOW;
  let sum = 1;
  for (let term = TAYLOR_TERMS; term > 0; term--) sum = 1 + sum * r / term;
  return sum * powerOfTwo(k);
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

/** Runs synchronous code of a package that calls Math.exp and Math.log, with ours in their place.
 * Their last bits differ between engines (V8 15.0 and 15.6 among them), which would make the package's
 * results differ too. They are put back before anything else can run.
 */
export function withPortableMath<T>(run: () => T): T {
  const { exp, log } = Math;
  Math.exp = portableExp;
  Math.log = portableLog;
  try {
    return run();
  } finally {
    Math.exp = exp;
    Math.log = log;
  }
}

/** 2^k for k in -1022..1023, by its bits. */
function powerOfTwo(k: number): number {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setUint32(0, (k + 1023) << 20);
  return bits.getFloat64(0);
}
