/** Variables that mark segments, for the segment profile plot. Runs in Deno and browsers. */

import type { ProfileRow } from "../../profile/segment_profile.ts";
import type { RunView } from "../types.ts";
import type { MarkerRow } from "./target_types.ts";

/** A difference of this share of the highest total mean marks, and one of this share of the own total. */
const OF_HIGHEST = 0.25;
const OF_OWN = 0.5;
/** Ratings have so few different answers. */
const MOST_RATED = 12;

/** Finds the marker variables of each segment among the questions that formed them.
 *
 * The rule is that of flexclust 1.5.0 (`createBarchartPanel()` in R/barplot.R, `shade = TRUE`): the segment's
 * mean lies at least a quarter of the highest total mean from the total, or at least half of the total from it.
 * There all variables have one scale; here the highest is taken among those of the same scale: shares, or
 * questions rated from the same low to the same high end.
 * @returns In the order of the profile: those first that segments differ most in. O(rows x segments).
 */
export function findMarkers(
  { profile, columns }: Pick<RunView, "profile" | "columns">,
): MarkerRow[] {
  const ends = new Map(columns.map(({ name, distribution }) => [name, endsOf(distribution)]));
  const rows = profile.rows.filter(({ role, statistic, total }) =>
    role === "segmenting" && statistic !== "answered" && total.value !== null
  );
  const scaled = rows.map((row) => ({ row, scale: scaleOf(row, ends.get(row.variable) ?? null) }));
  const highest = new Map<string, number>();
  for (const { row, scale } of scaled) {
    highest.set(scale.key, Math.max(highest.get(scale.key) ?? -Infinity, row.total.value!));
  }
  return scaled.map(({ row, scale: { key, from, to } }): MarkerRow => {
    const total = row.total.value!;
    const values = row.segments.map(({ value }) => value);
    const reach = [...values, total].filter((value) => value !== null);
    return {
      ...{
        variable: row.variable,
        text: row.text,
        kind: row.kind,
        category: row.category,
        total,
        values,
      },
      statistic: row.statistic === "mean" ? "mean" : "share",
      marks: values.map((value) => value !== null && isMarker(value, total, highest.get(key)!)),
      from: from ?? reach.reduce((a, b) => Math.min(a, b), 0),
      to: to ?? reach.reduce((a, b) => Math.max(a, b), 0),
    };
  });
}

/** Whether a mean marks its segment.
 * @param highest Of the totals of all variables of the same scale.
 */
export function isMarker(value: number, total: number, highest: number): boolean {
  const apart = Math.abs(value - total);
  return apart >= highest * OF_HIGHEST || Math.abs(apart / total) >= OF_OWN;
}

type Ends = readonly [low: number, high: number];

/** The lowest and the highest answer of a rating; null for amounts, words, and where it is not told. */
function endsOf(distribution: RunView["columns"][number]["distribution"]): Ends | null {
  if (distribution?.kind !== "number" || distribution.bins.length > MOST_RATED) return null;
  const bounds = distribution.bins.flatMap(({ from, to }) =>
    from === null || to !== from ? [] : [from]
  );
  if (bounds.length < distribution.bins.length || bounds.length < 2) return null;
  return [bounds.reduce((a, b) => Math.min(a, b)), bounds.reduce((a, b) => Math.max(a, b))];
}

function scaleOf(
  { statistic, variable }: ProfileRow,
  ends: Ends | null,
): { readonly key: string; readonly from: number | null; readonly to: number | null } {
  if (statistic === "share") return { key: "shares", from: 0, to: 1 };
  if (ends === null) return { key: `alone ${variable}`, from: null, to: null };
  return { key: `rated ${ends.join(" ")}`, from: ends[0], to: ends[1] };
}
