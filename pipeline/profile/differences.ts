/** What sets a segment apart, one difference a variable. Runs in Deno and browsers. */

import { LEAST_SHOWN } from "./bases.ts";
import type { ProfileRow, SegmentFigure } from "./segment_profile.ts";
import type { Wording } from "./wording.ts";

/** One variable that sets a segment apart. */
export interface Difference {
  /** Of a scale of words the category that shows the difference best. */
  readonly row: ProfileRow;
  readonly figure: SegmentFigure;
  /** The row's value in the segment and among all. */
  readonly value: number;
  readonly total: number;
  /** Difference to the total in within-segment standard deviations; of a scale of words that of the
   * mean place on it. */
  readonly strength: number;
}

/** Differences below this many standard deviations are not worth a sentence. */
const LEAST_STRENGTH = 0.2;

/** One difference a variable, strongest first; ties in the order of the rows.
 * @param segment From 0.
 */
export function rankDifferences(
  rows: readonly ProfileRow[],
  segment: number,
  wording: Wording,
): Difference[] {
  const scales = new Map<string, ProfileRow[]>();
  const all: Difference[] = [];
  for (const row of rows) {
    if (row.statistic === "answered") continue;
    const isScale = row.category !== null && wording.scaleOf(row.variable) !== null;
    if (isScale) scales.set(row.variable, [...scales.get(row.variable) ?? [], row]);
    else for (const each of differenceOf(row, segment)) all.push(each);
  }
  for (const [variable, members] of scales) {
    // Where figures are not shown, a mean place would be made up.
    const isWhole = members.every(({ total, segments }) =>
      [total, ...segments].every(({ value, base }) => value !== null || base === 0)
    );
    const whole = isWhole ? scaleDifference(members, segment, wording.scaleOf(variable)!) : null;
    const told = whole === null ? members.flatMap((row) => differenceOf(row, segment)) : [whole];
    for (const each of told) all.push(each);
  }
  const based = all.filter(({ figure }) => figure.base >= LEAST_SHOWN);
  const place = new Map(rows.map((row, r) => [row, r]));
  const ranked = (based.length > 0 ? based : all).sort((a, b) =>
    Math.abs(b.strength) - Math.abs(a.strength) || place.get(a.row)! - place.get(b.row)!
  );
  const seen = new Set<string>();
  return ranked.filter(({ row }) => !seen.has(row.variable) && seen.add(row.variable));
}

function differenceOf(row: ProfileRow, segment: number): Difference[] {
  const figure = row.segments[segment];
  const { value, difference } = figure;
  const total = row.total.value;
  if (difference === null || value === null || total === null) return [];
  const deviation = row.deviation > 0 ? row.deviation : Math.abs(difference);
  const strength = deviation === 0 ? 0 : difference / deviation;
  return Math.abs(strength) < LEAST_STRENGTH ? [] : [{ row, figure, value, total, strength }];
}

/** The difference of the mean places on a scale of words, shown by the category on that side which the
 * segment chose most above the total; null where the places hardly differ.
 */
function scaleDifference(
  rows: readonly ProfileRow[],
  segment: number,
  scale: readonly string[],
): Difference | null {
  const places = new Map(scale.map((category, place) => [category, place]));
  const placeOf = (row: ProfileRow) => places.get(row.category!) ?? 0;
  const meanOf = (of: (row: ProfileRow) => SegmentFigure) =>
    rows.reduce((sum, row) => sum + placeOf(row) * (of(row).value ?? 0), 0);
  const mean = meanOf(({ total }) => total);
  let variance = 0, base = 0;
  rows[0].segments.forEach(({ base: own }, g) => {
    const center = meanOf(({ segments }) => segments[g]);
    const squares = rows.reduce(
      (sum, row) => sum + (row.segments[g].value ?? 0) * (placeOf(row) - center) ** 2,
      0,
    );
    variance += own * squares;
    base += own;
  });
  const away = meanOf(({ segments }) => segments[segment]) - mean;
  const deviation = Math.sqrt(variance / base) || Math.abs(away);
  const strength = away / deviation;
  if (!(Math.abs(strength) >= LEAST_STRENGTH) || rows[0].segments[segment].value === null) {
    return null;
  }
  const shown = rows
    .filter((row) => Math.sign(placeOf(row) - mean) === Math.sign(away))
    .reduce((a, b) => gainOf(b, segment) > gainOf(a, segment) ? b : a);
  const figure = shown.segments[segment];
  if (gainOf(shown, segment) <= 0) return null;
  return { row: shown, figure, value: figure.value!, total: shown.total.value!, strength };
}

function gainOf({ segments }: ProfileRow, segment: number): number {
  return segments[segment].difference ?? 0;
}
