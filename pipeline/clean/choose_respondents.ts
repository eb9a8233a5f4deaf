/** Which respondents take part. Runs in Deno and browsers. */

import type { StageContext } from "../base/context.ts";
import { countOf, formatNumber, formatShare } from "../base/text.ts";
import type { Params } from "../plan/params.ts";
import type { CleanReport } from "./cleaned.ts";
import type { Column } from "../survey/column.ts";
import type { Survey } from "../survey/survey.ts";

/** Respondents who take part, and those who do not with the reason. */
export interface RespondentChoice {
  /** Positions in the survey as ingested, rising. */
  readonly respondents: Int32Array;
  readonly dropped: CleanReport["respondentsDropped"];
}

/** Of fewer columns, one gap more or less says little of a respondent. */
const FEWEST_TO_JUDGE = 5;

/** Leaves out respondents who weigh nothing, those who answered none of the given columns, as all they have
 * would be imputed, and, where `quality.incomplete` is auto, those who left more than
 * `quality.most_missing` of what may define segments unanswered; tells how many the latter are.
 * @param weights Of every respondent, or null.
 */
export function chooseRespondents(
  survey: Survey,
  { analysed, weights, quality }: {
    readonly analysed: readonly Column[];
    readonly weights: Float64Array | null;
    readonly quality: Params["quality"];
  },
  context: StageContext,
): RespondentChoice {
  const answered = countAnswers(survey, analysed);
  const needed = neededToDefine(survey, analysed, quality);
  const respondents: number[] = [];
  const dropped: CleanReport["respondentsDropped"][number][] = [];
  let silent = 0;
  answered.forEach((count, i) => {
    if (weights?.[i] === 0) dropped.push({ row: i + 1, reason: "has the weight 0" });
    else if (count === 0 && analysed.length > 0) {
      dropped.push({ row: i + 1, reason: "answered none of the analysed questions" });
    } else if (needed !== null && needed.answered[i] < needed.least) {
      silent++;
      dropped.push({ row: i + 1, reason: "left most unanswered (quality.incomplete)" });
    } else respondents.push(i);
  });
  if (silent > 0) {
    context.warn(
      `${formatNumber(silent)} of ${countOf(survey.rows, "respondent")} ${
        silent === 1 ? "takes no part: this one" : "take no part: they"
      } left more than ${formatShare(quality.most_missing)} of what may define segments ` +
        "unanswered (quality.incomplete).",
    );
  }
  return { respondents: Int32Array.from(respondents), dropped };
}

/** How many of the columns that may define segments must be answered, and how many each respondent
 * answered; null where nobody leaves by that.
 */
function neededToDefine(
  survey: Survey,
  analysed: readonly Column[],
  { incomplete, most_missing }: Params["quality"],
): { readonly least: number; readonly answered: Uint32Array } | null {
  if (incomplete !== "auto") return null;
  const own = analysed.filter(({ people }) => people === undefined);
  if (own.length < FEWEST_TO_JUDGE) return null;
  const answered = countAnswers(survey, own);
  const least = Math.ceil((1 - most_missing) * own.length);
  // Where nobody answered as much, the survey is as it is.
  return answered.some((count) => count >= least) ? { least, answered } : null;
}

function countAnswers({ rows }: Survey, columns: readonly Column[]): Uint32Array {
  const answered = new Uint32Array(rows);
  for (const { codes, missing } of columns) {
    for (let i = 0; i < codes.length; i++) if (missing[codes[i]] === 0) answered[i]++;
  }
  return answered;
}

/** The column of the given respondents only. */
export function keepRespondents(column: Column, respondents: Int32Array): Column {
  if (respondents.length === column.codes.length) return column;
  const codes = column.codes.slice(0, respondents.length);
  respondents.forEach((from, i) => codes[i] = column.codes[from]);
  return { ...column, codes };
}
