/** Cuts a folded answer into the known phrases of a vocabulary. Runs in Deno and browsers. */

const LONGEST_PHRASE = 5;

/** Reads an answer from left to right, longest phrases first.
 * @param known What each phrase means; digits are given to `number`.
 * @returns null if a word is in no known phrase.
 */
export function readPhrases<T>(
  folded: string,
  known: ReadonlyMap<string, T>,
  number: (digits: string) => T,
): T[] | null {
  const words = folded.split(" ");
  const found: T[] = [];
  for (let i = 0; i < words.length;) {
    let length = Math.min(LONGEST_PHRASE, words.length - i);
    let meaning: T | undefined;
    for (; length > 0; length--) {
      meaning = known.get(words.slice(i, i + length).join(" "));
      if (meaning !== undefined) break;
    }
    if (meaning === undefined) {
      if (!/^\d+$/.test(words[i])) return null;
      meaning = number(words[i]);
      length = 1;
    }
    found.push(meaning);
    i += length;
  }
  return found;
}
