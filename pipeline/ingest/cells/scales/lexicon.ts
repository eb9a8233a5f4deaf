/** Looks up which places on which families of scales an answer may have. Runs in Deno and browsers. */

import { fold } from "./fold.ts";
import type { Language } from "./languages/language.ts";
import { expand, foldAll, LANGUAGES } from "./languages/languages.ts";
import { MAGNITUDE, SKILL } from "./languages/skill.ts";

/** One reading of an answer: a place on a family of scales in one language. */
export interface Place {
  readonly language: string;
  readonly family: string;
  /** Order within the family; equal numbers are the same place. */
  readonly place: number;
}

/** A word of degree, or its two parts around the words that it strengthens. */
interface Degree {
  /** Its place in the list: of two that fit, the first counts. */
  readonly rank: number;
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
  /** Words of degree by their first word. */
  readonly degrees: ReadonlyMap<string, readonly Degree[]>;
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
  const lexicon = lexicons.find((one) => one.language === language);
  return lexicon === undefined ? [] : degreesIn(folded, lexicon).flatMap((degree) => {
    const rest = takeOff(folded, degree);
    return rest === null ? [] : [{ rest, strength: degree.strength }];
  });
}

/** Those whose first word an answer has. */
function degreesIn(folded: string, { degrees }: Lexicon): Degree[] {
  const found = [...new Set(folded.split(" "))].flatMap((word) => degrees.get(word) ?? []);
  return found.sort((a, b) => a.rank - b.rank);
}

function placesIn(folded: string, lexicon: Lexicon): Place[] {
  const { language, exact, patterns } = lexicon;
  const found = new Map(exact.get(folded));
  for (const degree of degreesIn(folded, lexicon)) {
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

function buildLexicon({ name, degrees, families, nonAnswers }: Language): Lexicon {
  const exact = new Map<string, Map<string, number>>();
  const patterns = new Map<string, Map<string, number>>();
  const all = { ...families, skill: SKILL[name] ?? {}, magnitude: MAGNITUDE[name] ?? {} };
  // Not to do it at all is the lowest of frequencies.
  foldAll(nonAnswers.not_done).forEach((phrase) => put(exact, phrase, ["frequency", 0]));
  for (const [family, { up, down, middle, points }] of Object.entries(all)) {
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
    degrees: byFirstWord(degrees),
  };
}

function byFirstWord(degrees: Language["degrees"]): Map<string, Degree[]> {
  const found = new Map<string, Degree[]>();
  let rank = 0;
  for (const [strength, phrases] of degrees) {
    for (const phrase of expand(phrases)) {
      const [before, behind] = phrase.split("*").map(fold);
      const degree = { rank, strength, before: ` ${before} `, behind: behind ? ` ${behind} ` : "" };
      rank++;
      const [first] = before.split(" ");
      found.set(first, [...found.get(first) ?? [], degree]);
    }
  }
  return found;
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
