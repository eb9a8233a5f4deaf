/** Who left too much unanswered. Runs in Deno and browsers. */

import { isAnalysed } from "../../survey/read_column.ts";
import type { Params } from "../../plan/params.ts";
import { countOf, formatShare } from "../../base/text.ts";
import { missingCode } from "../../survey/missing.ts";
import type { Survey } from "../../survey/survey.ts";
import type { Judgement } from "./judgement.ts";

const NOT_ASKED = missingCode("not_asked");

/** Flags respondents who left more than a share of the questions that they were asked unanswered. */
export function findIncomplete(survey: Survey, quality: Params["quality"]): Judgement | null {
  const columns = survey.columns.filter((column) =>
    isAnalysed(column) && column.missing.some((reason) => reason === 0)
  );
  if (columns.length === 0) return null;
  const asked = new Uint32Array(survey.rows), left = new Uint32Array(survey.rows);
  for (const { codes, missing } of columns) {
    for (let i = 0; i < codes.length; i++) {
      const reason = missing[codes[i]];
      if (reason === NOT_ASKED) continue;
      asked[i]++;
      if (reason !== 0) left[i]++;
    }
  }
  const rows: number[] = [];
  asked.forEach((count, i) => {
    if (left[i] > quality.most_missing * count) rows.push(i);
  });
  return {
    rows,
    who: null,
    detail: `more than ${formatShare(quality.most_missing)} of ` +
      `${countOf(columns.length, "column")} without an answer, what was not asked aside`,
  };
}
