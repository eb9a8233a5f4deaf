/** Who is admitted to the analysis: by the filter, then by response quality. Runs in Deno and browsers. */

import type { StageContext } from "../base/context.ts";
import { DataError, quoteValue } from "../base/errors.ts";
import type { Params } from "../plan/params.ts";
import { countOf, formatNumber } from "../base/text.ts";
import type { CleanReport, QualityFinding } from "./cleaned.ts";
import type { Survey } from "../survey/survey.ts";
import { evaluateFilter } from "./filter.ts";
import type { Filter } from "../plan/filter_parse.ts";
import { findDropped, judgeQuality } from "./quality/judge.ts";
import { shareNeeded } from "./choose_columns.ts";
import { findAsked } from "./not_asked.ts";
import { keepRespondents } from "./choose_respondents.ts";

/** Who was admitted, who was not, and what was found on the way. */
export interface Admitted {
  /** The respondents admitted. */
  readonly survey: Survey;
  /** For each of them, the position in the survey as ingested. */
  readonly respondents: Int32Array;
  readonly dropped: CleanReport["respondentsDropped"];
  readonly quality: readonly QualityFinding[];
}

/** Applies `cleaning.filter`, judges those whom it lets through, and lets go of those whom a rule of
 * `quality` says to drop.
 * @throws {DataError} If nobody is left, or a parameter names no column.
 */
export async function admit(
  survey: Survey,
  { cleaning, quality, features }: Pick<Params, "cleaning" | "quality" | "features">,
  context: StageContext,
): Promise<Admitted> {
  const dropped: CleanReport["respondentsDropped"][number][] = [];
  const passing = passingOf(survey, cleaning.filter);
  for (let i = 0, next = 0; i < survey.rows; i++) {
    if (passing[next] === i) next++;
    else dropped.push({ row: i + 1, reason: "cleaning.filter does not hold" });
  }
  refuseNobody(passing.length, { survey, by: `cleaning.filter ${quoteValue(cleaning.filter)}` });
  const filtered = subset(survey, passing);
  const pattern = features.question_pattern;
  const found = await judgeQuality(filtered, { quality, pattern }, context);
  const doubtful = new Map<number, string>();
  for (const { rows, action, title } of found) {
    if (action === "drop") {
      for (const row of rows) if (!doubtful.has(row)) doubtful.set(row, title.toLowerCase());
    }
  }
  const kept: number[] = [];
  passing.forEach((row, at) => {
    const why = doubtful.get(at);
    if (why === undefined) kept.push(row);
    else dropped.push({ row: row + 1, reason: `${why} (quality)` });
  });
  refuseNobody(kept.length, { survey, by: "the rules of quality that say drop" });
  const respondents = Int32Array.from(kept);
  return {
    survey: subset(survey, respondents),
    respondents,
    dropped,
    quality: found.map((each) => ({
      ...each,
      rows: each.rows.map((at) => passing[at]),
      ...(each.examples === undefined ? {} : {
        examples: each.examples.map((example) => ({ ...example, row: passing[example.row] })),
      }),
    })),
  };
}

/** Whom the rules of `quality` that say drop flag among those whom `cleaning.filter` lets through, as
 * conditions on a respondent's own answers.
 * @throws {DataError} As {@link admit}.
 */
export function conditionsOfDrop(
  survey: Survey,
  { cleaning, quality, features }: Pick<Params, "cleaning" | "quality" | "features">,
): Filter[] {
  const filtered = subset(survey, passingOf(survey, cleaning.filter));
  return findDropped(filtered, { quality, pattern: features.question_pattern });
}

/** Positions of those whom a filter lets through, all where it is empty. */
function passingOf(survey: Survey, filter: string): Int32Array {
  const all = Int32Array.from({ length: survey.rows }, (_, i) => i);
  if (filter.trim() === "") return all;
  const holds = evaluateFilter(filter, survey);
  return all.filter((i) => holds[i] === 1);
}

/** Lets go of those who were not asked most of the survey, where `cleaning.not_asked` says auto; see
 * {@link findAsked}. Tells how many they are.
 */
export function leaveNotAsked(
  admitted: Admitted,
  cleaning: Params["cleaning"],
  context: StageContext,
): Admitted {
  const { survey, respondents } = admitted;
  if (cleaning.not_asked !== "auto") return admitted;
  const asked = findAsked(survey, shareNeeded(cleaning));
  const left = survey.rows - asked.length;
  if (left === 0) return admitted;
  context.warn(
    `${formatNumber(left)} of ${countOf(survey.rows, "respondent")} ${
      left === 1 ? "takes no part: this one was" : "take no part: they were"
    } not asked most of the questions (cleaning.not_asked).`,
  );
  const stays = new Set(asked);
  const reason = "was not asked most of the questions (cleaning.not_asked)";
  const gone = [...respondents].flatMap((row, at) =>
    stays.has(at) ? [] : [{ row: row + 1, reason }]
  );
  return {
    ...admitted,
    survey: subset(survey, asked),
    respondents: asked.map((at) => respondents[at]),
    dropped: [...admitted.dropped, ...gone],
  };
}

function subset(survey: Survey, respondents: Int32Array): Survey {
  if (respondents.length === survey.rows) return survey;
  return {
    ...survey,
    rows: respondents.length,
    columns: survey.columns.map((column) => keepRespondents(column, respondents)),
  };
}

function refuseNobody(count: number, { survey, by }: { survey: Survey; by: string }): void {
  if (count > 0 || survey.rows === 0) return;
  throw new DataError(
    `Cannot segment ${
      quoteValue(survey.name)
    }: somebody must take part, but ${by} leaves none of ` +
      `${countOf(survey.rows, "respondent")}.`,
  );
}
