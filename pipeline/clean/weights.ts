/** The weights of respondents: read, checked, scaled. Runs in Deno and browsers. */

import type { StageContext } from "../base/context.ts";
import { DataError } from "../base/errors.ts";
import { nearestName } from "../base/nearest.ts";
import { effectiveBase } from "../numeric/weights.ts";
import { countOf, formatNumber } from "../base/text.ts";
import type { Column } from "../survey/column.ts";
import { MISSING_REASONS } from "../survey/missing.ts";
import type { Survey } from "../survey/survey.ts";
import type { Admitted } from "./admit.ts";
import { refuseExtremes } from "./quality/extremes.ts";

/** Below this share of the respondents, weights cost so much precision that it should be known. */
const LOW_EFFICIENCY = 0.5;

/** The survey with the named column as one of weights, which is no answer; as it is where none is named
 * or the column holds no numbers.
 * @throws {DataError} If there is no such column.
 */
export function settleWeights(survey: Survey, name: string): Survey {
  if (name === "") return survey;
  const { columns } = survey;
  if (!columns.some((column) => column.name === name)) {
    const near = nearestName(name, columns.map((column) => column.name));
    const hint = near === null ? "" : ` Did you mean ${JSON.stringify(near)}?`;
    throw new DataError(
      `Cannot weight respondents by ${
        JSON.stringify(name)
      }: weighting.column must name a column of ` +
        `the survey, but ${JSON.stringify(survey.name)} has none of this name.${hint}`,
    );
  }
  return {
    ...survey,
    columns: columns.map((column) =>
      column.name === name && holdsNumbers(column) ? { ...column, kind: "weight" } : column
    ),
  };
}

function holdsNumbers({ kind, categories }: Column): boolean {
  return categories === null && kind !== "date" && kind !== "id" && kind !== "text";
}

/** Reads the weight of every respondent admitted, 0 and above; null where no column is named.
 * @throws {DataError} If a weight is missing, negative, no number or too large to compute with, or all
 * are 0.
 */
export function readWeights(admitted: Admitted, name: string): Float64Array | null {
  const { survey } = admitted;
  const column = survey.columns.find((one) => one.name === name);
  if (name === "" || column === undefined) return null;
  refuseExtremes([column]);
  const isNumbers = holdsNumbers(column);
  const isWeight = Array.from(
    column.values,
    (value, level) => isNumbers && column.missing[level] === 0 && value >= 0 && value < Infinity,
  );
  const weights = new Float64Array(survey.rows);
  for (let i = 0; i < survey.rows; i++) {
    const level = column.codes[i];
    if (!isWeight[level]) throw notWeights(admitted, { column, isWeight, first: i });
    weights[i] = column.values[level];
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
  { survey, respondents }: Admitted,
  { column, isWeight, first }: { column: Column; isWeight: readonly boolean[]; first: number },
): DataError {
  const { name, kind, codes, texts, missing } = column;
  const level = codes[first];
  let count = 0;
  for (let i = first; i < codes.length; i++) if (!isWeight[codes[i]]) count++;
  const held = missing[level] === 0
    ? JSON.stringify(texts[level])
    : `no number (${MISSING_REASONS[missing[level]]})`;
  const more = count > 1 ? `, and ${formatNumber(count - 1)} more are none either` : "";
  const read = holdsNumbers(column) ? "" : ` The column is read as ${kind}.`;
  return new DataError(
    `Cannot weight respondents by ${
      JSON.stringify(name)
    }: every weight must be a number from 0 up, ` +
      `but ${survey.name} row ${respondents[first] + 1} holds ${held}${more}.${read} Correct the ` +
      "file, give 0 to respondents who are to be left out, or name another column in weighting.column.",
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

/** Warns of columns that hold weights and are not applied. */
export function warnOfUnnamedWeights(columns: readonly Column[], context: StageContext): void {
  for (const { name, kind } of columns) {
    if (kind !== "weight") continue;
    const quoted = JSON.stringify(name);
    context.warn(
      `${quoted} looks like weights of respondents and is not applied: all count alike. ` +
        "Name it in weighting.column to weight by it.",
      { words: `Weight by ${quoted}`, settings: [["weighting.column", name]] },
    );
  }
}
