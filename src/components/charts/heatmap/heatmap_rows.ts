/** Rows and cells of the heatmap as text and numbers, apart from how they are drawn. Runs in browsers. */

import type {
  Profile,
  ProfileRow,
  SegmentFigure,
} from "../../../../pipeline/profile/segment_profile.ts";
import { formatNumber, formatShare, formatSigned, formatValue } from "../../kit/words/format.js";

/** What stands in a cell. */
export type HeatmapMeasure = "difference" | "index" | "value";

/** A row of the heatmap: a variable or category, or the heading of a question. */
export interface HeatmapRow {
  readonly text: string;
  /** Null for a heading. */
  readonly row: ProfileRow | null;
  /** Whether it stands under a heading. */
  readonly isNested: boolean;
}

/** The rows that can be compared, sorted by how much segments differ, or by question: then the
 * question that separates most comes first, and its rows stay together under its name.
 */
export function heatmapRows({ rows }: Profile, sort: "difference" | "question"): HeatmapRow[] {
  const used = rows.filter(({ statistic, role, total }) =>
    statistic !== "answered" && role !== "dropped" && total.value !== null
  );
  if (sort === "difference") {
    return used.map((row) => ({ text: textOf(row), row, isNested: false }));
  }
  const questions = new Map<string, ProfileRow[]>();
  for (const row of used) {
    const known = questions.get(row.question);
    if (known === undefined) questions.set(row.question, [row]);
    else known.push(row);
  }
  return [...questions].flatMap(([question, members]) => {
    if (members.length === 1) {
      return [{ text: textOf(members[0]), row: members[0], isNested: false }];
    }
    const isOneVariable = members.every(({ variable }) => variable === members[0].variable);
    return [
      { text: isOneVariable ? members[0].label : question, row: null, isNested: false },
      ...members.map((row) => ({
        text: isOneVariable ? row.category ?? row.label : textOf(row),
        row,
        isNested: true,
      })),
    ];
  });
}

function textOf({ label, category }: ProfileRow): string {
  return category === null ? label : `${label}: ${category}`;
}

/** A segment's difference to the total in standard deviations; 0 where there is none. */
export function standardised({ deviation }: ProfileRow, { difference }: SegmentFigure): number {
  return difference === null || deviation === 0 ? 0 : difference / deviation;
}

/** What is printed in a cell; a dash where nobody answered. */
export function cellText(row: ProfileRow, figure: SegmentFigure, measure: HeatmapMeasure): string {
  const isMean = row.statistic === "mean";
  if (measure === "index") return figure.index === null ? "–" : formatNumber(figure.index);
  if (measure === "value") {
    if (figure.value === null) return "–";
    return isMean ? formatValue(figure.value) : formatShare(figure.value);
  }
  if (figure.difference === null) return "–";
  if (!isMean) return formatSigned(figure.difference * 100);
  return formatSigned(figure.difference, Math.abs(figure.difference) >= 100 ? 0 : 1);
}
