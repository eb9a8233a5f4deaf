/** What each normal score decides, as a number of every respondent, and how these correlate. Runs in Deno and browsers. */

import type { StageContext } from "../../base/context.ts";
import type { Matrix } from "../../numeric/matrix.ts";
import { hermiteOfSteps, standardised } from "./hermite.ts";
import { type LevelVariable, scoresOf, takenLevels, type Variable } from "./margins.ts";
import { normalDensity } from "./normal.ts";

/** What one normal score decides. */
export interface Measure {
  /** Which variable it is of. */
  readonly variable: number;
  /** For a category: its position among those taken one after another; -1 for a number. */
  readonly position: number;
  /** Series of what the score decides among those it decides for, as `hermiteOfSteps` has it. */
  readonly series: Float64Array;
  /** Share of the measure's standard deviation that comes about where the score decides: 1 for numbers. */
  readonly share: number;
}

/** One measure a score: a number itself, or whether the category is taken. O(values x terms) a number. */
export async function measuresOf(
  variables: readonly Variable[],
  context: StageContext,
): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const [v, variable] of variables.entries()) {
    for (const each of measuresOfVariable(variable, v)) measures.push(each);
    const pause = context.checkpoint(v, variables.length, "margins");
    if (pause !== undefined) await pause;
  }
  return measures;
}

function measuresOfVariable(variable: Variable, v: number): Measure[] {
  if (variable.form === "levels") return measuresOfLevels(variable, v);
  const { cuts, values } = variable;
  const jumps = cuts.map((_, l) => values[l + 1] - values[l]);
  const raw = hermiteOfSteps(cuts, jumps);
  return [{
    variable: v,
    position: -1,
    series: standardised(raw, deviationOf(cuts, jumps)),
    share: 1,
  }];
}

function measuresOfLevels({ cuts }: LevelVariable, v: number): Measure[] {
  let left = 1;
  return Array.from(cuts, (cut, position) => {
    const taken = normalShare(-cut);
    const deviation = Math.sqrt(taken * (1 - taken));
    const series = standardised(
      hermiteOfSteps(Float64Array.of(cut), Float64Array.of(1)),
      deviation,
    );
    const overall = left * taken;
    const share = left * deviation / Math.sqrt(overall * (1 - overall));
    left *= 1 - taken;
    return { variable: v, position, series, share };
  });
}

/** Standard deviation of a step function of a normal score. */
function deviationOf(cuts: Float64Array, jumps: Float64Array): number {
  const above = Float64Array.from(cuts, (cut) => 1 - normalShare(cut));
  let mean = 0, square = 0, value = 0;
  for (let l = 0; l < cuts.length; l++) {
    // E f^2 rises by the difference of squares where f does.
    square += above[l] * jumps[l] * (2 * value + jumps[l]);
    value += jumps[l];
    mean += above[l] * jumps[l];
  }
  return Math.sqrt(Math.max(0, square - mean * mean));
}

/** Probability of a standard normal number below z, by Taylor's series at 0: z + z^3 / 3 + z^5 / 15 ...
 * times the density; to about 1e-14 within 6, beyond which 0 or 1 to 1e-9. */
export function normalShare(z: number): number {
  if (z < -6) return 0;
  if (z > 6) return 1;
  let term = z, sum = z;
  for (let power = 3; Math.abs(term) > 1e-17 && power < 300; power += 2) {
    term *= z * z / power;
    sum += term;
  }
  return 0.5 + normalDensity(z) * sum;
}

/** Every respondent's measures, one list a measure, in the order of the scores. */
export function measure(x: Matrix, variables: readonly Variable[]): Float64Array[] {
  return variables.flatMap((variable) => {
    if (variable.form === "steps") {
      const column = new Float64Array(x.n);
      for (let i = 0, p = variable.column; i < x.n; i++, p += x.d) column[i] = x.values[p];
      return [column];
    }
    const taken = takenLevels(x, variable);
    return Array.from(
      { length: scoresOf(variable) },
      (_, position) =>
        Float64Array.from(taken, (level) => level === variable.order[position] ? 1 : 0),
    );
  });
}

/** Correlations of every two lists, by weight; 0 where one is constant. O(n lists^2).
 * @returns lists x lists, ones on the diagonal.
 */
export async function correlationsOf(
  lists: readonly Float64Array[],
  weights: Float64Array | undefined,
  context: StageContext,
): Promise<Float64Array> {
  const size = lists.length;
  const units: Float64Array[] = [];
  const result = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    const pause = context.checkpoint(i, size, "correlations");
    if (pause !== undefined) await pause;
    units.push(toUnit(lists[i], weights));
    result[i * size + i] = 1;
    for (let j = 0; j < i; j++) {
      result[i * size + j] = result[j * size + i] = product(units[i], units[j]);
    }
  }
  return result;
}

/** Fewer respondents tell nothing of how two categories go together. */
const FEWEST_TOGETHER = 20;

/** Correlation of measures i and j among those whom both scores decide for: who took no category before.
 * @returns 0 where they are fewer than 20.
 */
export function correlationWithin(
  lists: readonly Float64Array[],
  { measures, i, j, weights }: {
    readonly measures: readonly Measure[];
    readonly i: number;
    readonly j: number;
    readonly weights: Float64Array | undefined;
  },
): number {
  const before = [i, j].flatMap((m) =>
    Array.from({ length: Math.max(0, measures[m].position) }, (_, s) => lists[m - 1 - s])
  );
  const rows: number[] = [];
  for (let row = 0; row < lists[i].length; row++) {
    if (before.every((list) => list[row] === 0)) rows.push(row);
  }
  if (rows.length < FEWEST_TOGETHER) return 0;
  const pick = (list: Float64Array) => Float64Array.from(rows, (row) => list[row]);
  const own = weights && pick(weights);
  return product(toUnit(pick(lists[i]), own), toUnit(pick(lists[j]), own));
}

/** Less its mean, times the root of the weights, of length 1; zeros where it is constant. */
function toUnit(list: Float64Array, weights: Float64Array | undefined): Float64Array {
  let total = 0, sum = 0;
  for (let i = 0; i < list.length; i++) {
    const weight = weights === undefined ? 1 : weights[i];
    total += weight;
    sum += weight * (list[i] - list[0]);
  }
  const mean = list[0] + sum / total;
  const unit = list.map((value, i) =>
    (value - mean) * (weights === undefined ? 1 : Math.sqrt(weights[i]))
  );
  const length = Math.sqrt(product(unit, unit));
  const isConstant = list.every((value) => value === list[0]);
  return unit.map((value) => isConstant || length === 0 ? 0 : value / length);
}

/** Four sums at once, which a processor adds side by side. */
function product(a: Float64Array, b: Float64Array): number {
  let s0 = 0, s1 = 0, s2 = 0, s3 = 0, i = 0;
  for (; i + 3 < a.length; i += 4) {
    s0 += a[i] * b[i];
    s1 += a[i + 1] * b[i + 1];
    s2 += a[i + 2] * b[i + 2];
    s3 += a[i + 3] * b[i + 3];
  }
  for (; i < a.length; i++) s0 += a[i] * b[i];
  return (s0 + s1) + (s2 + s3);
}
