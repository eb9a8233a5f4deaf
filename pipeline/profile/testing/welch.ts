/** Welch's analysis of variance: do means differ, where spreads may differ too. Runs in Deno and browsers. */

import { kishBase } from "../../numeric/weights.ts";
import { fTail } from "../../numeric/distributions/f_tail.ts";
import { type GroupedAnswers, groupMasses } from "./grouped_answers.ts";
import type { TestFigure } from "./segment_tests.ts";

/** Tests whether the means of at least two segments are equal. With weights means are weighted, and each
 * segment counts its effective base: its variance is the weighted one times n / (n - 1) of that base.
 * @returns Null where a segment's answers are all the same, for which Welch's weights are not defined.
 * @see Welch, On the comparison of several mean values: an alternative approach, Biometrika, 1951,
 * doi:10.1093/biomet/38.3-4.330
 */
export function testWelch(answers: GroupedAnswers): TestFigure | null {
  const { values, masses, squares, groups } = answers;
  const k = groups.length;
  const totals = groupMasses(answers);
  // About one of the values, so that large offsets cost no digits.
  const origin = values[0];
  const means = new Float64Array(k), variances = new Float64Array(k);
  values.forEach((value, place) => {
    for (let g = 0; g < k; g++) means[g] += masses[place * k + g] * (value - origin) / totals[g];
  });
  values.forEach((value, place) => {
    for (let g = 0; g < k; g++) {
      variances[g] += masses[place * k + g] * (value - origin - means[g]) ** 2 / totals[g];
    }
  });
  const bases = totals.map((total, g) => kishBase(total, squares[g]));
  if (!variances.every((variance, g) => variance > 0 && bases[g] > 1)) return null;
  const weights = bases.map((base, g) => (base - 1) / variances[g]);
  const weight = weights.reduce((sum, one) => sum + one, 0);
  const mean = weights.reduce((sum, one, g) => sum + one * means[g] / weight, 0);
  let between = 0, unevenness = 0;
  for (let g = 0; g < k; g++) {
    between += weights[g] * (means[g] - mean) ** 2 / (k - 1);
    unevenness += (1 - weights[g] / weight) ** 2 / (bases[g] - 1);
  }
  const statistic = between / (1 + 2 * (k - 2) * unevenness / (k * k - 1));
  const within = (k * k - 1) / (3 * unevenness);
  const p = fTail(statistic, { between: k - 1, within });
  return { name: "welch", statistic, freedom: [k - 1, within], p };
}
