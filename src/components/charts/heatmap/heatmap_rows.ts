/** Rows and cells of the heatmap as text and numbers, apart from how they are drawn. Runs in browsers. */

import type {
  Profile,
  ProfileRow,
  SegmentFigure,
} from "../../../../pipeline/profile/segment_profile.ts";
import { entryOf, groupBy } from "../../kit/lists.js";
import { rowItem, rowTitles, writeValue } from "../../kit/words/figure_words.js";
import { formatNumber, formatSigned } from "../../kit/words/format.js";

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
  const titles = new Map(rowTitles(used).map((title, i) => [used[i], title]));
  const titleOf = (row: ProfileRow) => entryOf(titles, row);
  if (sort === "difference") {
    return used.map((row) => ({ text: titleOf(row), row, isNested: false }));
  }
  return [...groupBy(used, (row) => row.question)].flatMap(([question, members]) => {
    if (members.length === 1) {
      return [{ text: titleOf(members[0]), row: members[0], isNested: false }];
    }
    const isOneVariable = members.every(({ variable }) => variable === members[0].variable);
    return [
      { text: headingOf(members, { question, isOneVariable }), row: null, isNested: false },
      ...members.map((row) => ({
        text: isOneVariable ? row.category ?? row.text.short : rowItem(row),
        row,
        isNested: true,
      })),
    ];
  });
}

/** What all rows of a question share: the question's text where the file tells it. */
function headingOf(
  [{ text }]: readonly ProfileRow[],
  { question, isOneVariable }: { readonly question: string; readonly isOneVariable: boolean },
): string {
  if (isOneVariable) return text.full;
  return text.stem === "" ? question : text.stem;
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
    return writeValue(figure.value, row.statistic);
  }
  if (figure.difference === null) return "–";
  if (!isMean) return formatSigned(figure.difference * 100);
  return formatSigned(figure.difference, Math.abs(figure.difference) >= 100 ? 0 : 1);
}
