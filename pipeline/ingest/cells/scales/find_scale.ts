/** Finds the order of a column's words, by what scale they are answers of. Runs in Deno and browsers. */

import { quoteValue } from "../../../base/errors.ts";
import { formatNumber } from "../../../base/text.ts";
import { orderByDegree } from "./degrees.ts";
import { orderByBand } from "./bands.ts";
import { orderByFamily, orderByFamilyOfThing } from "./families.ts";
import { orderByFrequency } from "./frequencies.ts";
import { orderByLabelledNumber } from "./labelled_numbers.ts";
import { isOrder, type NoOrder } from "./order.ts";

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
/** Scales of words are shorter than bands of ages. */
const MOST_WORDS = 24;
const METHODS = [
  { order: orderByFamily, most: MOST_WORDS },
  { order: orderByFrequency, most: MOST_WORDS },
  { order: orderByBand, most: MOST_ANSWERS },
  { order: orderByLabelledNumber, most: MOST_ANSWERS },
  { order: orderByDegree, most: MOST_WORDS },
  { order: orderByFamilyOfThing, most: MOST_WORDS },
];

/** Puts answers in order if all of them are answers of one scale: a known family, counted
 * frequencies, bands of numbers, numbers with labelled ends, degrees of one word, a family before one thing. O(answers).
 * The order of the answers given does not matter.
 * @param texts Trimmed; repeated ones are allowed.
 * @returns The scale, or what speaks against one where the answers look like one.
 */
export function findScale(texts: readonly string[]): WordScale | NoOrder {
  if (texts.length < 2 || texts.length > MOST_ANSWERS) return { note: "" };
  if (texts.some((text) => text.length > LONGEST_ANSWER)) return { note: "" };
  const distinct = [...new Set(texts)].sort();
  let note = "";
  for (const { order: method, most } of METHODS) {
    if (distinct.length > most) continue;
    const found = method(distinct);
    if (isOrder(found)) {
      const { keys, what, confidence } = found;
      const order = [...new Set(keys)].sort((a, b) => a - b);
      const positionOf = new Map(distinct.map((text, i) => [text, order.indexOf(keys[i])]));
      const categories = order.map((key) => distinct[keys.indexOf(key)]);
      const [first, last] = [categories[0], categories[categories.length - 1]].map(quoteValue);
      return {
        positions: Float64Array.from(texts, (text) => positionOf.get(text)!),
        categories,
        reason: `${what}, ${formatNumber(order.length)} from ${first} to ${last}`,
        confidence,
      };
    }
    if (note === "") note = found.note;
  }
  return { note };
}

/** Whether a scale was found. */
export function isScale(found: WordScale | NoOrder): found is WordScale {
  return "positions" in found;
}
