/** Filling of missing answers, one column at a time. Runs in Deno and browsers. */

import { isAnalysed, levelCounts } from "../survey/read_column.ts";
import type { Params } from "../plan/params.ts";
import type { Column } from "../survey/column.ts";

/** The category that stands for a missing answer among words without an order. */
export const NO_ANSWER = "(no answer)";

/** A column without gaps. */
export interface ImputedColumn {
  readonly column: Column;
  /** Cells filled. */
  readonly count: number;
  /** What was put in, as text. */
  readonly value: string;
  /** Whether a number was put in that lies outside the observed ones. */
  readonly outsideRange: boolean;
}

/** Gives every missing level a value; the level keeps its reason in `missing`.
 * `fill` puts in `fill_value`, and in nominal columns the category (no answer); `mode` the most
 * frequent answer, the smallest of equally frequent ones; `mean` and `median` those of the answers, and
 * in nominal columns the mode. Other kinds of columns are left alone.
 */
export function imputeColumn(column: Column, cleaning: Params["cleaning"]): ImputedColumn {
  const counts = levelCounts(column);
  const count = countMissing(column, counts);
  if (count === 0 || !isAnalysed(column)) {
    return { column, count: 0, value: "", outsideRange: false };
  }
  if (cleaning.imputation_method === "fill") return fillGaps(column, { counts, count, cleaning });
  const value = column.kind === "nominal" || cleaning.imputation_method === "mode"
    ? mostFrequent(column, counts)
    : cleaning.imputation_method === "mean"
    ? meanAnswer(column, counts)
    : medianAnswer(column, counts);
  return {
    column: fillWith(column, value),
    count,
    value: textOf(column, value),
    outsideRange: false,
  };
}

/** Cells without an answer. */
export function countMissing({ missing }: Column, counts: Uint32Array): number {
  return missing.reduce((sum, reason, level) => sum + (reason === 0 ? 0 : counts[level]), 0);
}

function fillGaps(
  column: Column,
  { counts, count, cleaning }: {
    counts: Uint32Array;
    count: number;
    cleaning: Params["cleaning"];
  },
): ImputedColumn {
  if (column.kind === "nominal") {
    const categories = [...column.categories ?? [], NO_ANSWER];
    const filled = { ...fillWith(column, categories.length - 1), categories };
    return { column: filled, count, value: NO_ANSWER, outsideRange: false };
  }
  const value = cleaning.fill_value;
  return {
    column: fillWith(column, value),
    count,
    value: textOf(column, value),
    outsideRange: isOutside(column, counts, value),
  };
}

function fillWith(column: Column, value: number): Column {
  const values = column.values.map((known, level) => column.missing[level] === 0 ? known : value);
  return { ...column, values };
}

/** The most frequent answer of a column, the smallest of equally frequent ones; NaN without answers. */
export function mostFrequent({ values, missing }: Column, counts: Uint32Array): number {
  const frequency = new Map<number, number>();
  values.forEach((value, level) => {
    if (missing[level] === 0) frequency.set(value, (frequency.get(value) ?? 0) + counts[level]);
  });
  let best = NaN;
  let most = -1;
  for (const [value, count] of frequency) {
    if (count > most || (count === most && value < best)) {
      best = value;
      most = count;
    }
  }
  return best;
}

/** The mean of a column's answers; NaN without answers. */
export function meanAnswer({ values, missing }: Column, counts: Uint32Array): number {
  let sum = 0, total = 0;
  values.forEach((value, level) => {
    if (missing[level] !== 0) return;
    sum += value * counts[level];
    total += counts[level];
  });
  return sum / total;
}

/** The middle answer, or the mean of the two middle ones. */
function medianAnswer({ values, missing }: Column, counts: Uint32Array): number {
  const levels = [...values.keys()].filter((level) => missing[level] === 0 && counts[level] > 0)
    .sort((a, b) => values[a] - values[b]);
  const total = levels.reduce((sum, level) => sum + counts[level], 0);
  const at = (rank: number) => {
    let seen = 0;
    return values[levels.find((level) => (seen += counts[level]) > rank)!];
  };
  return (at((total - 1) >> 1) + at(total >> 1)) / 2;
}

function isOutside({ values, missing }: Column, counts: Uint32Array, fill: number): boolean {
  let above = true;
  let below = true;
  values.forEach((value, level) => {
    if (missing[level] !== 0 || counts[level] === 0) return;
    if (value >= fill) above = false;
    if (value <= fill) below = false;
  });
  return above || below;
}

function textOf({ categories }: Column, value: number): string {
  return categories?.[value] ?? String(Math.round(1e6 * value) / 1e6);
}
