/** Filling of missing answers, one column at a time. Runs in Deno and browsers. */

import { isAnalysed, levelCounts, levelWeights } from "../survey/read_column.ts";
import { distributionOf, quantileEnds } from "../numeric/quantiles.ts";
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

/** Shares of gaps below this are too small for a category that segments could rest on. */
const FEW_GAPS = 0.05;

/** Gives every gap a value without asking how the respondent answers elsewhere: the median of numbers and
 * scales, (no answer) as a category of its own where answers have no order. A yes/no with gaps becomes
 * three categories, unless under 5 % are missing or all who answered said the same: then gaps get the
 * most frequent answer. Medians and frequencies are by weight.
 * @param keepsKinds Whether words get the most frequent answer too, so that no category is added.
 */
export function imputeAlone(
  column: Column,
  { weights, keepsKinds }: { weights: Float64Array | null; keepsKinds: boolean },
): ImputedColumn {
  const counts = levelCounts(column);
  const count = countMissing(column, counts);
  if (count === 0 || !isAnalysed(column)) {
    return { column, count: 0, value: "", outsideRange: false };
  }
  const masses = weights === null ? counts : levelWeights(column, weights);
  const isWords = column.kind === "nominal" || column.kind === "binary";
  if (isWords && !keepsKinds && (column.kind === "nominal" || isTold(column, masses))) {
    return { column: withNoAnswer(column, counts), count, value: NO_ANSWER, outsideRange: false };
  }
  const value = isWords ? mostFrequent(column, masses) : medianOf(column, weights);
  return {
    column: fillWith(column, value),
    count,
    value: textOf(column, value),
    outsideRange: false,
  };
}

/** Whether the gaps of a yes/no are a category that may tell something. */
function isTold(
  { values, missing }: Column,
  masses: Uint32Array | Float64Array,
): boolean {
  const answers = new Set(values.filter((_, level) => missing[level] === 0 && masses[level] > 0));
  let gaps = 0, all = 0;
  masses.forEach((mass, level) => {
    all += mass;
    gaps += missing[level] === 0 ? 0 : mass;
  });
  return answers.size > 1 && gaps >= FEW_GAPS * all;
}

/** The column as one without an order, with a category for gaps. */
function withNoAnswer(column: Column, counts: Uint32Array): Column {
  const { missing } = column;
  const levels = column.categories === null ? levelsOf(column, counts) : null;
  const known = levels === null
    ? [...column.categories!]
    : levels.map((level) => column.texts[level]);
  const at = known.includes(NO_ANSWER) ? known.indexOf(NO_ANSWER) : known.length;
  const positions = levels === null
    ? column.values
    : column.values.map((value) => levels.findIndex((level) => column.values[level] === value));
  return {
    ...column,
    kind: "nominal",
    categories: at < known.length ? known : [...known, NO_ANSWER],
    values: positions.map((position, level) => missing[level] === 0 ? position : at),
  };
}

/** One level for each number that was answered, rising. */
function levelsOf({ values, missing }: Column, counts: Uint32Array): number[] {
  const seen = new Map<number, number>();
  values.forEach((value, level) => {
    if (missing[level] === 0 && counts[level] > 0 && !seen.has(value)) seen.set(value, level);
  });
  return [...seen.values()].sort((a, b) => values[a] - values[b]);
}

/** The median of a column's answers, by weight: of words the lower one of two in the middle.
 * @param weights Of each respondent, or null.
 */
export function medianOf(column: Column, weights: Float64Array | null): number {
  const masses = weights === null ? levelCounts(column) : levelWeights(column, weights);
  const given = Array.from(masses, (mass, level) => column.missing[level] === 0 ? mass : 0);
  const [low, high] = quantileEnds(distributionOf(column.values, given), 0.5);
  return column.categories !== null || low === high ? low : (low + high) / 2;
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
export function mostFrequent(
  { values, missing }: Column,
  counts: Uint32Array | Float64Array,
): number {
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

/** An answer's value as text. */
export function textOf({ categories }: Column, value: number): string {
  return categories?.[value] ?? String(Math.round(1e6 * value) / 1e6);
}

/** The column with a level of its own for each value that was put in, missing for the same reason. */
export function withFilled(column: Column, filled: Float64Array): Column {
  const levels = new Map<string, number>();
  const texts = [...column.texts], values = [...column.values], missing = [...column.missing];
  const codes = new Uint32Array(column.codes);
  codes.forEach((code, i) => {
    if (column.missing[code] === 0) return;
    const key = `${column.missing[code]} ${filled[i]}`;
    const level = levels.get(key) ?? texts.length;
    if (level === texts.length) {
      levels.set(key, level);
      texts.push(column.texts[code]);
      values.push(filled[i]);
      missing.push(column.missing[code]);
    }
    codes[i] = level;
  });
  return {
    ...column,
    codes,
    texts,
    values: Float64Array.from(values),
    missing: Uint8Array.from(missing),
  };
}
