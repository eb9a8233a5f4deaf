/** Means and shares of one variable by segment. Runs in Deno and browsers. */

import type { Column, ProfileRow, SegmentFigure } from "../types.ts";

/** Respondents by level and segment: `counts[level * k + segment]`. */
export interface LevelTable {
  readonly counts: Uint32Array;
  readonly k: number;
}

/** Figures of one statistic, before the variable's description is added. */
export type Figures = Pick<ProfileRow, "total" | "segments" | "deviation" | "effect">;

/** Counts the respondents of each level in each segment; unassigned respondents (-1) are left out. */
export function tabulate({ codes, texts }: Column, segmentOf: Int32Array, k: number): LevelTable {
  const counts = new Uint32Array(texts.length * k);
  for (let i = 0; i < codes.length; i++) {
    if (segmentOf[i] >= 0) counts[codes[i] * k + segmentOf[i]]++;
  }
  return { counts, k };
}

/** Mean of a number per level, by segment and in all.
 * A share is the mean of an indicator. Levels whose number is NaN are no answers and count nowhere.
 * @param levels The number of each level.
 * @returns effect is eta squared: variation between the segments over all variation, 0..1.
 */
export function computeFigures({ counts, k }: LevelTable, levels: Float64Array): Figures {
  const bases = new Float64Array(k);
  const sums = new Float64Array(k);
  levels.forEach((value, level) => {
    if (Number.isNaN(value)) return;
    for (let g = 0; g < k; g++) {
      bases[g] += counts[level * k + g];
      sums[g] += counts[level * k + g] * value;
    }
  });
  const base = bases.reduce((sum, count) => sum + count, 0);
  const mean = sums.reduce((sum, part) => sum + part, 0) / base;
  let within = 0;
  let between = 0;
  levels.forEach((value, level) => {
    if (Number.isNaN(value)) return;
    for (let g = 0; g < k; g++) {
      within += counts[level * k + g] === 0
        ? 0
        : counts[level * k + g] * (value - sums[g] / bases[g]) ** 2;
    }
  });
  for (let g = 0; g < k; g++) {
    if (bases[g] > 0) between += bases[g] * (sums[g] / bases[g] - mean) ** 2;
  }
  const figure = (value: number, count: number): SegmentFigure =>
    count === 0 ? { value: null, base: 0, index: null, difference: null } : {
      value,
      base: count,
      index: mean === 0 ? null : 100 * value / mean,
      difference: value - mean,
    };
  return {
    total: figure(mean, base),
    segments: Array.from(sums, (sum, g) => figure(sum / bases[g], bases[g])),
    deviation: base > k ? Math.sqrt(within / (base - k)) : 0,
    effect: within + between > 0 ? between / (within + between) : 0,
  };
}
