/** Recognises rankings: columns that hold each respondent's ranks of their items. Runs in Deno and browsers. */

import type { Column } from "../../survey/column.ts";

const FEWEST_ITEMS = 3;
/** One bit a rank in a 32-bit number. */
const MOST_ITEMS = 31;
const LEAST_SHARE = 0.95;

/** Whether columns hold ranks: whole numbers from 1 to the number of items, and at least 95 % of the
 * respondents who gave any gave 1, 2, ... without gaps and repeats. Not all items need a rank.
 * O(levels), and O(n x items) only where the levels allow it.
 */
export function areRanks(columns: readonly Column[]): boolean {
  const items = columns.length;
  if (items < FEWEST_ITEMS || items > MOST_ITEMS) return false;
  if (!columns.every((column) => couldBeRanks(column, items))) return false;
  const n = columns[0].codes.length;
  const ranks = new Int32Array(n);
  const counts = new Uint8Array(n);
  const repeats = new Uint8Array(n);
  for (const { codes, values, missing } of columns) {
    const bits = values.map((value, level) => missing[level] === 0 ? 2 ** (value - 1) : 0);
    for (let i = 0; i < n; i++) {
      const bit = bits[codes[i]];
      if (bit === 0) continue;
      if ((ranks[i] & bit) !== 0) repeats[i] = 1;
      ranks[i] |= bit;
      counts[i]++;
    }
  }
  let ranked = 0, sound = 0, most = 0;
  for (let i = 0; i < n; i++) {
    if (counts[i] === 0) continue;
    ranked++;
    if (counts[i] > most) most = counts[i];
    if (repeats[i] === 0 && ranks[i] === 2 ** counts[i] - 1) sound++;
  }
  return most >= FEWEST_ITEMS && sound >= LEAST_SHARE * ranked;
}

function couldBeRanks({ kind, categories, values, missing }: Column, items: number): boolean {
  if (categories !== null || (kind !== "ordinal" && kind !== "binary" && kind !== "numeric")) {
    return false;
  }
  return values.every((value, level) =>
    missing[level] !== 0 || (Number.isInteger(value) && value >= 1 && value <= items)
  );
}
