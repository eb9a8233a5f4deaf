/** The profile's rows as they are shown in tables and charts. Runs in Deno and browsers. */

import { formatNumber, formatShare } from "../../base/text.ts";
import type { ProfileRow, SegmentFigure } from "../../profile/segment_profile.ts";
import type { Wording } from "../../profile/wording.ts";
import { unbroken } from "../../view/unbroken.ts";
import type { CellStory, RowStory } from "./story.ts";

/** Characters of a row's short text, its category apart. */
const MOST_SHORT = 60;
/** Differences from so many deviations on are marked, once more at each. */
const MARKED_FROM = [0.2, 0.5, 0.8];

/** The rows that segments can be compared by, in their order. */
export function rowStories(rows: readonly ProfileRow[], wording: Wording): RowStory[] {
  return rows.filter(isCompared).map((row) => ({
    text: withCategory(row.text.full, row),
    short: withCategory(wording.texts.short(row.variable, MOST_SHORT), row),
    statistic: row.statistic,
    total: cellOf(row, row.total),
    cells: row.segments.map((figure) => cellOf(row, figure)),
  }));
}

/** Whether a row compares segments: answers that are told, not whether there was one. */
export function isCompared({ statistic, role, total }: ProfileRow): boolean {
  return statistic !== "answered" && role !== "dropped" && total.value !== null;
}

/** A variable's text and the category that a row is of; a tick needs none. */
export function withCategory(
  text: string,
  { category, kind }: Pick<ProfileRow, "category" | "kind">,
): string {
  if (category === null || (kind === "binary" && category === "1")) return text;
  return /[?:]$/.test(text) ? `${text} ${category}` : `${text}: ${category}`;
}

/** A mean with one decimal, none from 100 on; a share as whole per cent. */
export function figureText(value: number, { statistic }: Pick<ProfileRow, "statistic">): string {
  if (statistic !== "mean") return unbroken(formatShare(value));
  return formatNumber(value, Math.abs(value) < 100 ? 1 : 0);
}

function cellOf(row: ProfileRow, { value, difference, base }: SegmentFigure): CellStory {
  const strength = difference === null || row.deviation === 0 ? 0 : difference / row.deviation;
  return {
    text: value === null ? "" : figureText(value, row),
    value,
    strength,
    mark: (strength < 0 ? "\u2212" : "+").repeat(
      MARKED_FROM.filter((from) => Math.abs(strength) >= from).length,
    ),
    base,
  };
}
