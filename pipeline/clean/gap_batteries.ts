/** Which columns tell of each other's gaps: items of one question on one scale. Runs in Deno and browsers. */

import { distributionOf, quantile } from "../numeric/quantiles.ts";
import { endsOf } from "../survey/batteries.ts";
import type { Column } from "../survey/column.ts";
import { questionOf } from "../survey/question_of.ts";
import type { Survey } from "../survey/survey.ts";

/** Items whose gaps are filled together. */
export interface GapBattery {
  readonly question: string;
  readonly columns: readonly Column[];
  /** Whether they are ratings, of which some may be worded the other way round; else yes/no. */
  readonly areRatings: boolean;
}

/** Fewer items say too little of a respondent's level. */
const FEWEST_ITEMS = 3;
/** Items whose lowest or highest answers are farther apart than a point, or than this share of the scale,
 * are on different scales. */
const ENDS_APART = 0.1;

/** Finds the batteries among the columns that stay: of each question the ordered items with the same words,
 * the scales and numbers that start and end alike, and the yes/no items, where there are at least 3 of
 * them. A ranking is none: its answers are places. O(n columns).
 * @param pattern `features.question_pattern`.
 */
export function findGapBatteries(
  { questions }: Pick<Survey, "questions">,
  { columns, pattern }: { readonly columns: readonly Column[]; readonly pattern: string },
): GapBattery[] {
  const ranked = new Set(
    questions.filter(({ kind }) => kind === "ranking").flatMap((each) => each.columns),
  );
  const groups = new Map<string, { question: string; columns: Column[] }>();
  for (const column of columns) {
    const form = formOf(column);
    if (form === null || ranked.has(column.name)) continue;
    const question = questionOf(column, pattern);
    const key = JSON.stringify([question, form]);
    const group = groups.get(key) ?? { question, columns: [] };
    group.columns.push(column);
    groups.set(key, group);
  }
  return [...groups.values()].flatMap(({ question, columns }) => {
    const areRatings = columns[0].kind !== "binary";
    const items = areRatings && columns[0].categories === null ? onOneScale(columns) : columns;
    return items.length >= FEWEST_ITEMS ? [{ question, columns: items, areRatings }] : [];
  });
}

/** What items of a battery must have in common; null for what is no item of one. */
function formOf({ kind, categories, metadata }: Column): string | null {
  if (metadata) return null;
  if (kind === "binary") return "yes/no";
  if (kind === "ordinal") return categories === null ? "numbers" : categories.join("\n");
  return kind === "numeric" ? "numbers" : null;
}

/** The columns that start and end where most do. */
function onOneScale(columns: readonly Column[]): Column[] {
  const ends = columns.map(endsOf);
  const middle = (values: readonly number[]) =>
    quantile(distributionOf(values, values.map(() => 1)), 0.5);
  const low = middle(ends.map(([least]) => least));
  const high = middle(ends.map(([, most]) => most));
  const apart = Math.max(1, ENDS_APART * (high - low));
  return columns.filter((_, c) =>
    Math.abs(ends[c][0] - low) <= apart && Math.abs(ends[c][1] - high) <= apart
  );
}
