/** Looks for words and phrases in a column's name and header. Runs in Deno and browsers. */

import { fold } from "../../cells/scales/fold.ts";

/** The words of a column's name and of its header. */
export interface Header {
  readonly texts: readonly HeaderText[];
}

/** A text as words: as it is written, and folded. */
export interface HeaderText {
  readonly written: readonly string[];
  readonly folded: readonly string[];
}

/** Longer headers are sentences whose end tells nothing more. */
const MOST_WORDS = 40;
const LONGEST_PHRASE = 5;
const PLAIN_WORD = /^[A-Za-z\d]+$/;

/** Splits a column's name and header into words: they end at blanks and signs, and where a small letter
 * or digit meets a capital (`RespondentID`, `IDNum`).
 */
export function headerOf({ name, label }: { name: string; label: string }): Header {
  let texts: readonly HeaderText[] | null = null;
  return {
    // Most columns are judged without their words.
    get texts() {
      texts ??= (name === label ? [label] : [label, name]).map(wordsOf);
      return texts;
    },
  };
}

function wordsOf(text: string): HeaderText {
  const written = text.replace(/e-mail/gi, "email")
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu}{2,})(\p{Lu}\p{Ll}{2,})/gu, "$1 $2")
    .split(/[^\p{L}\p{M}\d]+/u)
    .filter((word) => word !== "")
    .slice(0, MOST_WORDS);
  return { written, folded: written.map(foldWord) };
}

/** As {@link fold}, without its cost for the words that most headers have. */
function foldWord(word: string): string {
  return PLAIN_WORD.test(word) ? word.toLowerCase().replace(/([aou])e/g, "$1") : fold(word);
}

/** A set of phrases of up to four words, folded.
 * @param phrases Separated by bars.
 */
export function phraseSet(...phrases: readonly string[]): ReadonlySet<string> {
  return new Set(phrases.flatMap((list) => list.split("|")).map(fold));
}

/** The first phrase of a set that stands in a header as whole words, as it is written there; digits
 * behind a word are passed over (`weight2024`).
 * @param options.most Headers of more words do not count: sentences speak of many things.
 * @returns null if there is none.
 */
export function findPhrase(
  { texts }: Header,
  phrases: ReadonlySet<string>,
  { most = MOST_WORDS }: { most?: number } = {},
): string | null {
  for (const { written, folded } of texts) {
    if (folded.length > most) continue;
    for (let from = 0; from < folded.length; from++) {
      const end = Math.min(folded.length, from + LONGEST_PHRASE);
      for (let to = end; to > from; to--) {
        const phrase = folded.slice(from, to).join(" ");
        if (phrases.has(phrase) || phrases.has(phrase.replace(/\d+$/, ""))) {
          return written.slice(from, to).join(" ");
        }
      }
    }
  }
  return null;
}
