/** Votes for quantities that a file calls codes or ranks. Runs in Deno and browsers. */

import { AMOUNT_WORDS } from "./amounts.ts";
import { COUNTS, NAMED_BY_CODES } from "./codes.ts";
import { type Evidence, type Vote, vote } from "./evidence.ts";
import { findPhrase } from "./header_words.ts";

const MOST_POINTS = 11;
/** Longer headers speak of many things. */
const MOST_WORDS = 6;

/** More different numbers than a scale has points, under a short header that names a quantity (age, minutes,
 * how many) and nothing that has codes, are that quantity whatever somebody declared.
 */
export function voteByQuantity({ answers, source, header }: Evidence): readonly Vote[] {
  const { numbers, distinct } = answers;
  const declared = source.raw.facts?.declared;
  const isChosen = declared?.measure === "nominal" || declared?.measure === "ordinal";
  if (!isChosen || numbers === null || distinct <= MOST_POINTS) return [];
  const short = { most: MOST_WORDS };
  const word = findPhrase(header, COUNTS, short) ?? findPhrase(header, AMOUNT_WORDS, short);
  if (word === null || findPhrase(header, NAMED_BY_CODES, short) !== null) return [];
  return [vote("numeric", 0.9, `the header says ${JSON.stringify(word)}`)];
}
