/** Means and shares of one variable by segment. Runs in Deno and browsers. */

import { kishBase } from "../numeric/weights.ts";
import type { Clustering } from "../cluster/clustering.ts";
import type { ProfileRow, SegmentFigure } from "./segment_profile.ts";
import type { Cleaned } from "../clean/cleaned.ts";
import type { Column } from "../survey/column.ts";

/** Respondents by level and segment: `counts[level * k + segment]`. */
export interface LevelTable {
  readonly counts: Uint32Array;
  readonly k: number;
  /** Sums of their weights and of the squares of these, laid out as counts; null without weights. */
  readonly weighted: { readonly sums: Float64Array; readonly squares: Float64Array } | null;
}

/** Which segment each respondent of a survey is in, and its weight. */
export interface Assignment {
  /** -1 where unassigned. */
  readonly segmentOf: Int32Array;
  /** Segments. */
  readonly k: number;
  /** 0 where unassigned; null where all count alike. */
  readonly weightOf: Float64Array | null;
}

/** Figures of one statistic, before the variable's description is added. */
export type Figures = Pick<ProfileRow, "total" | "segments" | "deviation" | "effect">;

/** Places the respondents of a survey in their segments.
 * @param respondents Position in the survey of each respondent kept. @param labels Their segments.
 */
export function assignRespondents(
  rows: number,
  { respondents, weights }: Pick<Cleaned, "respondents" | "weights">,
  { labels, k }: Pick<Clustering, "labels" | "k">,
): Assignment {
  const segmentOf = new Int32Array(rows).fill(-1);
  const weightOf = weights === null ? null : new Float64Array(rows);
  respondents.forEach((row, i) => {
    segmentOf[row] = labels[i];
    if (weightOf !== null && weights !== null) weightOf[row] = weights[i];
  });
  return { segmentOf, k, weightOf };
}

/** Counts the respondents of each level in each segment; unassigned respondents are left out. */
export function tabulate(
  { codes, texts }: Column,
  { segmentOf, k, weightOf }: Assignment,
): LevelTable {
  const counts = new Uint32Array(texts.length * k);
  for (let i = 0; i < codes.length; i++) {
    if (segmentOf[i] >= 0) counts[codes[i] * k + segmentOf[i]]++;
  }
  if (weightOf === null) return { counts, k, weighted: null };
  const sums = new Float64Array(counts.length), squares = new Float64Array(counts.length);
  for (let i = 0; i < codes.length; i++) {
    if (segmentOf[i] < 0) continue;
    sums[codes[i] * k + segmentOf[i]] += weightOf[i];
    squares[codes[i] * k + segmentOf[i]] += weightOf[i] ** 2;
  }
  return { counts, k, weighted: { sums, squares } };
}

/** Mean of a number per level, by segment and in all, by weight where there are weights.
 * A share is the mean of an indicator. Levels whose number is NaN are no answers and count nowhere.
 * @param levels The number of each level.
 * @returns Bases count respondents, whatever their weights; effect is eta squared: variation between
 * the segments over all variation, 0..1.
 */
export function computeFigures(table: LevelTable, levels: Float64Array): Figures {
  const { k } = table;
  const bases = sumAnswered(table.counts, k, levels);
  const masses = table.weighted === null ? bases : sumAnswered(table.weighted.sums, k, levels);
  const counts = table.weighted?.sums ?? table.counts;
  const sums = new Float64Array(k);
  // About one of the values, so that weights leave the means of a constant equal to the last bit.
  const origin = table.weighted === null ? 0 : levels.find((value) => !Number.isNaN(value)) ?? 0;
  levels.forEach((value, level) => {
    if (Number.isNaN(value)) return;
    for (let g = 0; g < k; g++) sums[g] += counts[level * k + g] * (value - origin);
  });
  const base = total(bases), mass = total(masses);
  const mean = origin + total(sums) / mass;
  const means = sums.map((sum, g) => origin + sum / masses[g]);
  let within = 0;
  let between = 0;
  levels.forEach((value, level) => {
    if (Number.isNaN(value)) return;
    for (let g = 0; g < k; g++) {
      within += counts[level * k + g] === 0 ? 0 : counts[level * k + g] * (value - means[g]) ** 2;
    }
  });
  for (let g = 0; g < k; g++) {
    if (bases[g] > 0) between += masses[g] * (means[g] - mean) ** 2;
  }
  const figure = (value: number, count: number): SegmentFigure =>
    count === 0 ? { value: null, base: 0, index: null, difference: null } : {
      value,
      base: count,
      index: mean === 0 ? null : 100 * value / mean,
      difference: value - mean,
    };
  const squares = table.weighted === null ? null : sumAnswered(table.weighted.squares, k, levels);
  const withBase = (shown: SegmentFigure, mass: number, squared: number): SegmentFigure =>
    squares === null ? shown : { ...shown, effectiveBase: kishBase(mass, squared) };
  return {
    total: withBase(figure(mean, base), mass, total(squares ?? masses)),
    segments: Array.from(
      means,
      (value, g) => withBase(figure(value, bases[g]), masses[g], squares?.[g] ?? 0),
    ),
    // The base over the mass is 1 without weights, and makes the scale of weights not matter.
    deviation: base > k ? Math.sqrt(within * (base / mass) / (base - k)) : 0,
    effect: within + between > 0 ? between / (within + between) : 0,
  };
}

/** Adds up what levels with a number have, by segment. */
function sumAnswered(
  counts: Uint32Array | Float64Array,
  k: number,
  levels: Float64Array,
): Float64Array {
  const sums = new Float64Array(k);
  levels.forEach((value, level) => {
    if (Number.isNaN(value)) return;
    for (let g = 0; g < k; g++) sums[g] += counts[level * k + g];
  });
  return sums;
}

function total(parts: Float64Array): number {
  return parts.reduce((sum, part) => sum + part, 0);
}
