/** Offers answers that may be codes for a missing answer; nothing is applied. Runs in Deno and browsers. */

import { quoteValue } from "../../../base/errors.ts";
import { countOf, formatNumber, formatShare } from "../../../base/text.ts";
import type { Column } from "../../../survey/column.ts";
import type { MissingProposal } from "../../../survey/missing.ts";
import { areCodesLike } from "../../cells/marks.ts";
import { isShortMark, nonAnswerReason } from "../../cells/non_answers.ts";

/** A distinct number among a column's answers. */
interface Point {
  readonly value: number;
  readonly count: number;
}

type Offer = Pick<MissingProposal, "reason" | "evidence"> & { readonly point: Point };

const NUMBER_KINDS: ReadonlySet<string> = new Set(["numeric", "ordinal", "binary"]);
const MOST_CATEGORIES = 60;
const MOST_SCALE_LEVELS = 200;
/** Distinct numbers looked at from each end of a measure, codes among them. */
const END = 8;
/** 96 to 99, 77, 88 and the like in any length, and the largest numbers of 16 and 32 bits. */
const HIGH_CODE = /^(?:9+[6-9]|7{2,}|8{2,}|32767|2147483647)$/;
const SINGLE_CODES: ReadonlySet<number> = new Set([6, 7, 8, 9]);
const NEGATIVE_CODE = /^-(?:[1-9]|9+[5-9]|6{2,}|7{2,}|8{2,})$/;
/** Never points of a scale that has both signs. */
const FAR_NEGATIVES: ReadonlySet<number> = new Set([-7, -8, -9]);
const MOST_NEGATIVES = 4;
const LOWEST_SCALE_DEPTH = 5;
/** From 0 up. */
const MOST_SCALE_POINTS = 12;
const FEWEST_OTHERS = 3;
const FEWEST_WORDS = 2;
const WHOLE = /^-?\d+$/;
/** Of scales with labelled ends. */
const HIGHEST_POINT = 10;
const SHORTEST_RUN = 4;
const LONGEST_RUN = 9;
/** A 0 that is a point of the scale is hardly this rare. */
const RARE = 0.05;
const RARE_BESIDE_OTHERS = 0.5;
const MOST_TOLD = 3;
const MOST_NAMED = 3;

/** Offers, with the evidence: numbers far outside of the others (99 beside 1 to 5, 999999999 among
 * ages), 6 to 9 outside of a run from 1, single negative numbers, a rare 0 below a run from 1 to at
 * most 9; in columns of words those that mean don't know, refused, not applicable, and codes that are
 * the only numbers there (-99 beside `Agree`).
 * O(levels log levels).
 * @param counts Respondents per level.
 */
export function proposeMissing(column: Column, counts: readonly number[]): MissingProposal[] {
  const { name, kind, categories, missing, texts } = column;
  // With a code among them the few answers of a small survey look like open text.
  if (categories !== null || kind === "text") {
    if ((categories ?? texts).length > MOST_CATEGORIES) return [];
    const words = kind === "nominal" ? wordOffers(column, counts) : [];
    return [...words, ...codeOffers(column, counts)];
  }
  if (!NUMBER_KINDS.has(kind)) return [];
  const offers = offersOf(column, counts);
  return offers.sort((a, b) => a.point.value - b.point.value).flatMap((
    { point, reason, evidence },
  ) =>
    // One number may be written in several ways, and a code is applied by its text.
    texts.flatMap((text, level) =>
      missing[level] === 0 && counts[level] > 0 && column.values[level] === point.value
        ? [{ column: name, text: text.trim(), count: counts[level], reason, evidence }]
        : []
    )
  );
}

/** Codes among words; beside the points of a scale whose ends are labelled they lie beyond these. */
function codeOffers(
  { name, missing, texts }: Column,
  counts: readonly number[],
): MissingProposal[] {
  const given = texts.map((text) => text.trim())
    .map((text, level) => ({ text, value: Number(text), count: counts[level], level }))
    .filter(({ level, count }) => missing[level] === 0 && count > 0);
  const numbers = given.filter(({ text }) => WHOLE.test(text));
  if (given.length - numbers.length < FEWEST_WORDS) return [];
  const isCode = ({ text }: { text: string }) => HIGH_CODE.test(text) || NEGATIVE_CODE.test(text);
  const isBeyond = ({ value }: { value: number }) => Math.abs(value) > HIGHEST_POINT;
  const codes = numbers.every(isCode)
    ? numbers
    : numbers.filter((one) => isCode(one) && isBeyond(one));
  if (numbers.some((one) => isBeyond(one) && !isCode(one))) return [];
  return codes.map(({ text, value, count }) => {
    const { reason } = offer({ value, count }, "");
    const evidence = codes.length === numbers.length
      ? "a number, where all other answers are words"
      : `a number beyond the others, up to ${HIGHEST_POINT}`;
    return { column: name, text, count, reason, evidence };
  });
}

/** Says which numbers may mean no answer, one line a number, three at most: a code among the points of a
 * scale can form segments of its own, and among its words leaves categories without an order. Words
 * make a category of their own and distort nothing.
 * @param names Columns that are analysed.
 */
export function describeProposals(
  proposals: readonly MissingProposal[],
  names: ReadonlySet<string>,
): string[] {
  const byText = new Map<string, MissingProposal[]>();
  const isTold = ({ column, text }: MissingProposal) =>
    names.has(column) && nonAnswerReason(text) === null;
  for (const offer of proposals.filter(isTold)) {
    byText.set(offer.text, [...byText.get(offer.text) ?? [], offer]);
  }
  const cells = (offers: readonly MissingProposal[]) =>
    offers.reduce((sum, { count }) => sum + count, 0);
  const offered = [...byText.values()].sort((a, b) => cells(b) - cells(a));
  return offered.slice(0, MOST_TOLD).map((offers, i) => {
    const unnamed = offers.length - MOST_NAMED;
    const named = offers.slice(0, MOST_NAMED).map(({ column }) => quoteValue(column)).join(", ") +
      (unnamed > 0 ? ` and ${countOf(unnamed, "more column")}` : "");
    const unsaid = i === MOST_TOLD - 1 ? offered.length - MOST_TOLD : 0;
    const more = unsaid > 0 ? ` So may ${countOf(unsaid, "other number")}.` : "";
    const { text, evidence } = offers.reduce((a, b) => b.count > a.count ? b : a);
    return `${quoteValue(text)} in ${named} may mean no answer (${evidence}; ${
      countOf(cells(offers), "cell")
    } in all). It counts as an answer ` +
      `unless ingest.missing_codes says otherwise.${more}`;
  });
}

function wordOffers(
  { name, missing, texts }: Column,
  counts: readonly number[],
): MissingProposal[] {
  const found = new Map<string, MissingProposal>();
  const given = texts.map((text) => text.trim())
    .map((text, level) => ({ text, level }))
    .filter(({ text, level }) => text !== "" && missing[level] === 0 && counts[level] > 0);
  const isCode = (text: string) =>
    isShortMark(text) &&
    areCodesLike(text, given.flatMap((one) => one.text === text ? [] : [one.text]));
  given.forEach(({ text, level }) => {
    const reason = nonAnswerReason(text);
    if (reason === null || isCode(text)) return;
    const count = (found.get(text)?.count ?? 0) + counts[level];
    found.set(text, {
      column: name,
      text,
      count,
      reason: reason as MissingProposal["reason"],
      evidence: `the words say so, ${countOf(count, "cell")}`,
    });
  });
  return [...found.values()];
}

/** Of measures, which have many levels, only the ends can be codes. */
function offersOf(column: Column, counts: readonly number[]): Offer[] {
  const { values, missing } = column;
  const isGiven = (_: number, level: number) => missing[level] === 0 && counts[level] > 0;
  if (values.length > MOST_SCALE_LEVELS) {
    const sorted = values.filter(isGiven).sort();
    const distinct = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1]);
    const ends = distinct.filter((_, i) => i < END || i >= distinct.length - END);
    const points = Array.from(ends, (value): Point => ({ value, count: 0 }));
    const negative = negativeOffers(points);
    return [...negative, ...highOffers(points.slice(negative.length))];
  }
  const found = new Map<number, number>();
  values.forEach((value, level) => {
    if (isGiven(value, level)) found.set(value, counts[level] + (found.get(value) ?? 0));
  });
  return numberOffers(
    Array.from(found, ([value, count]) => ({ value, count })).sort((a, b) => a.value - b.value),
  );
}

function numberOffers(points: readonly Point[]): Offer[] {
  const negative = negativeOffers(points);
  const signless = points.slice(negative.length);
  const high = highOffers(signless);
  const rest = signless.slice(0, signless.length - high.length);
  const single = singleOffers(rest);
  const inner = rest.slice(0, rest.length - single.length);
  return [...negative, ...high, ...single, ...zeroOffers(inner)];
}

/** Codes above all others, farther from them than they are from each other. */
function highOffers(points: readonly Point[]): Offer[] {
  let first = points.length;
  while (first > 0 && HIGH_CODE.test(String(points[first - 1].value))) first--;
  // From the top down, so that 99 may be a code where 77 is an age.
  for (; first < points.length; first++) {
    const rest = points.slice(0, first);
    if (rest.length < 2) continue;
    const [least, most] = [rest[0].value, rest[rest.length - 1].value];
    if (points[first].value - most > most - least) {
      const evidence = `far above all other answers, ${least} to ${most}`;
      return points.slice(first).map((point) => offer(point, evidence));
    }
  }
  return [];
}

function singleOffers(points: readonly Point[]): Offer[] {
  const start = points[0]?.value === 0 ? 1 : 0;
  let end = start;
  while (points[end]?.value === end - start + 1) end++;
  const run = end - start;
  const outside = points.slice(end);
  const areCodes = outside.every(({ value }) => SINGLE_CODES.has(value) && value > run + 1);
  if (run < SHORTEST_RUN || outside.length === 0 || !areCodes) return [];
  // From 0 on it may be a count with a long tail.
  if (start === 1 && zeroOffers(points.slice(0, end)).length === 0) return [];
  return outside.map((point) => offer(point, `outside of the run of answers 1 to ${run}`));
}

function negativeOffers(points: readonly Point[]): Offer[] {
  const negatives = points.filter(({ value }) => value < 0);
  const others = points.slice(negatives.length);
  const count = negatives.length;
  if (count === 0 || count > MOST_NEGATIVES || others.length < FEWEST_OTHERS) return [];
  if (!negatives.every(({ value }) => NEGATIVE_CODE.test(String(value)))) return [];
  const [least, most] = [others[0].value, others[others.length - 1].value];
  const depth = -negatives[0].value;
  // A scale with both signs reaches about as far down as up; a measure has more of them.
  const isShallow = depth === count && 2 * depth < most;
  const isBeyond = depth > LOWEST_SCALE_DEPTH && depth > most;
  const areFar = negatives.every(({ value }) => FAR_NEGATIVES.has(value));
  const isMeasure = others.length > MOST_SCALE_POINTS;
  if (!isShallow && !isBeyond && !areFar && !isMeasure) return [];
  const evidence = `negative, where all other answers are ${least} to ${most}`;
  return negatives.map((point) => offer(point, evidence));
}

function zeroOffers(points: readonly Point[]): Offer[] {
  const [zero, ...run] = points;
  if (zero === undefined || zero.value !== 0 || run.length < FEWEST_OTHERS) return [];
  if (run.length > LONGEST_RUN || run.some(({ value }, i) => value !== i + 1)) return [];
  const total = points.reduce((sum, { count }) => sum + count, 0);
  const rarest = run.reduce((least, { count }) => Math.min(least, count), Infinity);
  if (zero.count > RARE * total || zero.count > RARE_BESIDE_OTHERS * rarest) return [];
  const share = zero.count / total < 0.005 ? "under 1 %" : formatShare(zero.count / total);
  const evidence = `below the run of answers 1 to ${run.length} and rare, ` +
    `${formatNumber(zero.count)} of ${formatNumber(total)} answers (${share})`;
  return [{ point: zero, reason: "blank", evidence }];
}

/** What a code says by custom: its last digit, 6 not applicable, 7 don't know, 8 refused. */
function offer(point: Point, evidence: string): Offer {
  const { value } = point;
  if (value === -1) return { point, reason: "dont_know", evidence };
  if (value === -2) return { point, reason: "refused", evidence };
  const reasons = { "6": "not_applicable", "7": "dont_know", "8": "refused" } as const;
  const digit = String(value).slice(-1) as keyof typeof reasons;
  const isWidthLimit = value === 32767 || value === 2147483647;
  return { point, reason: isWidthLimit ? "blank" : reasons[digit] ?? "blank", evidence };
}
