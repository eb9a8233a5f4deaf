/** Finds columns of the time that respondents took for single items. Runs in Deno and browsers. */

import { isNumber } from "../../cells/numbers.ts";
import type { ShownCells } from "../dialects/reader.ts";
import { ITEM_TIME } from "./words.ts";

/** What the columns are, and by which evidence. */
type Found = Map<number, { readonly what: string; readonly by: string }>;

const LEAST_COLUMNS = 2;
const LEAST_CELLS = 3;
/** Hardly anybody answers faster, in milliseconds; hours and minutes of daily life are smaller. */
const MILLISECONDS = 200;
const MOSTLY = 0.5;
const FRACTION = /^\d+[.,]\d+$/;

/** Times stand beside at least two items of the file, under the item's name and a word such as time, and
 * are milliseconds or fractions of seconds: `commute` and `commute_time` are two questions.
 */
export function findItemTimes(names: readonly string[], cells: ShownCells): Found {
  const known = new Set(names.map((name) => name.toLowerCase()));
  const timed = names.flatMap((name, c) => {
    const [, before, joined, behind] = ITEM_TIME.exec(name) ?? [];
    const item = before ?? joined ?? behind;
    if (item === undefined || !known.has(item.toLowerCase()) || !areTimes(cells[c])) return [];
    return [{ c, item }];
  });
  const found: Found = new Map();
  if (timed.length < LEAST_COLUMNS) return found;
  for (const { c, item } of timed) {
    const by = `as its header and numbers beside ${JSON.stringify(item)} say`;
    found.set(c, { what: "time that respondents took", by });
  }
  return found;
}

function areTimes(texts: readonly string[]): boolean {
  if (texts.length < LEAST_CELLS) return false;
  if (!texts.every((text) => isNumber(text, ".") || isNumber(text, ","))) return false;
  const telling = texts.filter((text) => FRACTION.test(text) || Number(text) >= MILLISECONDS);
  return telling.length > MOSTLY * texts.length;
}
