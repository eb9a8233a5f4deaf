/** The profile rows of one variable. Runs in Deno and browsers. */

import { levelCounts } from "../survey/read_column.ts";
import type { ProfileRow, VariableRole } from "./segment_profile.ts";
import type { ColumnText } from "../survey/labels.ts";
import type { Column } from "../survey/column.ts";
import { type Assignment, computeFigures, tabulate } from "./figures.ts";

/** How a variable took part, and which question it belongs to. */
export interface VariablePart {
  readonly role: VariableRole;
  readonly reason: string;
  readonly question: string;
}

/** Describes one column of the survey as ingested by segment.
 * Numbers give a mean, 0/1 and yes/no the share of yes, categories a share each, all over answers
 * really given; text, dates and identifiers the share who answered.
 * @param assignment Segment and weight of each respondent of the survey.
 */
export function profileColumn(
  column: Column,
  { text, question, role, reason }: VariablePart & { readonly text: ColumnText },
  assignment: Assignment,
): ProfileRow[] {
  const table = tabulate(column, assignment);
  return statisticsOf(column).map(({ statistic, category, levels }) => ({
    text,
    category,
    variable: column.name,
    label: column.label,
    question,
    kind: column.kind,
    role,
    roleReason: reason,
    statistic,
    ...computeFigures(table, levels),
  }));
}

/** One figure of a column and the number of each level in it. */
export interface Statistic {
  readonly statistic: ProfileRow["statistic"];
  readonly category: string | null;
  readonly levels: Float64Array;
}

/** What a column is profiled by: a mean, shares of its categories, or the share who answered. */
export function statisticsOf(column: Column): Statistic[] {
  const { kind, values, missing, categories } = column;
  if (kind === "id" || kind === "text" || kind === "date" || kind === "weight") {
    const levels = Float64Array.from(missing, (reason) => reason === 0 ? 1 : 0);
    return [{ statistic: "answered", category: null, levels }];
  }
  if (categories === null) {
    const statistic = isZeroOne(column) ? "share" : "mean";
    return [{ statistic, category: statistic === "share" ? "1" : null, levels: values }];
  }
  const shown = kind === "binary" ? [categories.length - 1] : categories.keys();
  return Array.from(shown, (position) => ({
    statistic: "share" as const,
    category: categories[position],
    levels: values.map((value) => Number.isNaN(value) ? NaN : value === position ? 1 : 0),
  }));
}

function isZeroOne(column: Column): boolean {
  const counts = levelCounts(column);
  return column.kind === "binary" &&
    column.values.every((value, level) =>
      counts[level] === 0 || column.missing[level] !== 0 || value === 0 || value === 1
    );
}
