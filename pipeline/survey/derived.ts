/** Columns that repeat what others say: copies, opposites, sums. Runs in Deno and browsers. */

import { quoteValue } from "../base/errors.ts";
import { formatNumber, joinWords } from "../base/text.ts";
import type { DerivedColumn } from "./survey.ts";

const MOST_NAMED = 3;

/** What a column is of others, in words: `a copy of "discount"`, `the sum of "h0" to "h7" (8 columns)`. */
export function describeDerived({ of, how }: DerivedColumn): string {
  const names = of.length > MOST_NAMED
    ? `${quoteValue(of[0])} to ${quoteValue(of[of.length - 1])} (${
      formatNumber(of.length)
    } columns)`
    : joinWords(of.map((name) => quoteValue(name)));
  return `${HOW[how]} ${names}`;
}

const HOW: Readonly<Record<DerivedColumn["how"], string>> = {
  copy: "a copy of",
  opposite: "the opposite of",
  renamed: "the same answers in another coding as",
  correlate: "nearly the same (correlation above 0.999) as",
  sum: "the sum of",
  mean: "the mean of",
  score: "a score (correlation above 0.999) of",
};
