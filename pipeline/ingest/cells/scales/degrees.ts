/** Orders answers that say to what degree one and the same word holds, whatever word it is. Runs in Deno and browsers. */

import { fold, splitLabel } from "./fold.ts";
import { LANGUAGES } from "./languages/languages.ts";
import { placesOf, withoutDegree } from "./lexicon.ts";
import { areFewTies, type NoOrder, type Order } from "./order.ts";

const BARE = 4;
const FEWEST_PLACES = 3;
const FEWEST_DEGREES = 2;
/** What turns a word into its opposite, in front of it. */
const OPPOSITES = /^(?:un|in|im|ir|il|dis|non|des|mis|me|s|αν|α|μη|δυσ) ?/;
const NEVER_WORDS = new Set(["", "~"]);

/** Orders `Not at all safe`, `Slightly unsafe`, `Neither safe nor unsafe`, `Very safe`: words of
 * degree of one language before one common word or its opposite.
 * @param texts Trimmed, distinct as written.
 */
export function orderByDegree(texts: readonly string[]): Order | NoOrder {
  const words = texts.map((text) => {
    const label = splitLabel(text);
    return fold(label === null ? text : label.words);
  });
  for (const { name } of LANGUAGES) {
    const found = orderIn(words, name);
    if (found !== null) return found;
  }
  return { note: "" };
}

function orderIn(words: readonly string[], language: string): Order | null {
  const options = words.map((text) => [
    { stem: text, strength: BARE },
    ...withoutDegree(text, language).filter(({ rest }) => rest.startsWith("~ "))
      .map(({ rest, strength }) => ({ stem: rest.slice(2), strength })),
  ]);
  const stems = new Set(options.flatMap((option) => option.slice(1).map(({ stem }) => stem)));
  for (const stem of stems) {
    if (NEVER_WORDS.has(stem)) continue;
    const keys = words.map((text, i) => placeOf(text, { stem, options: options[i] }));
    if (keys.some(Number.isNaN)) continue;
    const places = new Map(keys.map((key, i) => [key, words[i]]));
    const degrees = new Set(keys.filter((key) => key !== 0 && Math.abs(key) !== BARE));
    const isClear = areFewTies(keys, words);
    if (!isClear || places.size < FEWEST_PLACES || degrees.size < FEWEST_DEGREES) continue;
    return { keys, what: `degrees of "${stem}" (${language})`, confidence: 0.8 };
  }
  return null;
}

/** The place of an answer where `stem` is the high pole; NaN if it has none. */
function placeOf(
  text: string,
  { stem, options }: { stem: string; options: readonly { stem: string; strength: number }[] },
): number {
  const own = options.findLast((option) => option.stem === stem);
  if (own !== undefined) return own.strength;
  const opposite = options.findLast((option) =>
    option.strength > 0 && option.stem !== stem && option.stem.replace(OPPOSITES, "") === stem
  );
  if (opposite !== undefined) return -opposite.strength;
  const parts = text.split(" ");
  const isBetween = parts.includes(stem) &&
    parts.some((part) => part !== stem && part.replace(OPPOSITES, "") === stem);
  const isMiddle = placesOf(text).some(({ family, place }) =>
    family === "agreement" && place === 0
  );
  return isBetween || isMiddle ? 0 : NaN;
}
