/** Numbers that few respondents gave, counted with their neighbours. Runs in Deno and browsers. */

import type { LevelTable } from "../../profile/figures.ts";
import type { Column } from "../../survey/column.ts";

/** A column whose far and rare numbers count as others. */
export interface ClampedColumn {
  readonly column: Column;
  /** What numbers are called that stand for others, too. */
  readonly labels: ReadonlyMap<number, string>;
  readonly isChanged: boolean;
}

/** More different numbers are put into bins, of which only the ends show a number. */
const MOST_DISTINCT = 12;

/** Lets numbers beyond those of `least` respondents from either end count as these, and where there are
 * at most 12 different ones each that fewer than `least` gave as the next lower. Words stay.
 * @returns Null where too few answered.
 */
export function clampRare(column: Column, table: LevelTable, least: number): ClampedColumn | null {
  const { categories, values, missing, kind } = column;
  if (categories !== null) return { column, labels: new Map(), isChanged: false };
  const counts = countsOf(column, table);
  const numbers = [...counts.keys()].sort((a, b) => a - b);
  const low = reach(numbers, counts, least);
  const high = reach(numbers.toReversed(), counts, least);
  if (low === null || high === null || low > high) return null;
  const isListed = numbers.length <= MOST_DISTINCT && kind !== "date";
  const clamp = (value: number): number => Math.min(high, Math.max(low, value));
  const kept = numbers.filter((value) => value >= low && value <= high)
    .filter((value) => !isListed || value === low || value === high || counts.get(value)! >= least);
  const lower = (value: number): number =>
    kept.reduce((found, other) => other <= value ? other : found, kept[0]);
  const of = (value: number): number => isListed ? lower(clamp(value)) : clamp(value);
  return {
    column: {
      ...column,
      values: values.map((value, level) =>
        missing[level] !== 0 || Number.isNaN(value) || !counts.has(value) ? value : of(value)
      ),
    },
    labels: isListed ? labelsOf(numbers, kept, of) : new Map(),
    isChanged: numbers.some((value) => of(value) !== value),
  };
}

function labelsOf(
  numbers: readonly number[],
  kept: readonly number[],
  of: (value: number) => number,
): Map<number, string> {
  const labels = new Map<number, string>();
  kept.forEach((value, place) => {
    const others = numbers.filter((other) => other !== value && of(other) === value);
    if (others.length === 0) return;
    const [isFirst, isLast] = [place === 0, place === kept.length - 1];
    const hasLower = others.some((other) => other < value);
    const hasHigher = others.some((other) => other > value);
    if (isFirst && hasLower && !hasHigher) labels.set(value, `${value} or less`);
    else if (isLast && !hasLower) labels.set(value, `${value} or more`);
    else if (isLast) labels.set(value, `about ${value}`);
    else labels.set(value, `${isFirst && hasLower ? "less" : value} to under ${kept[place + 1]}`);
  });
  return labels;
}

/** The first number by which `least` respondents are counted. */
function reach(
  numbers: readonly number[],
  counts: ReadonlyMap<number, number>,
  least: number,
): number | null {
  let seen = 0;
  for (const value of numbers) {
    seen += counts.get(value)!;
    if (seen >= least) return value;
  }
  return null;
}

function countsOf({ values, missing }: Column, { counts, k }: LevelTable): Map<number, number> {
  const found = new Map<number, number>();
  values.forEach((value, level) => {
    if (missing[level] !== 0 || Number.isNaN(value)) return;
    let count = 0;
    for (let g = 0; g < k; g++) count += counts[level * k + g];
    if (count > 0) found.set(value, (found.get(value) ?? 0) + count);
  });
  return found;
}
