/** Finds the order of a column's words, by what scale they are answers of. Runs in Deno and browsers. */

import { quoteValue } from "../../../base/errors.ts";
import { formatNumber, joinWords } from "../../../base/text.ts";
import { nonAnswerReason } from "../non_answers.ts";
import { orderByDegree } from "./degrees.ts";
import { orderByBand } from "./bands.ts";
import { orderByFamily, orderByFamilyOfThing } from "./families.ts";
import { orderByFrequency } from "./frequencies.ts";
import { fold } from "./fold.ts";
import { orderRespelled, orderWithoutAfterthoughts, orderWithoutBrackets } from "./glosses.ts";
import { orderByLabelledNumber } from "./labelled_numbers.ts";
import { isOrder, type NoOrder, type Order } from "./order.ts";
import { orderByYes } from "./shades_of_yes.ts";

/** Answers as points of a scale. */
export interface WordScale {
  /** The position in `categories` of each answer. */
  readonly positions: Float64Array;
  /** One spelling a point, low to high. */
  readonly categories: readonly string[];
  /** The evidence, in words. */
  readonly reason: string;
  /** 0..1, as `Column.confidence`. */
  readonly confidence: number;
}

/** No scale has more answers, spellings included. */
const MOST_ANSWERS = 60;
const LONGEST_ANSWER = 120;
const LONGEST_LOOSE = 60;
/** Scales of words are shorter than bands of ages. */
const MOST_WORDS = 24;
const METHODS = [
  { order: orderByFamily, most: MOST_WORDS },
  { order: orderByFrequency, most: MOST_WORDS },
  { order: orderByBand, most: MOST_ANSWERS },
  { order: orderByLabelledNumber, most: MOST_ANSWERS },
  { order: orderByDegree, most: MOST_WORDS },
  { order: orderByFamilyOfThing, most: MOST_WORDS },
  { order: orderByYes, most: MOST_WORDS },
];
/** Tried in turn where none of these finds an order. */
const LOOSER = [orderWithoutBrackets, orderWithoutAfterthoughts, orderRespelled];
const MOST_TIES_TOLD = 2;
const SURE_OF_TIES = 0.7;

/** Puts answers in order if all of them are answers of one scale: a known family, counted
 * frequencies, bands of numbers, numbers with labelled ends, degrees of one word, a family before one thing,
 * shades of yes; else what is left without brackets and afterthoughts, or with one word spelled as in the others. O(answers).
 * The order of the answers given does not matter.
 * @param texts Trimmed; repeated ones are allowed.
 * @returns The scale, or what speaks against one where the answers look like one.
 */
export function findScale(texts: readonly string[]): WordScale | NoOrder {
  if (texts.length < 2 || texts.length > MOST_ANSWERS) return { note: "" };
  if (texts.some((text) => text.length > LONGEST_ANSWER)) return { note: "" };
  const distinct = [...new Set(texts)].sort();
  const found = orderBare(distinct);
  if (isOrder(found)) return asScale(texts, { distinct, found });
  const isLong = distinct.length > MOST_WORDS ||
    distinct.some(({ length }) => length > LONGEST_LOOSE);
  // Words that mean no answer are set aside before, not explained away.
  if (isLong || distinct.some((text) => nonAnswerReason(text) !== null)) return found;
  for (const method of LOOSER) {
    const looser = method(distinct, orderBare);
    if (isOrder(looser)) return asScale(texts, { distinct, found: looser });
  }
  return found;
}

/** The first order that a method finds, else what speaks against the first that comes near one. */
function orderBare(distinct: readonly string[]): Order | NoOrder {
  let note = "";
  for (const { order: method, most } of METHODS) {
    if (distinct.length > most) continue;
    const found = method(distinct);
    if (isOrder(found)) return found;
    if (note === "") note = found.note;
  }
  return { note };
}

function asScale(
  texts: readonly string[],
  { distinct, found: { keys, what, confidence } }: { distinct: readonly string[]; found: Order },
): WordScale {
  const order = [...new Set(keys)].sort((a, b) => a - b);
  const positionOf = new Map(distinct.map((text, i) => [text, order.indexOf(keys[i])]));
  const categories = order.map((key) => distinct[keys.indexOf(key)]);
  const [first, last] = [categories[0], categories[categories.length - 1]].map(quoteValue);
  const ties = tiesOf(distinct, keys);
  const told = ties.slice(0, MOST_TIES_TOLD).map((tie) => `; ${tie} are one point`).join("");
  return {
    positions: Float64Array.from(texts, (text) => positionOf.get(text)!),
    categories,
    reason: `${what}, ${formatNumber(order.length)} from ${first} to ${last}${told}`,
    confidence: ties.length > 0 ? Math.min(confidence, SURE_OF_TIES) : confidence,
  };
}

/** Different words that share a place; spellings of one are none. */
function tiesOf(distinct: readonly string[], keys: readonly number[]): string[] {
  const wordsAt = new Map<number, Map<string, string>>();
  distinct.forEach((text, i) => {
    const words = wordsAt.get(keys[i]) ?? new Map<string, string>();
    if (!words.has(fold(text))) words.set(fold(text), text);
    wordsAt.set(keys[i], words);
  });
  return [...wordsAt.values()].filter(({ size }) => size > 1)
    .map((words) => joinWords([...words.values()].map(quoteValue)));
}

/** Whether a scale was found. */
export function isScale(found: WordScale | NoOrder): found is WordScale {
  return "positions" in found;
}
