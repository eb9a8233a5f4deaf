/** Recognises columns of respondents' weights. Runs in Deno and browsers. */

import { formatNumber } from "../../../base/text.ts";
import type { Answers } from "../answers.ts";
import { fold } from "../../cells/scales/fold.ts";

/** Words of a header that name a weight; a body has one too, so that its values must look like it. */
const WEIGHT_WORDS = new Set(
  ("weight weights wt wts wgt wgts weighting gewicht gewichte gewichtung poids ponderation peso pesos " +
    "pesi ponderacion ponderazione ponderacao pweight svywt finalwt finalweight wtssall βαρος " +
    "σταθμιση συντελεστης").split(" ").map(fold),
);
const LEAST_MEAN = 0.5;
const MOST_MEAN = 2;
/** Weights made to sum to n have mean 1 but for rounding. */
const NEAR_ONE = 0.0005;
const FEWEST_DISTINCT = 10;
const FEWEST_NAMED = 3;

/** Says why a column holds weights, or returns null: numbers from 0 up, not all of them whole, with a
 * mean of 0.5 to 2 under a header that names a weight, or of exactly 1 under any other.
 */
export function describeWeight(
  { numbers, counts, total, unit }: Answers,
  label: string,
): { reason: string; confidence: number } | null {
  if (numbers === null || unit !== "") return null;
  let sum = 0;
  let areWhole = true;
  for (let i = 0; i < numbers.length; i++) {
    if (!(numbers[i] >= 0)) return null;
    sum += numbers[i] * counts[i];
    areWhole &&= Number.isInteger(numbers[i]);
  }
  const mean = sum / total;
  if (areWhole || mean < LEAST_MEAN || mean > MOST_MEAN) return null;
  const words = label.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2").split(/[^\p{L}]+/u);
  const word = words.find((one) => WEIGHT_WORDS.has(fold(one)));
  const reason = `numbers from 0 up with mean ${formatNumber(mean, 3)}`;
  if (word !== undefined && numbers.length >= FEWEST_NAMED) {
    return { reason: `${reason}, and the header says ${JSON.stringify(word)}`, confidence: 0.95 };
  }
  const isNormalised = Math.abs(mean - 1) <= NEAR_ONE && numbers.length >= FEWEST_DISTINCT &&
    numbers.every((number) => number > 0);
  return isNormalised ? { reason: `${reason}, as weights have`, confidence: 0.6 } : null;
}
