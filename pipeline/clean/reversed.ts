/** Items that run against their battery, such as "I am hard to reach" among signs of warmth. Runs in Deno and browsers. */

import { columnValues } from "../survey/read_column.ts";
import { quoteValue } from "../base/errors.ts";
import { formatNumber } from "../base/text.ts";
import type { SurveyTexts } from "../survey/labels.ts";
import type { ReversedItem } from "./cleaned.ts";
import type { Survey } from "../survey/survey.ts";
import { findBatteries } from "../survey/batteries.ts";
import { AGAINST, findTurned } from "./turned.ts";

const FEWEST_ITEMS = 3;
const FEWEST_ANSWERS = 30;
const MOST_TOLD = 5;

/** Finds items whose correlation with the sum of the other items of their battery is below -0.1, over
 * the respondents who answered all of it, and which still run against them once the other reversed
 * items are turned; weights do not count.
 * @param pattern `features.question_pattern`.
 * @see Item-rest correlation: Nunnally, Bernstein, Psychometric Theory, 1994.
 */
export function findReversed(survey: Survey, pattern: string): ReversedItem[] {
  return findBatteries(survey, { pattern, least: FEWEST_ITEMS }).flatMap(
    ({ question, columns }) => {
      const items = columns.map(columnValues);
      const complete = Array.from({ length: survey.rows }, (_, i) => i)
        .filter((i) => items.every((values) => !Number.isNaN(values[i])));
      if (complete.length < FEWEST_ANSWERS) return [];
      const sums = complete.map((i) => items.reduce((sum, values) => sum + values[i], 0));
      const isTurned = findTurned(columns, null);
      return columns.flatMap(({ name }, c) => {
        const own = complete.map((i) => items[c][i]);
        const r = correlation(own, sums.map((sum, i) => sum - own[i]));
        return r < AGAINST && isTurned[c] ? [{ name, question, correlation: r }] : [];
      });
    },
  );
}

/** Says which items run against their battery; empty if none does.
 * @param texts The survey's columns as people read them.
 */
export function describeReversed(items: readonly ReversedItem[], texts: SurveyTexts): string {
  if (items.length === 0) return "";
  const told = [...items].sort((a, b) => a.correlation - b.correlation).slice(0, MOST_TOLD)
    .map(({ name, correlation }) => {
      const { short } = texts.of(name);
      // Parameters take the column's name.
      const code = short === name ? "" : `${name}, `;
      return `${quoteValue(short)} (${code}${formatNumber(correlation, 2)})`;
    });
  const more = items.length > told.length ? ` and ${items.length - told.length} more` : "";
  return `Worded the other way round, as it seems: ${
    told.join(", ")
  }${more} run against the other ` +
    "items of their question (correlation with their sum). Read their profiles the other way.";
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let products = 0, squaresA = 0, squaresB = 0;
  for (let i = 0; i < a.length; i++) {
    products += (a[i] - meanA) * (b[i] - meanB);
    squaresA += (a[i] - meanA) ** 2;
    squaresB += (b[i] - meanB) ** 2;
  }
  return squaresA > 0 && squaresB > 0 ? products / Math.sqrt(squaresA * squaresB) : 0;
}
