/** Answers to one question by segment, as tests take them. Runs in Deno and browsers. */

import { kishBase } from "../../numeric/weights.ts";
import { LEAST_SHOWN } from "../bases.ts";
import type { LevelTable } from "../figures.ts";

/** Distinct answers of the segments that are compared. */
export interface GroupedAnswers {
  /** Rising; somebody gave each. */
  readonly values: Float64Array;
  /** Positions of the segments compared, from 0. */
  readonly groups: readonly number[];
  /** Respondents: `counts[value * groups + group]`. */
  readonly counts: Float64Array;
  /** What they weigh, in respondents of equal weight: all together the effective base. */
  readonly masses: Float64Array;
  /** Sum of the squares of these weights, by group. */
  readonly squares: Float64Array;
  /** Respondents by group. */
  readonly bases: Float64Array;
  /** Respondents of all groups. */
  readonly base: number;
  /** Sum of the masses; the base without weights. */
  readonly effectiveBase: number;
}

/** Takes the answers of the segments in which at least 30 answered, with weights scaled so that they add up
 * to the effective base: then whatever counts respondents counts as many as are as precise.
 * @param values The number of each level; NaN is no answer.
 */
export function groupAnswers(table: LevelTable, values: Float64Array): GroupedAnswers {
  const { k, counts, weighted } = table;
  const levels = Array.from(values, (_, level) => level).filter((level) => !isNaN(values[level]));
  const bases = Float64Array.from({ length: k }, (_, g) => sumOf(levels, (l) => counts[l * k + g]));
  const groups = [...bases.keys()].filter((g) => bases[g] >= LEAST_SHOWN);
  const given = levels.filter((level) => groups.some((g) => counts[level * k + g] > 0))
    .sort((a, b) => values[a] - values[b]);
  const distinct = given.map((level) => values[level])
    .filter((value, at, all) => at === 0 || value !== all[at - 1]);
  const places = new Map(distinct.map((value, place) => [value, place]));
  const width = groups.length;
  const own = {
    counts: new Float64Array(distinct.length * width),
    masses: new Float64Array(distinct.length * width),
    squares: new Float64Array(width),
  };
  for (const level of given) {
    const place = places.get(values[level])!;
    groups.forEach((g, at) => {
      const count = counts[level * k + g];
      own.counts[place * width + at] += count;
      own.masses[place * width + at] += weighted?.sums[level * k + g] ?? count;
      own.squares[at] += weighted?.squares[level * k + g] ?? count;
    });
  }
  const base = sumOf(groups, (g) => bases[g]);
  const [mass, squared] = [own.masses, own.squares].map((each) => sumOf(each, (one) => one));
  const effectiveBase = weighted === null ? base : kishBase(mass, squared);
  const scale = weighted === null ? 1 : effectiveBase / mass;
  return {
    ...{ values: Float64Array.from(distinct), groups, counts: own.counts, base, effectiveBase },
    masses: own.masses.map((one) => one * scale),
    squares: own.squares.map((one) => one * scale * scale),
    bases: Float64Array.from(groups, (g) => bases[g]),
  };
}

/** Sums of the masses by group. */
export function groupMasses({ masses, groups }: GroupedAnswers): Float64Array {
  const width = groups.length;
  const sums = new Float64Array(width);
  masses.forEach((mass, at) => sums[at % width] += mass);
  return sums;
}

/** Sums of the masses by answer. */
export function valueMasses({ values, masses, groups }: GroupedAnswers): Float64Array {
  const width = groups.length;
  const sums = new Float64Array(values.length);
  masses.forEach((mass, at) => sums[Math.floor(at / width)] += mass);
  return sums;
}

function sumOf<Item>(items: Iterable<Item>, of: (item: Item) => number): number {
  let sum = 0;
  for (const item of items) sum += of(item);
  return sum;
}
