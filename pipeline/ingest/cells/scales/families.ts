/** Orders answers that all belong to one family of scales. Runs in Deno and browsers. */

import { quoteValue } from "../../../base/errors.ts";
import { fold, splitLabel } from "./fold.ts";
import { type Place, placesOf } from "./lexicon.ts";
import { areFewTies, isOrder, type NoOrder, type Order } from "./order.ts";

/** An answer, its words without a number, and the readings of those. */
interface Read {
  readonly text: string;
  readonly words: string;
  readonly number: number | null;
  readonly places: readonly Place[];
}

const FEWEST_PLACES = 2;
/** Two of a thing may be its kinds, such as `Regular beer` and `Strong beer`. */
const FEWEST_OF_THING = 3;
const OF_THING = 0.85;
/** From this many places on a scale is hardly met by chance. */
const TELLING_PLACES = 4;
/** Of a place, so that numbers of any scale do not reach the next one. */
const SMALL = 1e-6;
/** An article goes with the sound: a usefulness scale. */
const VOWEL = /^[aeio]/;

/** Orders answers by the family that all of them belong to, low to high of the thing it is named
 * after. Every answer must have a place there, and no two different answers the same one. Numbers
 * before or behind the words must not contradict. Of several families the one counts whose high pole
 * most answers are at.
 * @param texts Trimmed, distinct as written.
 */
export function orderByFamily(texts: readonly string[]): Order | NoOrder {
  return orderReads(texts.map(read));
}

/** Orders answers as {@link orderByFamily} does without the words that all of them end with, which say
 * what the scale is about: `Definitely would buy`, `Definitely would not buy`.
 */
export function orderByFamilyOfThing(texts: readonly string[]): Order | NoOrder {
  const bare = withoutCommonEnd(texts);
  if (bare === null) return { note: "" };
  const found = orderReads(bare.map(read));
  if (!isOrder(found) || new Set(found.keys).size < FEWEST_OF_THING) return { note: "" };
  return { ...found, confidence: Math.min(found.confidence, OF_THING) };
}

/** Null if no words are shared, or nothing else is left of an answer. */
function withoutCommonEnd(texts: readonly string[]): string[] | null {
  const split = texts.map((text) => text.trim().split(/\s+/));
  const isShared = (back: number) => {
    const word = fold(split[0].at(-back) ?? "");
    return word !== "" &&
      split.every((words) => words.length > back && fold(words.at(-back)!) === word);
  };
  let shared = 0;
  while (isShared(shared + 1)) shared++;
  return shared === 0 ? null : split.map((words) => words.slice(0, -shared).join(" "));
}

function orderReads(reads: readonly Read[]): Order | NoOrder {
  const groups = new Map<string, number[]>();
  reads.forEach(({ places }, i) => {
    for (const { language, family } of places) {
      const group = `${family}/${language}`;
      groups.set(group, [...groups.get(group) ?? [], i]);
    }
  });
  const whole = [...groups].filter(([, members]) => members.length === reads.length);
  const orders = whole.map(([group]) => ({ group, ...orderIn(reads, group) }));
  const clear = orders.filter((order) => order.clash === null);
  const sound = clear.length > 0 ? clear : orders.filter((order) => order.isTied);
  if (sound.length === 0) return { note: whyNot(reads, { orders, groups }) };
  // "Difficult" to "very difficult" is a scale of difficulty, not the low half of one of ease.
  const highest = sound.reduce((most, { keys }) => Math.max(most, atHighPole(keys)), -Infinity);
  const [first, ...others] = sound.filter(({ keys }) => atHighPole(keys) === highest);
  const rank = rankOf(first.keys);
  const other = others.find(({ keys }) => rankOf(keys).join() !== rank.join());
  if (other !== undefined) {
    const note = `they could be ${nameOf(first.group)} or ${nameOf(other.group)}, in another order`;
    return { note };
  }
  const falls = fallingNumbers(reads, first.keys);
  if (falls === null) return { note: `their numbers and words are in different orders` };
  const keys = byNumberToo(reads, { keys: first.keys, falls });
  const count = new Set(keys).size;
  return {
    keys,
    what: `answers of ${nameOf(first.group)}${
      falls ? ", ordered by their words as their numbers run the other way" : ""
    }`,
    confidence: count >= TELLING_PLACES ? 0.95 : count === FEWEST_PLACES ? 0.7 : 0.85,
  };
}

function read(text: string): Read {
  const folded = fold(text);
  const places = folded === "" ? [] : placesOf(folded);
  const label = splitLabel(text);
  if (places.length > 0 || label === null) return { text, words: folded, number: null, places };
  const words = fold(label.words);
  return { text, words, number: label.number, places: words === "" ? [] : placesOf(words) };
}

function orderIn(
  reads: readonly Read[],
  group: string,
): { keys: number[]; clash: readonly [string, string] | null; isTied: boolean } {
  const taken = new Map<number, Read>();
  let clash: readonly [string, string] | null = null;
  const keys = reads.map((answer) => {
    const place = answer.places.find((one) => `${one.family}/${one.language}` === group)!.place;
    const holder = taken.get(place);
    if (holder === undefined) taken.set(place, answer);
    else if (holder.words !== answer.words || holder.number !== answer.number) {
      clash ??= [holder.text, answer.text];
    }
    return place;
  });
  const isTied = clash !== null && taken.size >= FEWEST_PLACES &&
    areFewTies(keys, reads.map(({ words, number }) => `${number ?? ""} ${words}`));
  if (clash === null && taken.size < FEWEST_PLACES) clash = ["", ""];
  return { keys, clash, isTied };
}

function whyNot(
  reads: readonly Read[],
  { orders, groups }: {
    orders: readonly { group: string; clash: readonly [string, string] | null }[];
    groups: ReadonlyMap<string, readonly number[]>;
  },
): string {
  const [order] = orders;
  if (order !== undefined) {
    const [a, b] = order.clash!;
    return a === ""
      ? ""
      : `${quoteValue(a)} and ${quoteValue(b)} have the same place on ${nameOf(order.group)}`;
  }
  let best: [string, readonly number[]] | null = null;
  for (const entry of groups) if (best === null || entry[1].length > best[1].length) best = entry;
  if (best === null || best[1].length < FEWEST_PLACES || 2 * best[1].length < reads.length) {
    return "";
  }
  const members = new Set(best[1]);
  const strangers = reads.filter((_, i) => !members.has(i)).map(({ text }) => text).sort();
  return `${members.size} of them are answers of ${nameOf(best[0])}, but ${
    quoteValue(strangers[0])
  } is not`;
}

/** Whether numbers fall where words rise; null if they do neither, false if there are none. */
function fallingNumbers(reads: readonly Read[], keys: readonly number[]): boolean | null {
  const pairs = reads.flatMap(({ number }, i) => number === null ? [] : [[keys[i], number]])
    .sort((a, b) => a[0] - b[0]);
  const steps = pairs.slice(1).map(([, number], i) => number - pairs[i][1])
    .filter((_, i) => pairs[i + 1][0] !== pairs[i][0]);
  if (steps.every((step) => step > 0)) return false;
  return steps.every((step) => step < 0) ? true : null;
}

/** Answers of one place in the order of their numbers, where all have one. */
function byNumberToo(
  reads: readonly Read[],
  { keys, falls }: { keys: readonly number[]; falls: boolean },
): readonly number[] {
  if (reads.some(({ number }) => number === null)) return keys;
  return keys.map((key, i) => key + (falls ? -1 : 1) * SMALL * reads[i].number!);
}

function nameOf(group: string): string {
  const [family, language] = group.split("/");
  return `${VOWEL.test(family) ? "an" : "a"} ${family} scale (${language})`;
}

function atHighPole(keys: readonly number[]): number {
  return keys.filter((key) => key > 0).length;
}

function rankOf(keys: readonly number[]): number[] {
  const sorted = [...new Set(keys)].sort((a, b) => a - b);
  return keys.map((key) => sorted.indexOf(key));
}
