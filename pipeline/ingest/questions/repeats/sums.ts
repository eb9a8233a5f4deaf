/** Finds columns that are the sum or the mean of others. Runs in Deno and browsers. */

import type { StageContext } from "../../../base/context.ts";
import type { Column } from "../../../survey/column.ts";
import type { DerivedColumn } from "../../../survey/survey.ts";
import { areRankedAlike, correlate, hasValues, isTelling } from "./copies.ts";
import { Neighbourhood } from "./near_columns.ts";
import { Fingerprints, Starts } from "./sum_search.ts";

/** Respondents on whom all runs are tried before one is held against everybody. */
const TRIED = 24;
const SAMPLE = 64;
const FEWEST_VALUES = 3;
const FEWEST_ITEMS = 2;
const HALF_A_UNIT = 0.5000001;
const LEAST_SHARE = 0.5;
/** Numbers looked at for how many decimals they are written with. */
const MOST_WRITTEN = 1000;

/** Finds sums and means. For each column all runs of neighbours are tried at once, by prefix sums of a few
 * respondents' answers (a run is found by looking up the difference); then runs beside the column as
 * means; then the items of each question as sum, as mean and by correlation above 0.999. What is found
 * is held against all respondents. O(columns x reach + n x columns): in a survey of thousands of columns
 * the parts of a sum are looked for among those near to it.
 * @param columns Those that may become features.
 * @param groups Columns of one question each, by name.
 */
export async function findSums(
  columns: readonly Column[],
  { groups, context }: { groups: readonly (readonly string[])[]; context: StageContext },
): Promise<DerivedColumn[]> {
  const items = columns.filter(isItem);
  const places = new Map(items.map(({ name }, place) => [name, place]));
  const questions = groups.map((names) =>
    names.flatMap((name) => places.has(name) ? [places.get(name)!] : [])
  ).filter((group) => group.length >= FEWEST_ITEMS);
  const samples = items.map((item) => sampleOf(item, SAMPLE));
  const near = new Neighbourhood(items.length);
  const prints = new Fingerprints(items.length, (place, at) => valueAt(items[place], at));
  const starts = new Starts(near.most);
  const means = new Map<readonly number[], Float64Array>();
  const meansFor = (question: readonly number[]): Float64Array => {
    const known = means.get(question) ?? meansOf(question.map((at) => samples[at]));
    means.set(question, known);
    return known;
  };
  const questionsNear = near.lists(questions);
  const found: DerivedColumn[] = [];
  for (const [place, item] of items.entries()) {
    await context.checkpoint(0, 1, "sums");
    if (!isScore(item)) continue;
    const run = findRun(items, { place, near, prints, starts }) ??
      findMeanBeside(items, { place, near, prints }) ??
      findGroup({ items, samples, meansFor, place, questions: questionsNear(place) });
    if (run === null || !isTelling(item, { columns: columns.length, together: 3 })) continue;
    found.push({ column: item.name, of: run.of.map((at) => items[at].name), how: run.how });
  }
  return found;
}

/** Items of a sum by their places, and what the column is of them. */
interface Parts {
  readonly of: readonly number[];
  readonly how: "sum" | "mean" | "score";
}

function isItem({ kind }: Column): boolean {
  return kind === "numeric" || kind === "ordinal" || kind === "binary";
}

/** Whether a column may be a sum: sums have more values than two, and no words. */
function isScore({ kind, categories, values, missing }: Column): boolean {
  if (kind === "binary" || categories !== null) return false;
  return hasValues({ values, missing }, FEWEST_VALUES);
}

/** What an answer counts in a sum: points of a scale in words from 1 on, as tools number them. */
function weigh({ kind, categories }: Column, value: number): number {
  return kind === "ordinal" && categories !== null ? value + 1 : value;
}

/** Evenly spread respondents with a value. */
function respondentsWith({ codes, missing }: Column, most: number): number[] {
  const step = Math.max(1, Math.floor(codes.length / (4 * most)));
  const chosen: number[] = [];
  for (let i = 0; i < codes.length && chosen.length < most; i += step) {
    if (missing[codes[i]] === 0) chosen.push(i);
  }
  return chosen;
}

/** The answer of a respondent in a sum; 0 where there is none. */
function valueAt(column: Column, respondent: number): number {
  const level = column.codes[respondent];
  return column.missing[level] === 0 ? weigh(column, column.values[level]) : 0;
}

function sampleOf(column: Column, most: number): Float64Array {
  const { codes, values, missing } = column;
  const length = Math.min(most, codes.length);
  return Float64Array.from({ length }, (_, k) => {
    const level = codes[Math.floor(k * codes.length / length)];
    return missing[level] === 0 ? weigh(column, values[level]) : NaN;
  });
}

/** The run of neighbours whose sum the column is, the column itself passed over. */
function findRun(
  items: readonly Column[],
  { place, near, prints, starts }: {
    place: number;
    near: Neighbourhood;
    prints: Fingerprints;
    starts: Starts;
  },
): Parts | null {
  const { from, to } = near.of(place);
  const keys = prints.of(respondentsWith(items[place], TRIED), { from, to });
  const wanted = keys[place - from];
  // Of the column's neighbours, itself left out, by their order.
  const ends = to - from - 1;
  const placeOf = (j: number): number => from + j + (from + j >= place ? 1 : 0);
  starts.clear();
  starts.set(0, 0);
  let prefix = 0;
  for (let j = 0; j < ends; j++) {
    prefix = prints.add(prefix, keys[placeOf(j) - from]);
    const start = starts.get(prints.subtract(prefix, wanted));
    if (start >= 0 && j + 1 - start >= FEWEST_ITEMS) {
      const of = Array.from({ length: j + 1 - start }, (_, k) => placeOf(start + k));
      if (holds(items, { place, of, how: "sum" })) return { of, how: "sum" };
    }
    starts.set(prefix, j + 1);
  }
  return null;
}

/** The run beside the column whose mean it is. */
function findMeanBeside(
  items: readonly Column[],
  { place, near, prints }: { place: number; near: Neighbourhood; prints: Fingerprints },
): Parts | null {
  const score = items[place];
  if (decimalsOf(score) === 0) return null;
  const respondents = respondentsWith(score, TRIED);
  const answers = prints.numbersOf(respondents);
  const wanted = answers.map((given) => given[place]);
  const unit = HALF_A_UNIT * 10 ** -decimalsOf(score);
  const { from, to } = near.of(place);
  for (const step of [-1, 1]) {
    const sums = new Float64Array(respondents.length);
    const of: number[] = [];
    for (let at = place + step; at >= from && at < to; at += step) {
      of.push(at);
      for (let r = 0; r < sums.length; r++) sums[r] += answers[r][at];
      const isMean = of.length >= FEWEST_ITEMS &&
        wanted.every((mean, r) => Math.abs(sums[r] / of.length - mean) <= unit);
      if (!isMean) continue;
      const sorted = of.toSorted((a, b) => a - b);
      if (holds(items, { place, of: sorted, how: "mean" })) return { of: sorted, how: "mean" };
    }
  }
  return null;
}

/** The question whose items the column is the sum or the mean of, exactly or nearly. */
function findGroup(
  { items, samples, meansFor, place, questions }: {
    items: readonly Column[];
    samples: readonly Float64Array[];
    meansFor: (question: readonly number[]) => Float64Array;
    place: number;
    questions: readonly (readonly number[])[];
  },
): Parts | null {
  for (const question of questions) {
    const of = question.filter((at) => at !== place);
    if (of.length < FEWEST_ITEMS) continue;
    const means = of.length === question.length
      ? meansFor(question)
      : meansOf(of.map((at) => samples[at]));
    if (!correlate(samples[place], means)) continue;
    for (const how of ["sum", "mean"] as const) {
      if (holds(items, { place, of, how })) return { of, how };
    }
    const isNear = correlate(
      sampleOf(items[place], Infinity),
      meansOf(of.map((at) => sampleOf(items[at], Infinity))),
    );
    if (isNear && areRankedAlike(samples[place], means)) return { of, how: "score" };
  }
  return null;
}

/** Means of the answers that each respondent gave; NaN without any. */
function meansOf(samples: readonly Float64Array[]): Float64Array {
  return samples[0].map((_, i) => {
    let sum = 0, count = 0;
    for (const sample of samples) {
      if (sample[i] !== sample[i]) continue;
      sum += sample[i];
      count++;
    }
    return count === 0 ? NaN : sum / count;
  });
}

/** Whether a column is the sum or the mean of others for everybody: where an answer is missing, of those
 * that were given or not at all; at least for half of those who have a value.
 */
function holds(
  items: readonly Column[],
  { place, of, how }: { place: number; of: readonly number[]; how: "sum" | "mean" },
): boolean {
  const score = items[place];
  const finest = decimalsOf(score);
  const isFiner = how === "mean" || of.some((at) => decimalsOf(items[at]) > finest);
  const unit = isFiner && finest > 0 ? HALF_A_UNIT * 10 ** -finest : 0;
  const isUsed = new Uint8Array(of.length);
  let answered = 0, exact = 0;
  for (let i = 0; i < score.codes.length; i++) {
    const level = score.codes[i];
    if (score.missing[level] !== 0) continue;
    answered++;
    let sum = 0, given = 0;
    for (const [k, at] of of.entries()) {
      const { codes, values, missing } = items[at];
      const own = codes[i];
      if (missing[own] !== 0) continue;
      const value = weigh(items[at], values[own]);
      if (value !== 0) isUsed[k] = 1;
      sum += value;
      given++;
    }
    const wanted = how === "sum" ? sum : sum / given;
    const isExact = Math.abs(score.values[level] - wanted) <= unit + 1e-9 * Math.abs(wanted);
    if (isExact) exact++;
    else if (given === of.length) return false;
  }
  const used = isUsed.reduce((count, is) => count + is, 0);
  return exact > LEAST_SHARE * answered && used >= FEWEST_ITEMS;
}

/** Of columns that were looked at: each is held against many. */
const decimals = new WeakMap<Column, number>();

/** The most decimals that a column's numbers are written with, at most four, by evenly spread ones. */
function decimalsOf(column: Column): number {
  const known = decimals.get(column);
  if (known !== undefined) return known;
  const { texts, values, missing } = column;
  let most = 0;
  const step = Math.max(1, Math.floor(texts.length / MOST_WRITTEN));
  for (let level = 0; level < texts.length && most < 4; level += step) {
    if (missing[level] !== 0 || Number.isInteger(values[level])) continue;
    most = Math.max(most, /[.,](\d+)\D*$/.exec(texts[level])?.[1].length ?? 0);
  }
  decimals.set(column, Math.min(most, 4));
  return Math.min(most, 4);
}
