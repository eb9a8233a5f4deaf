/** Which questions the same respondents left unanswered, for pages. Runs in Deno and browsers. */

import { answeredCount } from "../../survey/read_column.ts";
import { surveyTexts } from "../../survey/labels.ts";
import type { Survey } from "../../survey/survey.ts";
import type { MissingPattern } from "../types.ts";

const MOST_PATTERNS = 12;

/** Finds the most frequent patterns of missing answers, over columns with gaps that somebody answered.
 * O(n x columns). Ties go to the pattern met first.
 */
export function viewMissingPatterns(survey: Survey): MissingPattern[] {
  const gappy = survey.columns.filter((column) => {
    const answered = answeredCount(column);
    return answered > 0 && answered < survey.rows;
  });
  const texts = surveyTexts(survey);
  const counts = new Map<string, number>();
  for (let i = 0; i < survey.rows; i++) {
    let pattern = "";
    gappy.forEach(({ codes, missing }, c) => {
      if (missing[codes[i]] !== 0) pattern += `${c} `;
    });
    counts.set(pattern, (counts.get(pattern) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).slice(0, MOST_PATTERNS)
    .map(([pattern, count]) => {
      const columns = pattern === ""
        ? []
        : pattern.trim().split(" ").map((c) => gappy[Number(c)].name);
      return { columns, texts: columns.map((name) => texts.of(name).short), count };
    });
}
