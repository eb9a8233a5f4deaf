/** What single respondents answered to the variables that separate segments most, for pages. Runs in Deno and browsers. */

import { NO_ANSWER } from "../clean/impute.ts";
import type { PipelineResult } from "../run/run_result.ts";
import type { Profile, ProfileRow } from "../profile/segment_profile.ts";
import type { Column } from "../survey/column.ts";
import type { AnswersView } from "./types.ts";

const MOST_VARIABLES = 8;

/** Reads the answers as they were given, neither imputed nor scaled, to the at most 8 variables that
 * differ most between segments, the most telling first. Identifiers, dates and open text are never
 * among them, nor columns that {@link withoutIdentities} hides: none of these has a mean or a share.
 * @param rows Positions in the survey as ingested.
 */
export function viewAnswers(
  { survey, cleaned, profile }: Pick<PipelineResult, "survey" | "cleaned" | "profile">,
  rows: readonly number[],
): AnswersView[] {
  return answeredVariables({ survey, cleaned, profile }).map(({ column, view }) => ({
    ...view,
    values: rows.map((row) => answerOf(column, row)),
  }));
}

/** The variables of {@link viewAnswers} and the columns that hold their answers. */
export function answeredVariables(
  { survey, cleaned, profile }: Pick<PipelineResult, "survey" | "cleaned" | "profile">,
): { column: Column; view: Omit<AnswersView, "values"> }[] {
  const columns = new Map(survey.columns.map((column) => [column.name, column]));
  const imputed = new Map(cleaned.report.imputed.map(({ name, value }) => [name, value]));
  return leadingVariables(profile).map(({ variable, label, text, role }) => {
    const column = columns.get(variable)!;
    const filled = role === "segmenting" ? imputed.get(variable) ?? NO_ANSWER : NO_ANSWER;
    return {
      column,
      view: {
        name: variable,
        label,
        text,
        categories: column.categories,
        imputed: filled === NO_ANSWER ? null : filled,
      },
    };
  });
}

function leadingVariables({ rows }: Profile): ProfileRow[] {
  const first = new Map<string, ProfileRow>();
  for (const row of rows) {
    const isCompared = row.role !== "dropped" && row.statistic !== "answered" && row.effect > 0;
    if (isCompared && !first.has(row.variable)) first.set(row.variable, row);
  }
  return [...first.values()].slice(0, MOST_VARIABLES);
}

function answerOf({ codes, values, missing }: Column, row: number): number | null {
  const level = codes[row];
  return missing[level] === 0 ? values[level] : null;
}
