/** Which respondents a filter lets through. Runs in Deno and browsers. */

import { columnValues } from "../survey/read_column.ts";
import { DataError, quoteValue } from "../base/errors.ts";
import { nearestName } from "../base/nearest.ts";
import type { Column } from "../survey/column.ts";
import type { Survey } from "../survey/survey.ts";
import { type Comparison, type Filter, type Operand, parseFilter } from "../plan/filter_parse.ts";

/** What is known of a condition for one respondent: a missing answer leaves it open. */
export const NO = 0, YES = 1, OPEN = 2;

/** What a filter is asked of. */
type Answers = Pick<Survey, "name" | "columns" | "rows">;

/** Says for each respondent whether a filter holds, O(n x conditions).
 * A comparison with a missing answer is neither true nor false, nor is its opposite: such a respondent
 * does not take part, unless another condition settles it (SQL's rule).
 * @param text As {@link parseFilter} reads it.
 * @returns 1 where it holds, length n.
 * @throws {DataError} If it names no column of the survey, or compares what cannot be compared.
 */
export function evaluateFilter(text: string, survey: Survey): Uint8Array {
  const known = filterStates(parseFilter(text), survey);
  return known.map((state) => state === YES ? 1 : 0);
}

/** Says for each respondent what is known of a filter, O(n x conditions).
 * @returns {@link NO}, {@link YES} or {@link OPEN}, length n.
 * @throws {DataError} As {@link evaluateFilter}.
 */
export function filterStates(filter: Filter, survey: Answers): Uint8Array {
  switch (filter.kind) {
    case "and":
      return joinAll(NO, filter.parts, survey);
    case "or":
      return joinAll(YES, filter.parts, survey);
    case "not":
      return filterStates(filter.of, survey).map((state) => state === OPEN ? OPEN : 1 - state);
    case "missing": {
      const { codes, missing } = columnOf(filter.name, survey);
      return Uint8Array.from(codes, (code) => missing[code] === 0 ? NO : YES);
    }
    case "in":
      return filter.list
        .map((item) => compare({ by: "=", left: filter.of, right: item }, survey))
        .reduce((some, one) => join(YES, some, one));
    case "compare":
      return compare(filter, survey);
  }
}

function joinAll(decisive: number, parts: readonly Filter[], survey: Answers): Uint8Array {
  return parts.slice(1).reduce(
    (known, part) => join(decisive, known, filterStates(part, survey)),
    filterStates(parts[0], survey),
  );
}

/** Joins what is known of two conditions: the decisive state settles it, an open one leaves it open. */
function join(decisive: number, left: Uint8Array, right: Uint8Array): Uint8Array {
  return left.map((a, i) => {
    const b = right[i];
    return a === decisive || b === decisive ? decisive : a === OPEN || b === OPEN ? OPEN : a;
  });
}

interface Pair {
  readonly by: Comparison;
  readonly left: Operand;
  readonly right: Operand;
}

const MIRRORED: Readonly<Record<Comparison, Comparison>> = {
  "=": "=",
  "!=": "!=",
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};

function compare({ by, left, right }: Pair, survey: Answers): Uint8Array {
  if (left.kind !== "column") {
    if (right.kind === "column") {
      return compare({ by: MIRRORED[by], left: right, right: left }, survey);
    }
    throw new DataError(
      `Cannot filter respondents: a condition needs a column, but ${spell(left)} ${by} ` +
        `${spell(right)} has none. A column's name stands without quotes, or in brackets.`,
    );
  }
  const column = columnOf(left.name, survey);
  if (right.kind !== "column") return compareToValue(column, by, right);
  const other = columnOf(right.name, survey);
  for (const each of [column, other]) {
    if (each.categories === null && each.kind !== "text" && each.kind !== "id") continue;
    throw new DataError(
      `Cannot filter respondents: two columns are compared as numbers, but ` +
        `${quoteValue(each.name)} holds words. Compare it with a text in quotes.`,
    );
  }
  const [a, b] = [columnValues(column), columnValues(other)];
  const result = new Uint8Array(survey.rows);
  for (let i = 0; i < result.length; i++) {
    result[i] = Number.isNaN(a[i]) || Number.isNaN(b[i]) ? OPEN : holds(by, a[i] - b[i]);
  }
  return result;
}

/** Decided once per level. */
function compareToValue(column: Column, by: Comparison, value: Operand): Uint8Array {
  const difference = value.kind === "number"
    ? differenceToNumber(column, value.value)
    : differenceToText(column, by, String((value as { value: string }).value));
  const states = column.texts.map((_, level) => {
    if (column.missing[level] !== 0) return OPEN;
    const found = difference(level);
    return Number.isNaN(found) ? OPEN : holds(by, found);
  });
  return Uint8Array.from(column.codes, (code) => states[code]);
}

/** Whether answers are numbers by themselves, and neither words nor names. */
export function hasNumbers({ categories, kind }: Column): boolean {
  return categories === null && kind !== "text" && kind !== "id" && kind !== "date";
}

function differenceToNumber(column: Column, value: number): (level: number) => number {
  const { texts, values } = column;
  if (hasNumbers(column)) return (level) => values[level] - value;
  // Words and identifiers may be written as numbers: `1 = yes` is compared by its text.
  return (level) => {
    const text = texts[level].trim();
    return text === "" ? NaN : Number.isNaN(Number(text)) ? 1 : Number(text) - value;
  };
}

function differenceToText(
  { name, texts, values, categories, kind }: Column,
  by: Comparison,
  text: string,
): (level: number) => number {
  if (by === "=" || by === "!=") return (level) => texts[level].trim() === text.trim() ? 0 : 1;
  // On a published survey dates have neither text nor value: their order is not known.
  if (kind === "date" && values.some((value) => !Number.isNaN(value))) {
    return (level) => texts[level].trim() < text ? -1 : texts[level].trim() > text ? 1 : 0;
  }
  const place = kind === "ordinal" && categories !== null ? categories.indexOf(text.trim()) : -1;
  if (place >= 0) return (level) => values[level] - place;
  throw new DataError(
    `Cannot filter respondents: ${by} needs answers with an order, but ${quoteValue(name)} is ` +
      `compared with ${quoteValue(text)}, which ${
        kind === "ordinal" && categories !== null
          ? `is none of its answers: ${categories.slice(0, 8).map(quoteValue).join(", ")}`
          : `has no place in a column of kind ${kind}`
      }. Use = or in.`,
  );
}

function holds(by: Comparison, difference: number): number {
  switch (by) {
    case "=":
      return difference === 0 ? YES : NO;
    case "!=":
      return difference !== 0 ? YES : NO;
    case "<":
      return difference < 0 ? YES : NO;
    case "<=":
      return difference <= 0 ? YES : NO;
    case ">":
      return difference > 0 ? YES : NO;
    case ">=":
      return difference >= 0 ? YES : NO;
  }
}

function columnOf(name: string, { columns, name: file }: Answers): Column {
  const column = columns.find((each) => each.name === name);
  if (column !== undefined) return column;
  const near = nearestName(name, columns.map((each) => each.name));
  throw new DataError(
    `Cannot filter respondents of ${quoteValue(file)}: cleaning.filter must name columns, but ` +
      `names ${quoteValue(name)}.${near === null ? "" : ` Did you mean ${quoteValue(near)}?`} ` +
      "A text to compare with stands in quotes.",
  );
}

function spell(operand: Operand): string {
  return operand.kind === "column" ? operand.name : quoteValue(operand.value);
}
