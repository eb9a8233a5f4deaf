/** Filling of gaps in a battery from the respondent's own level and the item's. Runs in Deno and browsers. */

import type { StageContext } from "../base/context.ts";
import { endsOf } from "../survey/batteries.ts";
import type { Column } from "../survey/column.ts";
import { countMissing, type ImputedColumn, medianOf, textOf, withFilled } from "./impute.ts";
import type { TwowayBattery } from "./cleaned.ts";
import type { GapBattery } from "./gap_batteries.ts";
import { findTurned, findTurnedWhole } from "./turned.ts";
import { columnValues, levelCounts, levelWeights } from "../survey/read_column.ts";

/** What is put in, as people read it. */
const VALUE_TOLD = "the respondent's own level";

/** A battery without gaps. */
export interface FilledBattery {
  /** One for each item, in its order. */
  readonly columns: readonly ImputedColumn[];
  /** What the answers put in were computed from. */
  readonly battery: TwowayBattery;
}

/** Two-way imputation: the respondent's mean, plus the item's mean, less the mean of all answers, each
 * over the answers really given to the battery; no error is added, so that the same file has the same
 * answers. Items that run against the others are turned round before and turned back after. What would
 * lie outside the battery's lowest and highest answer counts as that answer; nothing is rounded. Who
 * answered no item gets the item's median (of yes/no the share of yes): nothing is known of the level.
 * Means of items and of all are by weight. O(n items).
 * @param weights Of each respondent, or null.
 * @see Bernaards, Sijtsma, Influence of imputation and EM methods on factor analysis when item nonresponse
 * in questionnaire data is nonignorable, 2000, doi:10.1207/S15327906MBR3503_03; van Ginkel, van der Ark,
 * Sijtsma, Multiple imputation of item scores in test and questionnaire data, 2007,
 * doi:10.1080/00273170701360803 (method TW, here without its error term).
 */
export async function imputeTwoway(
  { question, columns, areRatings }: GapBattery,
  weights: Float64Array | null,
  context: StageContext,
): Promise<FilledBattery> {
  const isTurned = areRatings
    ? await findTurned(columns, weights, context)
    : columns.map(() => false);
  const battery = describeBattery({ question, columns }, { weights, isTurned });
  const { low, high, mean, items } = battery;
  const own = ownMeans(columns, { isTurned, ends: low + high });
  const filled = columns.map((column, c) => {
    const turn = (value: number) => isTurned[c] ? low + high - value : value;
    const median = areRatings ? medianOf(column, weights) : turn(items[c].mean);
    const values = columnValues(column);
    let unknown = 0;
    values.forEach((value, i) => {
      if (!Number.isNaN(value)) return;
      if (Number.isNaN(own[i])) unknown++;
      const level = own[i] + items[c].mean - mean;
      values[i] = Number.isNaN(own[i]) ? median : turn(Math.max(low, Math.min(high, level)));
    });
    return describe(column, { values, unknown, median });
  });
  return { columns: filled, battery };
}

/** What {@link imputeTwoway} would fill the gaps of a battery from that has none. */
export function describeWholeBattery(
  { question, columns, areRatings }: GapBattery,
  weights: Float64Array | null,
): TwowayBattery {
  const isTurned = areRatings ? findTurnedWhole(columns, weights) : columns.map(() => false);
  return describeBattery({ question, columns }, { weights, isTurned });
}

function describeBattery(
  { question, columns }: Pick<GapBattery, "question" | "columns">,
  { weights, isTurned }: { weights: Float64Array | null; isTurned: readonly boolean[] },
): TwowayBattery {
  const ends = columns.map(endsOf);
  const low = ends.reduce((least, [own]) => Math.min(least, own), Infinity);
  const high = ends.reduce((most, [, own]) => Math.max(most, own), -Infinity);
  const { itemMeans, mean } = itemMeansOf(columns, { isTurned, ends: low + high, weights });
  const items = columns.map(({ name }, c) => (
    { name, mean: itemMeans[c], isTurned: isTurned[c] }
  ));
  return { question, low, high, mean, items };
}

function describe(
  column: Column,
  { values, unknown, median }: { values: Float64Array; unknown: number; median: number },
): ImputedColumn {
  const count = countMissing(column, levelCounts(column));
  const nothing = textOf(column, median);
  return {
    column: count === 0 ? column : withFilled(column, values),
    count,
    value: count === 0
      ? ""
      : unknown === 0
      ? VALUE_TOLD
      : unknown === count
      ? nothing
      : `${VALUE_TOLD}, ${unknown} with ${nothing}`,
    outsideRange: false,
  };
}

interface Turning {
  readonly isTurned: readonly boolean[];
  /** Lowest plus highest answer, from which a turned answer is subtracted. */
  readonly ends: number;
}

/** Each respondent's mean over the answers given; NaN without any. */
function ownMeans(columns: readonly Column[], { isTurned, ends }: Turning): Float64Array {
  const sums = new Float64Array(columns[0].codes.length);
  const counts = new Uint32Array(sums.length);
  for (const [c, { codes, values, missing }] of columns.entries()) {
    for (let i = 0; i < codes.length; i++) {
      const level = codes[i];
      if (missing[level] !== 0) continue;
      sums[i] += isTurned[c] ? ends - values[level] : values[level];
      counts[i]++;
    }
  }
  return sums.map((sum, i) => sum / counts[i]);
}

/** Each item's mean and that of all answers, by weight; from counts of levels. */
function itemMeansOf(
  columns: readonly Column[],
  { isTurned, ends, weights }: Turning & { readonly weights: Float64Array | null },
): { itemMeans: number[]; mean: number } {
  let sum = 0, mass = 0;
  const itemMeans = columns.map((column, c) => {
    const masses = weights === null ? levelCounts(column) : levelWeights(column, weights);
    let itemSum = 0, itemMass = 0;
    column.values.forEach((value, level) => {
      if (column.missing[level] !== 0 || masses[level] === 0) return;
      itemSum += masses[level] * (isTurned[c] ? ends - value : value);
      itemMass += masses[level];
    });
    sum += itemSum;
    mass += itemMass;
    return itemSum / itemMass;
  });
  return { itemMeans, mean: sum / mass };
}
