/** Numbers and dates as the options of a crosstab: each by itself, or in groups by quartiles. Runs in Deno and browsers. */

import { distributionOf, quantile } from "../../numeric/quantiles.ts";
import type { Column } from "../../survey/column.ts";
import type { CrosstabOption } from "./crosstab_table.ts";

/** More different numbers are put into groups. */
const MOST_DISTINCT = 12;
const QUARTILES = [0.25, 0.5, 0.75];
const DAY_MS = 86_400_000;

/** Options of a column of numbers, and the option of each of its levels. */
export interface ValueGroups {
  readonly options: readonly Pick<CrosstabOption, "label" | "kind">[];
  readonly isGrouped: boolean;
  /** -1 where there is no number. */
  readonly optionOf: Int32Array;
}

/** Gives each of at most 12 different numbers an option of its own; more of them, and dates, are put into
 * four groups of about equally many respondents: from above one quartile up to the next. Where quartiles
 * are the same there are fewer groups, and an answer that is lowest and a quartile is one by itself. Groups
 * are named by the answers at their inner ends, so that no lowest and no highest answer is told.
 * @param takesPart Whether each respondent does: the quartiles are theirs, each counted once.
 */
export function groupValues(column: Column, takesPart: Uint8Array): ValueGroups {
  const { codes, values, missing, kind } = column;
  const levels = values.map((value, level) => missing[level] === 0 ? value : NaN);
  const counts = new Float64Array(levels.length);
  codes.forEach((code, row) => counts[code] += takesPart[row]);
  const given = distributionOf(levels, counts);
  const distinct = [...new Set(given.values)];
  const isGrouped = distinct.length > MOST_DISTINCT || kind === "date";
  const tops = isGrouped
    ? [...new Set(QUARTILES.map((share) => quantile(given, share)))]
    : distinct.slice(0, -1);
  const groupOf = (value: number): number => {
    const found = tops.findIndex((top) => value <= top);
    return found < 0 ? tops.length : found;
  };
  const members = Map.groupBy(distinct, groupOf);
  const groups = [...members.keys()].sort((a, b) => a - b);
  const write = kind === "date" ? writeDay : (value: number): string => String(value);
  return {
    options: groups.map((group, place) => {
      const own = members.get(group)!;
      const [low, high] = [own[0], own[own.length - 1]].map(write);
      const ends = { isFirst: place === 0, isLast: place === groups.length - 1 };
      return { label: isGrouped ? nameGroup(low, high, ends) : low, kind: "answer" };
    }),
    isGrouped,
    optionOf: Int32Array.from(
      levels,
      (value) => Number.isNaN(value) ? -1 : groups.indexOf(groupOf(value)),
    ),
  };
}

function nameGroup(
  low: string,
  high: string,
  { isFirst, isLast }: { readonly isFirst: boolean; readonly isLast: boolean },
): string {
  if (isFirst && isLast) return "all answers";
  if (isFirst) return `up to ${high}`;
  if (isLast) return `${low} and more`;
  return low === high ? low : `${low} to ${high}`;
}

function writeDay(days: number): string {
  return new Date(days * DAY_MS).toISOString().slice(0, 10);
}
