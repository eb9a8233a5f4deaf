/** A figure of the profile and the variable it is of, in words. Runs in Deno and browsers. */

import type { ProfileRow } from "../../../../pipeline/profile/segment_profile.ts";
import { itemTexts } from "./item_texts.js";
import { formatShare, formatValue } from "./format.js";

/** Characters of a question within a sentence. */
const MOST_QUOTED = 90;

/** Writes a mean in its unit, a share as per cent. */
export function writeValue(value: number, statistic: ProfileRow["statistic"]): string {
  return statistic === "mean" ? formatValue(value) : formatShare(value);
}

/** `Gender: female`: the variable in short, and the category where it is one of several. */
export function rowTitle({ text, category, kind }: Titled): string {
  return withCategory(text.short, { category, kind });
}

/** Each row's variable by what tells it apart from the others, whole, and its category. */
export function rowTitles(rows: readonly Titled[]): string[] {
  return itemTexts(rows.map(({ text }) => text)).map((text, i) => withCategory(text, rows[i]));
}

/** The same with the whole text. */
export function rowFullTitle({ text, category, kind }: Titled): string {
  return withCategory(text.full, { category, kind });
}

/** The row's item by itself, for where its question is told anyway, and its category. */
export function rowItem({ text, category, kind }: Titled): string {
  return withCategory(text.item, { category, kind });
}

/** A question in quotes, to be part of a sentence; other texts as they are. Long ones are cut behind a word. */
export function quoteQuestion(text: string): string {
  const cut = cutWords(text);
  return /[?？]/.test(text) ? `“${cut}”` : cut;
}

/** A text to be part of a sentence; a long one is cut behind a word. */
export function cutWords(text: string): string {
  return text.length <= MOST_QUOTED
    ? text
    : `${text.slice(0, MOST_QUOTED).replace(/[\s,;:(…]+\S*$/u, "")}…`;
}

type Titled = Pick<ProfileRow, "text" | "category" | "kind">;

/** That somebody ticked an item need not be said; what a question was answered is. */
function withCategory(text: string, { category, kind }: Omit<Titled, "text">): string {
  const isTick = kind === "binary" && category === "1";
  if (category === null || isTick) return text;
  return /[?:]$/.test(text) ? `${text} ${category}` : `${text}: ${category}`;
}
