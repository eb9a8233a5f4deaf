/** Looks up which places on which families of scales an answer may have. Runs in Deno and browsers. */

import { fold } from "./fold.ts";
import type { Language } from "./languages/language.ts";
import { expand, foldAll, LANGUAGES } from "./languages/languages.ts";

/** One reading of an answer: a place on a family of scales in one language. */
export interface Place {
  readonly language: string;
  readonly family: string;
  /** Order within the family; equal numbers are the same place. */
  readonly place: number;
}

/** A word of degree, or its two parts around the words that it strengthens. */
interface Degree {
  readonly strength: number;
  readonly before: string;
  readonly behind: string;
}

interface Lexicon {
  readonly language: string;
  /** Whole answers: family to place. */
  readonly exact: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Answers with `~` in place of the word of degree: family to 1 (high pole) or -1. */
  readonly patterns: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly degrees: readonly Degree[];
}

const BARE = 4;
const SLOT = "~";
let lexicons: readonly Lexicon[] | null = null;

/** All readings of an answer.
 * @param folded As {@link fold} gives it, not empty.
 */
export function placesOf(folded: string): Place[] {
  lexicons ??= LANGUAGES.map(buildLexicon);
  return lexicons.flatMap((lexicon) => placesIn(folded, lexicon));
}

/** Takes the words of degree of a language off an answer, each possible way.
 * @returns The rest with `~` where the word stood, and its strength.
 */
export function withoutDegree(
  folded: string,
  language: string,
): { rest: string; strength: number }[] {
  lexicons ??= LANGUAGES.map(buildLexicon);
  const degrees = lexicons.find((lexicon) => lexicon.language === language)?.degrees ?? [];
  return degrees.flatMap((degree) => {
    const rest = takeOff(folded, degree);
    return rest === null ? [] : [{ rest, strength: degree.strength }];
  });
}

function placesIn(folded: string, { language, exact, patterns, degrees }: Lexicon): Place[] {
  const found = new Map(exact.get(folded));
  for (const degree of degrees) {
    const rest = takeOff(folded, degree);
    if (rest === null) continue;
    for (const [family, pole] of patterns.get(rest) ?? []) {
      // A denied low pole is no place: "not at all dissatisfied" may be anywhere above.
      if (found.has(family) || (pole < 0 && degree.strength < 0)) continue;
      found.set(family, pole * degree.strength);
    }
  }
  return Array.from(found, ([family, place]) => ({ language, family, place }));
}

function takeOff(folded: string, { before, behind }: Degree): string | null {
  const padded = ` ${folded} `;
  const at = padded.indexOf(before);
  if (at === -1) return null;
  const rest = padded.slice(at + before.length);
  if (behind === "") return `${padded.slice(0, at)} ${SLOT} ${rest}`.trim().replace(/ +/g, " ");
  if (at !== 0 || !` ${rest}`.endsWith(behind)) return null;
  return `${SLOT} ${` ${rest}`.slice(0, -behind.length).trim()}`.trim();
}

function buildLexicon({ name, degrees, families }: Language): Lexicon {
  const exact = new Map<string, Map<string, number>>();
  const patterns = new Map<string, Map<string, number>>();
  for (const [family, { up, down, middle, points }] of Object.entries(families)) {
    for (const [place, phrases] of points ?? []) {
      foldAll(phrases).forEach((phrase) => put(exact, phrase, [family, place]));
    }
    foldAll(middle ?? "").forEach((phrase) => put(exact, phrase, [family, 0]));
    for (const [phrases, pole] of [[up, 1], [down, -1]] as const) {
      for (const phrase of phrases === undefined ? [] : expand(phrases)) {
        const [head, tail] = (phrase.includes(SLOT) ? phrase : `${SLOT} ${phrase}`).split(SLOT);
        put(exact, fold(`${head} ${tail}`), [family, pole * BARE]);
        put(patterns, `${fold(head)} ${SLOT} ${fold(tail)}`.trim(), [family, pole]);
      }
    }
  }
  return {
    language: name,
    exact,
    patterns,
    degrees: degrees.flatMap(([strength, phrases]) =>
      expand(phrases).map((phrase) => {
        const [before, behind] = phrase.split("*").map(fold);
        return { strength, before: ` ${before} `, behind: behind ? ` ${behind} ` : "" };
      })
    ),
  };
}

function put(
  into: Map<string, Map<string, number>>,
  phrase: string,
  [family, place]: readonly [string, number],
): void {
  if (phrase === "") return;
  const known = into.get(phrase) ?? new Map<string, number>();
  if (!known.has(family)) known.set(family, place);
  into.set(phrase, known);
}
