/** Single respondents in words: what the map tells of the one pointed at. Runs in browsers. */

import { entryOf } from "../kit/lists.js";
import { formatNumber } from "../kit/words/format.js";
import type { MapPoints, PointAnswers } from "../charts/map/points.js";
import { shortLabel } from "../kit/words/short_label.js";
import type { TooltipLine } from "../kit/tooltip.js";

/** What stands where an answer is missing. */
export const NO_ANSWER = "no answer";
/** Variables told beside the pointer. */
const MOST_TOLD = 4;
const ANSWER_LENGTH = 32;

/** What a respondent answered, as the survey has it; null without an answer.
 * @param i Position among the map's points.
 */
export function answerOf({ categories, values }: PointAnswers, i: number): string | null {
  const value = values[i];
  return value === null ? null : categories?.[value] ?? String(value);
}

/** Tells of a respondent, by row, the answers to the four variables that differ most between segments,
 * and the silhouette.
 */
export function respondentLines(points: MapPoints): (row: number) => TooltipLine[] {
  let positions: Map<number, number> | null = null;
  return (row) => {
    positions ??= new Map(Array.from(points.row, (own, i) => [own, i]));
    const i = entryOf(positions, row);
    const silhouette = points.silhouette?.[i] ?? null;
    return [
      ...points.answers.slice(0, MOST_TOLD).map((variable): TooltipLine => [
        variable.text.short,
        shortLabel(answerOf(variable, i) ?? missingAnswer(variable), ANSWER_LENGTH),
      ]),
      ...(silhouette === null ? [] : [["Silhouette", formatNumber(silhouette, 2)] as const]),
    ];
  };
}

function missingAnswer({ imputed }: PointAnswers): string {
  return imputed === null ? NO_ANSWER : `${NO_ANSWER} (${imputed} imputed)`;
}
