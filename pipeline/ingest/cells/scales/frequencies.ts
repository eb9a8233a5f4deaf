/** Orders answers that count how often: `Once a month`, `Every three months`, `1 to 2/week`. Runs in Deno and browsers. */

import { fold } from "./fold.ts";
import type { Language } from "./languages/language.ts";
import { foldAll, LANGUAGES } from "./languages/languages.ts";
import { areFewTies, type NoOrder, type Order } from "./order.ts";
import { readPhrases } from "./vocabulary.ts";

interface Word {
  readonly role: "number" | "unit" | "adverb" | "every" | "other" | "more" | "less" | "filler";
  readonly value: number;
}

interface Vocabulary {
  readonly language: string;
  readonly words: ReadonlyMap<string, Word>;
  readonly lowest: ReadonlyMap<string, number>;
}

/** How often an answer says. */
interface Counted {
  readonly times: number;
  /** The unit it counts in, by how many a year has; 0 where it counts nothing, such as never. */
  readonly unit: number;
  /** Whether it is more or less than that. */
  readonly isOpen: boolean;
}

/** Four weeks are nearly a month. */
const NEARLY = 1.09;
/** "More than once a week" lies just above "once a week". */
const JUST_ABOVE = 1.01;
const JUST_BELOW = 0.99;
const TIMES_SIGN = /(\d)\s?[x×](?![\p{L}\d])/giu;
let vocabularies: readonly Vocabulary[] | null = null;

/** Orders answers by how many times a year they mean.
 * @param texts Trimmed, distinct as written.
 */
export function orderByFrequency(texts: readonly string[]): Order | NoOrder {
  vocabularies ??= LANGUAGES.map(buildVocabulary);
  for (const vocabulary of vocabularies) {
    const counted = texts.flatMap((text) => timesAYear(text, vocabulary) ?? []);
    if (counted.length < texts.length) continue;
    const keys = withTies(counted);
    const isClear = areFewTies(keys, texts.map(fold));
    if (!isClear || new Set(keys).size < 2 || counted.every(({ unit }) => unit === 0)) continue;
    return { keys, what: `answers that count how often (${vocabulary.language})`, confidence: 0.9 };
  }
  return { note: "" };
}

/** Times a year, where nearly as often in another unit is as often: twice a month, every two weeks. */
function withTies(counted: readonly Counted[]): number[] {
  const keys = counted.map(({ times }) => times);
  const order = counted.map((_, i) => i).sort((a, b) => counted[a].times - counted[b].times);
  for (let p = 1; p < order.length; p++) {
    const [last, next] = [counted[order[p - 1]], counted[order[p]]];
    const isOfOtherUnit = last.unit !== next.unit && last.unit > 0 && !last.isOpen && !next.isOpen;
    if (isOfOtherUnit && next.times <= NEARLY * last.times) keys[order[p]] = keys[order[p - 1]];
  }
  return keys;
}

function timesAYear(text: string, { words, lowest }: Vocabulary): Counted | null {
  // "1x", "2-3 ×" are digits that count times.
  const folded = fold(text.replaceAll("/", " per ").replace(TIMES_SIGN, "$1 "));
  const low = lowest.get(folded);
  if (low !== undefined) return { times: low, unit: 0, isOpen: false };
  const read = folded === ""
    ? null
    : readPhrases(folded, words, (digits): Word => ({ role: "number", value: Number(digits) }));
  if (read === null) return null;
  const times = evaluate(read);
  if (times === null) return null;
  const has = (role: Word["role"]) => read.some((word) => word.role === role);
  const isMore = has("more") || /^\s*[+>≥]|\d\s*\+/.test(text);
  const isLess = has("less") || /^\s*[<≤]/.test(text);
  const unit = read.find(({ role }) => role === "unit" || role === "adverb")?.value ?? 0;
  const shift = isMore ? JUST_ABOVE : isLess ? JUST_BELOW : 1;
  return { times: times * shift, unit, isOpen: isMore || isLess };
}

function evaluate(read: readonly Word[]): number | null {
  const of = (role: Word["role"]) => read.filter((word) => word.role === role);
  const every = read.findIndex(({ role }) => role === "every");
  const [unit, ...furtherUnits] = [...of("unit"), ...of("adverb")];
  if (unit === undefined || furtherUnits.some(({ value }) => value !== unit.value)) return null;
  const numbers = read.flatMap(({ role, value }, i) => role === "number" ? [{ value, i }] : []);
  const before = numbers.filter(({ i }) => every === -1 || i < every).map(({ value }) => value);
  const behind = numbers.filter(({ i }) => every !== -1 && i > every).map(({ value }) => value);
  if (before.length > 2 || behind.length > 1) return null;
  const count = before.length === 0
    ? 1
    : before.reduce((sum, value) => sum + value) / before.length;
  if (every !== -1) {
    const period = (behind[0] ?? 1) * (of("other").length > 0 ? 2 : 1);
    return period > 0 ? count * unit.value / period : null;
  }
  if (unit.role === "adverb") return count * unit.value;
  // "3 months" is how long, not how often.
  return before.length > 0 && of("filler").length > 0 ? count * unit.value : null;
}

function buildVocabulary({ name, counting, nonAnswers }: Language): Vocabulary {
  const words = new Map<string, Word>([["per", { role: "filler", value: 0 }]]);
  const put = (phrases: string, word: Word) =>
    foldAll(phrases).forEach((phrase) => words.has(phrase) || words.set(phrase, word));
  put(counting.every, { role: "every", value: 0 });
  put(counting.other, { role: "other", value: 0 });
  put(counting.more, { role: "more", value: 0 });
  put(counting.less, { role: "less", value: 0 });
  for (const [value, phrases] of counting.adverbs) put(phrases, { role: "adverb", value });
  for (const [value, phrases] of counting.numbers) put(phrases, { role: "number", value });
  for (const [value, phrases] of counting.units) put(phrases, { role: "unit", value });
  put(counting.fillers, { role: "filler", value: 0 });
  const lowest = new Map(
    [[0, nonAnswers.not_done] as const, ...counting.lowest].flatMap(([value, phrases]) =>
      foldAll(phrases).map((phrase): [string, number] => [phrase, value])
    ),
  );
  return { language: name, words, lowest };
}
