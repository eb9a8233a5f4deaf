/** Tests of one segment against all respondents, as FactoMineR's catdes makes them. Runs in Deno and browsers. */

import { logSum, normalOfTails, normalTails } from "../../numeric/distributions/normal.ts";
import { logGamma } from "../../numeric/distributions/gamma.ts";
import { portableExp, portableLog } from "../../numeric/portable_math.ts";
import { kishBase } from "../../numeric/weights.ts";
import type { LevelTable } from "../figures.ts";

/** A standard normal number and the probability of one as far from 0. */
export interface VTest {
  readonly v: number;
  readonly p: number;
}

/** What answers come to in one segment and in all, in respondents of equal weight. */
interface Sums {
  /** By segment: what its answers weigh, their mean. */
  readonly masses: Float64Array;
  readonly means: Float64Array;
  /** The effective base of all, their mean, their variance over n. */
  readonly base: number;
  readonly mean: number;
  readonly variance: number;
}

const CLOSE_ENOUGH = 1e-17;

/** How far the mean of each segment lies from that of all, over its standard error where the segment were drawn
 * from them without putting back. With weights, means are weighted and respondents count as many as the
 * effective base has.
 * @param values The number of each level; NaN is no answer.
 * @returns One a segment; null where answers do not vary, or all or none are the segment's.
 * @see Lebart, Morineau and Piron, Statistique exploratoire multidimensionnelle, 1995, 2.3; Husson, Josse and
 * Lê, FactoMineR, Journal of Statistical Software, 2008, doi:10.18637/jss.v025.i01
 */
export function testMeans(table: LevelTable, values: Float64Array): (VTest | null)[] {
  const { masses, means, base, mean, variance } = sumUp(table, values);
  return Array.from(masses, (mass, g) => {
    if (!(variance > 0) || !(mass > 0) || !(base > mass)) return null;
    const v = (means[g] - mean) / Math.sqrt(variance / mass * (base - mass) / (base - 1));
    return { v, p: normalTails(v) };
  });
}

/** How far the share of each segment lies from that of all, by the hypergeometric distribution: twice the
 * probability of a count further out and once that of the count itself, as the normal number that is as
 * improbable. With weights counts are those of the effective base, rounded.
 * @param values 1 at each level that is the category, 0 at others, NaN where there is no answer.
 * @returns As {@link testMeans}.
 */
export function testShares(table: LevelTable, values: Float64Array): (VTest | null)[] {
  const { masses, means, base, mean, variance } = sumUp(table, values);
  const [total, marked] = [Math.round(base), Math.round(base * mean)];
  return Array.from(masses, (mass, g) => {
    const drawn = Math.round(mass);
    if (!(variance > 0) || drawn === 0 || drawn >= total) return null;
    const count = Math.round(mass * means[g]);
    const logP = logTails({ count, drawn, marked, total });
    return { v: (means[g] > mean ? 1 : -1) * normalOfTails(logP), p: portableExp(logP) };
  });
}

function sumUp({ k, counts, weighted }: LevelTable, values: Float64Array): Sums {
  const levels = Array.from(values, (_, level) => level).filter((level) => !isNaN(values[level]));
  const own = weighted?.sums ?? counts;
  const masses = new Float64Array(k), sums = new Float64Array(k);
  const origin = levels.length === 0 ? 0 : values[levels[0]];
  let mass = 0, squared = 0, sum = 0;
  for (const level of levels) {
    for (let g = 0; g < k; g++) {
      const weight = own[level * k + g];
      masses[g] += weight;
      sums[g] += weight * (values[level] - origin);
      mass += weight;
      sum += weight * (values[level] - origin);
      squared += weighted?.squares[level * k + g] ?? 0;
    }
  }
  const mean = sum / mass;
  let variance = 0;
  for (const level of levels) {
    for (let g = 0; g < k; g++) {
      variance += own[level * k + g] * (values[level] - origin - mean) ** 2 / mass;
    }
  }
  const base = weighted === null ? mass : kishBase(mass, squared);
  const means = sums.map((one, g) => origin + one / masses[g]);
  const scale = weighted === null ? 1 : base / mass;
  return { masses: masses.map((one) => one * scale), means, base, mean: origin + mean, variance };
}

/** ln of the two-sided probability, at most 0. */
function logTails(
  { count, drawn, marked, total }: {
    readonly count: number;
    readonly drawn: number;
    readonly marked: number;
    readonly total: number;
  },
): number {
  const lowest = Math.max(0, drawn + marked - total), highest = Math.min(drawn, marked);
  // Rounded counts of weights may lie outside of what their rounded sums allow.
  const at = Math.min(highest, Math.max(lowest, count));
  const own = logCombinations(marked, at) + logCombinations(total - marked, drawn - at) -
    logCombinations(total, drawn);
  const beyond = (from: number, step: 1 | -1): number => {
    let term = 1, sum = 0;
    for (let x = from; step > 0 ? x < highest : x > lowest; x += step) {
      term *= step > 0
        ? (marked - x) * (drawn - x) / ((x + 1) * (total - marked - drawn + x + 1))
        : x * (total - marked - drawn + x) / ((marked - x + 1) * (drawn - x + 1));
      sum += term;
      if (term < sum * CLOSE_ENOUGH) break;
    }
    return own + portableLog(2 * sum);
  };
  const upper = logSum(beyond(at, 1), own), lower = logSum(beyond(at, -1), own);
  return Math.min(0, upper, lower);
}

function logCombinations(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}
