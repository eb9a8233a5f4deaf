/** The answers of other respondents in the units of a model. Runs in Deno and browsers. */

import { DataError, quoteValue } from "../../base/errors.ts";
import { nearestName } from "../../base/nearest.ts";
import { countOf } from "../../base/text.ts";
import type { Column } from "../../survey/column.ts";
import { missingCode } from "../../survey/missing.ts";
import type { Survey } from "../../survey/survey.ts";
import type { ModelColumn } from "../model.ts";

const NOT_ASKED = missingCode("not_asked");
const MOST_NAMED = 10;

/** Reads the columns of a model, O(n columns): by name, else by the question's text where one column alone
 * has it. What is no answer that the model knows counts as a gap.
 * @returns The number of every respondent, a column each; NaN for a gap.
 * @throws {DataError} If columns are missing, naming them and what is nearest.
 */
export function readAnswers(
  columns: readonly ModelColumn[],
  survey: Pick<Survey, "name" | "columns">,
): Float64Array[] {
  const matches = matchColumns(columns, survey);
  const lost = matches.filter(({ found }) => found === null).map(({ column }) => column);
  if (lost.length > 0) throw missingColumns(lost, { of: columns.length, survey });
  return matches.map(({ column, found }) => readColumn(column, found!));
}

/** A column of a model in another survey. */
export interface ColumnMatch {
  readonly column: ModelColumn;
  /** Null where there is none. */
  readonly found: Column | null;
  /** By what it was found. */
  readonly by: "name" | "text" | null;
}

/** Finds the columns of a model as {@link readAnswers} does. */
export function matchColumns(
  columns: readonly ModelColumn[],
  survey: Pick<Survey, "name" | "columns">,
): ColumnMatch[] {
  return columns.map((column) => {
    const own = survey.columns.find(({ name }) => name === column.name);
    if (own !== undefined) return { column, found: own, by: "name" };
    const alike = survey.columns.filter(({ label }) => plain(label) === plain(column.label));
    return alike.length === 1
      ? { column, found: alike[0], by: "text" }
      : { column, found: null, by: null };
  });
}

function readColumn(model: ModelColumn, column: Column): Float64Array {
  const { codes, texts } = column;
  const levels = Float64Array.from(texts, (_, level) => readLevel(model, column, level));
  const values = new Float64Array(codes.length);
  for (let i = 0; i < values.length; i++) values[i] = levels[codes[i]];
  return values;
}

/** The number of the model that one distinct cell of a column stands for; NaN where the model knows none. */
export function readLevel(
  { answers, isAsked, range }: ModelColumn,
  column: Column,
  level: number,
): number {
  const { categories, values, missing, texts, written } = column;
  if (isAsked) return missing[level] === NOT_ASKED ? 0 : 1;
  if (missing[level] !== 0) return NaN;
  const word = categories?.[values[level]] ?? texts[level];
  if (answers === null) {
    const value = categories === null && !Number.isNaN(values[level])
      ? values[level]
      : toNumber(written?.[level] ?? word);
    return range !== null && (value < range[0] || value > range[1]) ? NaN : value;
  }
  const told = [word, texts[level], written?.[level], String(values[level])];
  for (const text of told) {
    if (text === undefined) continue;
    const answer = answers.find((each) => each.text === text) ??
      answers.find((each) => each.code === text) ??
      answers.find((each) => plain(each.text) === plain(text));
    if (answer !== undefined) return answer.value;
  }
  return NaN;
}

/** A number as people write it; NaN for what is none. */
function toNumber(text: string): number {
  const bare = text.trim().replace(",", ".");
  return bare === "" ? NaN : Number(bare);
}

function plain(text: string): string {
  return text.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase();
}

/** Says which columns of a model a survey lacks, and what would work. */
export function missingColumns(
  lost: readonly ModelColumn[],
  { of, survey, hint = "" }: {
    of: number;
    survey: Pick<Survey, "name" | "columns">;
    hint?: string;
  },
): DataError {
  const names = survey.columns.map(({ name }) => name);
  const told = lost.slice(0, MOST_NAMED).map(({ name, label }) => {
    const near = nearestName(name, names);
    const text = label === name ? "" : ` (${quoteValue(label)})`;
    return `${quoteValue(name)}${text}${
      near === null ? "" : `, found ${quoteValue(near)} instead`
    }`;
  });
  const more = lost.length > MOST_NAMED ? `; and ${lost.length - MOST_NAMED} more` : "";
  const found = names.slice(0, MOST_NAMED).map(quoteValue).join(", ");
  return new DataError(
    `Cannot place the respondents of ${quoteValue(survey.name)}: the file must hold the ${
      countOf(of, "column")
    } that the segments were formed on, but ${lost.length} ${
      lost.length === 1 ? "is" : "are"
    } missing: ${told.join("; ")}${more}. It has ${countOf(names.length, "column")}: ${found}${
      names.length > MOST_NAMED ? ", ..." : ""
    }. Name them as the survey of the run has them; a column whose cells are all empty would do.${hint}`,
  );
}
