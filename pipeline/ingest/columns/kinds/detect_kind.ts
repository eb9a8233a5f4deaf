/** Decides what a column measures, by its answers. Runs in Deno and browsers. */

import { formatNumber } from "../../../base/text.ts";
import { dateFromDays, type DatesFound } from "../../cells/dates.ts";
import type { KindFound } from "../../table/column_facts.ts";
import { isScale } from "../../cells/scales/find_scale.ts";
import { findYesNo } from "../../cells/yes_no.ts";
import type { Answers } from "../answers.ts";
import type { ColumnPlace } from "../column_source.ts";
import { describeCodes } from "./codes.ts";
import { describeId } from "./ids.ts";
import { describeWeight } from "./weights.ts";

const FEWEST_SCALE_POINTS = 3;
const TELLING_SCALE_POINTS = 4;
const MOST_SCALE_POINTS = 11;
const LOWEST_SCALE_POINT = -5;
const HIGHEST_SCALE_POINT = 10;
const WIDEST_SCALE = 10;
/** Up to this many categories, half as many as answers are enough. */
const FEW_CATEGORIES = 50;
const LEAST_REPEATS = 3;
const LONGEST_CATEGORY = 100;

/** Decides a column's kind.
 * The confidence is 0.9 and more where all answers have the form of one kind (dates, yes and no,
 * points of one scale, fractions), 0.7 to 0.8 where another kind has that form too (1 and 2 are two
 * values or a short scale), 0.5 and 0.6 for a guess, 0 without answers.
 */
export function detectKind(answers: Answers, place: ColumnPlace): KindFound {
  if (answers.total === 0) return { kind: "text", reason: "has no answers", confidence: 0 };
  const { dates } = answers;
  if (dates !== null) {
    const reason = describeDates(dates);
    return { kind: "date", reason, confidence: dates.format.includes(" ") ? 0.7 : 0.95 };
  }
  const weight = describeWeight(answers, place.label);
  if (weight !== null) return { kind: "weight", ...weight };
  const id = describeId(answers, place);
  if (id !== null) return { kind: "id", reason: id, confidence: 0.9 };
  const codes = describeCodes(answers, place.label);
  if (codes !== null) {
    const { kind, reason, confidence } = kindOfWords(answers);
    return { kind, reason: `${codes}: ${reason}`, confidence };
  }
  return answers.numbers === null
    ? kindOfWords(answers)
    : withUnit(kindOfNumbers(answers.numbers, answers.distinct), answers.unit);
}

function withUnit(found: KindFound, unit: string): KindFound {
  if (unit === "") return found;
  return { ...found, reason: `${found.reason}, with the unit ${JSON.stringify(unit)}` };
}

/** Says which days answers span, in which format. */
export function describeDates({ days, format }: DatesFound): string {
  let first = Infinity, last = -Infinity;
  for (const day of days) {
    if (day < first) first = day;
    if (day > last) last = day;
  }
  return `dates as ${format}, ${dateFromDays(first)} to ${dateFromDays(last)}`;
}

/** @param written Distinct texts, which may be more than there are distinct numbers (1, 1.0). */
function kindOfNumbers(numbers: Float64Array, written: number): KindFound {
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
  if (distinct === 1) {
    return { kind: "numeric", reason: `every answer is ${least}`, confidence: 0.6 };
  }
  if (!areWhole) return { kind: "numeric", reason, confidence: 0.95 };
  if (distinct === 2) {
    const confidence = least === 0 && most === 1 ? 0.95 : 0.7;
    return { kind: "binary", reason: `two values, ${least} and ${most}`, confidence };
  }
  const isRun = distinct >= FEWEST_SCALE_POINTS && distinct <= MOST_SCALE_POINTS &&
    least >= LOWEST_SCALE_POINT && most <= HIGHEST_SCALE_POINT && most - least <= WIDEST_SCALE;
  // Counts of children look like a scale too, so that only a longer one without gaps is sure.
  const isTelling = distinct >= TELLING_SCALE_POINTS && most - least === distinct - 1;
  return isRun
    ? { kind: "ordinal", reason, confidence: isTelling ? 0.8 : 0.6 }
    : { kind: "numeric", reason, confidence: distinct > MOST_SCALE_POINTS ? 0.9 : 0.7 };
}

function kindOfWords({ texts, total, distinct, scale }: Answers): KindFound {
  const yesNo = findYesNo(texts);
  if (yesNo !== null) {
    const [no, yes] = yesNo.map((text) => JSON.stringify(text));
    return { kind: "binary", reason: `two answers, ${no} and ${yes}`, confidence: 0.95 };
  }
  if (isScale(scale)) {
    return { kind: "ordinal", reason: scale.reason, confidence: scale.confidence };
  }
  const isFew = distinct <= FEW_CATEGORIES && 2 * distinct <= total;
  const isRepeated = total >= LEAST_REPEATS * distinct;
  const isPair = distinct === 2 && total > 2;
  const length = texts.reduce((sum, text) => sum + text.length, 0) / texts.length;
  const counted = `words, ${formatNumber(distinct)} distinct in ${formatNumber(total)} answers`;
  const reason = scale.note === "" ? counted : `${counted}: ${scale.note}`;
  const isNominal = (isFew || isRepeated || isPair) && length <= LONGEST_CATEGORY;
  const confidence = scale.note === "" ? 0.8 : 0.5;
  return { kind: isNominal ? "nominal" : "text", reason, confidence };
}
