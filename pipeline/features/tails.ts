/** Heavy tails of numbers, tamed so that one value forms no segment. Runs in Deno and browsers. */

import { type Distribution, distributionOf, quantile, robustSpread } from "../numeric/quantiles.ts";
import { portableExp, portableLog1p } from "../numeric/portable_math.ts";
import { levelCounts, levelWeights } from "../survey/read_column.ts";
import type { Params } from "../plan/params.ts";
import { quoteValue } from "../base/errors.ts";
import { countOf, formatNumber, joinWords } from "../base/text.ts";
import type { Column } from "../survey/column.ts";
import type { TamedFeature } from "./feature_matrix.ts";
import type { Candidate } from "./candidates.ts";

/** Robust deviations from the median beyond which an answer is drawn in. Nothing is judged to be wrong by
 * it, so it is wider than the 3 by which outliers are told: of normal answers one in 1.7 million lies
 * beyond, and columns without a tail stay as they are.
 * @see Leys, Ley, Klein, Bernard, Licata, Detecting outliers: do not use standard deviation around the
 * mean, use absolute deviation around the median, 2013, doi:10.1016/j.jesp.2013.03.013 */
const REACH = 5;
/** Tails by which symmetry is told: a tenth on either side, which no single answer moves. */
const TAIL = 0.1;
/** Numbers of fewer distinct values have no tails. */
const FEWEST_DISTINCT = 3;
const MOST_NAMED = 3;

/** Candidates with their numbers tamed, and what was done. */
export interface Tamed {
  readonly candidates: readonly Candidate[];
  readonly tamed: readonly TamedFeature[];
}

/** Tames heavy tails as `features.tails` asks. Only numbers take part: no scales, yes/no, categories or
 * ratings set against the own scale. Medians and shares are over the answers given, by weight; filled gaps
 * become what an answer of the same value becomes. O(levels log levels) a column.
 *
 * winsorize: answers more than 5 robust deviations from the median (the median distance to it, times
 * 1.4826) count as lying there. log: log(1 + x) of columns without negative answers. auto: columns of
 * which some answer lies that far; those without negative answers whose tail is on the right are taken
 * on the logarithm where this makes them more symmetric by {@link skewness}, and what lies too far after
 * that is drawn in. The logarithm is the engine's own, of the same bits on every platform.
 * @param weights Of each respondent, or null.
 * @see Tukey, Exploratory Data Analysis, 1977, on re-expressing amounts; Dixon, Simplified estimation from
 * censored normal samples, 1960, doi:10.1214/aoms/1177705900, on winsorising.
 */
export function tameTails(
  candidates: readonly Candidate[],
  { tails, weights }: {
    readonly tails: Params["features"]["tails"];
    readonly weights: Float64Array | null;
  },
): Tamed {
  const tamed: TamedFeature[] = [];
  if (tails === "none") return { candidates, tamed };
  return {
    candidates: candidates.map((candidate) => {
      if (candidate.column.kind !== "numeric" || candidate.own !== null) return candidate;
      const found = tame(candidate, { tails, weights });
      if (found === null) return candidate;
      tamed.push(found.told);
      return { ...candidate, levels: found.levels };
    }),
    tamed,
  };
}

function tame(
  { column, levels }: Candidate,
  { tails, weights }: { tails: "auto" | "log" | "winsorize"; weights: Float64Array | null },
): { levels: Float64Array; told: TamedFeature } | null {
  const given = answersOf(column, levels, weights);
  if (given.values.length < FEWEST_DISTINCT) return null;
  const reason = tails === "winsorize" ? null : reasonForLog(given, tails);
  const isLog = reason !== null;
  if (!isLog && tails === "log") return null;
  const numbers = isLog ? levels.map(logOf) : levels;
  const [low, high] = tails === "log"
    ? [-Infinity, Infinity]
    : fences(isLog ? answersOf(column, numbers, weights) : given);
  const counts = levelCounts(column);
  let below = 0, above = 0;
  const result = numbers.map((value, level) => {
    if (column.missing[level] === 0) {
      below += value < low ? counts[level] : 0;
      above += value > high ? counts[level] : 0;
    }
    return Math.max(low, Math.min(high, value));
  });
  const drawnIn = below + above;
  if (!isLog && drawnIn === 0) return null;
  const back = (bound: number) => isLog ? answerOf(bound) : bound;
  return {
    levels: result,
    told: {
      column: column.name,
      isLog,
      low: drawnIn > 0 ? back(low) : null,
      high: drawnIn > 0 ? back(high) : null,
      below,
      above,
      reason: reason ??
        `${countOf(drawnIn, "answer")} more than ${REACH} robust deviations from the median`,
    },
  };
}

/** What answers lie beyond, in either direction. */
function fences(given: Distribution): [low: number, high: number] {
  const { median, deviation } = robustSpread(given);
  return [median - REACH * deviation, median + REACH * deviation];
}

/** Why a column is taken on the logarithm, or null. */
function reasonForLog(given: Distribution, tails: "auto" | "log"): string | null {
  const { values, masses } = given;
  if (values[0] < 0) return null;
  if (tails === "log") return "set by features.tails";
  if (values[values.length - 1] <= fences(given)[1]) return null;
  const amounts = distributionOf(values, masses.map((mass, i) => values[i] > 0 ? mass : 0));
  const [before, after] = [skewness(amounts), skewness(amounts, logOf)];
  if (!(before > 0 && Math.abs(after) < before)) return null;
  return `amounts with a long tail: skewness ${formatNumber(before, 2)}, of the logarithm ${
    formatNumber(after, 2)
  }`;
}

/** How much farther the upper tenth starts from the median than the lower one, in parts of both
 * distances: -1..1, 0 where symmetric. No single answer moves it. Of amounts those above 0 count.
 * @see Hinkley, On power transformations to symmetry, 1975, doi:10.1093/biomet/62.1.101
 */
function skewness(given: Distribution, as: (value: number) => number = (value) => value): number {
  const [low, middle, high] = [TAIL, 0.5, 1 - TAIL].map((share) => as(quantile(given, share)));
  return high > low ? (high + low - 2 * middle) / (high - low) : 0;
}

function answersOf(
  column: Column,
  levels: Float64Array,
  weights: Float64Array | null,
): Distribution {
  const masses = weights === null ? levelCounts(column) : levelWeights(column, weights);
  return distributionOf(
    levels,
    masses.map((mass, level) => column.missing[level] === 0 ? mass : 0),
  );
}

/** log(1 + x); a value below 0, which only a filled gap may have, mirrors the one above. */
export function logOf(value: number): number {
  return value < 0 ? -portableLog1p(-value) : portableLog1p(value);
}

/** The answer whose logarithm a number is. */
export function answerOf(value: number): number {
  return value < 0 ? 1 - portableExp(-value) : portableExp(value) - 1;
}

/** Says which columns were tamed, and how; empty where none was. */
export function describeTails(tamed: readonly TamedFeature[]): string {
  if (tamed.length === 0) return "";
  const told = tamed.slice(0, MOST_NAMED).map(describeOne);
  const rest = tamed.length - told.length;
  return `Heavy tails tamed for forming segments, not in profiles: ${
    joinWords(rest > 0 ? [...told, countOf(rest, "more column")] : told)
  } (features.tails).`;
}

function describeOne({ column, isLog, low, high, below, above }: TamedFeature): string {
  const told = [
    ...(isLog ? ["by its logarithm"] : []),
    ...(below > 0 ? [`${countOf(below, "answer")} below ${formatBound(low!)}`] : []),
    ...(above > 0 ? [`${countOf(above, "answer")} above ${formatBound(high!)}`] : []),
  ];
  return `${quoteValue(column)} (${told.join(", ")}${below + above > 0 ? " drawn in" : ""})`;
}

/** Years stand without separators. */
function formatBound(bound: number): string {
  const size = Math.abs(bound);
  return size >= 1000 && size < 10_000
    ? String(Math.round(bound))
    : formatNumber(bound, size < 100 ? 1 : 0);
}
