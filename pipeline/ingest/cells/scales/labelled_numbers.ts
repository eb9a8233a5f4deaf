/** Orders numbers of which only the ends (and the middle) are labelled: `I hate it!-5`, `-4`, ... Runs in Deno and browsers. */

import { nonAnswerReason } from "../non_answers.ts";
import { orderByFamily } from "./families.ts";
import { splitLabel } from "./fold.ts";
import { isOrder, type NoOrder, type Order } from "./order.ts";

/** As `4`, `(4)`, `[4]`, `4)` or `4.` */
const PLAIN = /^[([]?([+-]?\d+)[)\].:]?$/;
const LOWEST = -10;
const HIGHEST = 10;
const FEWEST_PLACES = 3;
const MOST_LABELLED = 3;

/** Orders answers by the number in each, where plain numbers are among them and labels stand only at
 * the ends or in the middle, or are answers of one family of scales. Labels on all of them (`1 Male`, `2 Female`) say nothing of an order.
 * @param texts Trimmed, distinct as written.
 */
export function orderByLabelledNumber(texts: readonly string[]): Order | NoOrder {
  const keys: number[] = [];
  const labelled = new Map<number, string>();
  for (const text of texts) {
    const plain = PLAIN.exec(text);
    const label = plain === null ? splitLabel(text) : null;
    const key = plain === null ? label?.number ?? NaN : Number(plain[1]);
    if (!(key >= LOWEST && key <= HIGHEST) || !Number.isInteger(key)) return { note: "" };
    if (label !== null) {
      if (nonAnswerReason(label.words) !== null) return { note: "" };
      if (labelled.has(key) && labelled.get(key) !== label.words) return { note: "" };
      labelled.set(key, label.words);
    }
    keys.push(key);
  }
  const places = [...new Set(keys)].sort((a, b) => a - b);
  const [low, high] = [places[0], places[places.length - 1]];
  const isAtEnd = (key: number) => key === low || key === high || 2 * key === low + high;
  const hasPlain = places.some((key) => !labelled.has(key));
  if (places.length < FEWEST_PLACES || !hasPlain) return { note: "" };
  if (labelled.size >= FEWEST_PLACES) {
    const found = byLabels(keys, labelled);
    if (isOrder(found)) return found;
  }
  if (labelled.size > MOST_LABELLED) return { note: "" };
  if (labelled.size === 0 || ![...labelled.keys()].every(isAtEnd)) return { note: "" };
  return { keys, what: "numbers with labelled ends", confidence: 0.9 };
}

/** Orders numbers whose labels, which some of them lack, are answers of one family in the same order or
 * in the reverse one. */
function byLabels(
  keys: readonly number[],
  labelled: ReadonlyMap<number, string>,
): Order | NoOrder {
  const labels = [...labelled].sort(([a], [b]) => a - b).map(([, label]) => label);
  const found = orderByFamily(labels);
  if (!isOrder(found)) return { note: "" };
  const steps = found.keys.slice(1).map((key, i) => key - found.keys[i]);
  const rises = steps.every((step) => step > 0), falls = steps.every((step) => step < 0);
  if (!rises && !falls) return { note: "" };
  return {
    keys: falls ? keys.map((key) => -key) : keys,
    what: `${found.what}, some by their number alone`,
    confidence: 0.9,
  };
}
