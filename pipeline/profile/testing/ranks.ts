/** The test of Kruskal and Wallis: does one segment answer higher than another, whatever the distances. Runs in Deno and browsers. */

import { chiSquareTail } from "../../numeric/distributions/gamma.ts";
import { type GroupedAnswers, groupMasses, valueMasses } from "./grouped_answers.ts";
import type { TestFigure } from "./segment_tests.ts";

/** Middle ranks of the answers, by mass: half the own mass behind all that is lower. */
export function midRanks(answers: GroupedAnswers): Float64Array {
  let below = 0;
  return valueMasses(answers).map((mass) => {
    below += mass;
    return below - mass / 2;
  });
}

/** Tests whether at least two segments have the same ranks: (n - 1) times the share of the ranks' variation
 * that segments explain, which is H as corrected for ties; n is the effective base.
 * @returns Null where all answers are the same.
 * @see Kruskal and Wallis, Use of ranks in one-criterion variance analysis, Journal of the American
 * Statistical Association, 1952, doi:10.1080/01621459.1952.10483441
 */
export function testRanks(answers: GroupedAnswers): TestFigure | null {
  const share = explainedShare(answers, midRanks(answers));
  if (share === null) return null;
  const statistic = (answers.effectiveBase - 1) * share;
  const freedom = answers.groups.length - 1;
  return {
    ...{ name: "kruskal-wallis", statistic, freedom: [freedom] },
    p: chiSquareTail(statistic, freedom),
  };
}

/** Eta squared: the share of the variation of numbers that the segments explain, 0..1.
 * @param numbers One an answer: the answers themselves, or their ranks.
 * @returns Null where they do not vary.
 */
export function explainedShare(answers: GroupedAnswers, numbers: Float64Array): number | null {
  const { masses, groups, effectiveBase } = answers;
  const width = groups.length, totals = groupMasses(answers);
  const origin = numbers[0];
  const sums = new Float64Array(width);
  let whole = 0;
  numbers.forEach((number, place) => {
    for (let g = 0; g < width; g++) {
      sums[g] += masses[place * width + g] * (number - origin);
      whole += masses[place * width + g] * (number - origin);
    }
  });
  const mean = whole / effectiveBase;
  let all = 0, between = 0;
  numbers.forEach((number, place) => {
    for (let g = 0; g < width; g++) {
      all += masses[place * width + g] * (number - origin - mean) ** 2;
    }
  });
  sums.forEach((sum, g) => between += totals[g] * (sum / totals[g] - mean) ** 2);
  return all > 0 ? between / all : null;
}
