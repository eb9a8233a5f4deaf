/** Counts behind tables with a banner, before letters are given. Runs in Deno and browsers. */

import { kishBase } from "../../numeric/weights.ts";
import { weightedDeviation } from "../testing/letters.ts";
import type { Column } from "../../survey/column.ts";
import type { ReadSide } from "../crosstab/read_side.ts";
import type { BannerColumn, TableBase, TableBlock, TableRow } from "./banner_table.ts";
import type { ReadBanner, ReadGroup } from "./read_banner.ts";
import type { DerivedLine, ReadBlock } from "./read_rows.ts";

/** A row as it was counted. */
export interface TalliedRow extends Pick<TableRow, "label" | "statistic"> {
  /** Respondents with the answer by column, each counted once; null for what is no single answer. */
  readonly counts: readonly number[] | null;
  /** The figure by column; null where there is none, or it is not shown. */
  readonly values: readonly (number | null)[];
  /** Standard deviations of means and scores by column. */
  readonly deviations: readonly number[];
  /** Labels of the answers that a box, mean or score is made of; none of an answer. */
  readonly answers: readonly string[];
  /** The least difference between two numbers of a mean or score. */
  readonly step: number;
}

/** A table as it was counted. */
export interface TalliedBlock extends Omit<TableBlock, "bases" | "rows"> {
  readonly bases: readonly Omit<TableBase, "mark">[];
  readonly rows: readonly TalliedRow[];
}

/** Tables as they were counted. */
export interface TalliedTables {
  readonly columns: readonly BannerColumn[];
  readonly groups: readonly Omit<ReadGroup, "tracks">[];
  readonly blocks: readonly TalliedBlock[];
}

/** Who counts, and how much. */
export interface Counting {
  readonly takesPart: Uint8Array;
  /** Null where all count alike. */
  readonly weightOf: Float64Array | null;
}

/** Counts every question by every column of the banner, O(respondents x columns that each is in x answers
 * that each gave) a question. */
export function tallyTables(
  { columns, groups }: ReadBanner,
  blocks: readonly ReadBlock[],
  counting: Counting,
): TalliedTables {
  const places = [
    Int32Array.from(counting.takesPart, (one) => one === 1 ? 0 : -1),
    ...groups.flatMap(({ tracks }) => tracks),
  ];
  const width = columns.length;
  const whole = basesOf(places, counting.takesPart, { width, weightOf: counting.weightOf });
  return {
    columns: columns.map((column, c) => ({ ...column, base: whole[c].base, mass: whole[c].mass })),
    groups: groups.map(({ tracks: _tracks, ...group }) => group),
    blocks: blocks.map((block) => tallyBlock(block, { ...counting, places, width })),
  };
}

interface Places extends Counting {
  /** Each tells of every respondent which column it is in. */
  readonly places: readonly Int32Array[];
  readonly width: number;
}

function tallyBlock(block: ReadBlock, by: Places): TalliedBlock {
  const { name, title, item, isDefining, side, column, derived } = block;
  const counts = side.counts.map((one, row) => one & by.takesPart[row]);
  const bases = basesOf(by.places, counts, by);
  const answers = countAnswers(block, counts, by);
  const told = (value: number, c: number): number | null => bases[c].base === 0 ? null : value;
  const shares = side.options.flatMap(({ label }, option): TalliedRow[] => {
    const own = answers.counts.slice(option * by.width, (option + 1) * by.width);
    if (own[0] === 0) return [];
    const masses = answers.masses.subarray(option * by.width, (option + 1) * by.width);
    return [{
      ...{ label, statistic: "share", counts: own, deviations: own.map(() => 0) },
      ...{ answers: [], step: 1 },
      values: Array.from(masses, (mass, c) => told(mass / bases[c].mass, c)),
    }];
  });
  const lines = column === null ? [] : derived.map((line): TalliedRow => {
    const { means, squares } = momentsOf(column.codes, line, counts, by);
    return {
      ...{ label: line.label, statistic: line.statistic, counts: null },
      ...{ answers: answersOf(line, column, side), step: stepOf(line) },
      values: Array.from(means, told),
      deviations: Array.from(
        squares,
        (sum, c) => weightedDeviation(sum, bases[c].mass, bases[c].effectiveBase),
      ),
    };
  });
  return {
    ...{ name, title, item, isDefining, isMultiple: side.isMultiple, isPartial: false },
    ...{ bases, rows: [...shares, ...lines] },
  };
}

/** Which answers count in a figure: all of a mean, of others those that stand for a number but 0. */
function answersOf(
  { statistic, levels }: DerivedLine,
  { codes }: Column,
  { options, tracks: [track] }: ReadSide,
): string[] {
  const found = new Set<number>();
  for (let row = 0; row < codes.length; row++) {
    const value = levels[codes[row]];
    if (track[row] >= 0 && !Number.isNaN(value) && (statistic === "mean" || value !== 0)) {
      found.add(track[row]);
    }
  }
  return [...found].sort((a, b) => a - b).map((option) => options[option].label);
}

function stepOf({ levels }: DerivedLine): number {
  const values = [...new Set(levels)].filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  const steps = values.slice(1).map((value, at) => value - values[at]);
  return steps.reduce((least, step) => Math.min(least, step), steps[0] ?? 1);
}

function basesOf(
  places: readonly Int32Array[],
  counts: Uint8Array,
  { width, weightOf }: Pick<Places, "width" | "weightOf">,
): Omit<TableBase, "mark">[] {
  const base = new Float64Array(width), mass = new Float64Array(width);
  const squares = new Float64Array(width);
  for (const place of places) {
    for (let row = 0; row < counts.length; row++) {
      const c = place[row];
      if (counts[row] === 0 || c < 0) continue;
      const weight = weightOf === null ? 1 : weightOf[row];
      base[c]++;
      mass[c] += weight;
      squares[c] += weight * weight;
    }
  }
  return Array.from(base, (count, c) => ({
    ...{ base: count, mass: mass[c] },
    effectiveBase: weightOf === null ? count : kishBase(mass[c], squares[c]),
  }));
}

function countAnswers(
  { side: { tracks, options } }: ReadBlock,
  counting: Uint8Array,
  { places, width, weightOf }: Places,
): { counts: number[]; masses: Float64Array } {
  const counts = new Array<number>(options.length * width).fill(0);
  const masses = new Float64Array(counts.length);
  for (const track of tracks) {
    for (const place of places) {
      for (let row = 0; row < counting.length; row++) {
        if (counting[row] === 0 || place[row] < 0 || track[row] < 0) continue;
        const at = track[row] * width + place[row];
        counts[at]++;
        masses[at] += weightOf === null ? 1 : weightOf[row];
      }
    }
  }
  return { counts, masses };
}

/** Means of a line, and sums of squares about them; about one of the values, so that no digits are lost. */
function momentsOf(
  codes: ArrayLike<number>,
  { levels }: DerivedLine,
  counts: Uint8Array,
  { places, width, weightOf }: Places,
): { means: Float64Array; squares: Float64Array } {
  const origin = levels.find((value) => !Number.isNaN(value)) ?? 0;
  const mass = new Float64Array(width), sums = new Float64Array(width);
  const squares = new Float64Array(width);
  for (const place of places) {
    for (let row = 0; row < counts.length; row++) {
      const c = place[row];
      if (counts[row] === 0 || c < 0) continue;
      const weight = weightOf === null ? 1 : weightOf[row];
      const value = levels[codes[row]] - origin;
      mass[c] += weight;
      sums[c] += weight * value;
      squares[c] += weight * value * value;
    }
  }
  return {
    means: sums.map((sum, c) => origin + sum / mass[c]),
    squares: squares.map((all, c) => Math.max(0, all - sums[c] * sums[c] / mass[c])),
  };
}
