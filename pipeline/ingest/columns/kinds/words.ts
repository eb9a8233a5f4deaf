/** Votes for a kind by what the words of a column are. Runs in Deno and browsers. */

import { formatNumber } from "../../../base/text.ts";
import { isScale } from "../../cells/scales/find_scale.ts";
import { findYesNo } from "../../cells/yes_no.ts";
import type { Answers } from "../answers.ts";
import { type Evidence, type Vote, vote } from "./evidence.ts";

/** Up to this many categories, half as many as answers are enough. */
const FEW_CATEGORIES = 50;
const LEAST_REPEATS = 3;
const LONGEST_CATEGORY = 100;
const SURE_WORDS = 0.8;

/** Yes and no are a pair, words of one scale are its points, words that repeat are categories, others
 * are text. Labels of a file are never text. Words of which some are those of a scale are less sure.
 */
export function voteByWords({ answers, source, file }: Evidence): readonly Vote[] {
  const { texts, numbers, dates } = answers;
  if (numbers !== null || dates !== null) return [];
  const yesNo = findYesNo(texts);
  if (yesNo !== null) {
    const [no, yes] = yesNo.map((text) => JSON.stringify(text));
    return [vote("binary", 0.95, `two answers, ${no} and ${yes}`)];
  }
  const { scale } = file;
  if (isScale(scale)) return [vote("ordinal", scale.confidence, scale.reason)];
  const counted = countWords(answers);
  const areLabels = (source.raw.facts?.categories ?? null) !== null;
  const kind = areLabels || areCategories(answers) ? "nominal" : "text";
  if (scale.note === "") return [vote(kind, SURE_WORDS, counted)];
  return [
    vote(kind, SURE_WORDS, `${counted}: ${scale.note}`),
    vote("ordinal", SURE_WORDS, ""),
  ];
}

/** How many words there are, to go into a reason. */
export function countWords({ distinct, total }: Answers): string {
  return `words, ${formatNumber(distinct)} distinct in ${formatNumber(total)} answers`;
}

/** Whether answers repeat as categories do: few of them, or each three times, and none of them long. */
export function areCategories({ texts, total, distinct }: Answers): boolean {
  const isFew = distinct <= FEW_CATEGORIES && 2 * distinct <= total;
  const isRepeated = total >= LEAST_REPEATS * distinct;
  const isPair = distinct === 2 && total > 2;
  const length = texts.reduce((sum, text) => sum + text.length, 0) / texts.length;
  return (isFew || isRepeated || isPair) && length <= LONGEST_CATEGORY;
}
