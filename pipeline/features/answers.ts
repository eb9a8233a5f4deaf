/** Answers as categories and numbers, read back from the features. Runs in Deno and browsers. */

import { DataError } from "../base/errors.ts";
import { endOf, type Steps } from "../base/steps.ts";
import { joinWords } from "../base/text.ts";
import type { AnswerLevel, Features, FeatureSource } from "./feature_matrix.ts";
import type { Matrix } from "../numeric/matrix.ts";
import type { ColumnKind } from "../survey/column.ts";

/** How a method takes the columns of a kind; `none`: it leaves them out. */
export type Treatment = Readonly<
  Record<"nominal" | "binary" | "ordinal" | "numeric", "category" | "number" | "none">
>;

/** Every column as categories but numbers that are measured: k-modes, correspondence analysis. */
export const AS_CATEGORIES: Treatment = {
  nominal: "category",
  binary: "category",
  ordinal: "category",
  numeric: "none",
};
/** Categories where answers have no order, numbers elsewhere: k-prototypes. */
export const AS_MIXED: Treatment = { ...AS_CATEGORIES, ordinal: "number", numeric: "number" };
/** As mixed, a yes/no being a number of two values, which comes to the same: Gower's distance. */
export const AS_DISTANCES: Treatment = { ...AS_MIXED, binary: "number" };

/** A column whose answers are alike or not. */
export interface CategoryColumn {
  readonly column: string;
  /** Position in `levels` of each respondent. */
  readonly codes: Int32Array;
  /** Answers that occur: categories in their column's order, or numbers rising. */
  readonly levels: readonly AnswerLevel["level"][];
}

/** A column whose answers lie at distances. */
export interface NumberColumn {
  readonly column: string;
  /** Which feature it is. */
  readonly feature: number;
  /** Before scaling, in the column's unit. */
  readonly values: Float64Array;
}

/** The columns behind the features, each in the form that a method takes it in. */
export interface Answers {
  readonly n: number;
  readonly categories: readonly CategoryColumn[];
  readonly numbers: readonly NumberColumn[];
  /** Names of columns that the method leaves out. */
  readonly left: readonly string[];
}

/** What of features is read back into answers. */
export type AnswerFeatures =
  & Matrix
  & Pick<Features, "center" | "scale" | "sources" | "within">;

/** What a respondent has of a nominal column of whose indicators none is set. */
const OTHER = "(other)";
/** Digits to which scaled numbers are read back: scaling leaves at least these right. */
const DIGITS = 12;
/** The most that `toFixed` knows. */
const MOST_DECIMALS = 100;
const MOST_NAMED = 3;

/** Reads the features back into answers, O(n d).
 * Scaling is undone and its rounding with it (to 12 digits), so that equal answers and equal gaps are
 * equal again; the indicators of a nominal column become one column.
 * @throws {DataError} If ratings were set against the respondent's own mean: no answers are left to read.
 */
export function readAnswers(features: AnswerFeatures, treatment: Treatment): Answers {
  return endOf(readInSteps(features, treatment));
}

/** {@link readAnswers}, column by column. */
export function* readInSteps(features: AnswerFeatures, treatment: Treatment): Steps<Answers> {
  assertAsGiven(features);
  const { n, sources } = features;
  const categories: CategoryColumn[] = [];
  const numbers: NumberColumn[] = [];
  const left: string[] = [];
  for (let first = 0; first < sources.length;) {
    const end = blockEnd(sources, first);
    const { column, kind } = sources[first];
    const taken = treatmentOf(kind, treatment);
    if (taken === "none") left.push(column);
    else if (sources[first].category !== null) {
      categories.push({ column, ...readIndicators(features, { first, end }) });
    } else {
      const values = readBack(features, first);
      if (taken === "number") numbers.push({ column, feature: first, values });
      else categories.push({ column, ...readLevels(toAnswers(values, sources[first])) });
    }
    first = end;
    yield first / sources.length;
  }
  return { n, categories, numbers, left };
}

function assertAsGiven({ within }: AnswerFeatures): void {
  if (within === null || within.scales.length === 0) return;
  throw new DataError(
    "Cannot compare answers: a method that does needs them as they were given, but " +
      `features.within_respondent is ${within.method}. Set it to none.`,
  );
}

/** Names the first of the columns that are left out, and counts the others. */
export function nameLeftOut(left: readonly string[]): string {
  const rest = left.length - MOST_NAMED;
  const named = left.slice(0, MOST_NAMED);
  return joinWords(rest > 0 ? [...named, `${rest} more numeric columns`] : named);
}

function treatmentOf(kind: ColumnKind, treatment: Treatment): Treatment[keyof Treatment] {
  const isUsed = kind === "numeric" || kind === "binary" || kind === "ordinal" ||
    kind === "nominal";
  return isUsed ? treatment[kind] : "none";
}

function blockEnd(sources: readonly FeatureSource[], first: number): number {
  let end = first + 1;
  if (sources[first].category === null) return end;
  while (end < sources.length && sources[end].column === sources[first].column) end++;
  return end;
}

/** Numbers between answers as the nearest answer, the lower of two: they were filled in, and each by
 * itself would be a category that nobody chose. What lies outside of all answers stays. */
function toAnswers(values: Float64Array, { answers }: FeatureSource): Float64Array {
  if (answers === undefined) return values;
  const [low, high] = [answers[0], answers[answers.length - 1]];
  return values.map((value) =>
    value < low || value > high
      ? value
      : answers.reduce((nearest, answer) =>
        Math.abs(answer - value) < Math.abs(nearest - value) ? answer : nearest
      )
  );
}

/** One feature as it was before scaling. */
function readBack({ values, n, d, center, scale }: AnswerFeatures, feature: number): Float64Array {
  let most = 0;
  for (let i = 0, p = feature; i < n; i++, p += d) most = Math.max(most, Math.abs(values[p]));
  const decimals = decimalsOf(most * scale[feature] + Math.abs(center[feature]));
  const known = new Map<number, number>();
  const result = new Float64Array(n);
  for (let i = 0, p = feature; i < n; i++, p += d) {
    let value = known.get(values[p]);
    if (value === undefined) {
      value = Number((values[p] * scale[feature] + center[feature]).toFixed(decimals));
      known.set(values[p], value);
    }
    result[i] = value;
  }
  return result;
}

/** Decimals that are right in numbers up to a size. */
function decimalsOf(size: number): number {
  const exponent = Number(size.toExponential().split("e")[1]);
  return Math.max(0, Math.min(MOST_DECIMALS, DIGITS - 1 - exponent));
}

/** The distinct numbers, rising, and which of them each respondent has. */
export function readLevels(values: Float64Array): { codes: Int32Array; levels: number[] } {
  const levels = [...new Set(values)].sort((a, b) => a - b);
  const codeOf = new Map(levels.map((level, code) => [level, code]));
  return { codes: Int32Array.from(values, (value) => codeOf.get(value)!), levels };
}

function readIndicators(
  features: AnswerFeatures,
  { first, end }: { first: number; end: number },
): Pick<CategoryColumn, "codes" | "levels"> {
  const { values, n, d, center, scale, sources } = features;
  const codes = new Int32Array(n).fill(end - first);
  const names = sources.slice(first, end).map(({ category }) => category!);
  for (let feature = first; feature < end; feature++) {
    const half = (0.5 - center[feature]) / scale[feature];
    for (let i = 0, p = feature; i < n; i++, p += d) {
      if (values[p] > half) codes[i] = feature - first;
    }
  }
  return withoutGaps(codes, [...names, OTHER]);
}

/** Leaves out levels that no respondent has. */
function withoutGaps(
  codes: Int32Array,
  levels: readonly string[],
): Pick<CategoryColumn, "codes" | "levels"> {
  const occurs = new Uint8Array(levels.length);
  for (const code of codes) occurs[code] = 1;
  const kept = levels.map((_, code) => code).filter((code) => occurs[code] === 1);
  const renumbered = new Int32Array(levels.length);
  kept.forEach((old, code) => renumbered[old] = code);
  return { codes: codes.map((code) => renumbered[code]), levels: kept.map((old) => levels[old]) };
}
