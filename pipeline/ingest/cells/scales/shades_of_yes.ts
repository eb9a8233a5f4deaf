/** Orders answers between no and yes: `Yes, definitely`, `Yes, to some extent`, `No`. Runs in Deno and browsers. */

import { orderByDegree } from "./degrees.ts";
import { orderByFamily } from "./families.ts";
import { fold } from "./fold.ts";
import { placesOf, withoutDegree } from "./lexicon.ts";
import { isOrder, type NoOrder, type Order } from "./order.ts";

/** Folded. */
const WORDS: readonly (readonly [language: string, no: string, yes: string])[] = [
  ["English", "no", "yes"],
  ["German", "nein", "ja"],
  ["French", "non", "oui"],
  ["Spanish", "no", "si"],
  ["Italian", "no", "si"],
  ["Portuguese", "nao", "sim"],
  ["Greek", "οχι", "ναι"],
  ["Dutch", "nee", "ja"],
  ["Polish", "nie", "tak"],
  ["Turkish", "hayir", "evet"],
];
/** A yes or no, and what is said of it; empty where it stands alone. */
interface Shade {
  readonly isYes: boolean;
  readonly rest: string;
}

const FEWEST_POINTS = 3;
const BARE = 4;
const YES = 10;
/** Places of frequencies end here. */
const ALWAYS = 9;
const MOST_DEGREE = 8;
const SURE = 0.8;

/** Orders answers that all begin with yes or no, by how far they say it holds, or by the scale that stands behind.
 * @param texts Trimmed, distinct as written.
 */
export function orderByYes(texts: readonly string[]): Order | NoOrder {
  if (texts.length < FEWEST_POINTS) return { note: "" };
  const words = texts.map(fold);
  for (const [language, no, yes] of WORDS) {
    const shades = words.map((text) => shadeOf(text, { no, yes }));
    if (shades.some((shade) => shade === null)) continue;
    const found = shades as Shade[];
    const hasBoth = found.some(({ isYes }) => isYes) && found.some(({ isYes }) => !isYes);
    if (!hasBoth) continue;
    const keys = byDegree(found, language) ?? byScale(found);
    if (keys === null || new Set(keys).size < FEWEST_POINTS) continue;
    if (new Set(keys).size < new Set(words).size) continue;
    return { keys, what: `answers from no to yes (${language})`, confidence: SURE };
  }
  return { note: "" };
}

function shadeOf(text: string, { no, yes }: { no: string; yes: string }): Shade | null {
  for (const [word, isYes] of [[yes, true], [no, false]] as const) {
    if (text === word) return { isYes, rest: "" };
    if (text.startsWith(`${word} `)) return { isYes, rest: text.slice(word.length + 1) };
  }
  return null;
}

/** Null if something is said that is no degree. */
function byDegree(shades: readonly Shade[], language: string): number[] | null {
  const keys = shades.map(({ isYes, rest }) => {
    if (rest === "") return isYes ? YES + BARE : -BARE;
    const degrees = withoutDegree(rest, language).filter((one) => one.rest === "~")
      .map(({ strength }) => strength).filter((strength) => isYes === strength > 0);
    if (degrees.length > 0) return (isYes ? YES : 0) + degrees[0];
    const often = placesOf(rest).find((place) =>
      place.family === "frequency" && place.language === language
    );
    if (often === undefined) return NaN;
    return isYes ? YES + MOST_DEGREE * often.place / ALWAYS : -MOST_DEGREE + often.place;
  });
  return keys.some(Number.isNaN) ? null : keys;
}

/** Null if what stands behind is no scale, or one that does not part no from yes. */
function byScale(shades: readonly Shade[]): number[] | null {
  const said = shades.flatMap(({ rest }) => rest === "" ? [] : [rest]);
  const isBareNo = shades.every(({ isYes, rest }) => rest !== "" || !isYes);
  if (said.length < 2 || !isBareNo) return null;
  const order = [orderByFamily, orderByDegree].map((method) => method(said)).find(isOrder);
  if (order === undefined) return null;
  const placed = order.keys.values();
  const keys = shades.map(({ rest }) => rest === "" ? -Infinity : placed.next().value!);
  const highestNo = keys.reduce(
    (most, key, i) => shades[i].isYes ? most : Math.max(most, key),
    -Infinity,
  );
  return keys.every((key, i) => !shades[i].isYes || key > highestNo) ? keys : null;
}
