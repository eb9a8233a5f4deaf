/** `columns("q3_*")`: the answers of a survey's columns, as charts and loops take them. Runs in Deno and browsers. */

import { describeUnmatched, nameMatcher } from "../../base/globs.ts";
import type { Column, ColumnKind } from "../../survey/column.ts";
import { surveyTexts } from "../../survey/labels.ts";
import { columnValues, isAnswered } from "../../survey/read_column.ts";
import type { Survey } from "../../survey/survey.ts";

/** A column with what respondents answered. */
export interface Answers {
  /** The column's name. */
  readonly name: string;
  /** The question in words. */
  readonly text: string;
  /** As `text`, in at most 40 characters, different from those of all other columns. */
  readonly short: string;
  readonly kind: ColumnKind;
  /** Of each respondent: a number where answers are numbers, else the answer's words; null where there is
   * none. */
  readonly values: readonly (number | string | null)[];
}

/** Gives columns by name; `*` in a pattern stands for any characters and `?` for one.
 * @returns A function that gives them in the survey's order, and throws where a pattern matches none.
 */
export function answersReader(survey: Survey): (...patterns: readonly string[]) => Answers[] {
  const texts = surveyTexts(survey);
  const names = survey.columns.map(({ name }) => name);
  return (...patterns) => {
    const [unmatched] = describeUnmatched(patterns, names, "columns()");
    if (unmatched !== undefined) throw new Error(unmatched);
    const isWanted = nameMatcher(patterns);
    return survey.columns.filter(({ name }) => isWanted(name)).map((column) => {
      const { name, kind } = column;
      const { full: text, short } = texts.of(name);
      return { name, text, short, kind, values: answersOf(column) };
    });
  };
}

function answersOf(column: Column): (number | string | null)[] {
  const { codes, texts, categories, kind } = column;
  const areWords = categories !== null || kind === "id" || kind === "text" || kind === "date";
  if (!areWords) return Array.from(columnValues(column), (value) => isNaN(value) ? null : value);
  return Array.from(codes, (code, i) => isAnswered(column, i) ? texts[code] : null);
}
