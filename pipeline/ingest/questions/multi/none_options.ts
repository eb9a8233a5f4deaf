/** Says of options such as "None of these" that they exclude the others. Runs in Deno and browsers. */

import { countOf } from "../../../base/text.ts";
import type { Column } from "../../../survey/column.ts";
import { saysNone } from "./option_words.ts";

const OPTION = /(?:\s[-–—]\s|:\s|\[)([^\]]+)\]?$/u;

/** Adds to the reasons of a multi-select question's columns which option says that none of the others
 * applies, and how many respondents ticked others beside it. O(levels), and O(n x items) for such options.
 */
export function tellNone(items: readonly Column[]): readonly Column[] {
  if (!items.some(isNone)) return items;
  return items.map((item) => {
    if (!isNone(item)) return item;
    const others = items.filter((other) => other !== item && !isNone(other));
    const both = countBoth(item, others);
    const beside = both === 0
      ? "none of the others was ticked beside it"
      : `though ${countOf(both, "respondent")} ticked others beside it`;
    return { ...item, reason: `${item.reason}; says that none of the others applies, ${beside}` };
  });
}

function isNone({ kind, name, label, texts }: Column): boolean {
  if (kind !== "binary") return false;
  return [name, label].some((header) => saysNone(header) || saysNone(optionOf(header))) ||
    texts.some((text) => saysNone(text.trim()));
}

function optionOf(header: string): string {
  return OPTION.exec(header)?.[1] ?? header;
}

/** Respondents who ticked an option and another. */
function countBoth(item: Column, others: readonly Column[]): number {
  const own = ticksOf(item);
  const theirs = others.filter(({ kind }) => kind === "binary").map((other) => ({
    codes: other.codes,
    ticks: ticksOf(other),
  }));
  let both = 0;
  for (let i = 0; i < item.codes.length; i++) {
    if (own[item.codes[i]] && theirs.some(({ codes, ticks }) => ticks[codes[i]])) both++;
  }
  return both;
}

function ticksOf({ values, missing }: Column): boolean[] {
  return Array.from(values, (value, level) => missing[level] === 0 && value === 1);
}
