/** A survey whose three segments become four by one that splits, for tests of comparisons. Runs in Deno. */

import { csvOf } from "./survey_text.ts";

/** Respondents of {@link NESTED_GROUPS}. */
export const NESTED_N = 200;

const LEVELS = [[1, 1, 1, 1], [1, 1, 7, 7], [7, 7, 1, 2], [7, 7, 2, 4]];

const COLUMNS = {
  ...Object.fromEntries(
    [0, 1, 2, 3].map((q) => [
      `q${q + 1}`,
      Array.from({ length: NESTED_N }, (_, i) => LEVELS[i % 4][q] + (Math.floor(i / 4) + q) % 2),
    ]),
  ),
  region: Array.from({ length: NESTED_N }, (_, i) => i % 8 === 0 ? "North" : "South"),
  age: Array.from({ length: NESTED_N }, (_, i) => 18 + (i * 7) % 60),
};

/** Ticks, and gaps of those who answered none of the options. */
function ticks(is: (i: number) => boolean): (number | string)[] {
  return Array.from({ length: NESTED_N }, (_, i) => i % 10 === 9 ? "" : is(i) ? 1 : 0);
}

/** Four groups of 50 on four items, in turn; the last two stand near each other. A region and an age
 * describe them. */
export const NESTED_GROUPS = csvOf(COLUMNS);

/** The same with a question of three answers. */
export const NESTED_WITH_TICKS = csvOf({
  ...COLUMNS,
  q9_1: ticks((i) => i % 2 === 1),
  q9_2: ticks((i) => i % 3 === 0),
  q9_3: ticks((i) => i % 5 === 0),
});
