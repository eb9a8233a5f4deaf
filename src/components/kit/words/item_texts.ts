/** What the lines of a chart call their variables: by what tells each apart, whole. Runs in Deno and browsers. */

import type { ColumnText } from "../../../../pipeline/survey/labels.ts";
import { shortLabel } from "./short_label.js";

/** Characters of a question behind its item. */
const STEM_LENGTH = 48;

/** The item of each, with its question behind it where another question has an item of the same words, such as
 * "Don't know".
 */
export function itemTexts(texts: readonly ColumnText[]): string[] {
  const sources = new Map<string, string>();
  const doubtful = new Set<string>();
  for (const { item, full } of texts) {
    const known = sources.get(item);
    if (known !== undefined && known !== full) doubtful.add(item);
    sources.set(item, full);
  }
  return texts.map(({ item, stem, short }) => {
    if (!doubtful.has(item)) return item;
    return stem === "" ? short : `${item} (${shortLabel(stem, STEM_LENGTH)})`;
  });
}
