/** Small numbers in words. Runs in Deno and browsers. */

import { formatNumber } from "../base/text.ts";

const WORDS = ["", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];

/** A number at the start of a sentence: in words up to ten. */
export function countWord(count: number): string {
  return WORDS[count] ?? formatNumber(count);
}
