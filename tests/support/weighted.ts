/** Surveys with weights, for tests of weighted statistics. Runs in Deno. */

import { clean } from "../../pipeline/clean/mod.ts";
import { features } from "../../pipeline/features/mod.ts";
import { ingest } from "../../pipeline/ingest/mod.ts";
import type { Features } from "../../pipeline/features/feature_matrix.ts";
import type { Matrix } from "../../pipeline/numeric/matrix.ts";
import type { Survey } from "../../pipeline/survey/survey.ts";
import python from "../golden/weighted_python.json" with { type: "json" };
import r from "../golden/weighted_r.json" with { type: "json" };
import { sharedData } from "./shared_data.ts";
import { originalParams } from "./original.ts";

/** Values by `tests/golden/make_weighted_golden.py`: statsmodels 0.15.0 (DescrStatsW), NumPy 2.4.6 and
 * scikit-learn 1.9.1. */
export const BY_PYTHON = python;
/** Values by `tests/golden/make_weighted_golden.R`: R 4.2.2 (lm, hclust) and Hmisc 4.8.0. */
export const BY_R = r;

/** The surveys that these are of. */
export const WEIGHTED_SURVEYS = ["bfi", "mcdonalds", "wine_labelled"] as const;
/** One of {@link WEIGHTED_SURVEYS}. */
export type WeightedSurvey = typeof WEIGHTED_SURVEYS[number];

const INCLUDED: Record<WeightedSurvey, string[]> = {
  bfi: ["A?", "C?", "E?", "N?", "O?"],
  mcdonalds: [
    ...["yummy", "convenient", "spicy", "fattening", "greasy", "fast", "cheap", "tasty"],
    ...["expensive", "healthy", "disgusting"],
  ],
  wine_labelled: ["*"],
};

/** The weight of a row (from 0) in the reference programs, and how often it is repeated there. */
export const weightOfRow = (row: number): number => (1 + (7919 * row + 42) % 997) / 500;
/** See {@link weightOfRow}. */
export const repeatsOfRow = (row: number): number => 1 + (7919 * row + 42) % 4;

/** A survey with one numeric column more. */
export function withColumn(survey: Survey, name: string, values: readonly number[]): Survey {
  const column = {
    ...survey.columns[0],
    ...{
      name,
      label: name,
      question: null,
      kind: "numeric" as const,
      reason: "",
      categories: null,
    },
    codes: Uint32Array.from(values, (_, i) => i),
    texts: values.map(String),
    values: Float64Array.from(values),
    missing: new Uint8Array(values.length),
  };
  return { ...survey, columns: [...survey.columns, column] };
}

/** One of the surveys as read, with the column `wt`. */
export async function readWeighted(name: WeightedSurvey): Promise<Survey> {
  const file = `${name}.csv`;
  const survey = await ingest(await Deno.readFile(sharedData(file)), file, originalParams({}));
  return withColumn(survey, "wt", Array.from({ length: survey.rows }, (_, i) => weightOfRow(i)));
}

/** The matrix of the reference programs: gaps filled by the mode, standardised by weight. */
export async function weightedFeatures(name: WeightedSurvey): Promise<Features> {
  const params = originalParams({
    cleaning: { drop_thresh: 0, imputation_method: "mode" },
    features: { include: INCLUDED[name], exclude: ["class"], scaling: "standardize" },
    weighting: { column: "wt" },
  });
  return await features(await clean(await readWeighted(name), params), params);
}

/** Every row as often as its weight says, without weights. */
export function repeatRows(
  { values, d, n, weights }: Matrix,
  labels: Int32Array = new Int32Array(n),
): { x: Matrix; labels: Int32Array } {
  const rows = Array.from({ length: n }, (_, i) => new Array<number>(weights![i]).fill(i)).flat();
  const repeated = Float64Array.from(rows.flatMap((i) => [...values.subarray(i * d, (i + 1) * d)]));
  return {
    x: { values: repeated, n: rows.length, d },
    labels: Int32Array.from(rows, (i) => labels[i]),
  };
}
