/** The logarithm as a row expression, of additions, multiplications and comparisons alone. Runs in Deno and browsers. */

import {
  choose,
  minus,
  named,
  num,
  over,
  plus,
  type RowExpression,
  type RowSteps,
  times,
} from "./expression.ts";

const LN2 = Math.LN2;
/** Halvings that bring any amount below 2^64 to between 1 and 2. */
const HALVINGS = [32, 16, 8, 4, 2, 1];
const ATANH_TERMS = 23;

/** log(1 + x) of a number from 0 to 2^64, to about 1e-15: halved until it lies about 1, then
 * the series of 2 atanh((m - 1) / (m + 1)). Engines' own logarithms differ in their last bits.
 * @param name What the result is called; names that begin so are used on the way.
 */
export function logSteps(name: string, x: RowExpression): RowSteps {
  const [m, k] = [(step: number) => `${name}_m${step}`, (step: number) => `${name}_k${step}`];
  const steps: (readonly (readonly [string, RowExpression])[])[] = [
    [[m(0), plus(num(1), x)], [k(0), num(0)]],
  ];
  HALVINGS.forEach((power, step) => {
    const bound = num(2 ** power);
    const isBelow = { op: "<" as const, a: named(m(step)), b: bound };
    steps.push([
      [m(step + 1), choose(isBelow, named(m(step)), over(named(m(step)), bound))],
      [k(step + 1), choose(isBelow, named(k(step)), plus(named(k(step)), num(power)))],
    ]);
  });
  // About 1 the series needs half as many terms.
  const isBelow = { op: "<" as const, a: named(m(HALVINGS.length)), b: num(Math.SQRT2) };
  const last = HALVINGS.length + 1;
  steps.push([
    [m(last), choose(isBelow, named(m(last - 1)), over(named(m(last - 1)), num(2)))],
    [k(last), choose(isBelow, named(k(last - 1)), plus(named(k(last - 1)), num(1)))],
  ]);
  const mantissa = named(m(last));
  steps.push([[`${name}_s`, over(minus(mantissa, num(1)), plus(mantissa, num(1)))]]);
  const s = named(`${name}_s`);
  steps.push([[`${name}_q`, times(s, s)]]);
  let series: RowExpression = num(1 / ATANH_TERMS);
  for (let term = ATANH_TERMS - 2; term > 0; term -= 2) {
    series = plus(times(series, named(`${name}_q`)), num(1 / term));
  }
  const whole = times(named(k(last)), num(LN2));
  steps.push([[name, plus(whole, times(times(num(2), s), series))]]);
  return steps;
}
