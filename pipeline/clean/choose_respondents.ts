/** Which respondents take part. Runs in Deno and browsers. */

import type { CleanReport } from "./cleaned.ts";
import type { Column } from "../survey/column.ts";
import type { Survey } from "../survey/survey.ts";

/** Respondents who take part, and those who do not with the reason. */
export interface RespondentChoice {
  /** Positions in the survey as ingested, rising. */
  readonly respondents: Int32Array;
  readonly dropped: CleanReport["respondentsDropped"];
}

/** Leaves out respondents who weigh nothing, and those who answered none of the given columns: all they
 * have would be imputed.
 * @param weights Of every respondent, or null.
 */
export function chooseRespondents(
  survey: Survey,
  analysed: readonly Column[],
  weights: Float64Array | null,
): RespondentChoice {
  const answers = new Uint8Array(survey.rows);
  for (const { codes, missing } of analysed) {
    for (let i = 0; i < codes.length; i++) if (missing[codes[i]] === 0) answers[i] = 1;
  }
  const respondents: number[] = [];
  const dropped: CleanReport["respondentsDropped"][number][] = [];
  answers.forEach((answered, i) => {
    if (weights?.[i] === 0) dropped.push({ row: i + 1, reason: "has the weight 0" });
    else if (answered === 1 || analysed.length === 0) respondents.push(i);
    else dropped.push({ row: i + 1, reason: "answered none of the analysed questions" });
  });
  return { respondents: Int32Array.from(respondents), dropped };
}

/** The column of the given respondents only. */
export function keepRespondents(column: Column, respondents: Int32Array): Column {
  if (respondents.length === column.codes.length) return column;
  const codes = column.codes.slice(0, respondents.length);
  respondents.forEach((from, i) => codes[i] = column.codes[from]);
  return { ...column, codes };
}
