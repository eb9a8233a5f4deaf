/** Random regular expressions of the part that people may use. Runs in Deno. */

import type { Rng } from "../../pipeline/base/rng.ts";

const LETTERS = ["a", "b", "q", "1", "_", ".", "\\d", "\\w", "\\W", "\\D", "\\s", "\\S", "\\_"];
const LISTS = [
  "[ab]",
  "[^a]",
  "[a-q1]",
  "[\\d_]",
  "[^]",
  "[]",
  "[\\w-]",
  "[-a]",
  "[\\d-q]",
  "\\x61",
];
const PLACES = ["^", "$", "\\b", "\\B"];
const TIMES = ["*", "+", "?", "{2}", "{1,2}", "{0,1}", "{2,}", "*?", "+?", "??", "{0,2}?", "{1,}?"];

/** A pattern of groups, choices, lists and repeats within each other. */
export function randomPattern(rng: Rng, depth: number): string {
  const pick = (texts: readonly string[]) => texts[rng.below(texts.length)];
  const inner = () => randomPattern(rng, depth - 1);
  const item = (): string => {
    const kind = rng.below(depth > 0 ? 10 : 5);
    if (kind === 9) return `(${inner()}|${inner()})`;
    if (kind === 8) return `(?:${inner()})`;
    if (kind >= 5) return `(${inner()})`;
    if (kind === 4) return pick(PLACES);
    return pick(kind === 3 ? LISTS : LETTERS);
  };
  return Array.from({ length: 1 + rng.below(3) }, () => {
    const one = item();
    return PLACES.includes(one) || rng.below(2) === 0 ? one : one + pick(TIMES);
  }).join("");
}
