/** Orders answers without what only explains them: brackets, what follows a comma, a slip of the pen. Runs in Deno and browsers. */

import { quoteValue } from "../../../base/errors.ts";
import { fold } from "./fold.ts";
import { isOrder, type NoOrder, type Order } from "./order.ts";

/** How answers are put in order once they are bare. */
type Method = (texts: readonly string[]) => Order | NoOrder;

/** With letters in them: numbers in brackets are those of the answers. */
const BRACKETS = /\s*(?:\([^()]*\p{L}[^()]*\)|\[[^[\]]*\p{L}[^[\]]*\])\s*/gu;
const AFTERTHOUGHT = /\s*(?:[,;:–—]|\s-\s).*$/su;
const HAS_LETTER = /\p{L}/u;
const FEWEST_POINTS = 3;
/** One slip is looked for, and what is none costs little. */
const MOST_TRIED = 2;
const FEWEST_BARE = 2;
const SURE_OF_BRACKETS = 0.85;
const SURE_OF_AFTERTHOUGHTS = 0.65;
const SURE_OF_SPELLING = 0.6;
const SHORTEST_WORD = 5;
/** Words of so many letters may differ in two. */
const LONG_WORD = 8;

/** Orders `Neither good nor bad (fair)` and `Daily (at least once)` without their brackets. */
export function orderWithoutBrackets(texts: readonly string[], method: Method): Order | NoOrder {
  const bare = texts.map((text) => text.replace(BRACKETS, " ").trim());
  if (bare.some((text) => text === "") || !texts.some((text, i) => text !== bare[i])) {
    return { note: "" };
  }
  return limited(method(bare), {
    most: SURE_OF_BRACKETS,
    how: ", without what is in brackets",
    fewest: FEWEST_BARE,
  });
}

/** Orders `Never, and not open to it` by what is in front of its comma, where most answers have none. */
export function orderWithoutAfterthoughts(
  texts: readonly string[],
  method: Method,
): Order | NoOrder {
  const bare = texts.map((text) => text.replace(AFTERTHOUGHT, ""));
  const whole = texts.filter((text, i) => text === bare[i]);
  const isMost = 2 * whole.length >= texts.length && whole.length < texts.length;
  if (!isMost || whole.length < FEWEST_BARE || !bare.every((text) => HAS_LETTER.test(text))) {
    return { note: "" };
  }
  return limited(method(bare), {
    most: SURE_OF_AFTERTHOUGHTS,
    how: ", without what follows a comma",
    fewest: FEWEST_POINTS,
  });
}

/** Orders answers of which one is spelled like none of the others: `Somewhat comfortably` beside `Very
 * comfortable`, `Stronly agree` beside `Strongly disagree`. */
export function orderRespelled(texts: readonly string[], method: Method): Order | NoOrder {
  if (texts.length <= FEWEST_POINTS) return { note: "" };
  const words = texts.map((text) => fold(text).split(" "));
  const known = new Map<string, number>();
  for (const word of words.flatMap((own) => [...new Set(own)])) {
    known.set(word, (known.get(word) ?? 0) + 1);
  }
  let tried = 0;
  for (const [i, own] of words.entries()) {
    for (const [w, word] of own.entries()) {
      if (word.length < SHORTEST_WORD || known.get(word) !== 1) continue;
      const meant = [...known.keys()].find((other) =>
        !own.includes(other) && isSlipOf(word, other)
      );
      if (meant === undefined || ++tried > MOST_TRIED) continue;
      const respelled = own.with(w, meant).join(" ");
      const found = limited(method(texts.with(i, respelled)), {
        most: SURE_OF_SPELLING,
        how: `, reading ${quoteValue(texts[i])} as ${quoteValue(respelled)}`,
        fewest: FEWEST_POINTS + 1,
      });
      if (isOrder(found)) return found;
    }
  }
  return { note: "" };
}

function limited(
  found: Order | NoOrder,
  { most, how, fewest }: { most: number; how: string; fewest: number },
): Order | NoOrder {
  if (!isOrder(found) || new Set(found.keys).size < fewest) return { note: "" };
  return {
    keys: found.keys,
    what: found.what + how,
    confidence: Math.min(found.confidence, most),
  };
}

/** Whether two words differ in a letter or, if they are long, two; a prefix such as un- is more. */
function isSlipOf(word: string, other: string): boolean {
  if (word === other || word[0] !== other[0] || other.length < SHORTEST_WORD) return false;
  const most = Math.min(word.length, other.length) >= LONG_WORD ? 2 : 1;
  return Math.abs(word.length - other.length) <= most && distance(word, other) <= most;
}

/** Letters to put in, take out or change. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[b.length];
}
