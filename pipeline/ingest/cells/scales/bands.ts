/** Orders answers that are bands of numbers: ages, incomes, sizes, durations. Runs in Deno and browsers. */

import { quoteValue } from "../../../base/errors.ts";
import { decodeEntities } from "../../../base/entities.ts";
import { fold } from "./fold.ts";
import type { Language } from "./languages/language.ts";
import { foldAll, LANGUAGES } from "./languages/languages.ts";
import { areFewTies, type NoOrder, type Order } from "./order.ts";
import { readPhrases } from "./vocabulary.ts";

interface Band {
  readonly low: number;
  readonly high: number;
}

interface Roles {
  /** Where the phrase is a number in words. */
  readonly number: number | null;
  readonly isBelow: boolean;
  readonly isAbove: boolean;
  /** Where the phrase is a unit of time: in years. */
  readonly years: number | null;
}

interface Vocabulary {
  readonly language: string;
  readonly words: ReadonlyMap<string, Roles>;
}

/** A text with its numbers cut out: words with `#` for each, and their values. */
interface Cut {
  readonly words: string;
  readonly numbers: readonly number[];
}

const INTERVAL = /^[[(]\s*(-?\d+(?:\.\d+)?|-inf)\s*[,;]\s*(\d+(?:\.\d+)?|inf)\s*[\])]$/i;
const NUMBER =
  /(\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+(?!\d)|\d+)([.,]\d+)?(?:\s?(k|tsd|tausend|tys|bin|mille|mio|mil|mln|m)(?![\p{L}\d]))?/gu;
const TIMES: Readonly<Record<string, number>> = {
  k: 1e3,
  tsd: 1e3,
  tausend: 1e3,
  tys: 1e3,
  bin: 1e3,
  mille: 1e3,
  mil: 1e3,
  m: 1e6,
  mln: 1e6,
  mio: 1e6,
};
const SIGN = /[$€£¥₹%]/g;
const MARKS: readonly (readonly [RegExp, string])[] = [
  [/[$€£¥₹]/g, " "],
  [/<=?|≤/g, " markbelow "],
  [/>=?|≥|\+/g, " markabove "],
  [/[-–—~]/g, " markto "],
];
const MEASURES = "km|m|cm|kg|g|l|ml|mi|miles|kwh|eur|usd|gbp|chf|pln|sek|r";
const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const DATED = new RegExp(
  `^(?:(\\d{1,2})-(${MONTHS.join("|")})|(${MONTHS.join("|")})-(\\d{1,2}))$`,
  "i",
);
/** What tools write for the answers of a list, such as A1 and AO02: an order of the list, not of a scale. */
const CODE = /^(?:\p{L}{1,2}\d{1,2}|\p{L}{1,3}[-_]\d+)$/u;
const PLURAL = /s$/;
/** In years. */
const HOUR = 1 / 8760;
const NO_ROLE: Roles = { number: null, isBelow: false, isAbove: false, years: null };
let vocabularies: readonly Vocabulary[] | null = null;

/** Orders bands that do not overlap; open ones (`> 60`, `60 and over`, `under 20k`), single numbers
 * (`12` beside `21 or older`) and intervals such as `(35,45]` are bands too.
 * @param texts Trimmed, distinct as written.
 */
export function orderByBand(texts: readonly string[]): Order | NoOrder {
  if (!areOfOneUnit(texts)) return { note: "" };
  const intervals = texts.map(readInterval);
  if (intervals.every((band) => band !== null)) {
    return orderBands(texts, intervals as Band[], "intervals of numbers");
  }
  if (texts.some((text) => NEGATIVE.test(text))) return { note: "" };
  if (texts.every((text) => CODE.test(text))) return { note: "" };
  vocabularies ??= LANGUAGES.map(buildVocabulary);
  const whole = texts.map(undoDate);
  const changed = texts.find((text, i) => text !== whole[i]);
  // Where all are a month and a number they may be dates indeed.
  const isDamaged = changed !== undefined && texts.some((text, i) => text === whole[i]);
  const cuts = (isDamaged ? whole : texts).map(cutNumbers);
  const counted = withoutThing(cuts);
  const what = isDamaged
    ? `bands of numbers, some of which a spreadsheet made dates (${quoteValue(changed)})`
    : "bands of numbers";
  let note = "";
  for (const vocabulary of vocabularies) {
    const bands = readAll(cuts, vocabulary) ?? readAll(counted, vocabulary);
    if (bands === null) continue;
    const found = orderBands(texts, bands, what);
    if ("keys" in found) return found;
    note = found.note;
  }
  return { note };
}

/** The band that a spreadsheet took for a day and a month, or a month and a year: `10-Feb` for 2-10,
 * `Oct-49` for 10-49. */
function undoDate(text: string): string {
  const match = DATED.exec(text);
  if (match === null) return text;
  const month = MONTHS.indexOf((match[2] ?? match[3]).toLowerCase()) + 1;
  const number = Number(match[1] ?? match[4]);
  return `${Math.min(month, number)}-${Math.max(month, number)}`;
}

/** Cuts without what all of them count, which no vocabulary knows: `2-5 lakhs`, `3 or more cars`. The
 * things are named behind the numbers, as names with a number (`Zone 1`) have it behind them; and one
 * is a range, as places in a row (`1. Bezirk`) are not. */
function withoutThing(cuts: readonly Cut[]): Cut[] {
  const split = cuts.map(({ words }) => words.split(" "));
  const last = split.map((words) => words.at(-1)!.replace(PLURAL, ""));
  const isThing = /^\p{L}{3,}$/u.test(last[0]) && last.every((word) => word === last[0]);
  if (!isThing || split.every((words) => words.length < 3)) return [];
  return cuts.map(({ numbers }, i) => ({ words: split[i].slice(0, -1).join(" "), numbers }));
}

/** Money may go without its sign in some bands, shares of a hundred may not. */
function areOfOneUnit(texts: readonly string[]): boolean {
  const signs = new Set(texts.flatMap((text) => text.match(SIGN) ?? []));
  const isPerCent = signs.has("%");
  return signs.size < 2 && (!isPerCent || texts.every((text) => text.includes("%")));
}

function orderBands(
  texts: readonly string[],
  bands: readonly Band[],
  what: string,
): Order | NoOrder {
  const order = bands.map((_, i) => i)
    .sort((a, b) => bands[a].low - bands[b].low || bands[a].high - bands[b].high);
  const keys = new Array<number>(bands.length).fill(0);
  for (let p = 1; p < order.length; p++) {
    const [last, next] = [order[p - 1], order[p]];
    const isSame = bands[last].low === bands[next].low && bands[last].high === bands[next].high;
    if (!isSame && bands[next].low < bands[last].high) {
      return { note: `the bands "${texts[last]}" and "${texts[next]}" overlap` };
    }
    keys[next] = keys[last] + (isSame ? 0 : 1);
  }
  const count = keys[order[order.length - 1]] + 1;
  if (count < 2 || !areFewTies(keys, texts.map(fold))) return { note: "" };
  return { keys, what, confidence: count === 2 ? 0.8 : 0.95 };
}

function readInterval(text: string): Band | null {
  const match = INTERVAL.exec(text);
  if (match === null) return null;
  const [low, high] = [match[1], match[2]].map((bound) =>
    /inf/i.test(bound) ? (bound.startsWith("-") ? -Infinity : Infinity) : Number(bound)
  );
  return low < high ? { low, high } : null;
}

/** A number below zero, which here is a code or a loss, and in front of which "-" parts no band. */
const NEGATIVE = /^[-\u2212]\s?[$€£¥₹]?\d/;

function cutNumbers(text: string): Cut {
  const numbers: number[] = [];
  const factors: number[] = [];
  let rest = decodeEntities(text).toLowerCase().replace(
    NUMBER,
    (_, whole: string, fraction: string | undefined, times: string | undefined) => {
      const digits = whole.replace(/\D/g, "");
      numbers.push(Number(digits + (fraction ?? "").replace(",", ".")));
      factors.push(times ? TIMES[times] : 1);
      return " 0 ";
    },
  );
  for (const [mark, word] of MARKS) rest = rest.replace(mark, word);
  // The thousands of 30-60k are of both numbers, those of 500-1k of one.
  const isShared = factors.length === 2 && factors[0] === 1 && numbers[0] < numbers[1];
  const factorOf = (i: number) => isShared ? factors[1] : factors[i];
  return { words: fold(rest), numbers: numbers.map((number, i) => number * factorOf(i)) };
}

function readAll(cuts: readonly Cut[], { words }: Vocabulary): Band[] | null {
  if (cuts.length === 0) return null;
  const bands: Band[] = [];
  const units = new Set<number | null>();
  for (const { words: text, numbers } of cuts) {
    const cut = numbers.values();
    const read = readPhrases(text, words, (): Roles => ({ ...NO_ROLE, number: cut.next().value! }));
    if (read === null || !cut.next().done) return null;
    const numbered = numbersOf(read);
    const counted = numbered.length > 0 ? numbered : oneUnit(read);
    if (counted.length === 0 || counted.length > 2) return null;
    counted.forEach(({ years }) => years !== undefined && units.add(years));
    const band = toBand(counted.map(({ number, years }) => number * (years ?? 1)), read);
    if (band === null) return null;
    bands.push(band);
  }
  // Where only some bands name their unit, it must be the same one; ages are years either way.
  if (units.has(null) && units.size > 1) {
    const named = [...units].filter((unit) => unit !== null);
    if (named.length > 1 || named[0] !== 1) return null;
  }
  return fromNothing(bands);
}

/** Beside "none" itself what is below a number is more than nothing. */
function fromNothing(bands: readonly Band[]): Band[] {
  const hasNone = bands.some(({ low, high }) => low === 0 && high === 0);
  return bands.map(({ low, high }) => ({
    low: hasNone && low === -Infinity && high > 0 ? 0 : low,
    high,
  }));
}

/** The numbers with the unit of each: the next one named behind it. Nothing has no unit. */
function numbersOf(read: readonly Roles[]): { number: number; years?: number | null }[] {
  const found: { number: number; years?: number | null }[] = [];
  let unit: number | null = null;
  for (const { number, years } of read.toReversed()) {
    if (years !== null && number !== null) found.unshift({ number, years });
    else if (years !== null) unit = years;
    else if (number !== null) found.unshift(number === 0 ? { number } : { number, years: unit });
  }
  return found;
}

/** One of the unit that a band is of without saying so: less than an hour. */
function oneUnit(read: readonly Roles[]): { number: number; years: number }[] {
  const isOpen = read.some(({ isBelow, isAbove }) => isBelow || isAbove);
  const years = read.find((role) => role.years !== null)?.years ?? null;
  return isOpen && years !== null ? [{ number: 1, years }] : [];
}

function toBand(numbers: readonly number[], roles: readonly Roles[]): Band | null {
  if (numbers.length === 2) {
    const [low, high] = numbers;
    return low <= high ? { low, high } : null;
  }
  const [bound] = numbers;
  const below = roles.some(({ isBelow }) => isBelow);
  const above = roles.some(({ isAbove }) => isAbove);
  if (below && above) return null;
  return { low: below ? -Infinity : bound, high: above ? Infinity : bound };
}

function buildVocabulary({ name, counting }: Language): Vocabulary {
  const words = new Map<string, Roles>();
  const put = (phrases: string, roles: Partial<Roles>) => {
    for (const phrase of foldAll(phrases)) {
      if (phrase === "" || words.has(phrase)) continue;
      words.set(phrase, { ...NO_ROLE, ...roles });
    }
  };
  put(counting.below, { isBelow: true });
  put(counting.above, { isAbove: true });
  put("markbelow", { isBelow: true });
  put("markabove", { isAbove: true });
  put("markto", {});
  put(counting.between, {});
  for (const [timesAYear, phrases] of counting.units) put(phrases, { years: 1 / timesAYear });
  for (const [number, phrases] of counting.numbers) put(phrases, { number });
  for (const [times, phrases] of counting.lowest) if (times === 0) put(phrases, { number: 0 });
  for (const [hours, phrases] of counting.spans ?? []) {
    put(phrases, { number: hours, years: HOUR });
  }
  put(counting.nouns, {});
  put(counting.fillers, {});
  put(MEASURES, {});
  return { language: name, words };
}
