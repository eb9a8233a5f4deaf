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
const NUMBERED = /\d$/;
/** `Q1_e` may be the item e. */
const ONE_LETTER = /_e$/i;
const LEAST_NUMBERED = 3;
/** Fewer different numbers are points of a scale. */
const LEAST_SECONDS = 6;
const FRACTION = /^\d+[.,]\d+$/;

/** Times stand beside at least two items of the file, under the item's name and a word such as time, and
 * are milliseconds or fractions of seconds: `commute` and `commute_time` are two questions. Beside three
 * items that are numbered and not named (`Q1`, `Q1_time`) they may be whole seconds too.
 */
export function findItemTimes(names: readonly string[], cells: ShownCells): Found {
  const known = new Set(names.map((name) => name.toLowerCase()));
  const beside = names.flatMap((name, c) => {
    const [, before, joined, behind] = ITEM_TIME.exec(name) ?? [];
    const item = before ?? joined ?? behind;
    const isBeside = item !== undefined && known.has(item.toLowerCase()) && areNumbers(cells[c]);
    return isBeside ? [{ c, item, isSure: areTimes(cells[c]) }] : [];
  });
  const numbered = beside.filter(({ c, item }) =>
    NUMBERED.test(item) && !ONE_LETTER.test(names[c]) && cells[c].length >= LEAST_SECONDS
  );
  const isNumbered = numbered.length >= LEAST_NUMBERED;
  const timed = beside.filter((one) => one.isSure || (isNumbered && numbered.includes(one)));
  const found: Found = new Map();
  if (timed.length < LEAST_COLUMNS) return found;
  for (const { c, item } of timed) {
    const by = `as its header and numbers beside ${JSON.stringify(item)} say`;
    found.set(c, { what: "time that respondents took", by });
  }
  return found;
}

function areNumbers(texts: readonly string[]): boolean {
  return texts.length >= LEAST_CELLS &&
    texts.every((text) => isNumber(text, ".") || isNumber(text, ","));
}

function areTimes(texts: readonly string[]): boolean {
  const telling = texts.filter((text) => FRACTION.test(text) || Number(text) >= MILLISECONDS);
  return telling.length > MOSTLY * texts.length;
}
