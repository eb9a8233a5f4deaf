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
/** What parts a yes or no from what softens it: `Yes, but rarely`. */
const BUT = /^(?:but|aber|mais|pero|ma|mas|maar|ale|ama|αλλα) /;

/** A yes or no, and what is said of it, empty where it stands alone; what says neither lies between. */
interface Shade {
  readonly side: "yes" | "no" | "between";
  readonly rest: string;
}

const FEWEST_POINTS = 3;
const BARE = 4;
const YES = 10;
/** Places of frequencies end here. */
const ALWAYS = 9;
const MOST_DEGREE = 8;
const SURE = 0.85;
const SURE_OF_BETWEEN = 0.7;

/** Orders answers that begin or end with yes or no, and such as `Somewhat` or `Sometimes` between them, by how
 * far they say it holds, or by the scale that stands behind. `Maybe` is as often not to know.
 * @param texts Trimmed, distinct as written.
 */
export function orderByYes(texts: readonly string[]): Order | NoOrder {
  if (texts.length < FEWEST_POINTS) return { note: "" };
  const words = texts.map(fold);
  for (const method of [byDegree, byScale]) {
    for (const [language, no, yes] of WORDS) {
      const shades = words.map((text) => shadeOf(text, { no, yes }));
      const has = (side: Shade["side"]) => shades.some((shade) => shade.side === side);
      if (!has("yes") || !has("no")) continue;
      const keys = method(shades, language);
      if (keys === null || new Set(keys).size < FEWEST_POINTS) continue;
      if (new Set(keys).size < new Set(words).size) continue;
      const confidence = has("between") ? SURE_OF_BETWEEN : SURE;
      return { keys, what: `answers from no to yes (${language})`, confidence };
    }
  }
  return { note: "" };
}

function shadeOf(text: string, { no, yes }: { no: string; yes: string }): Shade {
  for (const [word, side] of [[yes, "yes"], [no, "no"]] as const) {
    if (text === word) return { side, rest: "" };
    if (text.startsWith(`${word} `)) {
      return { side, rest: text.slice(word.length + 1).replace(BUT, "") };
    }
  }
  // "Rather yes": what stands in front is a degree, or byDegree finds none.
  for (const [word, side] of [[yes, "yes"], [no, "no"]] as const) {
    if (text.endsWith(` ${word}`)) return { side, rest: text.slice(0, -word.length - 1) };
  }
  return { side: "between", rest: text };
}

/** Null if something is said that is no degree. */
function byDegree(shades: readonly Shade[], language: string): number[] | null {
  const keys = shades.map((shade) => {
    switch (shade.side) {
      case "yes":
        return shade.rest === "" ? YES + BARE : YES + degreeOf(shade.rest, { language, side: 1 });
      case "no":
        return shade.rest === "" ? -BARE : degreeOf(shade.rest, { language, side: -1 });
      case "between":
        return betweenOf(shade.rest, language);
    }
  });
  return keys.some(Number.isNaN) ? null : keys;
}

/** How far a yes (side 1) or no (side -1) is said to hold, the more the farther from 0; NaN where nothing says it.
 * A word that denies strengthens a no, as one that affirms does: `No, not at all`, `Rather no`.
 */
function degreeOf(
  words: string,
  { language, side }: { language: string; side: 1 | -1 },
): number {
  const degrees = withoutDegree(words, language).filter(({ rest }) => rest === "~")
    .map(({ strength }) => strength);
  const fitting = degrees.find((strength) => strength * side > 0);
  if (fitting !== undefined) return fitting;
  if (side === -1 && degrees.length > 0) return -degrees[0];
  const often = frequencyOf(words, language);
  if (often === undefined) return NaN;
  return side === 1 ? MOST_DEGREE * often / ALWAYS : -MOST_DEGREE + often;
}

/** Where an answer without yes and no lies between them; NaN where it need not. */
function betweenOf(words: string, language: string): number {
  const degree = withoutDegree(words, language).find(({ rest }) => rest === "~")?.strength;
  if (degree !== undefined && degree > 0) return 1 + degree;
  const often = frequencyOf(words, language);
  return often === undefined || often <= 0 || often >= ALWAYS ? NaN : often;
}

function frequencyOf(words: string, language: string): number | undefined {
  return placesOf(words).find((place) =>
    place.family === "frequency" && place.language === language
  )?.place;
}

/** Null if what stands behind is no scale, or one that does not part no from yes. */
function byScale(shades: readonly Shade[]): number[] | null {
  if (shades.some(({ side }) => side === "between")) return null;
  const said = shades.flatMap(({ rest }) => rest === "" ? [] : [rest]);
  const isBareNo = shades.every(({ side, rest }) => rest !== "" || side === "no");
  if (said.length < 2 || !isBareNo) return null;
  const order = [orderByFamily, orderByDegree].map((method) => method(said)).find(isOrder);
  if (order === undefined) return null;
  const placed = order.keys.values();
  const keys = shades.map(({ rest }) => rest === "" ? -Infinity : placed.next().value!);
  const highestNo = keys.reduce(
    (most, key, i) => shades[i].side === "yes" ? most : Math.max(most, key),
    -Infinity,
  );
  return keys.every((key, i) => shades[i].side === "no" || key > highestNo) ? keys : null;
}
