/** Answers to one variable by segment for pages, in bins or categories. Runs in Deno and browsers. */

import type { LevelTable } from "../../profile/figures.ts";
import type { Column } from "../../survey/column.ts";
import type { DistributionView } from "../types.ts";

const MOST_DISTINCT = 12;
const MOST_BINS = 16;
/** Categories that a chart has room for. */
export const MOST_CATEGORIES = 30;

/** Counts answers by category, by number where there are few different ones, else in up to 16 bins
 * with round bounds; null where answers have no values: identifiers, text, dates that are not
 * published.
 * @param most Categories that are told apart; the others are counted together.
 */
export function distributionOf(
  column: Column,
  table: LevelTable,
  most: number = MOST_CATEGORIES,
): DistributionView | null {
  const { kind, categories, values, missing } = column;
  const answered = Array.from(values.keys()).filter((level) =>
    missing[level] === 0 && !Number.isNaN(values[level]) && total(table, level) > 0
  );
  if (answered.length === 0) return null;
  if (categories !== null) {
    return { kind: "category", bins: byCategory(column, answered, { table, most }) };
  }
  const distinct = new Set(answered.map((level) => values[level]));
  const form = kind === "date" ? "date" : "number";
  const bins = distinct.size <= MOST_DISTINCT && kind !== "date"
    ? byNumber(column, answered, table)
    : byBin(column, answered, table);
  return { kind: form, bins };
}

type Bins = DistributionView["bins"];
/** What is counted in a bin. */
interface Tally {
  readonly counts: number[];
  readonly weights?: number[];
}

function byCategory(
  { categories, values }: Column,
  answered: number[],
  { table, most }: { readonly table: LevelTable; readonly most: number },
): Bins {
  const bins = categories!.map((label) => ({ label, from: null, to: null, ...emptyTally(table) }));
  for (const level of answered) add(bins[values[level]], table, level);
  if (bins.length <= most) return bins;
  const sorted = bins.toSorted((a, b) => sum(b.counts) - sum(a.counts));
  const others = { label: "(others)", from: null, to: null, ...emptyTally(table) };
  for (const { counts, weights } of sorted.slice(most)) {
    counts.forEach((count, g) => others.counts[g] += count);
    if (others.weights === undefined) continue;
    for (const [g, weight] of weights?.entries() ?? []) others.weights[g] += weight;
  }
  return [...sorted.slice(0, most), others];
}

function byNumber({ values }: Column, answered: number[], table: LevelTable): Bins {
  const bins = new Map<number, Tally>();
  for (const level of answered) {
    const tally = bins.get(values[level]) ?? emptyTally(table);
    add(tally, table, level);
    bins.set(values[level], tally);
  }
  return [...bins].sort(([a], [b]) => a - b)
    .map(([value, tally]) => ({ label: String(value), from: value, to: value, ...tally }));
}

function byBin({ values }: Column, answered: number[], table: LevelTable): Bins {
  let low = Infinity;
  let high = -Infinity;
  for (const level of answered) {
    low = Math.min(low, values[level]);
    high = Math.max(high, values[level]);
  }
  const step = roundStep((high - low) / MOST_BINS);
  const first = Math.floor(low / step);
  const bins = Array.from({ length: Math.floor(high / step) - first + 1 }, (_, b) => {
    const [from, to] = [(first + b) * step, (first + b + 1) * step].map(tidy);
    return { label: `${from} to ${to}`, from, to, ...emptyTally(table) };
  });
  for (const level of answered) {
    add(bins[Math.floor(values[level] / step) - first], table, level);
  }
  return bins;
}

/** The least of 1, 2, 5, 10, ... (and their tenths) that is not below a width. */
function roundStep(width: number): number {
  let power = 1;
  while (power * 10 <= width) power *= 10;
  while (power > width && power > 1e-9) power /= 10;
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= width) ?? 10 * power;
}

/** Drops the digits that multiplying by a tenth leaves behind. */
function tidy(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

function emptyTally({ k, weighted }: LevelTable): Tally {
  const counts = new Array(k).fill(0);
  return weighted === null ? { counts } : { counts, weights: new Array(k).fill(0) };
}

function add({ counts, weights }: Tally, table: LevelTable, level: number): void {
  for (let g = 0, at = level * table.k; g < table.k; g++, at++) {
    counts[g] += table.counts[at];
    if (weights !== undefined && table.weighted !== null) weights[g] += table.weighted.sums[at];
  }
}

function total(table: LevelTable, level: number): number {
  let count = 0;
  for (let g = 0; g < table.k; g++) count += table.counts[level * table.k + g];
  return count;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0);
}
