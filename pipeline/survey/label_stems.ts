/** What the items of a question share, and what tells them apart. Runs in Deno and browsers. */

import { commonEnd, commonStart } from "./short_texts.ts";

/** The texts of a question's columns, taken apart. */
export interface Stemmed {
  /** What all say. */
  readonly stem: string;
  /** What each says beyond that; empty for a column whose text is the stem. */
  readonly items: readonly string[];
}

/** Where a question may end and its item begin. */
const SEPARATOR = /\s[-–—|/]\s|[:：]\s|[?？!]["”»]?\s|…\s?|\.\.\.\s?|[[(]|\.\s/gu;
/** Where an item may end and the question begin. */
const REVERSED = /\s[-–—|/]\s|[:：]\s|[\])]\s?/u;
const LEADING = /^[\s\-–—:：|…/.,;]+/u;
const TRAILING = /[\s\-–—:：|/[(]+$/u;
/** A stem that only ends at a word must be a phrase. */
const LEAST_PHRASE = 12;
const FEWEST_BY_WORDS = 3;

/** Takes texts of one question apart: by the question's own text where they start with it, else by
 * their common beginning or end, which stops at a separator or between words.
 * @param question The question's text; empty where it is not known.
 * @returns Null where they share no more than by chance.
 */
export function splitStem(texts: readonly string[], question: string): Stemmed | null {
  if (new Set(texts).size < 2) return null;
  if (question !== "" && texts.every((text) => text.startsWith(question))) {
    return taken(texts, { start: question.length, end: 0 });
  }
  const start = startOf(texts);
  const end = endOf(texts, start);
  return start + end === 0 ? null : taken(texts, { start, end });
}

function taken(
  texts: readonly string[],
  { start, end }: { readonly start: number; readonly end: number },
): Stemmed | null {
  const [first] = texts;
  const before = first.slice(0, start).replace(TRAILING, "").trim();
  const after = first.slice(first.length - end).replace(LEADING, "").replace(/^[\])]\s*/, "");
  const isWord = /[\p{L}\p{N}]/u;
  const parts = [before, after].filter((part) => isWord.test(part));
  const items = texts.map((text) => trimItem(text.slice(start, text.length - end)));
  const isWhole = items.filter((item) => item === "").length <= 1;
  return parts.length === 0 || !isWhole ? null : { stem: parts.join(" … "), items };
}

function trimItem(text: string): string {
  const item = text.replace(LEADING, "").replace(/[\s\-–—:：|/]+$/u, "");
  for (const [open, close] of ["[]", "()"]) {
    if (item.startsWith(open) && !item.includes(close)) return item.slice(1).trim();
    if (item.endsWith(close) && !item.includes(open)) return item.slice(0, -1).trim();
    if (item.startsWith(open) && item.endsWith(close) && item.indexOf(close) === item.length - 1) {
      return item.slice(1, -1).trim();
    }
  }
  return item;
}

/** Characters of the common beginning, back to where a question may end. */
function startOf(texts: readonly string[]): number {
  const [first, ...others] = texts;
  let shared = first.length;
  for (const text of others) shared = Math.min(shared, commonStart(first, text));
  // A column whose text is the whole stem: the others go on behind it.
  const isStem = texts.some((text) => text.length === shared) &&
    texts.every((text) =>
      text.length === shared || /^\s*[-–—:：|[(/]|^\s/u.test(text.slice(shared))
    );
  if (isStem) return shared;
  const separators = [...first.slice(0, shared).matchAll(SEPARATOR)]
    .map((match) => match.index + match[0].length)
    .filter((at) => /\p{L}/u.test(first.slice(0, at)));
  const last = separators.at(-1);
  if (last !== undefined) return last;
  const phrase = first.slice(0, first.slice(0, shared).lastIndexOf(" ") + 1);
  return isPhrase(phrase, texts) && hasWords(texts.map((text) => text.slice(phrase.length)))
    ? phrase.length
    : 0;
}

/** Characters of the common end, on to where a question may begin; behind a common beginning also marks
 * alone, such as a bracket or a question mark. */
function endOf(texts: readonly string[], start: number): number {
  const [first, ...others] = texts;
  let shared = texts.reduce((least, text) => Math.min(least, text.length - start), Infinity);
  for (const text of others) shared = Math.min(shared, commonEnd(first, text));
  if (shared <= 0) return 0;
  const tail = first.slice(first.length - shared);
  const marks = start > 0 ? /[^\p{L}\p{N}\s]*$/u.exec(tail)![0].length : 0;
  const separator = REVERSED.exec(tail);
  if (separator !== null && /\p{L}/u.test(tail.slice(separator.index + separator[0].length))) {
    return shared - separator.index;
  }
  const blank = tail.indexOf(" ");
  const phrase = blank === -1 ? "" : tail.slice(blank);
  const rest = texts.map((text) => text.slice(start, text.length - phrase.length));
  if (isPhrase(phrase, texts) && hasWords(rest)) return phrase.length;
  return rest.every((text) => text.length > marks) ? marks : 0;
}

function isPhrase(phrase: string, texts: readonly string[]): boolean {
  const words = phrase.trim().split(" ");
  return texts.length >= FEWEST_BY_WORDS && phrase.trim().length >= LEAST_PHRASE &&
    words.length >= 2;
}

function hasWords(items: readonly string[]): boolean {
  return items.every((item) => /\p{L}{2}/u.test(item));
}
