/** Where segments lie among the questions, in few figures that names are anchored by. Runs in Deno and browsers. */

import type { ProfileRow, SegmentFigure } from "../segment_profile.ts";
import { LEAST_SHOWN } from "../bases.ts";

/** Figures by column, or by `column=category`. */
export type Centre = Readonly<Record<string, number>>;

/** Questions of a centre: enough that one which is left out of a later run does not matter, few enough
 * that a link stays short. */
const MOST_QUESTIONS = 10;
/** Characters of a centre's columns in all, unless fewer questions than the least need more. */
const MOST_LETTERS = 200;
const LEAST_QUESTIONS = 3;
/** A centre is told to this share of a deviation: far finer than segments differ. */
const FINENESS = 20;
const MOST_DECIMALS = 12;

/** The figures of a profile that segments may be found again by, by their keys. */
export type Figures = ReadonlyMap<string, Figure>;

/** A row of the profile with the standard deviation among all respondents, which does not depend on how
 * they are segmented. */
interface Figure {
  readonly row: ProfileRow;
  readonly spread: number;
}

/** Lists the rows by which segments are told apart: means and shares that vary and are shown. */
export function figuresOf(rows: readonly ProfileRow[]): Figures {
  const figures = new Map<string, Figure>();
  for (const row of rows) {
    if (row.statistic === "answered" || row.total.value === null) continue;
    const spread = spreadOf(row), key = keyOf(row);
    if (spread > 0 && !figures.has(key)) figures.set(key, { row, spread });
  }
  return figures;
}

/** Tells where a segment lies, by the questions that tell it best from each of the others in turn.
 * @param segment From 0.
 */
export function centreOf(figures: Figures, segment: number): Centre {
  const left = usable(figures, segment);
  const centre: Record<string, number> = {};
  let letters = 0, count = 0;
  for (let turn = 0; left.size > 0 && count < MOST_QUESTIONS; turn++) {
    const [key, { row, spread }] = mostTelling(left, segment, turn);
    letters += key.length;
    if (letters > MOST_LETTERS && count >= LEAST_QUESTIONS) break;
    centre[key] = rounded(row.segments[segment].value!, spread);
    count++;
    // Categories of one question tell much the same.
    for (const [other, figure] of left) {
      if (figure.row.variable === row.variable) left.delete(other);
    }
  }
  return centre;
}

/** How far a segment lies from a centre: root mean square of the differences in standard deviations of
 * the questions; Infinity where most of the centre's questions are not there.
 * @param segment From 0.
 */
export function distanceTo(centre: Centre, figures: Figures, segment: number): number {
  const keys = Object.keys(centre);
  let sum = 0, count = 0;
  for (const key of keys) {
    const figure = figures.get(key);
    const value = figure?.row.segments[segment].value ?? null;
    if (figure === undefined || value === null) continue;
    sum += ((centre[key] - value) / figure.spread) ** 2;
    count++;
  }
  return 2 * count < keys.length || count === 0 ? Infinity : Math.sqrt(sum / count);
}

function keyOf({ variable, category, kind }: ProfileRow): string {
  return category === null || kind === "binary" ? variable : `${variable}=${category}`;
}

/** The figures that a segment may be told by: of what formed it, on answers enough, as far as there are any. */
function usable(figures: Figures, segment: number): Map<string, Figure> {
  const told = [...figures].filter(([, { row }]) =>
    row.segments[segment].value !== null && row.role !== "dropped"
  );
  const based = told.filter(([, { row }]) => row.segments[segment].base >= LEAST_SHOWN);
  const able = based.length > 0 ? based : told;
  const forming = able.filter(([, { row }]) => row.role === "segmenting");
  return new Map(forming.length > 0 ? forming : able);
}

/** The figure that differs most from that of a rival; all others are rivals by turns. */
function mostTelling(left: Figures, segment: number, turn: number): [string, Figure] {
  const [{ row: { segments } }] = left.values();
  const k = segments.length;
  const rivals = Array.from({ length: k }, (_, g) => g).filter((g) => g !== segment);
  const rival = rivals.length === 0 ? segment : rivals[turn % rivals.length];
  return [...left].reduce((best, each) =>
    contrast(each[1], segment, rival) > contrast(best[1], segment, rival) ? each : best
  );
}

function contrast({ row, spread }: Figure, a: number, b: number): number {
  const [one, other] = [row.segments[a].value, row.segments[b].value];
  return one === null || other === null ? -1 : Math.abs(one - other) / spread;
}

function spreadOf({ deviation, segments }: ProfileRow): number {
  const told = segments.filter(({ value }) => value !== null);
  const base = told.reduce((sum, { base }) => sum + base, 0);
  if (base === 0) return 0;
  const within = deviation ** 2 * Math.max(0, base - told.length);
  const between = told.reduce(
    (sum, { base, difference }: SegmentFigure) => sum + base * (difference ?? 0) ** 2,
    0,
  );
  return Math.sqrt((within + between) / base);
}

/** With as many digits as matter beside the spread. */
function rounded(value: number, spread: number): number {
  let decimals = 0;
  for (let step = 1; step > spread / FINENESS && decimals < MOST_DECIMALS; step /= 10) decimals++;
  return Number(value.toFixed(decimals));
}
