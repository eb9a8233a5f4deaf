/** Items that run against their battery, such as "I am hard to reach" among signs of warmth. Runs in Deno and browsers. */

import { columnValues } from "../survey/read_column.ts";
import { quoteValue } from "../base/errors.ts";
import { formatNumber } from "../base/text.ts";
import type { SurveyTexts } from "../survey/labels.ts";
import type { ReversedItem } from "./cleaned.ts";
import type { Survey } from "../survey/survey.ts";
import { findBatteries } from "../survey/batteries.ts";
import { AGAINST, completeRows, correlateWithRest, covariancesOver, turnedBy } from "./turned.ts";

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
      const complete = completeRows(items);
      if (complete.length < FEWEST_ANSWERS) return [];
      const covariances = covariancesOver(complete, items, null);
      const isTurned = turnedBy(covariances);
      return columns.flatMap(({ name }, c) => {
        if (!isTurned[c]) return [];
        const correlation = correlateWithRest(covariances, c);
        return correlation < AGAINST ? [{ name, question, correlation }] : [];
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
