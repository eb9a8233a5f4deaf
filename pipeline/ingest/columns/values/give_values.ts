/** Gives a column's answers their values for its kind, found or demanded. Runs in Deno and browsers. */

import { quoteValue } from "../../../base/errors.ts";
import { formatNumber } from "../../../base/text.ts";
import type { ColumnKind } from "../../../survey/column.ts";
import { readAmounts } from "../../cells/amounts.ts";
import { readDates } from "../../cells/dates.ts";
import { NA_LIKE } from "../../cells/marks.ts";
import { readMeasures } from "../../cells/measures.ts";
import { type Decimal, isNumber } from "../../cells/numbers.ts";
import { isScale } from "../../cells/scales/find_scale.ts";
import { findYesNo } from "../../cells/yes_no.ts";
import type { Answers } from "../answers.ts";

/** Values per answered level, and the categories they point into where they do. */
export interface ValuesGiven {
  readonly values: Float64Array;
  readonly categories: readonly string[] | null;
}

/** Why answers cannot be of a kind. */
export interface Misfit {
  /** The rule and what breaks it. */
  readonly problem: string;
  /** The answer (its place among the answers) that breaks it; -1 for the column as a whole. */
  readonly answer: number;
}

/** What giving values needs besides the answers. */
export interface ValueOptions {
  readonly decimal: Decimal;
  /** All answers low to high where a parameter gives them, else null. */
  readonly order: readonly string[] | null;
  /** The answers in the file's own order; null if it has none. */
  readonly fileOrder: readonly string[] | null;
}

const NUMBER_IN_TEXT = /[+-]?\d+(?:[.,]\d+)?/g;

/** Gives answers their values.
 * @returns The values, or why the answers are not of this kind (never for a kind that was detected).
 */
export function giveValues(
  kind: ColumnKind,
  answers: Answers,
  options: ValueOptions,
): ValuesGiven | Misfit {
  switch (kind) {
    case "id":
    case "text":
      return { values: new Float64Array(answers.texts.length).fill(NaN), categories: null };
    case "nominal":
      return options.fileOrder === null
        ? bySpelling(answers)
        : byCategory(answers.texts, presentIn(answers.texts, options.fileOrder));
    case "numeric":
      return asNumbers(answers, options);
    case "weight":
      return asWeights(answers, options);
    case "date":
      return asDates(answers);
    case "binary":
      return asBinary(answers);
    case "ordinal":
      if (options.order !== null) return inOrder(answers.texts, options.order);
      return options.fileOrder !== null && answers.numbers === null
        ? byCategory(answers.texts, options.fileOrder)
        : asOrdinal(answers);
  }
}

/** The categories of the file's own order that occur. */
function presentIn(texts: readonly string[], order: readonly string[]): string[] {
  const present = new Set(texts);
  return order.filter((category) => present.has(category));
}

/** Spellings that differ in case and blanks are one category, under the most frequent of them; by their
 * characters. */
function bySpelling({ texts, counts }: Answers): ValuesGiven {
  const times = new Map<string, number>();
  texts.forEach((text, i) => times.set(text, (times.get(text) ?? 0) + counts[i]));
  const spellings = new Map<string, string>();
  for (const text of [...times.keys()].sort()) {
    const bare = bareText(text);
    const known = spellings.get(bare);
    if (known === undefined || times.get(text)! > times.get(known)!) spellings.set(bare, text);
  }
  const categories = [...spellings.values()].sort();
  return byCategory(texts.map((text) => spellings.get(bareText(text))!), categories);
}

/** Single letters stay as they are: they may be codes. */
function bareText(text: string): string {
  return text.length === 1 ? text : text.toLowerCase().normalize("NFC").replace(/\s+/g, " ");
}

function byCategory(texts: readonly string[], categories: readonly string[]): ValuesGiven {
  const positions = new Map(categories.map((category, position) => [category, position]));
  return { values: Float64Array.from(texts, (text) => positions.get(text)!), categories };
}

function asNumbers(
  { texts, numbers, coded }: Answers,
  { decimal }: ValueOptions,
): ValuesGiven | Misfit {
  if (numbers !== null) return { values: numbers, categories: null };
  if (coded !== null) return { values: coded, categories: null };
  if (texts.length === 0) return { values: new Float64Array(0), categories: null };
  const amounts = readAmounts(texts, { decimal, fewest: 1 }) ??
    readMeasures(texts, { isDemanded: true });
  if (amounts !== null) return { values: amounts.values, categories: null };
  const misfits = texts.flatMap((text, i) => isNumber(text, decimal) ? [] : [i]);
  const answer = clearest(misfits, texts);
  return answer === -1
    ? { problem: "thousands must be separated in all numbers alike, but are not.", answer }
    : { problem: `a number is needed, but the cell holds ${quoteValue(texts[answer])}.`, answer };
}

function asWeights(answers: Answers, options: ValueOptions): ValuesGiven | Misfit {
  const found = asNumbers(answers, options);
  if ("problem" in found) return found;
  const answer = found.values.findIndex((value) => value < 0);
  if (answer === -1) return found;
  const text = quoteValue(answers.texts[answer]);
  return { problem: `a weight must be 0 or more, but the cell holds ${text}.`, answer };
}

function asDates({ texts, dates }: Answers): ValuesGiven | Misfit {
  if (dates !== null) return { values: dates.days, categories: null };
  if (texts.length === 0) return { values: new Float64Array(0), categories: null };
  const misfits = texts.flatMap((text, i) => readDates([text]) === null ? [i] : []);
  const answer = clearest(misfits, texts);
  return answer === -1 ? { problem: "all dates must be in one format, but are not.", answer } : {
    problem: `a date such as 2024-03-01 is needed, but the cell holds ${
      quoteValue(texts[answer])
    }.`,
    answer,
  };
}

/** The first answer that breaks a rule, before those that may mean "no answer"; -1 without any. */
function clearest(misfits: readonly number[], texts: readonly string[]): number {
  return misfits.find((i) => !NA_LIKE.has(texts[i])) ?? misfits[0] ?? -1;
}

function asBinary({ texts, numbers }: Answers): ValuesGiven | Misfit {
  if (numbers !== null && new Set(numbers).size <= 2) return { values: numbers, categories: null };
  const yesNo = findYesNo(texts);
  if (yesNo !== null) {
    const yes = yesNo[1].toLowerCase();
    return {
      values: Float64Array.from(texts, (text) => text.toLowerCase() === yes ? 1 : 0),
      categories: yesNo,
    };
  }
  const categories = [...new Set(texts)].sort();
  if (categories.length <= 2) return byCategory(texts, categories);
  const problem = `at most two different answers are possible, but there are ${
    formatNumber(categories.length)
  }, such as ${categories.slice(0, 3).map(quoteValue).join(", ")}.`;
  return { problem, answer: -1 };
}

/** Words in the order that a parameter gives; points that nobody chose keep their places. */
function inOrder(texts: readonly string[], order: readonly string[]): ValuesGiven | Misfit {
  const positions = new Map(order.map((text, position) => [text, position]));
  const spelled = new Map(order.map((text, position) => [bareText(text), position]));
  const places = texts.map((text) => positions.get(text) ?? spelled.get(bareText(text)) ?? -1);
  const answer = places.indexOf(-1);
  if (answer === -1) return { values: Float64Array.from(places), categories: order };
  const problem = `order must list every answer, but the cell holds ${quoteValue(texts[answer])}.`;
  return { problem, answer };
}

/** Numbers as they are; words as points of the scale they are found to be of, else by the one number
 * in each, such as `I love it!+5`.
 */
function asOrdinal({ texts, numbers, scale }: Answers): ValuesGiven | Misfit {
  if (numbers !== null) return { values: numbers, categories: null };
  if (isScale(scale)) return { values: scale.positions, categories: scale.categories };
  const order = new Map<number, string>();
  const keys = new Float64Array(texts.length);
  for (let i = 0; i < texts.length; i++) {
    const found = texts[i].match(NUMBER_IN_TEXT) ?? [];
    if (found.length !== 1) {
      return {
        problem:
          `words must be answers of one known scale or hold one number each, but the cell holds ${
            quoteValue(texts[i])
          }.`,
        answer: i,
      };
    }
    keys[i] = Number(found[0].replace(",", "."));
    if (!order.has(keys[i])) order.set(keys[i], texts[i]);
  }
  const sorted = [...order.keys()].sort((a, b) => a - b);
  const positions = new Map(sorted.map((key, position) => [key, position]));
  return {
    values: keys.map((key) => positions.get(key)!),
    categories: sorted.map((key) => order.get(key)!),
  };
}
