/** UMAP's curve of closeness on the map, and the table of forces that follows from it. Runs in Deno and browsers. */

import { portableExp, portableLog, portablePow } from "../../numeric/portable_math.ts";

/** Closeness of two rows at distance x on the map: 1 / (1 + a x^(2b)). */
export interface Curve {
  readonly a: number;
  readonly b: number;
}

const SPREAD = 1;
const POINTS = 300;
const MOST_STEPS = 200;
const MOST_DAMPING = 1e12;
/** A step this small against the parameters ends the fit. */
const LEAST_STEP = 1e-12;

/** Fits the curve to 1 up to `minDist` and e^-(x - minDist) beyond, by least squares over 300
 * distances from 0 to 3: Levenberg and Marquardt's method from a = b = 1.
 * @param minDist 0..1.
 * @see umap-learn 0.5.12, find_ab_params with spread 1; this differs from it by under 1e-6.
 */
export function fitCurve(minDist: number): Curve {
  const xs = Float64Array.from({ length: POINTS }, (_, i) => i * 3 * SPREAD / (POINTS - 1));
  const targets = xs.map((x) => x < minDist ? 1 : portableExp(-(x - minDist) / SPREAD));
  const logs = xs.map((x) => x === 0 ? 0 : portableLog(x));
  let best = normalEquations({ a: 1, b: 1 }, logs, targets);
  let damping = 1e-3;
  for (let step = 0; step < MOST_STEPS && damping < MOST_DAMPING; step++) {
    const { curve, aa, ab, bb, ra, rb } = best;
    const left = aa * (1 + damping), right = bb * (1 + damping);
    const determinant = left * right - ab * ab;
    const da = (ab * rb - right * ra) / determinant;
    const db = (ab * ra - left * rb) / determinant;
    const next = normalEquations({ a: curve.a + da, b: curve.b + db }, logs, targets);
    if (!(next.squares <= best.squares)) {
      damping *= 10;
      continue;
    }
    best = next;
    damping /= 10;
    if (Math.abs(da) + Math.abs(db) < LEAST_STEP * (curve.a + curve.b)) break;
  }
  return best.curve;
}

/** Sums over all points: squares of the residuals, and products of the derivatives in a and b with
 * each other and with the residual. */
function normalEquations(
  curve: Curve,
  logs: Float64Array,
  targets: Float64Array,
): {
  curve: Curve;
  squares: number;
  aa: number;
  ab: number;
  bb: number;
  ra: number;
  rb: number;
} {
  const sums = { curve, squares: 0, aa: 0, ab: 0, bb: 0, ra: 0, rb: 0 };
  // At x = 0 the curve is 1 as its target is, whatever a and b are.
  for (let i = 1; i < logs.length; i++) {
    const power = portableExp(2 * curve.b * logs[i]);
    const value = 1 / (1 + curve.a * power);
    const residual = value - targets[i];
    const inA = -power * value * value;
    const inB = inA * curve.a * 2 * logs[i];
    sums.squares += residual * residual;
    sums.aa += inA * inA;
    sums.ab += inA * inB;
    sums.bb += inB * inB;
    sums.ra += inA * residual;
    sums.rb += inB * residual;
  }
  return sums;
}

/** 2^-40: the squared distance at which the tables begin. */
const LEAST_SQUARE = 1 / 1_099_511_627_776;
const OCTAVES = 64;
const PIECES = 32;

/** Entries of a table of forces; each is two numbers. */
export const FORCE_ENTRIES: number = OCTAVES * PIECES;
/** Keeps the repulsion of rows at one place finite. */
const SOFTENING = 0.001;

/** Attraction and repulsion as straight pieces in the squared distance s: offset + slope s.
 * Pieces are found by the upper bits of s as a 32-bit number; they stray from the formulas by less
 * than 0.15 % of their value. Below the least octave the first piece goes on; above, the last value.
 * @returns `attract` is -2ab s^(b-1) / (1 + a s^b), `repel` 2b / ((0.001 + s)(1 + a s^b)): what the
 * difference of two rows is multiplied with. FORCE_ENTRIES pairs of offset and slope each.
 */
export function forceTables({ a, b }: Curve): { attract: Float32Array; repel: Float32Array } {
  const attraction = (s: number) =>
    -2 * a * b * portablePow(s, b - 1) / (1 + a * portablePow(s, b));
  const repulsion = (s: number) => 2 * b / ((SOFTENING + s) * (1 + a * portablePow(s, b)));
  return { attract: pieces(attraction), repel: pieces(repulsion) };
}

function pieces(force: (square: number) => number): Float32Array {
  const table = new Float32Array(2 * FORCE_ENTRIES);
  for (let octave = 0, start = LEAST_SQUARE; octave < OCTAVES; octave++, start *= 2) {
    for (let piece = 0; piece < PIECES; piece++) {
      const from = start * (1 + piece / PIECES), width = start / PIECES;
      const first = force(from), last = force(from + width);
      const entry = 2 * (octave * PIECES + piece);
      const isLast = entry === 2 * (FORCE_ENTRIES - 1);
      const slope = isLast ? 0 : (last - first) / width;
      table[entry] = first - slope * from;
      table[entry + 1] = slope;
    }
  }
  return table;
}
