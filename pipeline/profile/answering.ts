/** Whether answering or not tells the segments apart. Runs in Deno and browsers. */

import type { Remedy, StageContext } from "../base/context.ts";
import { quoteValue } from "../base/errors.ts";
import { countOf, formatNumber, formatShare } from "../base/text.ts";
import type { Clustering } from "../cluster/clustering.ts";
import type { Cleaned } from "../clean/cleaned.ts";
import type { Features } from "../features/feature_matrix.ts";
import type { Column } from "../survey/column.ts";
import { type Assignment, tabulate } from "./figures.ts";

/** How segments differ in answering one column. */
export interface Answering {
  /** The column's name. */
  readonly column: string;
  /** Share of gaps among all who were segmented, by weight, 0..1. */
  readonly gaps: number;
  /** The same in each segment. */
  readonly bySegment: Float64Array;
  /** The same outside each segment. */
  readonly byOthers: Float64Array;
  /** Cramér's V of segment and answered or not, 0..1. */
  readonly cramersV: number;
}

/** From a medium association on, not answering is part of what a segment is: of two outcomes V is Cohen's
 * w, of which 0.1 is small, 0.3 medium, 0.5 large.
 * @see Cohen, Statistical Power Analysis for the Behavioral Sciences, 1988, chapter 7. */
const MEDIUM = 0.3;
/** Fewer gaps are too few to form a segment, however they fall. */
const ENOUGH_GAPS = 0.05;
const MOST_SEGMENTS_TOLD = 2;

/** Compares the segments by who answered a column, O(n). Weights count as in all figures.
 * @param column Of the respondents of the assignment; a filled gap is none the less a gap.
 * @see Cramér, Mathematical Methods of Statistics, 1946, for V: the root of chi-squared over the
 * respondents, as one of the two sides has two outcomes.
 */
export function compareAnswering(column: Column, assignment: Assignment): Answering {
  const { counts, weighted, k } = tabulate(column, assignment);
  const masses = weighted?.sums ?? counts;
  const missing = new Float64Array(k), sizes = new Float64Array(k);
  column.missing.forEach((reason, level) => {
    for (let g = 0; g < k; g++) {
      sizes[g] += masses[level * k + g];
      if (reason !== 0) missing[g] += masses[level * k + g];
    }
  });
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const gaps = missing.reduce((sum, some) => sum + some, 0);
  const share = gaps / all;
  let squares = 0;
  for (let g = 0; g < k; g++) {
    if (sizes[g] > 0) {
      squares += (missing[g] - sizes[g] * share) ** 2 / (sizes[g] * share * (1 - share));
    }
  }
  return {
    column: column.name,
    gaps: share,
    bySegment: missing.map((some, g) => sizes[g] > 0 ? some / sizes[g] : 0),
    byOthers: missing.map((some, g) => all > sizes[g] ? (gaps - some) / (all - sizes[g]) : 0),
    cramersV: share > 0 && share < 1 ? Math.sqrt(squares / all) : 0,
  };
}

const LEAVE_SILENT_OUT: Remedy = {
  words: "Leave out who answered little",
  settings: [["quality.incomplete", "drop"]],
};

/** Warns of segments that are told apart by not answering what formed them, the clearest first. */
export function warnOfSilence(
  { cleaned, features, clustering }: {
    readonly cleaned: Cleaned;
    readonly features: Pick<Features, "sources">;
    readonly clustering: Pick<Clustering, "labels" | "k">;
  },
  context: StageContext,
): void {
  const forming = new Set(features.sources.map(({ column }) => column));
  const assignment = {
    segmentOf: clustering.labels,
    k: clustering.k,
    weightOf: cleaned.weights,
  };
  const compared = cleaned.survey.columns
    .filter(({ name, missing }) => forming.has(name) && missing.some((reason) => reason !== 0))
    .map((column) => compareAnswering(column, assignment));
  for (const text of describeSilence(compared)) context.warn(text, LEAVE_SILENT_OUT);
}

/** Says which segments are told apart by not answering; empty where none is. */
export function describeSilence(compared: readonly Answering[]): string[] {
  const bySegment = new Map<number, Answering[]>();
  const telling = compared.filter(({ gaps, cramersV }) => gaps >= ENOUGH_GAPS && cramersV >= MEDIUM)
    .sort((a, b) => b.cramersV - a.cramersV);
  for (const each of telling) {
    const excess = each.bySegment.map((own, g) => own - each.byOthers[g]);
    const silent = excess.indexOf(excess.reduce((a, b) => Math.max(a, b)));
    bySegment.set(silent, [...bySegment.get(silent) ?? [], each]);
  }
  return [...bySegment].slice(0, MOST_SEGMENTS_TOLD).map(([segment, [first, ...others]]) =>
    `Segment ${segment + 1} is told apart by not answering: ${
      formatShare(first.bySegment[segment])
    } of it gave no answer to ${quoteValue(first.column)}, ${
      formatShare(first.byOthers[segment])
    } of the others (Cramér's V ${formatNumber(first.cramersV, 2)})${
      others.length === 0 ? "" : `; likewise ${countOf(others.length, "more column")}`
    }.`
  );
}
