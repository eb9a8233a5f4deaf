/** Sentences on how figures were made, the same in slides, document and page. Runs in Deno and browsers. */

import { formatNumber } from "../../base/text.ts";

/** What the chart of tried numbers shows. */
export const HOW_TRIED =
  "Mean silhouettes among the full answers by number of segments, beside the mean of data without " +
  "segments that have the same answers and correlations.";
/** What a bar of a segment's chart is. */
export const HOW_LEADING =
  "Bars: mean or share of the segment less that of all respondents, in standard deviations within " +
  "segments.";
/** What shades and marks mean. */
export const HOW_SHADED =
  "Blue and +: above all respondents, orange and \u2212: below; one sign from 0.2 standard deviations " +
  "within segments, two from 0.5, three from 0.8.";
/** What figures are. */
export const HOW_FIGURES = "Means with one decimal, shares as per cent; those who answered count.";
/** What is not listed. */
export const HOW_MADE =
  "Parameters that are not told are as they are by default. The same file, the same parameters and the " +
  "same seed give the same segments.";
/** Where nothing sets a segment apart. */
export const NOTHING_APART = "No answer sets it clearly apart from the respondents as a whole.";

/** A difference in standard deviations with its sign. */
export function signed(strength: number): string {
  const text = formatNumber(Math.abs(strength), 1);
  return strength < 0 && text !== "0.0" ? `\u2212${text}` : `+${text}`;
}

/** A question and what most answered. */
export function typicalLine(
  { question, answer }: { readonly question: string; readonly answer: string },
): string {
  return /[?:.!…]$/.test(question) ? `${question} ${answer}` : `${question}: ${answer}`;
}
