/** The weights of respondents: read, checked, scaled; and columns that look like some. Runs in Deno and browsers. */

import { levelCounts } from "../column.ts";
import type { StageContext } from "../context.ts";
import { DataError } from "../errors.ts";
import { nearestName } from "../nearest.ts";
import { effectiveBase } from "../numeric/weights.ts";
import { countOf, formatNumber } from "../text.ts";
import { type Column, MISSING_REASONS, type Survey } from "../types.ts";

/** Words of a name that say weight. A body has one too, so that its values must look like it. */
const WEIGHT_WORD =
  /(^|[^\p{L}])(weights?|weighting|wts?|wgts?|[pf]weight|gewichte?|poids|pesos?|ponderacion)([^\p{L}]|$)/iu;
const LEAST_MEAN = 0.5;
const MOST_MEAN = 2;
/** Below this share of the respondents, weights cost so much precision that it should be known. */
const LOW_EFFICIENCY = 0.5;

/** Reads the weight of every respondent, 0 and above; null where no column is named.
 * @throws {DataError} If there is no such column, or a weight is missing, negative or no number, or
 * all are 0.
 */
export function readWeights(survey: Survey, name: string): Float64Array | null {
  if (name === "") return null;
  const column = survey.columns.find((one) => one.name === name);
  if (column === undefined) {
    const near = nearestName(name, survey.columns.map((one) => one.name));
    const hint = near === null ? "" : ` Did you mean ${JSON.stringify(near)}?`;
    throw new DataError(
      `Cannot weight respondents by ${
        JSON.stringify(name)
      }: weighting.column must name a column of ` +
        `the survey, but ${JSON.stringify(survey.name)} has none of this name.${hint}`,
    );
  }
  const isNumbers = column.categories === null && column.kind !== "date";
  const isWeight = Array.from(
    column.values,
    (value, level) => isNumbers && column.missing[level] === 0 && value >= 0 && value < Infinity,
  );
  const weights = new Float64Array(survey.rows);
  for (let row = 0; row < survey.rows; row++) {
    const level = column.codes[row];
    if (!isWeight[level]) throw notWeights(survey, { column, isWeight, row });
    weights[row] = column.values[level];
  }
  if (weights.some((weight) => weight > 0)) return weights;
  throw new DataError(
    `Cannot weight respondents by ${
      JSON.stringify(name)
    }: at least one weight must be above 0, but ` +
      `all ${formatNumber(survey.rows)} are 0. Name another column in weighting.column.`,
  );
}

function notWeights(
  survey: Survey,
  { column, isWeight, row }: { column: Column; isWeight: readonly boolean[]; row: number },
): DataError {
  const { name, kind, codes, texts, missing } = column;
  const level = codes[row];
  let count = 0;
  for (let i = row; i < codes.length; i++) if (!isWeight[codes[i]]) count++;
  const held = missing[level] === 0
    ? JSON.stringify(texts[level])
    : `no number (${MISSING_REASONS[missing[level]]})`;
  const more = count > 1 ? `, and ${formatNumber(count - 1)} more are none either` : "";
  return new DataError(
    `Cannot weight respondents by ${
      JSON.stringify(name)
    }: every weight must be a number from 0 up, ` +
      `but ${survey.name} row ${
        row + 1
      } holds ${held}${more}. The column is read as ${kind}. Correct the file, ` +
      "give 0 to respondents who are to be left out, or name another column in weighting.column.",
  );
}

/** Weights of the respondents kept, scaled to mean 1; null where all are equal, which is no weighting.
 * Warns of that, and of weights that leave little precision.
 */
export function scaleWeights(
  raw: Float64Array,
  respondents: Int32Array,
  context: StageContext,
): Float64Array | null {
  const kept = Float64Array.from(respondents, (row) => raw[row]);
  if (kept.every((weight) => weight === kept[0])) {
    context.warn("All weights are equal: results are as without weights.");
    return null;
  }
  const mean = kept.reduce((sum, weight) => sum + weight, 0) / kept.length;
  const weights = kept.map((weight) => weight / mean);
  const base = effectiveBase(weights);
  if (base < LOW_EFFICIENCY * weights.length) {
    context.warn(
      `The weights differ much: ${countOf(weights.length, "respondent")} are as precise as ` +
        `${formatNumber(base)} of equal weight (effective base).`,
    );
  }
  return weights;
}

/** Says which columns look like weights that are not applied, for a warning: a name that says weight,
 * over numbers from 0 up with fractions and a mean of 0.5 to 2.
 */
export function describeUnnamedWeights(columns: readonly Column[]): string[] {
  return columns.filter(looksLikeWeights).map(({ name }) =>
    `${JSON.stringify(name)} looks like weights and is not applied as such. Name it in ` +
    "weighting.column to weight by it, or in features.exclude if segments are not to depend on it."
  );
}

function looksLikeWeights(column: Column): boolean {
  const { name, kind, values, missing } = column;
  if (kind !== "numeric" || !WEIGHT_WORD.test(name.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2"))) {
    return false;
  }
  let sum = 0, total = 0, hasFraction = false, isNegative = false;
  levelCounts(column).forEach((count, level) => {
    if (missing[level] !== 0 || count === 0) return;
    sum += count * values[level];
    total += count;
    hasFraction ||= !Number.isInteger(values[level]);
    isNegative ||= values[level] < 0;
  });
  const mean = sum / total;
  return hasFraction && !isNegative && mean >= LEAST_MEAN && mean <= MOST_MEAN;
}
