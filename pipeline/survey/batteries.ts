/** Batteries: items of one question on one scale. Runs in Deno and browsers. */

import { levelCounts } from "./read_column.ts";
import { questionOf } from "./question_of.ts";
import type { Column } from "./column.ts";
import type { Survey } from "./survey.ts";

/** Items that are answered on the same scale. */
export interface Battery {
  readonly question: string;
  readonly columns: readonly Column[];
}

/** The batteries of a survey: ordinal columns of one question whose scales have the same words, or
 * numbers that start and end within a point of each other. A ranking is none: its answers are places,
 * of which everybody gives the same.
 * @param least Fewest items of a battery.
 */
export function findBatteries(
  survey: Survey,
  { pattern, least }: { pattern: string; least: number },
): Battery[] {
  const ranked = new Set(
    survey.questions.filter(({ kind }) => kind === "ranking").flatMap((each) => each.columns),
  );
  const groups = new Map<string, Column[]>();
  for (const column of survey.columns) {
    if (column.kind !== "ordinal" || ranked.has(column.name)) continue;
    const question = questionOf(column, pattern);
    groups.set(question, [...(groups.get(question) ?? []), column]);
  }
  return [...groups].flatMap(([question, columns]) =>
    columns.length >= least && areAlike(columns) ? [{ question, columns }] : []
  );
}

function areAlike(columns: readonly Column[]): boolean {
  const words = new Set(columns.map(({ categories }) => categories?.join("\n") ?? ""));
  if (words.size > 1) return false;
  const ends = columns.map(endsOf);
  const spread = (values: readonly number[]) =>
    values.reduce((most, value) => Math.max(most, value), -Infinity) -
    values.reduce((least, value) => Math.min(least, value), Infinity);
  return spread(ends.map(([low]) => low)) <= 1 && spread(ends.map(([, high]) => high)) <= 1;
}

/** The lowest and the highest answer given. */
export function endsOf(column: Column): [low: number, high: number] {
  const counts = levelCounts(column);
  let low = Infinity, high = -Infinity;
  column.values.forEach((value, level) => {
    if (column.missing[level] !== 0 || counts[level] === 0) return;
    low = Math.min(low, value);
    high = Math.max(high, value);
  });
  return [low, high];
}
