/** Decides what a column measures, by its answers. Runs in Deno and browsers. */

import { formatNumber } from "../text.ts";
import type { ColumnKind } from "../types.ts";
import { dateFromDays, type DatesFound } from "./dates.ts";
import type { ColumnFacts } from "./facts.ts";
import { type Answers, type ColumnPlace, describeId } from "./ids.ts";
import { orderYesNo } from "./yes_no.ts";

/** A kind and the evidence for it, in words. */
export interface KindFound {
  readonly kind: ColumnKind;
  readonly reason: string;
}

const BEFORE_DEFAULTS: ReadonlySet<ColumnKind> = new Set(["id", "date", "binary"]);
const FEWEST_SCALE_POINTS = 3;
const MOST_SCALE_POINTS = 11;
const LOWEST_SCALE_POINT = -5;
const HIGHEST_SCALE_POINT = 10;
const WIDEST_SCALE = 10;
/** Up to this many categories, half as many as answers are enough. */
const FEW_CATEGORIES = 50;
const LEAST_REPEATS = 3;
const LONGEST_CATEGORY = 100;

/** Decides a column's kind by what the file knows, else by the answers. Where the file only has what
 * its writer sets unasked, identifiers, dates and two values are still recognised: SPSS calls the
 * number of a respondent a scale, and yes and no nominal.
 */
export function chooseKind(
  answers: Answers,
  { place, dates, facts }: {
    place: ColumnPlace;
    dates: DatesFound | null;
    facts: ColumnFacts | undefined;
  },
): KindFound {
  const told = facts?.kind ?? null;
  if (told === null) return detectKind(answers, { place, dates });
  if (told.kind === "date" && dates !== null) {
    return { kind: "date", reason: `${describeDates(dates)}, ${told.reason}` };
  }
  if (!facts!.isDefault) return told;
  const found = detectKind(answers, { place, dates });
  return BEFORE_DEFAULTS.has(found.kind) ? found : told;
}

/** Decides a column's kind.
 * @param dates What the answers are as dates, null if they are none.
 */
export function detectKind(
  answers: Answers,
  { place, dates }: { place: ColumnPlace; dates: DatesFound | null },
): KindFound {
  if (answers.total === 0) return { kind: "text", reason: "has no answers" };
  if (dates !== null) return { kind: "date", reason: describeDates(dates) };
  const id = describeId(answers, place);
  if (id !== null) return { kind: "id", reason: id };
  return answers.numbers === null
    ? kindOfWords(answers)
    : kindOfNumbers(answers.numbers, answers.distinct);
}

function describeDates({ days, format }: DatesFound): string {
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
  if (distinct === 1) return { kind: "numeric", reason: `every answer is ${least}` };
  if (!areWhole) return { kind: "numeric", reason };
  if (distinct === 2) return { kind: "binary", reason: `two values, ${least} and ${most}` };
  const isScale = distinct >= FEWEST_SCALE_POINTS && distinct <= MOST_SCALE_POINTS &&
    least >= LOWEST_SCALE_POINT && most <= HIGHEST_SCALE_POINT && most - least <= WIDEST_SCALE;
  return { kind: isScale ? "ordinal" : "numeric", reason };
}

function kindOfWords({ texts, total, distinct }: Answers): KindFound {
  const yesNo = findYesNo(texts);
  if (yesNo !== null) {
    const [no, yes] = yesNo.map((text) => JSON.stringify(text));
    return { kind: "binary", reason: `two answers, ${no} and ${yes}` };
  }
  const isFew = distinct <= FEW_CATEGORIES && 2 * distinct <= total;
  const isRepeated = total >= LEAST_REPEATS * distinct;
  const isPair = distinct === 2 && total > 2;
  const length = texts.reduce((sum, text) => sum + text.length, 0) / texts.length;
  const reason = `words, ${formatNumber(distinct)} distinct in ${formatNumber(total)} answers`;
  const isNominal = (isFew || isRepeated || isPair) && length <= LONGEST_CATEGORY;
  return { kind: isNominal ? "nominal" : "text", reason };
}

/** The two answers as no and yes, if that is what they are; spellings that differ in case are one.
 * @param texts Trimmed.
 */
export function findYesNo(texts: readonly string[]): [no: string, yes: string] | null {
  const spelled = new Map<string, string>();
  for (const text of texts) {
    const folded = text.toLowerCase();
    if (!spelled.has(folded)) spelled.set(folded, text);
    if (spelled.size > 2) return null;
  }
  const [a, b] = spelled.values();
  return b === undefined ? null : orderYesNo(a, b);
}
