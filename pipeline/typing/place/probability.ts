/** Probabilities of segments from distances, and the temperature that makes them true. Runs in Deno and browsers. */

import type { Matrix } from "../../numeric/matrix.ts";
import { portableExp, portableLog } from "../../numeric/portable_math.ts";

/** Temperatures that are tried, as shares of the mean gap between the two nearest segments. */
const COOLEST = 1e-3;
const WARMEST = 1e2;
const STEPS = 40;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** Probability of each segment, softmax of the distances less divided by the temperature.
 * @param to Length k; they are written there.
 */
export function probabilities(
  { values, d: k }: Matrix,
  i: number,
  { temperature, to }: { temperature: number; to: Float64Array },
): void {
  let least = Infinity;
  for (let s = 0; s < k; s++) least = Math.min(least, values[i * k + s]);
  let sum = 0;
  for (let s = 0; s < k; s++) {
    to[s] = portableExp((least - values[i * k + s]) / temperature);
    sum += to[s];
  }
  for (let s = 0; s < k; s++) to[s] /= sum;
}

/** The temperature under which the segments that respondents are in are most likely, by golden section on
 * its logarithm: the likelihood has one top.
 * @param distances Of respondents to segments that were formed without them.
 * @see Guo, Pleiss, Sun, Weinberger, On Calibration of Modern Neural Networks, 2017, on temperature scaling.
 */
export function fitTemperature(distances: Matrix, labels: Int32Array): number {
  const unit = meanGap(distances);
  if (!(unit > 0)) return 1;
  const cost = (log: number) => meanSurprise(distances, labels, unit * portableExp(log));
  let low = portableLog(COOLEST), high = portableLog(WARMEST);
  let left = high - GOLDEN * (high - low), right = low + GOLDEN * (high - low);
  let atLeft = cost(left), atRight = cost(right);
  for (let step = 0; step < STEPS; step++) {
    if (atLeft <= atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - GOLDEN * (high - low);
      atLeft = cost(left);
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + GOLDEN * (high - low);
      atRight = cost(right);
    }
  }
  return unit * portableExp((low + high) / 2);
}

/** The segment with the least distance, ties the lowest. */
export function nearestSegment({ values, d: k }: Matrix, i: number): number {
  let best = 0;
  for (let s = 1; s < k; s++) if (values[i * k + s] < values[i * k + best]) best = s;
  return best;
}

function meanGap({ values, n, d: k }: Matrix): number {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const row = values.slice(i * k, (i + 1) * k).sort();
    sum += row[1] - row[0];
  }
  return sum / n;
}

/** The mean of less the logarithm of the probability of the own segment. */
function meanSurprise(
  { values, n, d: k }: Matrix,
  labels: Int32Array,
  temperature: number,
): number {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const own = values[i * k + labels[i]];
    let total = 0;
    for (let s = 0; s < k; s++) total += portableExp((own - values[i * k + s]) / temperature);
    sum += portableLog(Math.min(total, Number.MAX_VALUE));
  }
  return sum / n;
}
