/** What became of ratings, in words. Runs in Deno and browsers. */

import { quoteValue } from "../base/errors.ts";
import type { WithinRespondent } from "./feature_matrix.ts";
import type { RatingScale } from "../survey/rating_scales.ts";
import { countOf, joinWords } from "../base/text.ts";
import type { CleanReport } from "../clean/cleaned.ts";
import type { Candidate } from "./candidates.ts";

const MOST_NAMED = 3;

/** Says which ratings were set against the respondent's own scale, what that takes away, and who has no
 * differences; where nothing could be, why.
 * @param used The features made.
 */
export function describeWithin(
  { method, scales }: WithinRespondent,
  used: readonly Candidate[],
  { reversed, imputed }: Pick<CleanReport, "reversed" | "imputed">,
): string {
  if (scales.length === 0) {
    return `features.within_respondent ${method} found no ratings: it takes questions with at least ` +
      "3 scale items of one range, and no feature is of such a question. Answers stay as they are. " +
      "features.question_pattern says which columns belong together.";
  }
  const names = new Set(scales.flatMap(({ columns }) => columns));
  const others = used.filter(({ own }) => own === null).length;
  const turned = reversed.filter(({ name }) => names.has(name));
  const gaps = imputed.filter(({ name }) => names.has(name))
    .reduce((sum, { count }) => sum + count, 0);
  return [
    `${method === "center" ? "Centred" : "Standardised"} within respondents: ${
      joinWords(scales.map(describeScale))
    }, each answer less the respondent's own mean over them${
      method === "center" ? "" : ", divided by the own standard deviation"
    }${scales.length > 1 ? ", a scale at a time" : ""}.`,
    ...scales.flatMap(tellFlat),
    "How high a respondent rates overall no longer counts, even where it is meant; profiles show " +
    "the answers as given.",
    ...(gaps === 0 ? [] : [
      `${countOf(gaps, "gap")} that had been filled ${
        gaps === 1 ? "counts" : "count"
      } as the own mean.`,
    ]),
    ...(turned.length === 0 ? [] : [
      `${nameSome(turned.map(({ name }) => name))} ${
        turned.length === 1 ? "is" : "are"
      } not turned round: where items are worded both ways, the own mean tells who agrees with ` +
      "whatever is asked.",
    ]),
    ...(others === 0 ? [] : [
      `${countOf(others, "other feature")} ${
        others === 1 ? "stays as it is" : "stay as they are"
      }.`,
    ]),
  ].join(" ");
}

/** `25 items from 1 to 6`. */
export function describeScale({ low, high, categories, columns }: RatingScale): string {
  const [least, most] = categories === null
    ? [String(low), String(high)]
    : [quoteValue(categories[0]), quoteValue(categories[categories.length - 1])];
  return `${countOf(columns.length, "item")} from ${least} to ${most}`;
}

function tellFlat(
  scale: WithinRespondent["scales"][number],
  _: number,
  all: readonly unknown[],
): string[] {
  const { flat } = scale;
  if (flat === 0) return [];
  const where = all.length === 1 ? "" : ` to the ${describeScale(scale)}`;
  return [
    `${countOf(flat, "respondent")} gave one answer throughout${where}, or none, and ${
      flat === 1 ? "lies" : "lie"
    } at 0.`,
  ];
}

function nameSome(names: readonly string[]): string {
  const rest = names.length - MOST_NAMED;
  const named = names.slice(0, MOST_NAMED).map(quoteValue);
  return joinWords(rest > 0 ? [...named, `${rest} more items`] : named);
}
