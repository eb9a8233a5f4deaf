/** Who finished so fast that the questions can hardly have been read. Runs in Deno and browsers. */

import { columnValues } from "../../survey/read_column.ts";
import { DataError, quoteValue } from "../../base/errors.ts";
import { nearestName } from "../../base/nearest.ts";
import type { Params } from "../../plan/params.ts";
import { formatNumber, formatShare } from "../../base/text.ts";
import type { Column } from "../../survey/column.ts";
import type { Survey } from "../../survey/survey.ts";
import { compare, type Judgement } from "./judgement.ts";

/** Headers of durations in exports of common survey tools. */
const DURATION =
  /^(total ?)?(duration|interview ?time|completion ?time|time ?(taken|spent|elapsed)|(test)?elapsed?|dauer|bearbeitungs(zeit|dauer)|dur[ée]e|duraci[óo]n|durata|dura[çc][ãa]o|di[áa]rkeia|διάρκεια)\b/iu;

/** Flags respondents whose time is below a share of the median time.
 * @returns null where the survey has no duration.
 * @throws {DataError} If `quality.duration_column` names no column of numbers.
 * @see SURVEYS: below half of the median time, or 40 % of it, are the bounds in use.
 */
export function findSpeeders(survey: Survey, quality: Params["quality"]): Judgement | null {
  const column = durationColumn(survey, quality.duration_column);
  if (column === null) return null;
  const times = columnValues(column);
  const known = times.filter((time) => time > 0).sort();
  if (known.length === 0) return null;
  const middle = known.length >> 1;
  const median = known.length % 2 === 1 ? known[middle] : (known[middle - 1] + known[middle]) / 2;
  const bound = quality.speeder_share * median;
  const rows: number[] = [];
  times.forEach((time, i) => {
    if (time < bound) rows.push(i);
  });
  const decimals = median < 10 ? 1 : 0;
  return {
    rows,
    who: compare(column, "<", bound),
    detail: `${quoteValue(column.name)} under ${formatNumber(bound, decimals)}, ` +
      `${formatShare(quality.speeder_share)} of the median ${formatNumber(median, decimals)}`,
  };
}

function durationColumn(survey: Survey, asked: string): Column | null {
  const isNumeric = ({ kind, categories }: Column) =>
    categories === null && (kind === "numeric" || kind === "ordinal" || kind === "binary");
  if (asked === "auto") {
    return survey.columns.find((column) =>
      isNumeric(column) &&
      [column.name, column.label].some((text) => DURATION.test(text.trim().replaceAll("_", " ")))
    ) ?? null;
  }
  const named = survey.columns.find(({ name }) => name === asked);
  if (named !== undefined && isNumeric(named)) return named;
  const near = nearestName(asked, survey.columns.map(({ name }) => name));
  throw new DataError(
    `Cannot look for speeders in ${quoteValue(survey.name)}: quality.duration_column must name a ` +
      `column of numbers, but ${
        named === undefined
          ? `${quoteValue(asked)} is none of its columns`
          : `${quoteValue(asked)} is ${named.kind}`
      }.${named === undefined && near !== null ? ` Did you mean ${quoteValue(near)}?` : ""}`,
  );
}
