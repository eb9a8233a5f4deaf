/** What the lines of a chart call their variables: by what tells each apart, whole. Runs in Deno and browsers. */

import type { ColumnText } from "../../../../pipeline/survey/labels.ts";
import { itemText } from "../variable_name.js";

/** The item of each where it says enough by itself; its short text where another question has an item of the same
 * words, such as "Don't know".
 */
export function itemTexts(texts: readonly ColumnText[]): string[] {
  const sources = new Map<string, string>();
  const doubtful = new Set<string>();
  for (const text of texts) {
    const item = itemText(text);
    const known = sources.get(item);
    if (known !== undefined && known !== text.full) doubtful.add(item);
    sources.set(item, text.full);
  }
  return texts.map((text) => doubtful.has(itemText(text)) ? text.short : itemText(text));
}
