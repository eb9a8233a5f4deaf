/** Tests of a table of answers by segment: Pearson's chi-square, and the exact test where counts are small. Runs in Deno and browsers. */

import type { Rng } from "../../base/rng.ts";
import { chiSquareTail } from "../../numeric/distributions/gamma.ts";
import { testExactly } from "./exact.ts";
import { type GroupedAnswers, groupMasses, valueMasses } from "./grouped_answers.ts";
import type { TestFigure } from "./segment_tests.ts";

/** Chi-square's distribution holds where no count is expected to be under 1, and few are under 5.
 * @see Cochran, Some methods for strengthening the common chi-square tests, Biometrics, 1954,
 * doi:10.2307/3001616
 */
const LEAST_EXPECTED = 1;
const ENOUGH_EXPECTED = 5;
const FEW = 0.2;

/** What a table gives: chi-square, of which the effect is made, and what it rests on. */
export interface TableFigures {
  readonly statistic: number;
  /** Rows less 1 times columns less 1. */
  readonly freedom: number;
  /** Whether counts are too small for chi-square's distribution. */
  readonly isSparse: boolean;
}

/** Pearson's chi-square of answers by segment, without correction. With weights a cell holds its share of the
 * effective base. It is sparse where fewer than 1 respondent is expected somewhere, or fewer than 5 in more
 * than a fifth of the cells.
 * @returns Null where all answers are the same.
 */
export function measureTable(answers: GroupedAnswers): TableFigures | null {
  const { values, groups, masses, effectiveBase } = answers;
  if (values.length < 2) return null;
  const width = groups.length;
  const rows = valueMasses(answers), columns = groupMasses(answers);
  let statistic = 0, low = 0, least = Infinity;
  masses.forEach((mass, at) => {
    const expected = rows[Math.floor(at / width)] * columns[at % width] / effectiveBase;
    statistic += (mass - expected) ** 2 / expected;
    least = Math.min(least, expected);
    if (expected < ENOUGH_EXPECTED) low++;
  });
  return {
    statistic,
    freedom: (values.length - 1) * (width - 1),
    isSparse: least < LEAST_EXPECTED || low > FEW * masses.length,
  };
}

/** Tests whether answers are spread alike in at least two segments: by chi-square, or exactly where the table is
 * sparse. The exact test rounds what weights make of the counts.
 * @param rng What draws tables where there are too many for an exact test.
 */
export function testTable(
  { masses, groups }: GroupedAnswers,
  { statistic, freedom, isSparse }: TableFigures,
  rng: Rng,
): TestFigure {
  if (isSparse) {
    return testExactly({ cells: masses.map(Math.round), columns: groups.length }, rng);
  }
  const p = chiSquareTail(statistic, freedom);
  return { name: "chi-square", statistic, freedom: [freedom], p };
}
