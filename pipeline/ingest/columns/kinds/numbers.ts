/** Votes for a kind by what the numbers of a column are. Runs in Deno and browsers. */

import { formatNumber } from "../../../base/text.ts";
import { type Evidence, type Vote, vote } from "./evidence.ts";

const FEWEST_SCALE_POINTS = 3;
const TELLING_SCALE_POINTS = 4;
const MOST_SCALE_POINTS = 11;
const LOWEST_SCALE_POINT = -5;
const HIGHEST_SCALE_POINT = 10;
const WIDEST_SCALE = 10;

/** Numbers with fractions measure; two whole numbers are a pair, a short run of them a scale, more a
 * measure. Units only tell what is measured.
 */
export function voteByNumbers({ answers }: Evidence): readonly Vote[] {
  const { numbers, distinct, unit } = answers;
  if (numbers === null) return [];
  const found = kindOfNumbers(numbers, distinct);
  if (unit === "") return [found];
  return [{ ...found, reason: `${found.reason}, with the unit ${JSON.stringify(unit)}` }];
}

/** @param written Distinct texts, which may be more than there are distinct numbers (1, 1.0). */
function kindOfNumbers(numbers: Float64Array, written: number): Vote {
  const values = new Set<number>();
  let least = Infinity, most = -Infinity, areWhole = true;
  for (const value of numbers) {
    if (values.size <= MOST_SCALE_POINTS) values.add(value);
    if (value < least) least = value;
    if (value > most) most = value;
    areWhole &&= Number.isInteger(value);
  }
  const distinct = values.size <= MOST_SCALE_POINTS ? values.size : written;
  const what = areWhole ? "whole numbers" : "numbers";
  const reason = `${what} ${least} to ${most}, ${formatNumber(distinct)} distinct`;
  if (distinct === 1) return vote("numeric", 0.6, `every answer is ${least}`);
  if (!areWhole) return vote("numeric", 0.95, reason);
  if (distinct === 2) {
    const sure = least === 0 && most === 1 ? 0.95 : 0.7;
    return vote("binary", sure, `two values, ${least} and ${most}`);
  }
  const isRun = distinct >= FEWEST_SCALE_POINTS && distinct <= MOST_SCALE_POINTS &&
    least >= LOWEST_SCALE_POINT && most <= HIGHEST_SCALE_POINT && most - least <= WIDEST_SCALE;
  // Counts of children look like a scale too, so that only a longer one without gaps is sure.
  const isTelling = distinct >= TELLING_SCALE_POINTS && most - least === distinct - 1;
  return isRun
    ? vote("ordinal", isTelling ? 0.8 : 0.6, reason)
    : vote("numeric", distinct > MOST_SCALE_POINTS ? 0.9 : 0.7, reason);
}
