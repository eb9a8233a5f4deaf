/** Answers by segment without the answers of few. Runs in Deno and browsers. */

import { assignRespondents, type LevelTable, tabulate } from "../../profile/figures.ts";
import type { ProfileRow, SegmentFigure } from "../../profile/segment_profile.ts";
import type { PipelineResult } from "../../run/run_result.ts";
import type { Column } from "../../survey/column.ts";
import { distributionOf, MOST_CATEGORIES } from "../charts/distribution.ts";
import type { DistributionView } from "../types.ts";
import { clampRare } from "./clamp_rare.ts";
import { hideCells } from "./hide_cells.ts";
import { isMask } from "./mask_words.ts";

/** One column as it may be shown. */
export interface ShownColumn {
  readonly distribution: DistributionView | null;
  readonly rows: readonly ProfileRow[];
}

type Bins = DistributionView["bins"];

/** Hides what fewer than `least` respondents answered, in a column's distribution and in its rows of the
 * profile by the same table, so that neither tells what the other does not.
 * @param rows The column's rows.
 */
export function showColumn(
  { survey, cleaned, clustering }: Pick<PipelineResult, "survey" | "cleaned" | "clustering">,
  column: Column,
  { rows, least }: { readonly rows: readonly ProfileRow[]; readonly least: number },
): ShownColumn {
  const assignment = assignRespondents(survey.rows, cleaned, clustering);
  const table = tabulate(column, assignment);
  if (rows.some(({ statistic }) => statistic === "answered")) {
    return { distribution: null, rows: rows.map((row) => withoutFewAnswered(row, least)) };
  }
  const clamped = clampRare(column, table, least);
  const found = clamped === null
    ? null
    : distributionOf(clamped.column, tabulate(clamped.column, assignment), Infinity);
  // One bin for all says nothing, and whoever gave another number stands in it.
  if (clamped === null || found === null || (clamped.isChanged && found.bins.length === 1)) {
    return { distribution: null, rows: rows.map(withoutFigures) };
  }
  const labels = found.bins.map((bin) => clamped.labels.get(bin.from ?? NaN) ?? bin.label);
  const shape = { rows: found.bins.length, columns: table.k };
  const hidden = hideCells({ ...shape, counts: found.bins.flatMap(({ counts }) => counts) }, least);
  const isAnyHidden = hidden.cells.includes(true) || clamped.isChanged;
  const bins = found.bins.map((bin, b) => {
    const own = bin.counts.map((_, g) => hidden.cells[b * table.k + g]);
    return { ...bin, label: labels[b], hidden: own, isUntold: hidden.totals[b] };
  });
  const shown = rows.flatMap((row) => {
    if (row.statistic === "mean") return isAnyHidden ? [roundMeans(row, column, least)] : [row];
    const bin = bins.findIndex(({ label, from }) =>
      row.category === (from === null ? label : String(from))
    );
    if (bin < 0) return [withoutFigures(row)];
    if (row.category !== null && isMask(row.category)) return [];
    return [hideFigures(row, bins[bin])];
  });
  return { distribution: shownDistribution(found, bins, table), rows: shown };
}

/** Bins with hidden counts as 0, masked words left out. */
function shownDistribution(
  { kind, bins: all }: DistributionView,
  bins: readonly (Bins[number] & { hidden: readonly boolean[]; isUntold: boolean })[],
  { k, weighted }: LevelTable,
): DistributionView | null {
  const segments = Array.from({ length: k }, (_, g) => g);
  const add = (of: (bin: Bins[number]) => readonly number[], g: number): number =>
    all.reduce((sum, bin) => sum + of(bin)[g], 0);
  const shown = bins.filter(({ label }) => !isMask(label)).slice(0, MOST_CATEGORIES);
  if (shown.every(({ hidden }) => !hidden.includes(false))) return null;
  return {
    kind,
    bins: shown.map(({ isUntold, hidden, ...bin }) => {
      const mass = (bin.weights ?? bin.counts).reduce((sum, one) => sum + one, 0);
      const keep = (values: readonly number[]) => values.map((value, g) => hidden[g] ? 0 : value);
      return {
        ...bin,
        counts: keep(bin.counts),
        ...(bin.weights === undefined ? {} : { weights: keep(bin.weights) }),
        hidden,
        total: isUntold ? null : mass,
      };
    }),
    bases: segments.map((g) => add(({ counts }) => counts, g)),
    ...(weighted === null
      ? {}
      : { masses: segments.map((g) => add(({ weights, counts }) => weights ?? counts, g)) }),
  };
}

const NOTHING = { value: null, index: null, difference: null };

function withoutFigures(row: ProfileRow): ProfileRow {
  const nothing = (figure: SegmentFigure): SegmentFigure => ({ ...figure, ...NOTHING });
  return {
    ...row,
    total: nothing(row.total),
    segments: row.segments.map(nothing),
    deviation: 0,
    effect: 0,
  };
}

function hideFigures(
  row: ProfileRow,
  { hidden, isUntold }: { readonly hidden: readonly boolean[]; readonly isUntold: boolean },
): ProfileRow {
  if (isUntold) return withoutFigures(row);
  if (!hidden.includes(true)) return row;
  const segments = row.segments.map((figure, g) => hidden[g] ? { ...figure, ...NOTHING } : figure);
  return measured({ ...row, segments });
}

/** How far segments differ, by what is shown alone: the figure of all answers would tell what is hidden. */
function measured(row: ProfileRow): ProfileRow {
  const mean = row.total.value ?? 0;
  let between = 0, within = 0;
  for (const { value, base } of row.segments) {
    const own = value ?? mean;
    between += base * (own - mean) ** 2;
    within += base * (row.statistic === "mean" ? row.deviation ** 2 : own * (1 - own));
  }
  const all = between + within;
  const respondents = row.total.base - row.segments.length;
  return {
    ...row,
    deviation: row.statistic === "mean"
      ? row.deviation
      : respondents > 0
      ? Math.sqrt(within / respondents)
      : 0,
    effect: all > 0 ? between / all : 0,
  };
}

/** A text's share who answered by segment tells of few what its total does not. */
function withoutFewAnswered(row: ProfileRow, least: number): ProfileRow {
  const isFew = [row.total, ...row.segments].some(({ value, base }) => {
    const answered = Math.round((value ?? 0) * base);
    return [answered, base - answered].some((count) => count > 0 && count < least);
  });
  return isFew ? withoutFigures(row) : row;
}

/** Rounds means so far that they agree with `least` answers more or fewer being a step higher: else
 * they would tell what counts do not. */
function roundMeans(row: ProfileRow, column: Column, least: number): ProfileRow {
  const values = [...new Set(column.values.filter((value) => !Number.isNaN(value)))]
    .sort((a, b) => a - b);
  const step = values.slice(1).reduce(
    (gap, value, v) => Math.min(gap, value - values[v]),
    Infinity,
  );
  const rounded = (value: number, base: number): number => {
    const unit = roundUnit(2 * least * (Number.isFinite(step) ? step : 1) / base);
    return Math.round(Math.round(value / unit) * unit * 1e9) / 1e9;
  };
  const { total: { value: all } } = row;
  if (all === null || row.total.base < least) return withoutFigures(row);
  const mean = rounded(all, row.total.base);
  const figureOf = (figure: SegmentFigure): SegmentFigure => {
    if (figure.value === null || figure.base < least) return { ...figure, ...NOTHING };
    const value = rounded(figure.value, figure.base);
    return {
      ...figure,
      value,
      index: mean === 0 ? null : 100 * value / mean,
      difference: value - mean,
    };
  };
  return measured({
    ...row,
    total: figureOf(row.total),
    segments: row.segments.map(figureOf),
    deviation: Number(row.deviation.toPrecision(2)),
  });
}

/** The least of 1, 2, 5, 10, ... and their tenths that is not below a width. */
export function roundUnit(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width));
  return [1, 2, 5, 10].map((factor) => factor * power).find((unit) => unit >= width * (1 - 1e-9))!;
}
