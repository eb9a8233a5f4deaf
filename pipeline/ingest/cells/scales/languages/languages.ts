/** The languages whose scales are known. Runs in Deno and browsers. */

import { DUTCH } from "./dutch.ts";
import { ENGLISH } from "./english.ts";
import { FRENCH } from "./french.ts";
import { GERMAN } from "./german.ts";
import { GREEK } from "./greek.ts";
import { ITALIAN } from "./italian.ts";
import type { Language, Phrases } from "./language.ts";
import { fold } from "../fold.ts";
import { POLISH } from "./polish.ts";
import { PORTUGUESE } from "./portuguese.ts";
import { SPANISH } from "./spanish.ts";
import { TURKISH } from "./turkish.ts";

/** In the order in which they are tried; where two read a column alike, the first is told. */
export const LANGUAGES: readonly Language[] = [
  ENGLISH,
  GERMAN,
  FRENCH,
  SPANISH,
  ITALIAN,
  PORTUGUESE,
  GREEK,
  DUTCH,
  POLISH,
  TURKISH,
];

/** The phrases of a list, each optional part with and without, not folded. */
export function expand(phrases: Phrases): string[] {
  return phrases.split("|").flatMap(expandOptional);
}

/** The phrases of a list as answers fold to. */
export function foldAll(phrases: Phrases): string[] {
  return expand(phrases).map(fold);
}

function expandOptional(phrase: string): string[] {
  const open = phrase.indexOf("(");
  if (open === -1) return [phrase];
  const close = phrase.indexOf(")", open);
  const before = phrase.slice(0, open);
  return expandOptional(phrase.slice(close + 1)).flatMap((rest) => [
    before + rest,
    before + phrase.slice(open + 1, close) + rest,
  ]);
}
